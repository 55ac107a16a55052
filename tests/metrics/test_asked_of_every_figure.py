"""What every figure is asked alike: its formats, and which questions are refused, by which parameter, and why."""

import csv
import io
import zipfile
from typing import Any, Final

import pytest

from services.metrics.formats import MEDIA, Format
from tests.harness import Api
from tests.metrics.test_api import ANALYST, MANAGER, Tell
from tests.metrics.test_api import tell as tell  # noqa: PLC0414 - a fixture
from tests.metrics.test_counting_api import YEAR, office
from tests.metrics.test_known_every_figure import DOCUMENT, FIGURES, parameters
from tests.metrics.test_known_every_figure import api as api  # noqa: PLC0414 - a fixture

LISTS: Final = sorted(
    path for path in DOCUMENT["paths"] if {"known_at", "limit"} <= parameters(path) and path.startswith("/figures/")
)
AS_FILES: Final = [path for path in FIGURES if "format" in parameters(path)]
CUT: Final = [path for path in LISTS if "value" in parameters(path)]

REFUSED: Final = {
    "a period that ends before it begins": ({"from": "2025-03-01", "to": "2025-02-01"}, "to", "before-from"),
    "as_of before the period": ({"from": "2025-03-01", "as_of": "2025-02-28"}, "as_of", "before-from"),
    "as_of later than what was known": (
        {"as_of": "2025-06-02", "known_at": "2025-06-01T21:59:59Z"},
        "as_of",
        "later-than-known",
    ),
    "known_at in the future": ({"known_at": "2026-01-01T00:00:00Z"}, "known_at", "in-the-future"),
    "a unit that nothing is known of": ({"unit": ["stockholm", "atlantis"]}, "unit", "unknown-unit"),
    "something that is no unit": ({"unit": "Not A Unit"}, "unit", None),
    "no date": ({"from": "2025-02-30"}, "from", None),
    "no class of work": ({"work_classes": "praktik"}, "work_classes", None),
    "too long a gap": ({"gap": "400"}, "gap", None),
}


def refusal(answer: Any) -> list[tuple[str, str]]:
    """Which parameters are refused, and by which code; fails unless somebody is told why."""
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    errors = answer.json()["errors"]
    assert all(error["detail"] for error in errors)
    return [(error["parameter"], error["code"]) for error in errors]


def test_every_figure_with_a_breakdown_has_its_formats_and_cut_lists() -> None:
    assert {path for path in FIGURES if "breakdown" in parameters(path)} <= set(AS_FILES)
    assert set(LISTS) == {path for path in CUT if {"breakdown", "group"} <= parameters(path)}


@pytest.mark.parametrize(
    ("path", "why"), [(path, why) for path in FIGURES for why in REFUSED if REFUSED[why][1] in parameters(path)]
)
async def test_a_question_without_an_answer_is_refused_by_parameter(api: Api, tell: Tell, path: str, why: str) -> None:
    asked, parameter, code = REFUSED[why]
    await tell(office())
    [(refused, named)] = refusal(await api.get(path, params=asked, **ANALYST))
    assert refused == parameter
    assert code in {None, named}


async def test_the_units_that_nothing_is_known_of_are_named(api: Api, tell: Tell) -> None:
    await tell(office())
    asked = {"unit": ["stockholm", "atlantis", "utopia"]}
    for language, told in (("en", "Nothing is known of: atlantis, utopia."), ("sv", "Ingenting är känt om: atlantis, utopia.")):
        answer = await api.get("/figures/coverage", params=asked, headers={"Accept-Language": language}, **ANALYST)
        assert [error["detail"] for error in answer.json()["errors"]] == [told]


@pytest.mark.parametrize("path", CUT)
async def test_a_value_that_the_breakdown_cannot_have_is_refused(api: Api, tell: Tell, path: str) -> None:
    await tell(office())
    asked = [
        ("sex", "women"),
        ("age-group", "30-40"),
        ("disability-group", "10"),
        ("support-need", "perhaps"),
        ("unit", "atlantis"),
        ("referral-source", "church"),
        ("municipality", "stockholm"),
        ("form-of-work", "praktik"),
    ]
    for by, value in asked:
        answer = await api.get(path, params={**YEAR, "breakdown": by, "value": value}, **MANAGER)
        assert refusal(answer) == [("value", "unknown-value")], by


@pytest.mark.parametrize("path", CUT)
async def test_a_breakdown_that_there_is_not_is_refused(api: Api, path: str) -> None:
    for asked in (path, path.rsplit("/", 1)[0]):
        answer = await api.get(asked, params={**YEAR, "breakdown": "shoe-size"}, **MANAGER)
        assert [parameter for parameter, _ in refusal(answer)] == ["breakdown"]


@pytest.mark.parametrize(
    ("figure", "by", "why"),
    [("survey", "municipality", "anonymous"), ("survey", "age-group", "anonymous"), ("delays", "sex", "the unit that recorded")],
)
async def test_a_breakdown_that_makes_no_sense_is_refused_with_the_reason(api: Api, figure: str, by: str, why: str) -> None:
    answer = await api.get(f"/figures/{figure}", params={**YEAR, "breakdown": by}, headers={"Accept-Language": "en"}, **MANAGER)
    assert refusal(answer) == [("breakdown", "makes-no-sense")]
    assert why in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize("figure", ["outflow", "retention", "results", "interruptions"])
async def test_a_breakdown_that_would_identify_persons_is_refused_where_no_count_can_be_withheld(
    api: Api, tell: Tell, figure: str
) -> None:
    told = office()
    for number in range(3, 7):
        told.job(number, "2025-03-01")
    await tell(told)
    answer = await api.get(f"/figures/{figure}", params={**YEAR, "breakdown": "sex"}, **ANALYST)
    assert refusal(answer) == [("breakdown", "would-identify")]


@pytest.mark.parametrize("who", [MANAGER, ANALYST], ids=["manager", "analyst"])
@pytest.mark.parametrize("path", AS_FILES)
async def test_every_figure_comes_in_four_formats_that_say_what_was_asked(
    api: Api, tell: Tell, path: str, who: dict[str, Any]
) -> None:
    await tell(office())
    figure = path.rsplit("/", 1)[1]
    shown = await api.get(path, params=YEAR, **who)
    assert shown.status_code == 200, shown.text
    assert shown.json()["definitions"]
    listed = await api.get(path, params={**YEAR, "format": "csv"}, **who)
    rows = list(csv.DictReader(io.StringIO(listed.text)))
    assert {row["figure"] for row in rows} == {figure}
    assert all((row["value"] == "") == (row["status"] != "") for row in rows)
    book = await api.get(path, params=YEAR, headers={"Accept": MEDIA[Format.XLSX]}, **who)
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(book.content)).namelist()
    stat = (await api.get(path, params={**YEAR, "format": "json-stat"}, **who)).json()
    assert stat["extension"]["arguments"]["figure"] == figure
    for dataset in stat["link"]["item"]:
        cells = 1
        for size in dataset["size"]:
            cells *= size
        assert len(dataset["value"]) == cells
        assert all(dataset["value"][int(place)] is None for place in dataset["status"])
