"""The matrix beside what was published of it, and as those without units see it."""

from typing import Any

import pytest

from services.metrics.figures.measures import MEANINGS, Measure
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.country import UNITS, Country
from tests.metrics.telling import Told, noon
from tests.metrics.test_api import ANALYST, NOW, Tell, number
from tests.metrics.test_api import tell as tell  # noqa: PLC0414 - a fixture
from tests.metrics.test_matrix import MANAGER, YEAR, shown


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    started = await api_of("metrics")
    started.clock.move_to(NOW)
    return started


async def close(api: Api, month: str, unit: str) -> dict[str, Any]:
    answer = await api.post("/closed-months", {"month": month, "unit": unit}, **MANAGER)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("measure", Measure)
async def test_a_closed_months_cell_says_what_was_published(api: Api, tell: Tell, measure: Measure) -> None:
    await tell(Country(60, seed=5))
    closings = {unit: (await close(api, "2025-10", unit))["closing"] for unit in UNITS[:2]}
    asked = {"from": "2025-09-01", "to": "2025-10-31", "measure": measure.value, "cohort": "as-closed"}
    for unit in (await shown(api, "/figures/matrix", **asked))["units"]:
        september, october = unit["cells"]
        assert september["closed"] is None
        expected = (
            {"closing": closings[unit["unit"]], "then": october["counts"], "same": True} if unit["unit"] in closings else None
        )
        assert october["closed"] == expected
    of_the_month = await shown(api, "/figures/matrix", **{**asked, "cohort": "of-the-month"})
    marked = {unit["unit"] for unit in of_the_month["units"] if unit["cells"][1]["closed"]}
    assert marked == (set() if MEANINGS[measure].by_day_180 else set(closings))
    for cell in (unit["cells"][1] for unit in (await shown(api, "/figures/matrix", ANALYST, **asked))["units"]):
        assert cell["closed"] is None or (cell["closed"]["then"], cell["closed"]["same"]) == (None, None)


async def test_day_180_itself_says_which_month_a_case_is_closed_in(api: Api, tell: Tell) -> None:
    told = Told()
    for index, started in ((1, "2025-04-03"), (2, "2025-04-04"), (3, "2025-05-04"), (4, "2025-05-05")):
        told.case_started(started, case=number(index), person=number(10_000 + index), unit="kiruna")
        told.job_started(started, job=number(20_000 + index), case=number(index), person=number(10_000 + index))
    await tell(told)
    asked = {"from": "2025-09-01", "to": "2025-11-30", "cohort": "as-closed"}
    for measure in ("in-work-within-180", "retained"):
        found = await shown(api, "/figures/matrix", **asked, measure=measure)
        assert [cell["counts"][measure] for cell in found["units"][0]["cells"]] == [1, 2, 1], measure


async def test_a_closed_cell_that_has_changed_since_says_both_numbers(api: Api, tell: Tell) -> None:
    told = Country(40, seed=6)
    await tell(told)
    asked = {"from": "2025-10-01", "to": "2025-10-31", "unit": "kiruna"}
    await close(api, "2025-10", "kiruna")
    said = len(told.deliveries)
    told.case_started("2025-10-15", known="2025-12-02", case=number(900), person=number(901), unit="kiruna")
    told.deliveries = told.deliveries[said:]
    api.clock.move_to(noon("2025-12-03"))
    await tell(told)
    [cell] = (await shown(api, "/figures/matrix", **asked))["units"][0]["cells"]
    assert cell["closed"]["then"]["started"] == cell["counts"]["started"] - 1
    assert cell["closed"]["same"] is False
    [before] = (await shown(api, "/figures/matrix", **asked, known_at="2025-12-01T20:00:00Z"))["units"][0]["cells"]
    assert before["closed"]["same"] is True


async def test_an_analyst_is_shown_no_small_count_and_no_row(api: Api, tell: Tell) -> None:
    await tell(Country(90, seed=7))
    withheld = 0
    for measure in Measure:
        found = await shown(api, "/figures/matrix", ANALYST, **YEAR, measure=measure.value)
        counted = [*found["totals"], *(cell for unit in found["units"] for cell in unit["cells"])]
        counted += [unit["total"] for unit in found["units"]] if found["total"] else []
        for one in counted:
            assert all(count is None or count == 0 or count >= 5 for count in one["counts"].values())
            if None in one["counts"].values():
                withheld += 1
                assert one["share"] is None or None not in [one["counts"][part] for part in MEANINGS[measure].denominator]
                assert one["load"] is None
        assert {cell["rows"] for unit in found["units"] for cell in unit["cells"]} <= {None}
    assert withheld
