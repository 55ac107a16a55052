"""The rebuild as an operator runs it."""

import asyncio

import pytest

from deploy.local.place import environment
from deploy.rebuild import NOT_TOLD, main, rebuild
from tests.harness import Databases
from tests.metrics.conftest import TABLES, Metrics
from tests.metrics.telling import Told


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
