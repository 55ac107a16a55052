"""F7 over HTTP: the numbers, their scale, and the lists behind them."""

from datetime import date
from typing import Any

import pytest

from shared.contracts import followup, intake, placement
from shared.service import Service
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.telling import BAKERY, Told, d, message, noon
from tests.metrics.test_api import ANALYST, MANAGER, NOW, Tell, cohort, number

PERIOD = {"from": "2025-01-01", "to": "2025-06-30", "as_of": "2025-06-30"}


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


def visit(named: int, case: int, on: date) -> placement.EmployerContacted:
    return placement.EmployerContacted(
        contact=number(named),
        employer=BAKERY,
        case=number(case),
        person=number(1000 + case),
        support_person="officer-1",
        unit="stockholm",
        channel="visit",
        on=on,
    )


def worked() -> Told:
    """Six cases from 10 January at one half-time officer; visits about two of them, after 10 and 40 days; two jobs."""
    told = cohort(6)
    for named, (case, on) in enumerate([(1, "2025-01-20"), (2, "2025-02-19")], 80):
        told.tell(f"employer-{named}", visit(named, case, d(on)), noon(on))
    share = intake.ShareSet(
        share=number(90),
        unit="stockholm",
        support_person="officer-1",
        appropriation="1:4",
        percent=50,
        on=d("2025-01-01"),
        until=None,
    )
    told.tell("share-90", share, noon("2025-01-01"))
    return told


async def test_fidelity_names_its_scale_and_tells_every_item(api: Api, tell: Tell) -> None:
    await tell(worked())
    answer = await api.get("/figures/fidelity", params=PERIOD, **MANAGER)
    assert answer.status_code == 200, answer.text
    figure: dict[str, Any] = answer.json()["figure"]
    assert (figure["scale"], figure["scale_version"]) == ("Supported Employment Fidelity Scale (IPS-25)", "2008")
    assert (figure["caseload"], figure["caseload_score"], figure["full_time"]) == (12.0, 5, 0.5)
    assert (figure["counts"]["contact_score_5"], figure["counts"]["contact_score_4"], figure["counts"]["contact_pending"]) == (
        1,
        1,
        4,
    )
    assert figure["days_to_first_contact"]["median"] == 25.0
    assert (figure["employer_visits"], figure["jobs"], figure["regular"]["numerator"]) == (2, 2, 0)
    for group, link in answer.json()["cases"].items():
        page = (await api.get(link.removeprefix("/metrics/v1"), **MANAGER)).json()
        assert page["total"] == figure["counts"][group.replace("-", "_")]


async def test_what_history_does_not_have_is_null_until_it_is_told(api: Api, tell: Tell) -> None:
    told = worked()
    contact: dict[str, Any] = {
        "case": number(1),
        "person": number(1001),
        "contact_with": "both",
        "channel": "visit",
        "outcome": "kept",
        "planned": False,
        "support_person": "officer-1",
    }
    before = followup.ContactLogged(**contact, contact=number(70), on=d("2025-02-01"), on_site=True)
    told.tell("support-1", before, noon("2025-02-01"))
    for named, on_site, minutes in [(71, True, 45), (72, False, 15), (73, False, None)]:
        logged = followup.ContactLoggedV2(**contact, contact=number(named), on=d("2025-02-02"), on_site=on_site, minutes=minutes)
        told.tell("support-1", logged, noon("2025-04-01"))
    told.job_started("2025-03-01", known="2025-04-01", job=number(60), case=number(1), person=number(1001), occupation="5120")
    await tell(told)
    asked = {**PERIOD, "as_of": "2025-03-31"}
    then = (await api.get("/figures/fidelity", params={**asked, "known_at": "2025-03-31T12:00:00Z"}, **MANAGER)).json()["figure"]
    now = (await api.get("/figures/fidelity", params=asked, **MANAGER)).json()["figure"]
    assert (then["community_minutes"], then["contacts_without_minutes"]) == (None, 1)
    assert now["community_minutes"] == {"numerator": 45, "denominator": 60, "value": 0.75}
    assert (now["contacts_without_minutes"], now["community"]["denominator"]) == (2, 4)
    assert then["diversity_of_occupations"] == {"numerator": 0, "denominator": 0, "value": None}
    assert now["diversity_of_occupations"] == now["diversity_of_sectors"] == {"numerator": 1, "denominator": 1, "value": 1.0}
    assert now["scale_source"].startswith("Bond, Peterson, Becker & Drake (2012)")


async def test_an_analyst_is_not_told_of_two_jobs(api: Api, tell: Tell) -> None:
    await tell(worked())
    figure = (await api.get("/figures/fidelity", params=PERIOD, **ANALYST)).json()["figure"]
    assert (figure["jobs"], figure["regular"], figure["diversity_of_occupations"]) == (None, None, None)
    assert (figure["counts"]["contact_score_5"], figure["days_to_first_contact"]) == (None, None)


async def test_a_visit_made_by_the_next_unit_is_the_first_contact_of_a_case_that_started_at_the_one_before(
    api: Api, tell: Tell
) -> None:
    told = cohort(1)
    elsewhere = visit(81, 1, d("2025-02-10")).model_copy(update={"unit": "sundsvall"})
    told.tell("employer-81", elsewhere, noon("2025-02-10"))
    await tell(told)
    answer = await api.get("/figures/fidelity", params={**PERIOD, "unit": "stockholm"}, **MANAGER)
    figure = answer.json()["figure"]
    assert (figure["counts"]["contact_pending"], figure["days_to_first_contact"]["median"]) == (0, 31.0)
