"""The figures over HTTP: what the answer says, whom it names cases to, and what it refuses."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.metrics.app import definition
from shared.http.api import document
from shared.http.openapi import lacking
from shared.service import Service
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.telling import Told, message

NOW = datetime(2025, 12, 1, 9, tzinfo=UTC)
ANALYST: dict[str, Any] = {"role": "analyst", "units": ()}
MANAGER: dict[str, Any] = {"role": "manager", "units": ("stockholm",)}
PERIOD = {"from": "2025-01-01", "to": "2025-03-31"}

Tell = Callable[[Told], Awaitable[None]]


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


def number(index: int) -> UUID:
    return UUID(int=index)


def cohort(cases: int = 6, *, working: int = 2, unit: str = "stockholm", first: int = 1) -> Told:
    """Cases started on 10 January, one person each; some get a job on 1 March that is still held."""
    told = Told()
    for index in range(first, first + cases):
        told.case_started("2025-01-10", case=number(index), person=number(1000 + index), unit=unit)
    for index in range(first, first + working):
        told.job_started("2025-03-01", job=number(2000 + index), case=number(index), person=number(1000 + index))
    return told


async def test_outflow_gives_counts_shares_and_the_curve(api: Api, tell: Tell) -> None:
    await tell(cohort())
    answer = await api.get("/figures/outflow", params=PERIOD, **MANAGER)
    assert answer.status_code == 200, answer.text
    figure = answer.json()["figure"]
    assert figure["counts"] == {
        "cohort": 6,
        "mature": 6,
        "pending": 0,
        "in_work_within_180": 2,
        "unknown_within_180": 0,
        "not_within_180": 4,
        "in_work_on_day_180": 2,
        "unknown_on_day_180": 0,
        "not_on_day_180": 4,
        "pending_in_work": 0,
        "pending_been_in_work": 0,
    }
    assert figure["share_within_180"] == {"numerator": 2, "denominator": 6, "value": pytest.approx(1 / 3)}
    assert len(figure["curve"]["points"]) == 366
    assert figure["curve"]["points"][50]["work"] == pytest.approx(1 / 3)


async def test_the_arguments_are_said_back_with_their_defaults(api: Api) -> None:
    answer = await api.get("/figures/outflow", **MANAGER)
    said = answer.json()["arguments"]
    assert said["known_at"].startswith("2025-12-01T09:00:0")
    assert {name: said[name] for name in said if name != "known_at"} == {
        "from": "2025-01-01",
        "to": "2025-12-01",
        "as_of": "2025-12-01",
        "unit": ["stockholm"],
        "work_classes": ["regular", "subsidised"],
        "gap": 14,
    }


async def test_a_figure_of_the_past_can_be_produced_again(api: Api, tell: Tell) -> None:
    await tell(cohort())
    known = {**PERIOD, "known_at": "2025-02-01T12:00:00Z"}
    counts = (await api.get("/figures/outflow", params=known, **MANAGER)).json()["figure"]["counts"]
    assert (counts["cohort"], counts["pending"], counts["pending_in_work"]) == (6, 6, 0)


async def test_the_links_list_exactly_the_cases_that_were_counted(api: Api, tell: Tell) -> None:
    await tell(cohort())
    for path in ("/figures/outflow", "/figures/retention"):
        answer = (await api.get(path, params=PERIOD, **MANAGER)).json()
        figure = answer.get("period", answer)
        listed = {}
        for group, link in figure["cases"].items():
            page = (await api.get(link.removeprefix("/metrics/v1"), **MANAGER)).json()
            listed[group.replace("-", "_")] = page["total"]
        counted = {name: listed[name] for name in figure["figure"]["counts"]}
        assert counted == figure["figure"]["counts"]


async def test_a_group_of_cases_comes_in_pages(api: Api, tell: Tell) -> None:
    await tell(cohort())
    asked = {**PERIOD, "group": "not-within-180", "limit": 3}
    first = (await api.get("/figures/outflow/cases", params=asked, **MANAGER)).json()
    second = (await api.get("/figures/outflow/cases", params={**asked, "offset": 3}, **MANAGER)).json()
    assert [UUID(item["case_id"]) for item in first["items"] + second["items"]] == [number(index) for index in (3, 4, 5, 6)]
    assert first["total"] == second["total"] == 4


async def test_who_is_shown_a_case_is_in_the_access_log(api: Api, tell: Tell) -> None:
    await tell(cohort())
    await api.get("/figures/outflow/cases", params={**PERIOD, "group": "in-work-within-180"}, subject="boss", **MANAGER)
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        rows = await connection.fetch("select who, person, case_id, why from access_log order by case_id")
    finally:
        await connection.close()
    assert [tuple(row) for row in rows] == [
        ("boss", number(1001), number(1), "statistics"),
        ("boss", number(1002), number(2), "statistics"),
    ]


async def test_retention_is_shown_against_a_year_earlier(api: Api, tell: Tell) -> None:
    await tell(cohort())
    answer = await api.get("/figures/retention", params=PERIOD, **MANAGER)
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert shown["period"]["figure"]["counts"]["retained"] == 2
    assert shown["period"]["figure"]["share_known"] == {"numerator": 2, "denominator": 2, "value": 1.0}
    assert [point["day"] for point in shown["period"]["figure"]["survival"]] == [90, 180, 365]
    assert shown["earlier"]["arguments"]["from"] == "2024-01-01"
    assert shown["earlier"]["figure"]["counts"]["cohort"] == 0
    assert shown["differences"] == {"retained": 2, "share_known": None, "share_low": None}


async def test_work_classes_decide_what_counts(api: Api, tell: Tell) -> None:
    await tell(cohort())
    regular = {**PERIOD, "work_classes": ["regular", "protected"]}
    counts = (await api.get("/figures/outflow", params=regular, **MANAGER)).json()["figure"]["counts"]
    assert counts["in_work_within_180"] == 0


async def test_a_manager_sees_own_units_only(api: Api, tell: Tell) -> None:
    await tell(cohort(6))
    await tell(cohort(5, unit="sundsvall", first=11))
    assert (await api.get("/figures/outflow", params=PERIOD, **MANAGER)).json()["figure"]["counts"]["cohort"] == 6
    for path in ("/figures/outflow", "/figures/retention", "/figures/outflow/cases", "/figures/revisions"):
        answer = await api.get(path, params={"unit": ["stockholm", "sundsvall"]}, **MANAGER)
        assert (answer.status_code, answer.json()["code"]) == (403, "other-unit")


async def test_an_analyst_sees_every_unit_but_no_case(api: Api, tell: Tell) -> None:
    await tell(cohort(6))
    await tell(cohort(5, unit="sundsvall", first=11))
    answer = (await api.get("/figures/outflow", params=PERIOD, **ANALYST)).json()
    assert (answer["figure"]["counts"]["cohort"], answer["cases"], answer["arguments"]["unit"]) == (11, None, None)
    for path in ("/figures/outflow/cases", "/figures/retention/cases", "/figures/revisions"):
        refused = await api.get(path, params=PERIOD, **ANALYST)
        assert (refused.status_code, refused.json()["code"]) == (403, "other-unit")


async def test_one_to_four_cases_are_kept_from_an_analyst(api: Api, tell: Tell) -> None:
    await tell(cohort(4))
    for_analyst = (await api.get("/figures/outflow", params=PERIOD, **ANALYST)).json()
    assert (for_analyst["suppressed"], for_analyst["figure"]) == (True, None)
    for_manager = (await api.get("/figures/outflow", params=PERIOD, **MANAGER)).json()
    assert (for_manager["suppressed"], for_manager["figure"]["counts"]["cohort"]) == (False, 4)


async def test_no_difference_tells_a_suppressed_retention(api: Api, tell: Tell) -> None:
    await tell(cohort(6, working=3))
    shown = (await api.get("/figures/retention", params=PERIOD, **ANALYST)).json()
    assert (shown["period"]["figure"], shown["earlier"]["suppressed"], shown["differences"]) == (None, False, None)


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"from": "2025-03-01", "to": "2025-02-01"}, "to"),
        ({"as_of": "2025-12-02"}, "as_of"),
        ({"as_of": "2025-06-02", "known_at": "2025-06-01T21:59:59Z"}, "as_of"),
        ({"known_at": "2025-12-02T00:00:00Z"}, "known_at"),
        ({"known_at": "2025-06-01T12:00:00"}, "known_at"),
        ({"from": "yesterday"}, "from"),
        ({"unit": "Not A Unit"}, "unit"),
        ({"work_classes": "praktik"}, "work_classes"),
        ({"gap": -1}, "gap"),
    ],
)
async def test_a_question_without_an_answer_is_refused_by_parameter(api: Api, asked: dict[str, str], parameter: str) -> None:
    for path in ("/figures/outflow", "/figures/retention", "/figures/outflow/cases"):
        answer = await api.get(path, params=asked, **MANAGER)
        assert answer.status_code == 422
        assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


async def test_the_date_of_known_at_is_the_one_in_stockholm(api: Api) -> None:
    asked = {"as_of": "2025-06-02", "known_at": "2025-06-01T22:00:00Z"}
    assert (await api.get("/figures/outflow", params=asked, **MANAGER)).status_code == 200


async def test_the_first_year_of_the_calendar_can_be_asked_for(api: Api) -> None:
    asked = {"from": "1900-01-01", "to": "1900-12-31"}
    assert (await api.get("/figures/retention", params=asked, **MANAGER)).status_code == 200


async def test_figures_need_their_scope(api: Api) -> None:
    answer = await api.get("/figures/outflow", role="caseworker")
    assert (answer.status_code, answer.json()["code"]) == (403, "missing-scope")


async def test_revisions_tell_what_came_late_was_corrected_or_retracted(api: Api, tell: Tell) -> None:
    told = Told()
    told.case_started("2025-01-10")
    told.job_started("2025-03-01", known="2025-10-15")
    told.job_corrected("2025-03-02", None, known="2025-10-16")
    told.status(1, "2025-10-17", "looking", known="2025-10-17")
    told.job_in_error(known="2025-10-18")
    await tell(told)
    between = {"from_known_at": "2025-10-01T12:00:00Z", "to_known_at": "2025-11-01T12:00:00Z"}
    answer = (await api.get("/figures/revisions", params=between, **MANAGER)).json()
    assert [(item["why"], item["on"], item["days_late"]) for item in answer["items"]] == [
        ("late", "2025-03-01", 228),
        ("corrected", "2025-03-02", 228),
        ("retracted", None, None),
    ]
    beyond = (await api.get("/figures/revisions", params={**between, "offset": 40}, **MANAGER)).json()
    assert (beyond["items"], beyond["total"]) == ([], 3)


async def test_revisions_backwards_in_time_are_refused(api: Api) -> None:
    between = {"from_known_at": "2025-11-01T12:00:00Z", "to_known_at": "2025-10-01T12:00:00Z"}
    answer = await api.get("/figures/revisions", params=between, **MANAGER)
    assert [error["parameter"] for error in answer.json()["errors"]] == ["to_known_at"]


def test_every_operation_is_described_with_examples() -> None:
    assert lacking(document(definition)) == []
