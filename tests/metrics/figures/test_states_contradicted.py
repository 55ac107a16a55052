"""A status that says otherwise than in work, and every way it meets the spells, worked by hand."""

import pytest

from services.metrics.figures.lives import Enrolment, Spell, Status, StatusKind
from services.metrics.figures.states import state_on
from tests.metrics.figures.building import GARAGE, case, d, found, job, life


def states(*facts: Enrolment | Spell | Status, on: str) -> list[str]:
    """The states on the days of `on`, months and days of 2025 (a year of 365 days) set apart by blanks."""
    return [state_on(d(f"2025-{day}"), life(*facts)).value for day in on.split()]


@pytest.mark.parametrize("status", ["studies", "looking", "ill"])
def test_a_status_that_says_otherwise_ends_the_presumption_while_the_case_is_open(status: StatusKind) -> None:
    facts = case("2025-01-01"), job("2025-02-01"), found("2025-05-01", status)
    assert states(*facts, on="02-01 02-02 04-30 05-01 12-31") == ["work", "unknown", "unknown", "not", "not"]


def test_the_days_between_the_latest_confirming_fact_and_the_contradiction_are_unknown() -> None:
    facts = case("2025-01-01"), job("2025-02-01", changed=["2025-03-01"]), found("2025-05-01", "ill")
    assert states(*facts, on="03-01 03-02 04-30 05-01") == ["work", "unknown", "unknown", "not"]


def test_a_contradiction_the_day_after_a_confirming_fact_leaves_nothing_unknown() -> None:
    facts = case("2025-01-01"), job("2025-02-01"), found("2025-04-30", "in-work"), found("2025-05-01", "ill")
    assert states(*facts, on="04-29 04-30 05-01") == ["work", "work", "not"]


def test_a_contradiction_after_the_case_makes_its_unconfirmed_days_unknown_also_those_of_the_open_case() -> None:
    facts = case("2025-01-01", "2025-03-31"), job("2025-02-01"), found("2025-06-29", "studies")
    assert states(*facts, on="02-01 02-02 03-31 06-28 06-29") == ["work", "unknown", "unknown", "unknown", "not"]


def test_a_contradiction_before_the_spell_began_says_nothing_of_it() -> None:
    facts = case("2025-01-01"), found("2025-01-31", "looking"), job("2025-02-01")
    assert states(*facts, on="01-31 02-01 05-01") == ["not", "work", "work"]


def test_a_confirming_fact_after_the_contradiction_takes_the_work_up_again_from_its_day() -> None:
    facts = case("2025-01-01"), job("2025-02-01"), found("2025-05-01", "ill"), found("2025-06-01", "in-work")
    assert states(*facts, on="04-30 05-01 05-31 06-01 12-31") == ["unknown", "not", "not", "work", "work"]


def test_a_change_of_terms_after_the_contradiction_takes_the_work_up_again() -> None:
    facts = case("2025-01-01"), job("2025-02-01", changed=["2025-06-01"]), found("2025-05-01", "ill")
    assert states(*facts, on="02-01 04-30 05-31 06-01 07-01") == ["work", "unknown", "not", "work", "work"]


def test_an_earlier_change_of_terms_bounds_the_unknown_days_although_a_later_one_is_the_latest() -> None:
    facts = case("2025-01-01"), job("2025-02-01", changed=["2025-03-15", "2025-06-01"]), found("2025-05-01", "ill")
    assert states(*facts, on="03-15 03-16 04-30 05-01 06-01") == ["work", "unknown", "unknown", "not", "work"]


def test_work_taken_up_again_after_the_case_lasts_to_its_latest_confirming_fact() -> None:
    facts = (
        case("2025-01-01", "2025-03-31"),
        job("2025-02-01"),
        found("2025-05-01", "ill"),
        found("2025-06-01", "in-work"),
        found("2025-07-01", "in-work"),
    )
    assert states(*facts, on="05-31 06-01 06-15 07-01 07-02") == ["not", "work", "work", "work", "unknown"]


def test_a_later_spell_after_the_contradiction_is_work_by_itself() -> None:
    facts = case("2025-01-01"), job("2025-02-01"), found("2025-05-01", "looking"), job("2025-06-01", at=GARAGE)
    assert states(*facts, on="04-30 05-31 06-01 12-31") == ["unknown", "not", "work", "work"]


def test_a_later_spell_that_ends_does_not_bring_the_contradicted_one_back() -> None:
    facts = case("2025-01-01"), job("2025-02-01"), found("2025-05-01", "looking"), job("2025-06-01", "2025-06-30", at=GARAGE)
    assert states(*facts, on="05-31 06-30 07-01") == ["not", "work", "not"]


def test_two_contradictions_in_a_row_are_not_from_the_first_of_them() -> None:
    facts = case("2025-01-01"), job("2025-02-01"), found("2025-04-01", "ill"), found("2025-06-01", "looking")
    assert states(*facts, on="03-31 04-01 05-15 06-01") == ["unknown", "not", "not", "not"]


def test_contradicted_twice_with_a_confirmation_between_is_unknown_before_each() -> None:
    facts = (
        case("2025-01-01"),
        job("2025-02-01"),
        found("2025-03-01", "ill"),
        found("2025-04-01", "in-work"),
        found("2025-05-01", "ill"),
    )
    assert states(*facts, on="02-02 03-01 03-31 04-01 04-02 04-30 05-01") == [
        "unknown", "not", "not", "work", "unknown", "unknown", "not",
    ]  # fmt: skip


def test_of_a_confirmation_and_a_contradiction_on_one_day_the_contradiction_stands() -> None:
    facts = (
        case("2025-01-01"),
        job("2025-02-01"),
        found("2025-05-01", "in-work"),
        found("2025-05-01", "looking"),
    )
    assert states(*facts, on="02-01 04-30 05-01 05-02") == ["work", "unknown", "not", "not"]


def test_a_contradiction_on_the_day_the_spell_began_stands_until_a_fact_of_a_later_day() -> None:
    facts = case("2025-01-01"), job("2025-02-01"), found("2025-02-01", "looking"), found("2025-03-01", "in-work")
    assert states(*facts, on="02-01 02-28 03-01") == ["not", "not", "work"]


def test_a_contradiction_touches_every_unended_spell_begun_by_then() -> None:
    facts = case("2025-01-01"), job("2025-02-01"), job("2025-03-01", at=GARAGE), found("2025-05-01", "ill")
    assert states(*facts, on="02-01 02-28 03-01 03-02 05-01") == ["work", "unknown", "work", "unknown", "not"]
