"""PostgreSQL: one pool per service, one transaction per request or batch.

SQLAlchemy writes the SQL (tables, migrations, queries); asyncpg runs it. The hot paths give asyncpg their SQL as text.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Final, Literal, Protocol, TypeVar, cast, overload

import asyncpg
import orjson
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.util import LRUCache

Isolation = Literal["read_committed", "repeatable_read", "serializable"]


class Row(Protocol):
    """One row: values by column name or place (an asyncpg Record)."""

    def __getitem__(self, column: str | int, /) -> Any: ...

    def keys(self) -> Iterable[str]: ...


DIALECT = PGDialect_asyncpg()  # type: ignore[no-untyped-call]
_CACHE: LRUCache[Any, Any] = LRUCache(1000)

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
Read = Callable[["Tx"], Awaitable[T]]
"""What is read in a transaction."""

LEFT_TO_OTHERS: Final = 4
"""Of a pool's connections so many are never taken for a second read at once: who waits for a first one goes before."""

TRANSIENT = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    OSError,
    TimeoutError,
)
"""Faults that pass: try again later, with the same input."""


class Prepared:
    """A statement's text and the order of its arguments. Made at import, it costs nothing later."""

    __slots__ = ("_defaults", "_names", "sql")

    def __init__(self, statement: ClauseElement) -> None:
        compiled, extracted = _compiled(statement)
        self.sql = str(compiled)
        self._names = compiled.positiontup or []
        self._defaults = compiled.construct_params(extracted_parameters=extracted, _check=False)

    def arguments(self, given: Mapping[str, Any]) -> list[Any]:
        """The positional arguments: those given, else the values written in the statement."""
        return [given[name] if name in given else self._defaults[name] for name in self._names]


def _compiled(statement: ClauseElement) -> tuple[SQLCompiler, Sequence[BindParameter[Any]] | None]:
    """The statement compiled, once per shape: a statement of the same shape with other values is found in the cache."""
    found, extracted, *_ = statement._compile_w_cache(DIALECT, compiled_cache=_CACHE, column_keys=[])  # noqa: SLF001
    compiled = cast("SQLCompiler", found)
    if not compiled.post_compile_params:
        return compiled, extracted
    # IN (…) has a placeholder per value, so its text differs from call to call
    return cast("SQLCompiler", statement.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})), None


def _prepared(statement: ClauseElement | Prepared) -> Prepared:
    return statement if isinstance(statement, Prepared) else Prepared(statement)


class Tx:
    """One open transaction. `raw` is the asyncpg connection under it, `database` where there may be another one."""

    __slots__ = ("_after", "_database", "raw")

    def __init__(self, raw: asyncpg.Connection, database: "Database | None" = None) -> None:
        self.raw = raw
        self._database = database
        self._after: list[Callable[[], None]] = []

    @overload
    async def at_once(self, one: Read[A], other: Read[B], /) -> tuple[A, B]: ...

    @overload
    async def at_once(self, *reads: Read[Any]) -> tuple[Any, ...]: ...

    async def at_once(self, *reads: Read[Any]) -> tuple[Any, ...]:
        """The answers of the reads, in their order: two go on at a time, when the pool has a connection to spare.

        All of them see what this transaction saw when it began; what it has written itself, they need not see.
        """
        waiting, answers = deque(enumerate(reads)), dict[int, Any]()

        async def take(tx: Tx) -> None:
            while waiting:
                number, read = waiting.popleft()
                answers[number] = await read(tx)

        async with AsyncExitStack() as stack:
            another = None if self._database is None else await stack.enter_async_context(self._database.beside(self))
            await _all_or_none([take(tx) for tx in (self, another) if tx is not None])
        return tuple(answers[number] for number in range(len(reads)))

    async def all(self, statement: ClauseElement | Prepared, **given: Any) -> list[Row]:
        """Every row of the statement."""
        prepared = _prepared(statement)
        return cast("list[Row]", await self.raw.fetch(prepared.sql, *prepared.arguments(given)))

    async def first(self, statement: ClauseElement | Prepared, **given: Any) -> Row | None:
        """The first row, or None."""
        prepared = _prepared(statement)
        return cast("Row | None", await self.raw.fetchrow(prepared.sql, *prepared.arguments(given)))

    async def one(self, statement: ClauseElement | Prepared, **given: Any) -> Row:
        """The first row of a statement that always has one. Raises LookupError otherwise."""
        row = await self.first(statement, **given)
        if row is None:
            raise LookupError("A statement that always has a row gave none.")
        return row

    async def scalar(self, statement: ClauseElement | Prepared, **given: Any) -> Any:
        """The first column of the first row, or None."""
        row = await self.first(statement, **given)
        return None if row is None else row[0]

    async def run(self, statement: ClauseElement | Prepared, **given: Any) -> int:
        """Execute; gives the number of rows touched."""
        prepared = _prepared(statement)
        status: str = await self.raw.execute(prepared.sql, *prepared.arguments(given))
        return int(status.rsplit(" ", 1)[-1])

    async def run_many(self, statement: ClauseElement | Prepared, rows: Sequence[Mapping[str, Any]]) -> None:
        """Execute once per row, in one round trip."""
        prepared = _prepared(statement)
        await self.raw.executemany(prepared.sql, [prepared.arguments(row) for row in rows])

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Undo what was done within on an error, and only that."""
        await self.raw.execute("savepoint inner_part")
        try:
            yield
        except Exception:
            await self.raw.execute("rollback to savepoint inner_part")
            raise
        finally:
            await self.raw.execute("release savepoint inner_part")

    def after_commit(self, call: Callable[[], None]) -> None:
        """Call when (and only when) the transaction has committed."""
        self._after.append(call)

    def committed(self) -> None:
        for call in self._after:
            call()


async def _all_or_none(works: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Do them all at once; when one fails the others stop, and only then is it told."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


def _encode_json(value: Any) -> str:
    return orjson.dumps(value).decode()


async def prepare_connection(connection: asyncpg.Connection) -> None:
    """JSON as Python values, both ways."""
    for kind in ("json", "jsonb"):
        await connection.set_type_codec(kind, schema="pg_catalog", encoder=_encode_json, decoder=orjson.loads)


async def _nothing_to_reset(_connection: asyncpg.Connection) -> None:
    """No session state is ever set outside a transaction, so asyncpg's reset would be a round trip for nothing."""


class Database:
    """A service's own database, through its application role."""

    def __init__(self, url: str, *, size: int = 10) -> None:
        self.url = url
        self._size = size
        self._pool: asyncpg.Pool | None = None

    async def open(self) -> None:
        self._pool = await asyncpg.create_pool(
            self.url, min_size=1, max_size=self._size, init=prepare_connection, reset=_nothing_to_reset, command_timeout=60
        )

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.close()
            self._pool = None

    @property
    def pool(self) -> asyncpg.Pool:
        if self._pool is None:
            raise RuntimeError("The database is not open: call `await database.open()` first.")
        return self._pool

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[asyncpg.Connection]:
        """A pooled connection without a transaction."""
        async with self.pool.acquire() as connection:
            yield cast("asyncpg.Connection", connection)

    @asynccontextmanager
    async def transaction(self, isolation: Isolation = "repeatable_read", *, readonly: bool = False) -> AsyncIterator[Tx]:
        """Commit on leaving, roll back on an error.

        REPEATABLE READ is the default because appends need it: the snapshot is older than the transaction's id, so a
        stream's order cannot invert in the feed (see docs/decisions/0002).
        """
        async with self.connection() as connection:
            tx = Tx(connection, self)
            await connection.execute(f"begin isolation level {isolation.replace('_', ' ')}{' read only' if readonly else ''}")
            try:
                yield tx
                await connection.execute("commit")
            except BaseException:
                await _roll_back(connection)
                raise
            tx.committed()

    @asynccontextmanager
    async def beside(self, tx: Tx) -> AsyncIterator[Tx | None]:
        """A transaction that reads what the other one sees; None when so few connections are free that others may want them."""
        pool = self.pool
        if pool.get_max_size() - pool.get_size() + pool.get_idle_size() <= LEFT_TO_OTHERS:
            yield None
            return
        async with self.connection() as connection:
            snapshot = await tx.raw.fetchval("select pg_export_snapshot()")
            await connection.execute("begin isolation level repeatable read read only")
            try:
                await connection.execute(f"set transaction snapshot '{snapshot}'")
                yield Tx(connection, self)
            finally:
                await _roll_back(connection)


async def _roll_back(connection: asyncpg.Connection) -> None:
    """Roll back, or drop the connection: one with an open transaction never goes back to the pool.

    A rollback that fails is told instead of what led to it: the connection is lost, and that is a fault that passes.
    """
    try:
        await connection.execute("rollback")
    except BaseException:
        connection.terminate()
        raise
