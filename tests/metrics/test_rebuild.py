"""The rebuild as an operator runs it, and what may happen to it on the way."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.local.place import environment
from deploy.postgres import Cluster
from deploy.rebuild import NOT_TOLD, main, rebuild
from shared.clock import MovableClock
from shared.projections import rebuilding
from tests.bench import cases, country
from tests.harness import Databases
from tests.metrics.any_stories import arrivals, stories
from tests.metrics.conftest import TABLES, Metrics, opened
from tests.metrics.killed import struck
from tests.metrics.telling import Told

ROLE = "metrics_app"
CASES = 40
ON_A_DATABASE = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def story() -> Told:
    told = Told()
    told.case_started("2025-01-10")
    told.job_started("2025-03-01")
    told.case_ended("2025-06-30")
    return told


async def test_an_equal_read_model_is_switched_in(metrics: Metrics) -> None:
    await metrics.receive(story().deliveries)
    expected = await metrics.content()
    assert await rebuild("metrics", metrics.service.settings.owner_url) == dict.fromkeys(TABLES, 0)
    assert await metrics.content() == expected
    assert await metrics.owner.fetchval("select to_regnamespace('read_next')") is None


async def test_what_is_switched_in_has_been_swept_so_that_indexes_are_read_in_place_of_tables(metrics: Metrics) -> None:
    await metrics.receive(story().deliveries)
    await rebuild("metrics", metrics.service.settings.owner_url)
    swept = "select relallvisible = relpages and relpages > 0 from pg_class where oid = to_regclass($1)"
    assert await metrics.owner.fetchval(swept, "read.cases")
    assert await metrics.owner.fetchval(swept, "read.employments")


async def test_a_damaged_live_read_model_stays_until_the_operator_says_so(metrics: Metrics) -> None:
    await metrics.receive(story().deliveries)
    expected = await metrics.content()
    await metrics.owner.execute("delete from read.employments")
    url = metrics.service.settings.owner_url
    assert await rebuild("metrics", url) == {**dict.fromkeys(TABLES, 0), "employments": 1}
    assert (await metrics.content())["employments"] == []
    await rebuild("metrics", url, replace=True)
    assert await metrics.content() == expected


async def test_a_stopped_rebuild_goes_on_where_it_was(metrics: Metrics) -> None:
    told = story()
    await metrics.receive(told.deliveries[:2])
    stopped = metrics.rebuild()
    await stopped.start()
    assert await stopped.replay() == 2
    await metrics.receive(told.deliveries[2:])
    taken_up = metrics.rebuild()
    await taken_up.start()
    assert await taken_up.replay() == 1
    assert await taken_up.differences() == dict.fromkeys(TABLES, 0)


def test_without_the_owners_address_nothing_begins(
    databases: Databases, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in environment(asyncio.run(databases.of("metrics"))).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("SIUS_MIGRATION_URL")
    assert main(["metrics"]) == NOT_TOLD
    assert "SIUS_MIGRATION_URL is missing" in capsys.readouterr().err


@ON_A_DATABASE
@given(data=st.data())
async def test_whatever_was_told_and_however_it_arrived_it_is_rebuilt_row_for_row(metrics: Metrics, data: st.DataObject) -> None:
    await metrics.empty()
    await metrics.receive(data.draw(arrivals(data.draw(stories()))), at_a_time=data.draw(st.integers(1, 8)))
    under_way = metrics.rebuild()
    await under_way.start(afresh=True)
    await under_way.replay()
    assert await metrics.content("read_next") == await metrics.content()


async def test_a_status_is_closed_by_one_of_another_stream_also_in_a_rebuild(metrics: Metrics) -> None:
    told = Told()
    for number in range(1, 25):  # so many streams are never folded in one batch
        told.status(number, "2025-05-01", "ill", known=f"2025-05-{number:02}", corrects=number - 1 or None, case=UUID(int=number))
    await metrics.receive(told.deliveries)
    expected = await metrics.content()
    assert await rebuild("metrics", metrics.service.settings.owner_url) == dict.fromkeys(TABLES, 0)
    assert await metrics.content() == expected
    assert await metrics.owner.fetchval("select count(*) from read.statuses where known_to is null") == 1


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster that these tests may kill."""
    running = Cluster.start(tmp_path_factory.mktemp("killed"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def own_databases(own: Cluster) -> Databases:
    return Databases(own)


@pytest.fixture
async def filled(own_databases: Databases, clock: MovableClock) -> AsyncIterator[Metrics]:
    """Some courses, received."""
    async with opened(await own_databases.of("metrics"), clock) as metrics:
        versions: dict[str, int] = {}
        messages = []
        for offset, told in enumerate(country.told(CASES)):
            versions[told.stream] = versions.get(told.stream, 0) + 1
            messages.append(cases.message(told, version=versions[told.stream], offset=offset))
        await metrics.handle(messages)
        yield metrics


async def goes_on(metrics: Metrics) -> None:
    """What was committed is not done again, the rest is, and the whole is what is live."""
    url = metrics.service.settings.owner_url
    all_of_it = await metrics.owner.fetchval("select count(*) from received")
    done: list[int] = []
    assert await rebuild("metrics", url, progress=lambda _now, of: done.append(of)) == dict.fromkeys(TABLES, 0)
    assert all_of_it / 2 < done[-1] < all_of_it


async def test_a_rebuild_whose_process_was_killed_goes_on_where_it_was(filled: Metrics) -> None:
    url = filled.service.settings.owner_url
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.metrics.killed", url)
    assert await process.wait() == -signal.SIGKILL
    await goes_on(filled)


async def test_a_rebuild_goes_on_where_it_was_after_postgresql_crashed(
    own: Cluster, filled: Metrics, clock: MovableClock
) -> None:
    url = filled.service.settings.owner_url
    with pytest.raises((asyncpg.PostgresConnectionError, asyncpg.InterfaceError, OSError)):
        async with rebuilding(url, struck(lambda: asyncio.to_thread(own.kill)), role=ROLE) as under_way:
            await under_way.start()
            await under_way.replay()
    await asyncio.to_thread(own.restart)
    async with opened(filled.service.settings, clock) as restarted:
        await goes_on(restarted)
