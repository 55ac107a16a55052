"""The real parts, started once per run: a PostgreSQL cluster and a Kafka broker. One that does not start fails the run."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack

import asyncpg
import pytest

from deploy.issuer import Issuer
from deploy.kafka import Broker
from deploy.postgres import Cluster
from shared.bus import Bus
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.contracts.catalogue import TOPICS
from shared.db import Database, Tx, prepare_connection
from shared.migrations import KERNEL, app_role, rights
from tests.harness import AUDIENCE, ISSUER, Api, Databases, served

KernelDatabase = Callable[[], Awaitable["KernelUrls"]]


class KernelUrls:
    """An empty database with the kernel's tables only: as the application and as the owner reach it."""

    def __init__(self, app: str, owner: str) -> None:
        self.app = app
        self.owner = owner


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    running = Cluster.start(tmp_path_factory.mktemp("postgres"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    running = Broker.start(tmp_path_factory.mktemp("kafka"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def databases(cluster: Cluster) -> Databases:
    return Databases(cluster)


@pytest.fixture(scope="session")
def issuer() -> Issuer:
    return Issuer(ISSUER, AUDIENCE)


@pytest.fixture(scope="session")
async def kernel_template(cluster: Cluster) -> str:
    """A database with the kernel's tables, to copy."""
    await cluster.create_database("kernel_template", app_role=app_role("kernel"))
    connection = await asyncpg.connect(cluster.url("kernel_template"))
    try:
        for statement in (*KERNEL, "create schema read", f"grant usage on schema read to {app_role('kernel')}"):
            await connection.execute(statement)
        await connection.execute("create table alembic_version (version_num text)")
        for statement in rights(app_role("kernel")):
            await connection.execute(statement)
    finally:
        await connection.close()
    return "kernel_template"


@pytest.fixture
async def kernel(cluster: Cluster, kernel_template: str, request: pytest.FixtureRequest) -> KernelUrls:
    """A new database with the kernel's tables."""
    name = f"kernel_{abs(hash(request.node.nodeid)):x}"
    connection = await asyncpg.connect(cluster.url("postgres"))
    try:
        await connection.execute(f"create database {name} template {kernel_template}")
        await connection.execute(f"grant connect on database {name} to {app_role('kernel')}")
    finally:
        await connection.close()
    return KernelUrls(cluster.url(name, user=app_role("kernel")), cluster.url(name))


@pytest.fixture
async def database(kernel: KernelUrls) -> AsyncIterator[Database]:
    """An open database of the application role, with the kernel's tables."""
    opened = Database(kernel.app)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Tx]:
    """One open transaction of the application role; what it does is kept until the end of the test."""
    async with database.transaction() as opened:
        yield opened


@pytest.fixture
async def owner(kernel: KernelUrls) -> AsyncIterator[asyncpg.Connection]:
    """A connection of the owner's to the same database."""
    connection = await asyncpg.connect(kernel.owner)
    await prepare_connection(connection)
    yield connection
    await connection.close()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


ServiceApi = Callable[..., Awaitable[Api]]


@pytest.fixture
async def api_of(databases: Databases, issuer: Issuer, clock: MovableClock) -> AsyncIterator[ServiceApi]:
    """Starts a service on an empty database: `await api_of("intake")`; with `bus=` on a bus that others share."""
    async with AsyncExitStack() as stack:

        async def start(service: str, *, bus: Bus | None = None) -> Api:
            settings = await databases.of(service)
            running = served(service, settings, bus=bus or LocalBus(TOPICS), clock=clock, issuer=issuer)
            return await stack.enter_async_context(running)

        yield start
