"""Closing while something else goes on: another closing, events under way, a restore, a rebuild; and who may change it after."""

import asyncio
from typing import Any

import asyncpg
import pytest

from deploy.rebuild import rebuild
from services.metrics.projections import absorb
from shared.contracts import intake
from shared.inbox import Delivery
from shared.service import Service
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.conftest import TABLES
from tests.metrics.since import Since
from tests.metrics.telling import noon
from tests.metrics.test_api import MANAGER, NOW, Tell, number
from tests.metrics.test_api import tell as tell  # noqa: PLC0414 - a fixture
from tests.metrics.test_closed_months import OCTOBER, closed, cohort, corrected, of, shown

FIGURES = 12


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    started = await api_of("metrics")
    started.clock.move_to(NOW)
    return started


def service(api: Api) -> Service:
    found: Service = api.app.state.service
    return found


async def as_owner(api: Api, *statements: str) -> list[Any]:
    """What the last of the statements gives, when the owner of the database executes them."""
    owner = await asyncpg.connect(api.settings.migration_url)
    try:
        return list([await owner.fetch(statement) for statement in statements][-1])
    finally:
        await owner.close()


def late_job(day: str = "2025-11-30") -> list[Delivery]:
    """A job of the third case of the cohort, recorded before the closing on 1 December."""
    told = cohort()
    said = len(told.deliveries)
    told.job_started("2025-05-01", known=day, job=number(2003), case=number(3), person=number(1003))
    return told.deliveries[said:]


async def told_of(api: Api, month: dict[str, Any]) -> tuple[tuple[Any, ...], list[tuple[str, str]]]:
    """How many got work within 180 days, then and now; and the events behind it."""
    path = f"/closed-months/{month['closing']}"
    changed = {each["number"]: each for each in of(await shown(api, f"{path}/differences"), "outflow")["changed"]}
    number = changed.get("counts.in_work_within_180", {})
    events = (await shown(api, f"{path}/revisions?figure=outflow"))["items"]
    return (number.get("then"), number.get("now")), [(each["why"], each["type"].split(".")[2]) for each in events]


async def test_of_two_closings_at_once_one_closes_and_the_other_is_told_so(api: Api, tell: Tell) -> None:
    await tell(cohort())
    answers = await asyncio.gather(*(api.post("/closed-months", OCTOBER, subject=f"boss-{each}", **MANAGER) for each in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    [won] = [answer.json() for answer in answers if answer.status_code == 201]
    lost = [answer.json() for answer in answers if answer.status_code == 409]
    assert {problem["code"] for problem in lost} == {"month-already-closed"}, lost
    listed = await shown(api, "/closed-months")
    assert [each["closing"] for each in listed["items"]] == [won["closing"]]
    [kept] = await as_owner(api, "select count(*) as figures from closed_figures")
    assert kept["figures"] == FIGURES


async def test_a_closing_sent_twice_with_one_key_is_the_same_closing(api: Api, tell: Tell) -> None:
    await tell(cohort())
    key = {"Idempotency-Key": "close-october"}
    first = await api.post("/closed-months", OCTOBER, headers=key, **MANAGER)
    again = await api.post("/closed-months", OCTOBER, headers=key, **MANAGER)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()


async def test_a_month_is_closed_for_each_unit_by_itself(api: Api) -> None:
    both: dict[str, Any] = {"role": "manager", "units": ("stockholm", "sundsvall")}
    bodies = [{**OCTOBER, "unit": unit} for unit in ("stockholm", "sundsvall")]
    answers = await asyncio.gather(*(api.post("/closed-months", body, **both) for body in bodies))
    assert [answer.status_code for answer in answers] == [201, 201]


async def test_a_month_refused_leaves_nothing_behind(api: Api) -> None:
    early = await api.post("/closed-months", {**OCTOBER, "month": "2025-12"}, **MANAGER)
    assert (early.status_code, early.json()["code"]) == (409, "month-not-over")
    assert await as_owner(api, "select closing from closed_months union all select closing from closed_figures") == []


async def test_events_under_way_while_a_month_is_closed_are_a_difference(api: Api, tell: Tell) -> None:
    await tell(cohort())
    async with service(api).database.transaction() as tx:
        await absorb(tx, late_job())
        month = await closed(api)
    assert of(month, "outflow")["numbers"]["counts"]["in_work_within_180"] == 2
    assert await told_of(api, month) == ((2, 3), [("late", "employment-started")])


async def test_after_a_restore_what_comes_in_the_new_era_is_a_difference(api: Api, tell: Tell) -> None:
    await tell(cohort())
    month = await closed(api)
    await as_owner(api, "update era set era = era + 1")
    async with service(api).database.transaction() as tx:
        await absorb(tx, late_job())
    # transaction ids begin anew after a restore: this one is lower than all that the closing saw
    await as_owner(api, "update received set txid = '3' where era = (select era from era)")
    assert await told_of(api, month) == ((2, 3), [("late", "employment-started")])


async def test_a_month_closed_after_a_restore_counts_the_events_of_the_era_before(api: Api, tell: Tell) -> None:
    await tell(cohort())
    await as_owner(api, "update received set txid = '18446744073709551000'", "update era set era = era + 1")
    month = await closed(api)
    assert of(month, "outflow")["numbers"]["counts"]["in_work_within_180"] == 2
    assert await told_of(api, month) == ((None, None), [])


async def test_a_rebuilt_read_model_gives_the_same_differences(api: Api, tell: Tell) -> None:
    told = cohort()
    await tell(told)
    since = Since(api, tell, told, await closed(api))
    told.tell(f"employment-{number(2001)}", corrected("2025-11-12", job=2001, case=1, person=1001), noon("2025-12-05"))
    told.tell(f"case-{number(4)}", _error(4), noon("2025-12-06"))
    await since.tell()
    before = [await since.differences(), (await shown(api, f"{since.path}/revisions"))["items"]]
    assert {("in-work-within-180", "cases", 0, 1), ("cohort", "cases", 0, 1)} <= await since.moved("outflow")
    assert await since.events("outflow") == [("corrected", "employment-corrected"), ("retracted", "case-registered-in-error")]
    assert await rebuild("metrics", service(api).settings.owner_url) == dict.fromkeys(TABLES, 0)
    assert [await since.differences(), (await shown(api, f"{since.path}/revisions"))["items"]] == before
    await since.stays()


def _error(case: int) -> Any:
    return intake.CaseRegisteredInError(case=number(case), person=number(1000 + case))


async def test_a_start_corrected_within_the_window_moves_nobody_and_is_told(api: Api, tell: Tell) -> None:
    """The curve says something else of the person; another's new job, while the first goes on, changes nothing."""
    told = cohort()
    await tell(told)
    since = Since(api, tell, told, await closed(api))
    told.tell(f"employment-{number(2002)}", corrected("2025-07-01", job=2002, case=2, person=1002), noon("2025-12-05"))
    told.job_started("2025-10-20", known="2025-12-06", job=number(2009), case=number(1), person=number(1001))
    await since.tell()
    assert await since.moved("outflow") == set()
    changed = await since.changed("outflow")
    assert {".".join(name.split(".")[:3]) for name in changed} == {"curve.points.60"}
    assert await since.events("outflow") == [("corrected", "employment-corrected")]


async def test_nobody_changes_what_was_published_not_even_the_owner(api: Api) -> None:
    month = await closed(api)
    for statement in (
        "update closed_figures set numbers = '{}'",
        "delete from closed_figures",
        "update closed_months set definitions = 'x'",
        "delete from closed_months",
        "truncate closed_months cascade",
    ):
        with pytest.raises(asyncpg.RestrictViolationError, match="closed figures never change"):
            await as_owner(api, statement)
    assert await shown(api, f"/closed-months/{month['closing']}") == month


async def test_the_application_may_add_to_the_closed_months_and_read_them(api: Api) -> None:
    rights = await as_owner(
        api,
        """select tablename, right_ from unnest(array['closed_months', 'closed_figures']) as tablename,
           unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as right_
           where has_table_privilege('metrics_app', tablename, right_)""",
    )
    assert {(row["tablename"], row["right_"]) for row in rights} == {
        (table, right) for table in ("closed_months", "closed_figures") for right in ("select", "insert")
    }
