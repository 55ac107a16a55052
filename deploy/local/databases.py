"""The PostgreSQL of a local run: from the wheel in a folder, or one that is there already, given by its superuser's address."""

import re
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlsplit, urlunsplit

import asyncpg

from deploy.postgres import Cluster


class DatabaseServer(Protocol):
    """Where databases can be made, one for each service."""

    def url(self, database: str, user: str = ...) -> str:
        """Where `user` reaches `database`; the owner when no user is named."""

    async def create_database(self, name: str, *, app_role: str) -> None:
        """Make sure that the database exists, and that the login role may connect to it."""

    def stop(self) -> None:
        """End what was started here."""


def start_server(folder: Path, *, given: str | None, password: str) -> DatabaseServer:
    """PostgreSQL in `folder`, unless another is given: an address with the rights of a superuser. Blocks for about a second."""
    return GivenServer(given, password=password) if given else Cluster.start(folder)


class GivenServer:
    """A server that somebody else runs. The application roles get `password`."""

    def __init__(self, url: str, *, password: str) -> None:
        self._parts = urlsplit(re.sub("^postgres://", "postgresql://", url))
        self._password = password

    def url(self, database: str, user: str = "") -> str:
        """The given address with another database and, when named, another user."""
        netloc = self._parts.netloc
        if user:
            host = netloc.rpartition("@")[2]
            netloc = f"{quote(user, safe='')}:{quote(self._password, safe='')}@{host}"
        return urlunsplit(self._parts._replace(netloc=netloc, path=f"/{quote(database, safe='')}"))

    async def create_database(self, name: str, *, app_role: str) -> None:
        """As `Cluster.create_database`; the role's password is set anew each time."""
        database, role = _identifier(name), _identifier(app_role)
        connection = await asyncpg.connect(urlunsplit(self._parts))
        try:
            if not await connection.fetchval("select exists (select from pg_roles where rolname = $1)", app_role):
                await connection.execute(f"create role {role} login")
            await connection.execute(await connection.fetchval(PASSWORD, app_role, self._password))
            if not await connection.fetchval("select exists (select from pg_database where datname = $1)", name):
                await connection.execute(f"create database {database}")
            await connection.execute(f"revoke all on database {database} from public")
            await connection.execute(f"grant connect on database {database} to {role}")
        finally:
            await connection.close()

    def stop(self) -> None:
        """It is somebody else's: left running."""


PASSWORD = "select format('alter role %I password %L', $1::text, $2::text)"  # noqa: S105 - the statement, not a password


def _identifier(name: str) -> str:
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", name):
        raise ValueError(f"{name!r} is not a plain lower-case SQL name.")
    return f'"{name}"'
