"""F7, F9 and F11 for those who have no unit: what is of enough cases is shown beside what is not, and nothing tells the few."""

from typing import Any

from tests.harness import Api
from tests.metrics.telling import Told, noon
from tests.metrics.test_api import ANALYST, MANAGER, Tell, number
from tests.metrics.test_coverage_api import PERIOD, consents, registrations, sheet
from tests.metrics.test_delays_api import api as api  # noqa: PLC0414 - a fixture
from tests.metrics.test_delays_api import delays, generations
from tests.metrics.test_delays_api import tell as tell  # noqa: PLC0414 - a fixture
from tests.metrics.test_fidelity_api import worked


async def test_fidelity_names_what_it_withholds_in_every_format(api: Api, tell: Tell) -> None:
    await tell(worked())
    asked = {"from": "2025-01-01", "to": "2025-06-30", "as_of": "2025-06-30"}
    answer = (await api.get("/figures/fidelity", params=asked, **ANALYST)).json()
    figure = answer["figure"]
    assert (figure["counts"]["ongoing"], figure["counts"]["started"], figure["caseload"]) == (6, 6, 12.0)
    assert {"jobs", "contact-score-5", "contact-pending"} <= set(answer["withheld"])
    text = (await api.get("/figures/fidelity", params={**asked, "format": "csv"}, **ANALYST)).text
    [jobs] = [line for line in text.splitlines() if line.startswith("items,jobs,")]
    assert jobs.startswith("items,jobs,,withheld,")


async def test_coverage_shows_how_many_and_not_the_few_of_them(api: Api, tell: Tell) -> None:
    await tell(consents())
    answer = (await api.get("/figures/coverage", params={**PERIOD, "breakdown": "unit"}, **ANALYST)).json()
    counts = answer["figure"]["counts"]
    assert counts["worked_with"] == 6
    assert {counts[name] for name in ("consented", "withdrawn", "refused", "not_asked", "protected")} == {None}
    assert set(answer["withheld"]) == {"consented", "withdrawn", "refused", "not-asked", "protected"}
    assert answer["figure"]["share_consented"] is None
    assert answer["breakdown"]["slices"] == [
        {"value": "stockholm", "counts": {"worked-with": 6, **dict.fromkeys(answer["withheld"])}}
    ]


async def test_the_consented_are_shown_only_with_those_they_are_made_of(api: Api, tell: Tell) -> None:
    await tell(registrations())
    answer = (await api.get("/figures/coverage", params=PERIOD, **ANALYST)).json()
    assert answer["figure"]["counts"]["consented"] is None
    assert set(answer["withheld"]) >= {"consented", "registered", "not-yet"}
    assert "registered-consented" not in answer["withheld"]


def answered(sexes: str) -> Told:
    """A sheet of the ongoing form for each letter: woman, man."""
    told = Told()
    for index, letter in enumerate(sexes):
        one = sheet(index, "always").model_copy(update={"sex": {"w": "woman", "m": "man"}[letter]})
        told.tell(f"answer-{index}", one, noon("2025-04-02"))
    return told


async def test_the_survey_is_cut_by_sex_where_enough_have_answered(api: Api, tell: Tell) -> None:
    await tell(answered("wwwwwmmmmmm"))
    shown = (await api.get("/figures/survey", params={**PERIOD, "breakdown": "sex"}, **ANALYST)).json()["breakdown"]
    told = [(one["value"], one["forms"][0]["answers"], one["forms"][0]["questions"][0]["answered"]) for one in shown["slices"]]
    assert (told, shown["left_out"]) == ([("man", 6, 6), ("woman", 5, 5)], False)


async def test_what_fewer_than_five_answered_can_not_be_computed_from_the_others(api: Api, tell: Tell) -> None:
    """Not at the unit either: an answer is anonymous to everybody."""
    await tell(answered("wwwwmmmmmm"))
    for who in (MANAGER, ANALYST):
        shown = (await api.get("/figures/survey", params={**PERIOD, "breakdown": "sex"}, **who)).json()
        assert shown["forms"][0]["questions"][0]["answered"] == 10
        assert shown["breakdown"] == {"by": "sex", "slices": [], "left_out": True}


async def test_no_unit_that_is_withheld_can_be_computed_from_the_kind(api: Api, tell: Tell) -> None:
    """Of three units one has few facts; the one beside it is withheld too, and no row says that they have any."""
    told = Told()
    for index, unit in enumerate(["boden"] * 7 + ["kiruna"] * 9 + ["umea"] * 2):
        told.case_started("2025-03-01", known="2025-03-02", case=number(index + 1), person=number(1000 + index), unit=unit)
    await tell(told)
    found = await delays(api, ANALYST)
    whole = found["case-started", None]["facts"]
    shown = {unit: each["facts"] for (_, unit), each in found.items() if unit is not None}
    assert (whole, shown) == (18, {"boden": 7})


async def test_where_few_were_late_the_days_are_withheld_with_them(api: Api, tell: Tell) -> None:
    told = Told()
    for index in range(8):
        known = "2025-05-01" if index < 2 else "2025-03-02"
        told.case_started("2025-03-01", known=known, case=number(index + 1), person=number(1000 + index))
    await tell(told)
    whole: dict[str, Any] = (await delays(api, ANALYST))["case-started", None]
    assert (whole["suppressed"], whole["facts"], whole["days"], whole["after_30_days"]) == (True, 8, None, None)
    assert (await delays(api, MANAGER))["case-started", None]["after_30_days"]["numerator"] == 2


async def test_no_band_is_told_of_a_few_known(api: Api, tell: Tell) -> None:
    await tell(generations())
    answer = (await api.get("/figures/maturity", params={"from": "2025-08-01", "to": "2025-08-31"}, **ANALYST)).json()
    figure = answer["figure"]
    assert (figure["counts"], figure["share_known"], figure["band"]) == ({"cohort": 10, "known": None}, None, None)
    assert (figure["past"], answer["withheld"]) == (40, ["known"])
