"""Every number that names its rows leads to a list of exactly so many rows, in every slice of every breakdown too."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest

from services.metrics.figures.breakdowns import Breakdown
from tests.harness import Api
from tests.metrics.all_told import BOSS, PERIOD, THEN, first, since
from tests.metrics.test_known_every_figure import BROKEN_DOWN, DOCUMENT, FIGURES, answer, arrive, links, parameters
from tests.metrics.test_known_every_figure import api as api  # noqa: PLC0414 - a fixture

MOST: Final = 100
Numbers = Mapping[str, int | None]


def _counts(shown: Any) -> Numbers:
    counts: Numbers = shown["figure"]["counts"]
    return counts


def _outflow(shown: Any) -> Numbers:
    curve = {f"curve_{name}": count for name, count in shown["figure"]["curve"].items() if isinstance(count, int)}
    return {**_counts(shown), **curve}


def _inflow(shown: Any) -> Numbers:
    load, waiting, flow = (shown["total"][part] for part in ("load", "waiting", "flow"))
    return {"ongoing": load["ongoing"], "paused": load["paused"], "waiting": waiting["cases"], **flow}


def _results(shown: Any) -> Numbers:
    parts = shown["parts"]
    named = {name: found["outcomes"] for name, found in shown["sums"].items()}
    for one in parts["decisions"]:
        named |= {f"new_decisions_{one['form'].lower()}": one["new"]["outcomes"]}
        named |= {f"extensions_{one['form'].lower()}": one["extended"]["outcomes"]}
    for one in parts["employments"]:
        form = one["form"].lower()
        named |= {f"employments_{form}_{name}": one[name]["outcomes"] for name in ("new", "from_work", "unknown_before")}
    exits = {f"exits_{one['exit'].replace('-', '_')}": one["cases"]["outcomes"] for one in parts["exits"]}
    return {**named, **exits, "never_began": parts["never_began"]}


def _interruptions(shown: Any) -> Numbers:
    cells = {f"cell_{one['reason']}_{one['phase']}_{one['days']}": one["cases"] for one in shown["cells"]}
    margins = {
        f"{margin}_{one['value']}": one["cases"] for margin in ("reason", "phase", "days") for one in shown[f"by_{margin}"]
    }
    came = {name: value for name, value in shown["referrals"].items() if isinstance(value, int)}
    referrals = {"referrals" if name == "referrals" else f"referrals_{name}": count for name, count in came.items()}
    found = {"interrupted": shown["interrupted"], **cells, **margins, **referrals}
    return {name.replace("-", "_"): count for name, count in found.items()}


def _stages(shown: Any) -> Numbers:
    stages: Numbers = shown["total"]["stages"]
    return stages


LISTED: Final = {path.rsplit("/", 1)[0] for path in DOCUMENT["paths"] if "limit" in parameters(path)}
WITH_LISTS: Final = [path for path in FIGURES if path in LISTED or path == "/figures/money"]
"""The figures that name their rows: those with a list under them or, as money has, elsewhere."""
SLICED: Final = [(path, by.value) for path in WITH_LISTS if path in BROKEN_DOWN for by in Breakdown]

NUMBERS: Final[Mapping[str, Callable[[Any], Numbers]]] = {
    "outflow": _outflow,
    "inflow": _inflow,
    "results": _results,
    "interruptions": _interruptions,
    "fair-access": _stages,
    "money": lambda shown: {"newly_in_work": shown["newly_in_work"]},
}
"""Where a figure's numbers stand, by the names of the lists; of the others under `figure.counts`."""


def parts_of(figure: str, shown: Any) -> Iterator[tuple[dict[str, str], Numbers]]:
    """The lists of each period in an answer, and the numbers they are of."""
    for part in (shown["period"], shown["earlier"]) if figure == "retention" else (shown,):
        yield part.get("rows") or part.get("cases"), NUMBERS.get(figure, _counts)(part)


async def rows_of(api: Api, link: str, **more: str) -> list[str]:
    """Every row of a list, over its pages, each by all that it says."""
    asked = {**parse_qs(urlsplit(link).query), "limit": [str(MOST)], **{name: [value] for name, value in more.items()}}
    found = await api.get(urlsplit(link).path.removeprefix("/metrics/v1"), params=asked, **BOSS)
    assert found.status_code == 200, found.text
    page = found.json()
    assert page["total"] <= MOST
    assert page["total"] == len(page["items"])
    rows = [str(item) for item in page["items"]]
    assert len(rows) == len(set(rows))
    return rows


@pytest.fixture
async def offices(api: Api) -> Api:
    told = first()
    since(told)
    await arrive(api, told.deliveries)
    return api


@pytest.mark.parametrize("known_at", [THEN, "2025-11-30T21:00:00Z"])
@pytest.mark.parametrize("path", WITH_LISTS)
async def test_every_list_holds_exactly_as_many_rows_as_its_number_says(offices: Api, path: str, known_at: str) -> None:
    shown = await answer(offices, path, known_at=known_at)
    followed = 0
    for lists, numbers in parts_of(path.removeprefix("/figures/"), shown):
        assert {group.replace("-", "_") for group in lists} == {name for name, count in numbers.items() if count is not None}
        for group, link in lists.items():
            assert len(await rows_of(offices, link)) == numbers[group.replace("-", "_")], group
            followed += 1
    assert followed == len(list(links(shown)))


@pytest.mark.parametrize(("path", "by"), [asked for asked in SLICED if asked[0] != "/figures/fair-access"])
async def test_every_slice_holds_exactly_as_many_rows_as_its_number_says(offices: Api, path: str, by: str) -> None:
    shown = await answer(offices, path, breakdown=by)
    part = shown.get("period", shown)
    lists, slices = part.get("rows") or part["cases"], shown["breakdown"]["slices"]
    for group, link in lists.items():
        if group.startswith("cell-"):
            continue  # a cell is a slice already
        whole: list[str] = []
        for one in slices:
            if one["counts"][group] or one is slices[0]:
                rows = await rows_of(offices, link, breakdown=by, value=one["value"])
                assert len(rows) == one["counts"][group], (group, one["value"])
                whole += rows
        assert sorted(whole) == sorted(await rows_of(offices, link)), group


@pytest.mark.parametrize("by", [by for path, by in SLICED if path == "/figures/fair-access"])
async def test_a_group_of_fair_access_holds_exactly_as_many_rows_as_its_number_says(offices: Api, by: str) -> None:
    shown = await answer(offices, "/figures/fair-access", breakdown=by)
    assert shown["groups"] or by != "sex"  # where every group is small, none is told
    for stage, link in shown["rows"].items():
        for group in shown["groups"]:
            count = group["stages"][stage.replace("-", "_")]
            if count is not None:
                assert len(await rows_of(offices, link, breakdown=by, value=group["group"])) == count


async def test_every_list_is_in_pages_that_together_hold_each_row_once(offices: Api) -> None:
    for path, group in [
        ("outflow/cases", "cohort"),
        ("inflow/referrals", "referrals-received"),
        ("results/outcomes", "outcomes"),
    ]:
        asked: dict[str, Any] = {**PERIOD, "known_at": THEN, "group": group, "limit": 7}
        whole: list[str] = []
        for offset in range(0, 200, 7):
            page = (await offices.get(f"/figures/{path}", params={**asked, "offset": offset}, **BOSS)).json()
            whole += [str(item) for item in page["items"]]
        first_page = (await offices.get(f"/figures/{path}", params=asked, **BOSS)).json()
        assert len(whole) == len(set(whole)) == first_page["total"] > 7
