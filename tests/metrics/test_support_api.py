"""F6 over HTTP, on what the other services published."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from shared.contracts import followup
from shared.contracts.base import Contract
from shared.service import Service
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.telling import Told, d, message, noon
from tests.metrics.test_api import ANALYST, MANAGER, NOW, Tell, number

PERIOD = {"from": "2025-01-01", "to": "2025-06-30"}


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


def contact(named: int, case: int, on: str, outcome: Any = "kept", **more: Any) -> Contract:
    said = {"contact_with": "person", "channel": "visit", "on_site": True, "planned": True, "support_person": None, **more}
    return followup.ContactLogged(
        contact=UUID(int=named), case=number(case), person=number(1000 + case), outcome=outcome, on=d(on), **said
    )


def supported(cases: int = 3) -> Told:
    """Cases started on 10 January with a job and an introduction from 3 March; the first is the one that much is told of."""
    told = Told()
    for index in range(1, cases + 1):
        whose: dict[str, Any] = {"case": number(index), "person": number(1000 + index)}
        told.case_started("2025-01-10", **whose)
        told.job_started("2025-03-03", job=number(2000 + index), **whose)
        begun = followup.IntroductionStarted(**whose, employment=number(2000 + index), on=d("2025-03-03"))
        told.tell(f"followup-{number(index)}", begun, noon("2025-03-03"))
        over = followup.IntroductionEnded(**whose, employment=number(2000 + index), on=d("2025-06-01"), breach=False)
        told.tell(f"followup-{number(index)}", over, noon("2025-06-01"))
    whose = {"case": number(1), "person": number(1001)}
    step = followup.PlannedStep(applies_from=d("2025-03-03"), person=Decimal(3), employer=Decimal(1))
    plan = followup.PlanAgreed(
        **whose, plan=UUID(int=40), kind="introduction", steps=(step,), until=None, revises=None, on=d("2025-03-03")
    )
    told.tell(f"followup-{number(1)}", plan, noon("2025-03-03"))
    for named, (on, outcome) in enumerate([("2025-03-04", "kept"), ("2025-03-05", "kept"), ("2025-03-11", "no-show")], 50):
        told.tell(f"contact-{named}", contact(named, 1, on, outcome), noon(on))
    told.case_handed_over("2025-04-01", unit="stockholm", case=number(1))
    return told


async def shown(api: Api, path: str, params: dict[str, str] | None, who: dict[str, Any]) -> Any:
    answer = await api.get(path, params=params, **who)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_support_tells_contacts_gaps_handovers_and_limits(api: Api, tell: Tell) -> None:
    await tell(supported())
    answer = await shown(api, "/figures/support", PERIOD, MANAGER)
    figure = answer["figure"]
    assert answer["definitions"] == "2026-1"
    counts = figure["counts"]
    assert (counts["introduced"], counts["gap_over_60"], counts["over_six_months"], counts["without_contact_yet"]) == (3, 3, 0, 1)
    assert (counts["started"], counts["handovers_0"], counts["handovers_1"]) == (3, 2, 1)
    first = figure["taper"][0]
    assert (first["followed"], first["with_plan"], first["planned_person"], first["kept_with_plan_person"]) == (3, 1, 3.0, 2)
    assert figure["contacts"]["share_no_shows"] == {"numerator": 1, "denominator": 3, "value": pytest.approx(1 / 3)}
    assert [group["share_within_180"]["denominator"] for group in figure["by_handovers"]] == [2, 1, 0]
    assert [group["share_known"]["denominator"] for group in figure["by_handovers"]] == [2, 1, 0]


async def test_a_contact_registered_in_error_is_no_contact_and_the_past_stays(api: Api, tell: Tell) -> None:
    told = supported()
    wrong = followup.ContactRegisteredInError(contact=UUID(int=51), case=number(1), person=number(1001))
    told.tell("contact-51", wrong, noon("2025-11-01"))
    await tell(told)
    now = await shown(api, "/figures/support", PERIOD, MANAGER)
    then = await shown(api, "/figures/support", {**PERIOD, "known_at": "2025-10-01T00:00:00Z"}, MANAGER)
    assert (now["figure"]["contacts"]["kept"], then["figure"]["contacts"]["kept"]) == (1, 2)


async def test_every_count_of_support_is_a_list_of_as_many_cases(api: Api, tell: Tell) -> None:
    await tell(supported())
    answer = await shown(api, "/figures/support", PERIOD, MANAGER)
    listed = {}
    for group, link in answer["cases"].items():
        page = await shown(api, link.removeprefix("/metrics/v1"), None, MANAGER)
        listed[group.replace("-", "_")] = page["total"]
        assert len(page["items"]) == page["total"]
    assert listed == answer["figure"]["counts"]


async def test_an_analyst_gets_no_support_of_one_to_four_cases_nor_what_a_number_of_handovers_tells(api: Api, tell: Tell) -> None:
    await tell(supported())
    answer = await shown(api, "/figures/support", PERIOD, ANALYST)
    figure = answer["figure"]
    assert set(figure["counts"].values()) == {0, None}
    assert set(answer["withheld"]) >= {"introduced", "started", "gap-0-14"}
    assert [figure[name] for name in ("contacts", "longest_gap", "handovers", "days_without_contact")] == [None] * 4
    assert (figure["taper"], figure["follow_ups_short"]) == ([], {})
    assert (await api.get("/figures/support/cases", params=PERIOD, **ANALYST)).json()["code"] == "other-unit"


async def test_when_one_number_of_handovers_is_small_none_is_told_apart(api: Api, tell: Tell) -> None:
    await tell(supported(cases=7))
    figure = (await shown(api, "/figures/support", PERIOD, ANALYST))["figure"]
    assert figure["counts"]["introduced"] == 7
    assert [group["share_within_180"] for group in figure["by_handovers"]] == [None, None, None]


async def test_an_analyst_is_shown_what_is_of_enough_cases_beside_what_is_not(api: Api, tell: Tell) -> None:
    await tell(supported(cases=7))
    answer = await shown(api, "/figures/support", PERIOD, ANALYST)
    figure = answer["figure"]
    assert (figure["counts"]["introduced"], figure["counts"]["started"], figure["contacts"]["kept"]) == (7, 7, 2)
    assert [week["with_plan"] for week in figure["taper"]][:2] == [None, None]
    assert [week["followed"] for week in figure["taper"]][:2] == [7, 7]
    by_sex = (await shown(api, "/figures/support", {**PERIOD, "breakdown": "sex"}, ANALYST))["breakdown"]
    assert [(one["value"], one["counts"]["introduced"]) for one in by_sex["slices"]] == [("woman", 7)]
