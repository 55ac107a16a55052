"""Closed months over HTTP: what was published stays, and what has changed since is told with the events that made it."""

from typing import Any

import asyncpg
import pytest

from shared.contracts import placement
from shared.service import Service
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.telling import Told, d, message, noon
from tests.metrics.test_api import ANALYST, MANAGER, NOW, Tell, number

OCTOBER = {"month": "2025-10", "unit": "stockholm"}


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    started = await api_of("metrics")
    started.clock.move_to(NOW)
    return started


@pytest.fixture
def tell(api: Api) -> Tell:
    async def tell(told: Told) -> None:
        service: Service = api.app.state.service
        await service.subscriptions[0].handle([message(one, offset=offset) for offset, one in enumerate(told.deliveries)])

    return tell


def cohort() -> Told:
    """Six cases whose day 180 is in October; the first two got jobs that go on, the first on day 180 itself."""
    told = Told()
    for index in range(1, 7):
        told.case_started("2025-04-15", case=number(index), person=number(1000 + index))
    told.job_started("2025-10-12", job=number(2001), case=number(1), person=number(1001))
    told.job_started("2025-06-01", job=number(2002), case=number(2), person=number(1002))
    return told


def corrected(started: str, *, job: int, case: int, person: int) -> placement.EmploymentCorrected:
    return placement.EmploymentCorrected(
        employment=number(job), case=number(case), person=number(person), started_on=d(started), ended_on=None
    )


async def closed(api: Api, body: dict[str, str] | None = None) -> dict[str, Any]:
    answer = await api.post("/closed-months", body or OCTOBER, subject="boss", **MANAGER)
    assert answer.status_code == 201, answer.text
    assert answer.headers["Location"] == f"/metrics/v1/closed-months/{answer.json()['closing']}"
    found: dict[str, Any] = answer.json()
    return found


def of(month: dict[str, Any], figure: str) -> dict[str, Any]:
    [found] = [each for each in month["figures"] if each["figure"] == figure]
    return dict(found)


async def shown(api: Api, path: str, **who: Any) -> dict[str, Any]:
    answer = await api.get(path, **(who or MANAGER))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_month_is_kept_with_arguments_numbers_known_at_and_the_definitions_version(api: Api, tell: Tell) -> None:
    await tell(cohort())
    month = await closed(api)
    assert (month["month"], month["unit"], month["closed_by"], month["definitions"]) == ("2025-10", "stockholm", "boss", "2026-1")
    outflow = of(month, "outflow")
    asked = outflow["arguments"]
    assert (asked["from"], asked["to"], asked["as_of"]) == ("2025-04-04", "2025-05-04", "2025-10-31")
    assert asked["known_at"] == month["known_at"]
    counts = outflow["numbers"]["counts"]
    assert (counts["cohort"], counts["mature"], counts["pending"], counts["in_work_within_180"]) == (6, 6, 0, 2)
    assert await shown(api, f"/closed-months/{month['closing']}") == month


async def test_a_correction_across_the_close_changes_nothing_published_and_is_told_with_its_event(api: Api, tell: Tell) -> None:
    told = cohort()
    await tell(told)
    month = await closed(api)
    path = f"/closed-months/{month['closing']}"
    assert all(each["changed"] == [] for each in (await shown(api, f"{path}/differences"))["figures"])
    api.clock.move_to(noon("2025-12-10"))
    said = len(told.deliveries)
    told.tell(
        f"employment-{number(2001)}",
        corrected("2025-10-13", job=2001, case=1, person=1001),
        noon("2025-12-05"),
    )
    told.job_started("2025-05-01", known="2025-12-06", job=number(2003), case=number(3), person=number(1003))
    told.job_started("2025-07-01", known="2025-12-07", job=number(2009), case=number(2), person=number(1002))
    told.deliveries = told.deliveries[said:]
    await tell(told)
    assert await shown(api, path) == month
    outflow = of(await shown(api, f"{path}/differences"), "outflow")
    assert {(each["group"], each["came"], each["went"]) for each in outflow["moved"]} >= {
        ("in-work-within-180", 1, 1),
        ("not-within-180", 1, 1),
    }
    changed = {each["number"]: (each["then"], each["now"]) for each in outflow["changed"]}
    assert "counts.in_work_within_180" not in changed
    assert changed["curve.points.150.work"] == (pytest.approx(1 / 6), pytest.approx(2 / 6))
    assert outflow["rows"] == 2
    events = await shown(api, f"{path}/revisions?figure=outflow")
    assert [(event["why"], event["type"], event["days_late"]) for event in events["items"]] == [
        ("corrected", "sius.placement.employment-corrected.v1", 53),
        ("late", "sius.placement.employment-started.v1", 219),
    ]


async def test_what_was_recorded_before_the_close_but_came_after_it_is_told_too(api: Api, tell: Tell) -> None:
    told = cohort()
    await tell(told)
    month = await closed(api)
    said = len(told.deliveries)
    told.job_started("2025-05-01", known="2025-11-30", job=number(2003), case=number(3), person=number(1003))
    told.deliveries = told.deliveries[said:]
    await tell(told)
    path = f"/closed-months/{month['closing']}"
    api.clock.move_to(noon("2025-12-02"))
    changed = {
        each["number"]: (each["then"], each["now"]) for each in of(await shown(api, f"{path}/differences"), "outflow")["changed"]
    }
    assert changed["counts.in_work_within_180"] == (2, 3)
    [event] = (await shown(api, f"{path}/revisions?figure=outflow"))["items"]
    assert event["why"] == "late"


async def test_a_later_fact_that_tells_of_days_before_is_named_as_later(api: Api, tell: Tell) -> None:
    told = cohort()
    await tell(told)
    month = await closed(api)
    said = len(told.deliveries)
    told.status(1, "2025-12-05", "looking", known="2025-12-05", case=number(2))
    contract = told.deliveries[-1].contract.model_copy(update={"person": number(1002)})
    told.deliveries = told.deliveries[:said]
    told.tell("status-of-2", contract, noon("2025-12-05"))
    told.deliveries = told.deliveries[said:]
    await tell(told)
    api.clock.move_to(noon("2025-12-10"))
    path = f"/closed-months/{month['closing']}"
    moved = of(await shown(api, f"{path}/differences"), "outflow")["moved"]
    assert ("unknown-on-day-180", 1, 0) in {(each["group"], each["came"], each["went"]) for each in moved}
    [event] = (await shown(api, f"{path}/revisions?figure=outflow"))["items"]
    assert (event["why"], event["on"]) == ("later", "2025-12-05")


async def test_the_lists_of_a_closed_figure_give_exactly_its_counts(api: Api, tell: Tell) -> None:
    await tell(cohort())
    for figure in (await closed(api))["figures"]:
        for group, link in figure["rows"].items():
            page = await shown(api, link.removeprefix("/metrics/v1"))
            counts = figure["numbers"].get("counts", {})
            if group.replace("-", "_") in counts:
                assert page["total"] == counts[group.replace("-", "_")] == len(page["items"])


async def test_a_month_is_closed_once_and_not_before_it_is_over(api: Api) -> None:
    await closed(api)
    again = await api.post("/closed-months", OCTOBER, **MANAGER)
    assert (again.status_code, again.json()["code"]) == (409, "month-already-closed")
    early = await api.post("/closed-months", {**OCTOBER, "month": "2025-12"}, **MANAGER)
    assert (early.status_code, early.json()["code"]) == (409, "month-not-over")
    await closed(api, {**OCTOBER, "month": "2025-11"})


async def test_the_last_night_of_a_month_belongs_to_it_in_stockholm(api: Api) -> None:
    api.clock.move_to(NOW.replace(month=11, day=30, hour=22, minute=59))
    early = await api.post("/closed-months", {**OCTOBER, "month": "2025-11"}, **MANAGER)
    assert early.json()["code"] == "month-not-over"
    api.clock.move_to(NOW.replace(month=11, day=30, hour=23, minute=0))
    await closed(api, {**OCTOBER, "month": "2025-11"})


async def test_months_are_closed_by_the_units_manager_and_read_by_unit(api: Api, tell: Tell) -> None:
    await tell(cohort())
    month = await closed(api)
    path = f"/closed-months/{month['closing']}"
    elsewhere: dict[str, Any] = {"role": "manager", "units": ("sundsvall",)}
    assert (await api.post("/closed-months", OCTOBER, **elsewhere)).json()["code"] == "other-unit"
    assert (await api.post("/closed-months", OCTOBER, **ANALYST)).json()["code"] == "missing-scope"
    for each in (path, f"{path}/cases", f"{path}/differences", f"{path}/revisions"):
        assert (await api.get(each, **elsewhere)).json()["code"] == "other-unit"
    assert (await shown(api, "/closed-months", **elsewhere))["total"] == 0
    for each in (f"{path}/cases", f"{path}/differences", f"{path}/revisions"):
        assert (await api.get(each, **ANALYST)).json()["code"] == "other-unit"


async def test_an_analyst_is_not_given_a_closed_figure_with_a_count_of_one_to_four(api: Api, tell: Tell) -> None:
    await tell(cohort())
    month = await closed(api)
    seen = await shown(api, f"/closed-months/{month['closing']}", **ANALYST)
    outflow, retention = of(seen, "outflow"), of(seen, "retention")
    assert of(month, "outflow")["numbers"]["counts"]["in_work_within_180"] == 2
    assert (outflow["suppressed"], outflow["numbers"], outflow["rows"]) == (True, None, None)
    assert (retention["suppressed"], retention["numbers"]) == (False, of(month, "retention")["numbers"])
    listed = await shown(api, "/closed-months?month=2025-10", **ANALYST)
    assert [each["closing"] for each in listed["items"]] == [month["closing"]]


async def test_an_analyst_is_given_a_closed_figure_of_larger_counts(api: Api, tell: Tell) -> None:
    told = cohort()
    for index in range(7, 11):
        told.case_started("2025-04-15", case=number(index), person=number(1000 + index))
    for index in range(3, 6):
        told.job_started("2025-06-01", job=number(2100 + index), case=number(index), person=number(1000 + index))
    await tell(told)
    month = await closed(api)
    outflow = of(await shown(api, f"/closed-months/{month['closing']}", **ANALYST), "outflow")
    assert (outflow["suppressed"], outflow["numbers"]["counts"]["in_work_within_180"], outflow["rows"]) == (False, 5, None)


async def test_the_application_cannot_change_what_was_published(api: Api) -> None:
    await closed(api)
    connection = await asyncpg.connect(api.settings.database_url)
    try:
        for statement in (
            "update closed_figures set numbers = '{}'",
            "delete from closed_figures",
            "update closed_months set definitions = 'x'",
            "delete from closed_months",
            "truncate closed_months cascade",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()


async def test_unknown_months_figures_and_groups_are_not_found(api: Api) -> None:
    month = await closed(api)
    path = f"/closed-months/{month['closing']}"
    for each in (
        f"/closed-months/{number(7)}",
        f"{path}/cases?figure=none",
        f"{path}/cases?group=none",
        f"{path}/differences?figure=x",
    ):
        assert (await api.get(each, **MANAGER)).status_code == 404


async def test_a_month_that_is_none_is_refused_by_field(api: Api) -> None:
    for month in ("2025-13", "2025-1", "october", "0001-01"):
        assert (await api.post("/closed-months", {**OCTOBER, "month": month}, **MANAGER)).status_code == 422
