"""A line between asyncpg and PostgreSQL that can be cut at a chosen moment."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, quote, urlsplit

PORT_FILE = ".s.PGSQL.5432"
COMMITS = re.compile(rb"commit;?\x00", re.IGNORECASE)
"""The client's word."""
DONE = b"COMMIT\x00Z"
"""The server's word that a transaction is committed, and that it is ready for the next."""

Moment = Literal["before the commit", "after the commit"]


@dataclass
class Wire:
    """Passes bytes on. `cut` chooses the transaction, by bytes that its connection sends, and the moment."""

    socket: str
    cuts: int = 0
    _token: bytes | None = None
    _moment: Moment = "after the commit"

    def cut(self, token: str, moment: Moment) -> None:
        """Cut the connection that sends `token`, once, around its next commit."""
        self._token, self._moment = token.encode(), moment

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side ends it."""
        server_reader, server_writer = await asyncio.open_unix_connection(self.socket)
        connection = _Connection(self, writer, server_writer)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(connection.to_server(reader))
                group.create_task(connection.to_client(server_reader))
        except* (ConnectionError, _Cut):
            pass
        finally:
            for end in (writer, server_writer):
                end.close()
                with contextlib.suppress(ConnectionError):
                    await end.wait_closed()

    def chosen(self, sent: bytes) -> bool:
        return self._token is not None and self._token in sent

    @property
    def moment(self) -> Moment:
        return self._moment

    def was_cut(self) -> None:
        self._token = None
        self.cuts += 1


class _Cut(Exception):  # noqa: N818
    """The line is cut."""


class _Connection:
    def __init__(self, wire: Wire, client: asyncio.StreamWriter, server: asyncio.StreamWriter) -> None:
        self._wire = wire
        self._client = client
        self._server = server
        self._chosen = False
        self._committing = False

    async def to_server(self, reader: asyncio.StreamReader) -> None:
        while sent := await reader.read(65536):
            self._chosen = self._chosen or self._wire.chosen(sent)
            if self._chosen and COMMITS.search(sent):
                if self._wire.moment == "before the commit":
                    self._cut()
                self._committing = True
            self._server.write(sent)
            await self._server.drain()
        raise _Cut

    async def to_client(self, reader: asyncio.StreamReader) -> None:
        while answered := await reader.read(65536):
            if self._committing and DONE in answered:
                self._cut()
            self._client.write(answered)
            await self._client.drain()
        raise _Cut

    def _cut(self) -> None:
        self._wire.was_cut()
        raise _Cut


@asynccontextmanager
async def wire_to(url: str) -> AsyncIterator[tuple[Wire, str]]:
    """The wire, and the address that goes over it to the same database as `url` (on a Unix socket)."""
    parts = urlsplit(url)
    folder = parse_qs(parts.query)["host"][0]
    wire = Wire(f"{folder}/{PORT_FILE}")
    server = await asyncio.start_server(wire.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield wire, f"postgresql://{quote(parts.username or '')}@127.0.0.1:{port}{parts.path}"
    finally:
        server.close()
