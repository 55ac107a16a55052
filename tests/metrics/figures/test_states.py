"""The state of a person on a day: every bullet of the definition, worked by hand."""

from datetime import date

import pytest

from services.metrics.figures.lives import Enrolment, Spell, Status
from services.metrics.figures.states import state_on
from services.metrics.figures.worktypes import UnknownForm, WorkClass, work_class
from tests.metrics.figures.building import CASE, GARAGE, OTHER_CASE, case, d, found, job, life

EVERY_CLASS = frozenset(WorkClass)


def states(*facts: Enrolment | Spell | Status, on: str) -> list[str]:
    """The states on the days of `on`, months and days of 2025 (a year of 365 days) set apart by blanks."""
    return [state_on(d(f"2025-{day}"), life(*facts)).value for day in on.split()]


# A spell with a recorded end covers the day


def test_a_spell_with_an_end_is_work_from_its_first_to_its_last_day_and_not_outside() -> None:
    found_states = states(case("2025-01-01"), job("2025-02-01", "2025-02-28"), on="01-31 02-01 02-28 03-01")
    assert found_states == ["not", "work", "work", "not"]


def test_a_spell_with_an_end_is_work_also_after_the_end_of_the_case() -> None:
    assert states(case("2025-01-01", "2025-02-10"), job("2025-02-01", "2025-06-30"), on="06-30 07-01") == ["work", "not"]


def test_a_spell_of_one_day_is_work_that_day() -> None:
    assert states(case("2025-01-01"), job("2025-02-01", "2025-02-01"), on="01-31 02-01 02-02") == ["not", "work", "not"]


def test_a_status_that_says_otherwise_does_not_touch_a_spell_with_an_end() -> None:
    facts = case("2025-01-01"), job("2025-02-01", "2025-04-30"), found("2025-03-01", "looking")
    assert states(*facts, on="02-28 03-01 04-30") == ["work", "work", "work"]


def test_an_end_before_the_start_leaves_no_day_in_work() -> None:
    assert states(case("2025-01-01"), job("2025-03-01", "2025-02-20"), on="02-20 02-25 03-01") == ["not", "not", "not"]


def test_the_gap_between_two_spells_is_not_work_however_short() -> None:
    facts = case("2025-01-01"), job("2025-02-01", "2025-02-10"), job("2025-02-12", "2025-02-20")
    assert states(*facts, on="02-10 02-11 02-12") == ["work", "not", "work"]


def test_nobody_without_an_employment_is_in_work_even_when_a_status_says_so() -> None:
    assert states(case("2025-01-01"), found("2025-03-01", "in-work"), on="03-01") == ["not"]


# A spell without a recorded end


def test_a_spell_without_an_end_goes_on_while_the_case_is_open() -> None:
    assert states(case("2025-01-01"), job("2025-02-01"), on="01-31 02-01 12-31") == ["not", "work", "work"]


def test_a_spell_without_an_end_goes_on_to_the_last_day_of_the_case_and_is_unknown_after() -> None:
    assert states(case("2025-01-01", "2025-06-30"), job("2025-02-01"), on="06-30 07-01 12-31") == ["work", "unknown", "unknown"]


def test_a_spell_begun_before_its_case_is_work_from_its_own_start() -> None:
    assert states(case("2025-03-01"), job("2025-02-01"), on="01-31 02-01 02-28 03-01") == ["not", "work", "work", "work"]


def test_a_spell_begun_after_the_end_of_its_case_is_confirmed_by_its_own_start_only() -> None:
    assert states(case("2025-01-01", "2025-02-28"), job("2025-03-10"), on="03-09 03-10 03-11") == ["not", "work", "unknown"]


def test_after_the_case_a_change_of_terms_confirms_up_to_its_day() -> None:
    facts = case("2025-01-01", "2025-03-31"), job("2025-02-01", changed=["2025-05-15"])
    assert states(*facts, on="04-01 05-15 05-16") == ["work", "work", "unknown"]


def test_after_the_case_a_status_in_work_confirms_up_to_its_day() -> None:
    facts = case("2025-01-01", "2025-03-31"), job("2025-02-01"), found("2025-06-29", "in-work")
    assert states(*facts, on="04-01 06-29 06-30") == ["work", "work", "unknown"]


def test_the_latest_of_several_confirming_facts_counts() -> None:
    facts = (
        case("2025-01-01", "2025-03-31"),
        job("2025-02-01", changed=["2025-05-15"]),
        found("2025-04-10", "in-work"),
        found("2025-07-01", "in-work"),
    )
    assert states(*facts, on="05-16 07-01 07-02") == ["work", "work", "unknown"]


def test_a_confirming_fact_while_the_case_is_open_adds_nothing_after_it() -> None:
    facts = case("2025-01-01", "2025-03-31"), job("2025-02-01", changed=["2025-03-01"]), found("2025-03-15", "in-work")
    assert states(*facts, on="03-31 04-01") == ["work", "unknown"]


def test_a_status_in_work_before_the_spell_began_confirms_nothing() -> None:
    facts = case("2025-01-01", "2025-01-31"), job("2025-03-01"), found("2025-02-15", "in-work")
    assert states(*facts, on="02-15 02-28 03-01 03-02") == ["not", "not", "work", "unknown"]


def test_a_status_unknown_neither_confirms_nor_contradicts() -> None:
    open_case = case("2025-01-01"), job("2025-02-01"), found("2025-05-01", "unknown")
    ended_case = case("2025-01-01", "2025-03-31"), job("2025-02-01"), found("2025-05-01", "unknown")
    assert states(*open_case, on="04-30 05-01 05-02") == ["work", "work", "work"]
    assert states(*ended_case, on="03-31 04-01 05-01") == ["work", "unknown", "unknown"]


def test_the_presumption_hangs_on_the_case_of_the_employment_not_on_another_open_case() -> None:
    facts = case("2025-01-01", "2025-03-31"), case("2025-05-01", named=OTHER_CASE), job("2025-02-01", of=CASE)
    assert states(*facts, on="03-31 04-30 05-01") == ["work", "unknown", "unknown"]


def test_a_status_in_work_of_another_case_confirms_for_it_is_about_the_person() -> None:
    facts = (
        case("2025-01-01", "2025-03-31"),
        case("2025-05-01", named=OTHER_CASE),
        job("2025-02-01", of=CASE),
        found("2025-06-01", "in-work", of=OTHER_CASE),
    )
    assert states(*facts, on="04-30 06-01 06-02") == ["work", "work", "unknown"]


def test_an_employment_whose_case_is_not_known_is_only_work_as_far_as_it_is_confirmed() -> None:
    facts = case("2025-01-01"), job("2025-02-01", of=OTHER_CASE, changed=["2025-03-01"])
    assert states(*facts, on="02-01 03-01 03-02") == ["work", "work", "unknown"]


# Several spells, and none


def test_work_in_one_spell_outweighs_unknown_in_another() -> None:
    facts = case("2025-01-01", "2025-03-31"), job("2025-02-01"), job("2025-05-01", "2025-05-31", at=GARAGE)
    assert states(*facts, on="04-30 05-01 05-31 06-01") == ["unknown", "work", "work", "unknown"]


def test_after_the_case_with_the_last_employment_ended_the_state_is_not_unknown_but_not() -> None:
    facts = case("2025-01-01", "2025-03-31"), job("2025-02-01", "2025-03-15")
    assert states(*facts, on="03-16 04-01 12-31") == ["not", "not", "not"]


def test_a_day_before_any_employment_is_not() -> None:
    assert states(case("2025-01-01"), on="01-01 12-31") == ["not", "not"]


# Work classes


def test_a_protected_job_counts_only_when_its_class_is_chosen() -> None:
    person = life(case("2025-01-01"), job("2025-02-01", form="OSA"))
    assert state_on(date(2025, 3, 1), person) == "not"
    assert state_on(date(2025, 3, 1), person, EVERY_CLASS) == "work"


def test_every_form_of_work_has_its_class() -> None:
    assert {form: work_class(form).value for form in ["NONE", "LFU", "LFA", "LFT", "NYSTART", "INTRO", "OSA", "SAMHALL"]} == {
        "NONE": "regular",
        "LFU": "subsidised",
        "LFA": "subsidised",
        "LFT": "subsidised",
        "NYSTART": "subsidised",
        "INTRO": "subsidised",
        "OSA": "protected",
        "SAMHALL": "protected",
    }


def test_a_form_of_no_class_is_refused_and_named() -> None:
    with pytest.raises(UnknownForm, match="PRAKTIK"):
        state_on(date(2025, 3, 1), life(case("2025-01-01"), job("2025-02-01", form="PRAKTIK")))
