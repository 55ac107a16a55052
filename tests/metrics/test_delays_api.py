"""F11 over HTTP: delays from the log of received events, and the band of a young cohort."""

from typing import Any

import pytest

from shared.service import Service
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.telling import Told, message
from tests.metrics.test_api import ANALYST, MANAGER, NOW, Tell, number


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


def late() -> Told:
    told = Told()
    told.case_started("2025-03-01", known="2025-03-03")
    told.job_started("2025-03-10", known="2025-04-09")
    told.job_started("2025-03-10", known="2025-04-10", job=number(301))
    told.job_corrected("2025-03-11", None, known="2025-06-01", job=number(301))
    told.case_started("2025-03-01", known="2025-03-02", case=number(2), person=number(8), unit="sundsvall")
    told.job_started("2025-08-01", job=number(302))
    return told


async def delays(api: Api, who: dict[str, Any], **asked: str) -> dict[tuple[str, str | None], Any]:
    answer = await api.get("/figures/delays", params={"from": "2025-01-01", "to": "2025-06-30", **asked}, **who)
    assert answer.status_code == 200, answer.text
    return {(each["kind"], each["unit"]): each for each in [*answer.json()["by_kind"], *answer.json()["by_unit"]]}


async def test_delays_are_told_by_kind_and_unit(api: Api, tell: Tell) -> None:
    await tell(late())
    found = await delays(api, MANAGER)
    assert set(found) == {
        *[
            ("case-started", None),
            ("employment-started", None),
            ("case-started", "stockholm"),
            ("employment-started", "stockholm"),
        ]
    }
    jobs = found["employment-started", "stockholm"]
    assert jobs["days"] == {"count": 2, "median": 30.5, "p90": 31, "largest": 31}
    assert jobs["after_30_days"] == {"numerator": 1, "denominator": 2, "value": 0.5}


async def test_what_was_not_recorded_yet_is_not_counted(api: Api, tell: Tell) -> None:
    await tell(late())
    found = await delays(api, MANAGER, known_at="2025-04-10T00:00:00Z")
    assert found["employment-started", None]["days"]["count"] == 1


async def test_a_fact_is_of_the_unit_that_its_case_was_known_to_be_of(api: Api, tell: Tell) -> None:
    told = late()
    told.status(1, "2025-04-01", "looking")  # which does not tell of a unit itself
    told.case_in_error(known="2025-06-10")
    await tell(told)
    at_the_unit = ("status-established", "stockholm")
    assert (await delays(api, MANAGER, known_at="2025-06-09T12:00:00Z"))[at_the_unit]["facts"] == 1
    assert at_the_unit not in await delays(api, MANAGER)


async def test_an_analyst_is_told_no_delay_of_one_to_four_facts(api: Api, tell: Tell) -> None:
    await tell(late())
    found = await delays(api, ANALYST)
    assert {(each["suppressed"], each["days"]) for each in found.values()} == {(True, None)}


def generations() -> Told:
    """Forty settled cases, of whom twenty were known in work after 60 days and ten after 150; and ten young ones of 100 days."""
    told = Told()
    for index in range(40):
        whose: dict[str, Any] = {"case": number(index + 1), "person": number(1000 + index)}
        told.case_started("2024-06-01", **whose)
        if index < 20:
            told.job_started("2024-07-01", known="2024-07-31", job=number(2000 + index), **whose)
        elif index < 30:
            told.job_started("2024-08-01", known="2024-10-29", job=number(2000 + index), **whose)
    for index in range(50, 60):
        whose = {"case": number(index + 1), "person": number(1000 + index)}
        told.case_started("2025-08-23", **whose)
        if index < 54:
            told.job_started("2025-09-01", known="2025-09-10", job=number(2000 + index), **whose)
    return told


async def test_a_young_cohort_is_told_what_it_should_come_to(api: Api, tell: Tell) -> None:
    await tell(generations())
    asked = {"from": "2025-08-01", "to": "2025-08-31"}
    answer = (await api.get("/figures/maturity", params=asked, **MANAGER)).json()
    figure = answer["figure"]
    assert (figure["counts"], figure["past"], figure["past_counted"]) == ({"cohort": 10, "known": 4}, 40, 30)
    assert figure["expected_known"] == pytest.approx(20 / 30)
    assert figure["band"]["expected"] == pytest.approx(4 + 6 * 10 / 20)
    assert 4 <= figure["band"]["low"] < 7 < figure["band"]["high"] <= 10
    for group, link in answer["cases"].items():
        assert (await api.get(link.removeprefix("/metrics/v1"), **MANAGER)).json()["total"] == figure["counts"][group]


async def test_with_too_little_past_there_is_no_band(api: Api, tell: Tell) -> None:
    told = generations()
    told.deliveries = [one for one in told.deliveries if one.recorded_at.year == 2025]
    await tell(told)
    answer = (await api.get("/figures/maturity", params={"from": "2025-08-01", "to": "2025-08-31"}, **MANAGER)).json()
    assert (answer["figure"]["past"], answer["figure"]["expected_known"], answer["figure"]["band"]) == (0, None, None)
