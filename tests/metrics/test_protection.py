"""Protected identities: figures count the person, and no list names the person's case but to named officers."""

from typing import Any

import pytest

from shared.contracts import intake
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.telling import Told, noon
from tests.metrics.test_api import MANAGER, NOW, PERIOD, Tell, cohort, number
from tests.metrics.test_api import tell as tell  # noqa: PLC0414 - a fixture

NAMED: dict[str, Any] = {"role": "manager+protected-identity", "units": ("stockholm",)}
PERSON = number(1001)


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    started = await api_of("metrics")
    started.clock.move_to(NOW)
    return started


def protected(told: Told) -> Told:
    told.tell(f"person-{PERSON}", intake.PersonProtected(person=PERSON), noon("2025-06-01"))
    return told


async def cases(api: Api, figure: str, who: dict[str, Any]) -> list[str]:
    answer = (await api.get(f"/figures/{figure}/cases", params=PERIOD, **who)).json()
    assert answer["total"] == len(answer["items"])
    return [row["case_id"] for row in answer["items"]]


async def test_figures_count_a_protected_person_and_lists_leave_the_case_out(api: Api, tell: Tell) -> None:
    await tell(protected(cohort()))
    figure = (await api.get("/figures/outflow", params=PERIOD, **MANAGER)).json()["figure"]
    assert figure["counts"]["cohort"] == 6
    for name in ("outflow", "retention"):
        assert set(await cases(api, name, NAMED)) - set(await cases(api, name, MANAGER)) == {str(number(1))}


async def test_revisions_leave_the_case_out_until_the_protection_is_lifted(api: Api, tell: Tell) -> None:
    told = protected(Told())
    told.case_started("2025-01-10", known="2025-10-15", person=PERSON)
    await tell(told)
    between = {"from_known_at": "2025-10-01T12:00:00Z", "to_known_at": "2025-11-01T12:00:00Z"}

    async def listed(who: dict[str, Any]) -> int:
        total: int = (await api.get("/figures/revisions", params=between, **who)).json()["total"]
        return total

    assert (await listed(MANAGER), await listed(NAMED)) == (0, 1)
    told.tell(f"person-{PERSON}", intake.PersonProtectionLifted(person=PERSON), noon("2025-11-20"))
    await tell(told)
    assert await listed(MANAGER) == 1
