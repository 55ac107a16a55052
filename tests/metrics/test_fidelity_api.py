"""F7 over HTTP: the numbers, their scale, and the lists behind them."""

from datetime import date
from typing import Any

import pytest

from shared.contracts import intake, placement
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


async def test_an_analyst_is_not_told_of_two_jobs(api: Api, tell: Tell) -> None:
    await tell(worked())
    assert (await api.get("/figures/fidelity", params=PERIOD, **ANALYST)).json()["figure"] is None
