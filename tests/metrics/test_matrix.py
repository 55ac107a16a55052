"""The unit × month matrix over HTTP: every cell is what its figure says, sums are sums, and files hold the same."""

import csv
import io
from typing import Any

import pytest

from services.metrics.figures.matrix import Cohort
from services.metrics.figures.measures import MEANINGS, Measure
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.country import UNITS, Country
from tests.metrics.test_api import ANALYST, NOW, Tell, number
from tests.metrics.test_api import tell as tell  # noqa: PLC0414 - a fixture

MANAGER: dict[str, Any] = {"role": "manager", "units": UNITS}
YEAR = {"from": "2025-01-01", "to": "2025-11-30"}


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    started = await api_of("metrics")
    started.clock.move_to(NOW)
    return started


async def shown(api: Api, path: str, *who: dict[str, Any], **asked: Any) -> dict[str, Any]:
    """What a manager of all three units is shown, or who is named."""
    answer = await api.get(path, params=asked, **(who or (MANAGER,))[0])
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def counts_of(answer: dict[str, Any], measure: Measure) -> dict[str, int]:
    """The parts of the measure, as the figure's own resource says them."""
    meaning, found = MEANINGS[measure], answer
    if meaning.figure == "inflow":
        total = answer["total"]
        found = {**total["flow"], "ongoing": total["load"]["ongoing"], "waiting": total["waiting"]["cases"]}
    elif meaning.figure == "outflow":
        found = answer["figure"]["counts"]
    elif meaning.figure == "retention":
        found = answer["period"]["figure"]["counts"]
    elif meaning.figure == "results":
        found = {name: tally["outcomes"] for name, tally in answer["sums"].items()}
    return {part: found[part.replace("-", "_")] for part in meaning.parts}


@pytest.mark.parametrize("measure", Measure)
async def test_every_cell_is_what_the_figure_says_of_the_unit_and_the_month(api: Api, tell: Tell, measure: Measure) -> None:
    await tell(Country(90, seed=7))
    checked = 0
    for cohort in Cohort if MEANINGS[measure].by_day_180 else [Cohort.OF_THE_MONTH]:
        asked = {"from": "2025-08-12", "to": "2025-12-05", "measure": measure.value, "cohort": cohort.value}
        found = await shown(api, "/figures/matrix", **asked)
        assert [column["month"] for column in found["months"]] == ["2025-08", "2025-09", "2025-10", "2025-11", "2025-12"]
        for unit in found["units"]:
            for column, cell in zip(found["months"], unit["cells"], strict=True):
                period = {name: column[name] for name in ("from", "to", "as_of")}
                figure = await shown(api, f"/figures/{found['figure']}", unit=unit["unit"], **period)
                assert cell["counts"] == counts_of(figure, measure), (unit["unit"], column)
                checked += sum(cell["counts"].values())
                if measure is Measure.LOAD:
                    load = figure["total"]["load"]
                    assert (cell["capacity"], cell["load"]) == (load["capacity"], load["load"])
    assert checked


@pytest.mark.parametrize(
    ("measure", "shares"),
    [
        (Measure.IN_WORK_WITHIN_180, "share_within_180"),
        (Measure.IN_WORK_ON_DAY_180, "share_on_day_180"),
        (Measure.RETAINED, "share_known"),
        (Measure.SAME_EMPLOYER_RETAINED, "same_employer_share_known"),
    ],
)
async def test_a_share_is_the_figures_own_with_both_its_parts(api: Api, tell: Tell, measure: Measure, shares: str) -> None:
    await tell(Country(90, seed=7))
    found = await shown(api, "/figures/matrix", **{"from": "2024-08-01", "to": "2025-11-30"}, measure=measure.value)
    answer = await shown(api, f"/figures/{found['figure']}", **{"from": "2024-08-01", "to": "2025-11-30"})
    figure = answer.get("figure") or answer["period"]["figure"]
    assert found["total"]["share"] == figure[shares]
    assert figure[shares]["denominator"]


async def test_sums_are_of_the_cells_and_the_load_has_none_over_months(api: Api, tell: Tell) -> None:
    await tell(Country(60, seed=8))
    found = await shown(api, "/figures/matrix", **YEAR, measure="started")
    for unit in found["units"]:
        assert unit["total"]["counts"]["started"] == sum(cell["counts"]["started"] for cell in unit["cells"])
    for at, month in enumerate(found["totals"]):
        assert month["counts"]["started"] == sum(unit["cells"][at]["counts"]["started"] for unit in found["units"])
    whole = await shown(api, "/figures/inflow", **YEAR)
    assert found["total"]["counts"]["started"] == whole["total"]["flow"]["started"] > 0
    load = await shown(api, "/figures/matrix", **YEAR, measure="load")
    assert (load["total"], {unit["total"] for unit in load["units"]}) == (None, {None})
    last = load["totals"][-1]
    assert last["capacity"] == sum(unit["cells"][-1]["capacity"] for unit in load["units"]) > 0
    assert last["load"] == last["counts"]["ongoing"] / last["capacity"]


@pytest.mark.parametrize("measure", ["started", "load", "retained", "outcomes", "referrals-returned"])
async def test_a_cell_opens_exactly_its_rows(api: Api, tell: Tell, measure: str) -> None:
    await tell(Country(40, seed=9))
    found = await shown(api, "/figures/matrix", **{"from": "2025-05-01", "to": "2025-08-31"}, measure=measure)
    opened = 0
    for unit in found["units"]:
        for cell in unit["cells"]:
            assert set(cell["rows"]) == {part for part, many in cell["counts"].items() if many}
            for part, link in cell["rows"].items():
                page = (await api.get(link.removeprefix("/metrics/v1"), **MANAGER)).json()
                assert page["total"] == cell["counts"][part], link
                opened += 1
    assert opened


async def test_a_unit_asked_for_has_a_row_also_when_nothing_happened_there(api: Api, tell: Tell) -> None:
    await tell(Country(20, seed=1))
    found = await shown(api, "/figures/matrix", **{"from": "2023-01-01", "to": "2023-02-28"}, unit=["kiruna"])
    assert [(unit["unit"], unit["total"]["counts"]) for unit in found["units"]] == [("kiruna", {"started": 0})]


async def test_more_than_36_months_are_refused_with_the_reason(api: Api) -> None:
    assert len((await shown(api, "/figures/matrix", **{"from": "2022-12-31", "to": "2025-11-01"}))["months"]) == 36
    refused = await api.get("/figures/matrix", params={"from": "2022-11-30", "to": "2025-11-01"}, **MANAGER)
    assert refused.status_code == 422
    assert [(error["parameter"], error["code"]) for error in refused.json()["errors"]] == [("from", "too-many-months")]


async def test_a_measure_that_there_is_none_of_is_refused_by_parameter(api: Api) -> None:
    refused = await api.get("/figures/matrix", params={"measure": "happiness"}, **MANAGER)
    assert (refused.status_code, [error["parameter"] for error in refused.json()["errors"]]) == (422, ["measure"])


async def test_a_manager_sees_the_own_units_alone(api: Api, tell: Tell) -> None:
    await tell(Country(30, seed=2))
    found = await shown(api, "/figures/matrix", {"role": "manager", "units": ("kiruna",)}, **YEAR)
    assert [unit["unit"] for unit in found["units"]] == ["kiruna"]
    other = await api.get("/figures/matrix", params={"unit": "kiruna"}, role="manager", units=("sundsvall",))
    assert other.json()["code"] == "other-unit"


async def test_what_was_known_then_gives_the_matrix_of_then(api: Api, tell: Tell) -> None:
    told = Country(30, seed=3)
    await tell(told)
    known: dict[str, Any] = {"from": "2025-01-01", "to": "2025-06-30", "known_at": "2025-06-30T20:00:00Z"}
    before = await shown(api, "/figures/matrix", **known, measure="in-work-within-180")
    said = len(told.deliveries)
    for index in range(1, 31):
        told.job_started(
            "2025-01-02", known="2025-11-30", job=number(70_000 + index), case=number(index), person=number(10_000 + index)
        )
    told.deliveries = told.deliveries[said:]
    await tell(told)
    assert await shown(api, "/figures/matrix", **known, measure="in-work-within-180") == before
    now = await shown(api, "/figures/matrix", **{**known, "known_at": NOW.isoformat()}, measure="in-work-within-180")
    assert now["total"] != before["total"]


@pytest.mark.parametrize("who", [MANAGER, ANALYST])
async def test_the_files_hold_the_numbers_of_the_answer(api: Api, tell: Tell, who: dict[str, Any]) -> None:
    await tell(Country(60, seed=4))
    asked = {**YEAR, "measure": "in-work-within-180"}
    found = await shown(api, "/figures/matrix", who, **asked)
    text = (await api.get("/figures/matrix", params={**asked, "format": "csv"}, **who)).text
    head, *rest = csv.reader(io.StringIO(text))
    places = [head.index(name) for name in ("table", "unit", "month", "measure", "value", "status")]
    lines = [[line[place] for place in places] for line in rest if line[places[0]] == "matrix" and line[places[3]] == "pending"]
    cells = {(unit["unit"], cell["month"]): cell["counts"]["pending"] for unit in found["units"] for cell in unit["cells"]}
    assert {(unit, month) for _, unit, month, *_ in lines} == set(cells)
    for _, unit, month, _, value, status in lines:
        count = cells[unit, month]
        assert (value, status) == (("", "withheld") if count is None else (str(count), ""))
    stat = (await api.get("/figures/matrix", params={**asked, "format": "json-stat"}, **who)).json()
    assert stat["class"] == "collection"
    sheet = await api.get("/figures/matrix", params={**asked, "format": "xlsx"}, **who)
    assert sheet.content.startswith(b"PK")
