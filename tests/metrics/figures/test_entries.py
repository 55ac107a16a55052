"""The entries of F3, worked by hand. Day 180 after 2025-01-01 is 2025-06-30; day 180 after 2025-02-01 is 2025-07-31."""

from services.metrics.figures.lives import Enrolment, Spell, Status
from services.metrics.figures.retention import PeriodRetention, period_retention
from services.metrics.figures.worktypes import WorkClass
from tests.metrics.figures.building import CASE, OTHER_CASE, about, case, job, life, person

YEAR = ("2025-01-01", "2025-12-31")
MINE = (CASE,)


def figure(*facts: Enrolment | Spell | Status, as_of: str = "2027-12-31", gap: int = 14) -> PeriodRetention:
    return period_retention([life(*facts)], about(*YEAR, as_of, gap=gap))


def entered(day: str, *facts: Enrolment | Spell | Status) -> bool:
    """Whether the case enters on exactly this day."""
    return period_retention([life(*facts)], about(day, day, "2027-12-31")).cohort == MINE


def test_the_entry_is_the_start_of_the_first_spell_while_the_case_is_open() -> None:
    assert entered("2025-02-01", case("2025-01-01"), job("2025-02-01", "2025-02-10"), job("2025-05-01"))


def test_a_later_spell_never_enters_the_case_again() -> None:
    assert not entered("2025-05-01", case("2025-01-01"), job("2025-02-01", "2025-02-10"), job("2025-05-01"))


def test_a_spell_on_the_first_or_the_last_day_of_the_case_enters_and_one_before_or_after_does_not() -> None:
    mine = case("2025-02-01", "2025-04-30")
    assert entered("2025-02-01", mine, job("2025-02-01", "2025-12-31"))
    assert entered("2025-04-30", mine, job("2025-04-30", "2025-12-31"))
    assert figure(mine, job("2025-01-01", "2025-01-31")).cohort == ()
    assert figure(mine, job("2025-05-01", "2025-12-31")).cohort == ()


def test_a_job_under_way_at_the_start_enters_on_the_cases_own_start() -> None:
    assert entered("2025-02-01", case("2025-02-01"), job("2024-10-01", "2025-02-01"), job("2025-03-01"))
    assert entered("2025-02-01", case("2025-02-01"), job("2024-10-01"))


def test_a_job_that_ended_the_day_before_the_start_is_not_under_way_although_its_gap_joins() -> None:
    assert entered("2025-02-08", case("2025-02-01"), job("2024-10-01", "2025-01-31"), job("2025-02-08"))


def test_a_job_only_unknown_at_the_start_is_not_under_way() -> None:
    earlier = case("2024-01-01", "2024-06-30", named=OTHER_CASE)
    assert figure(case("2025-02-01"), earlier, job("2024-03-01", of=OTHER_CASE)).cohort == ()


def test_a_spell_registered_on_an_earlier_case_enters_the_case_it_starts_in() -> None:
    earlier = case("2024-01-01", "2024-06-30", named=OTHER_CASE)
    assert entered("2025-03-01", case("2025-02-01"), earlier, job("2025-03-01", "2025-12-31", of=OTHER_CASE))


def test_a_spell_of_another_class_is_no_entry() -> None:
    facts = case("2025-01-01"), job("2025-02-01", "2025-03-31", form="OSA"), job("2025-04-01", form="LFU")
    assert entered("2025-04-01", *facts)
    protected = about("2025-02-01", "2025-02-01", "2027-12-31", work_classes=WorkClass)
    assert period_retention([life(*facts)], protected).cohort == MINE


def test_a_case_without_work_is_not_in_the_cohort() -> None:
    assert figure(case("2025-01-01")).cohort == ()


def test_the_entry_and_not_the_cases_start_must_lie_in_the_period() -> None:
    assert figure(case("2024-06-01"), job("2025-01-01")).cohort == MINE
    assert figure(case("2024-06-01"), job("2024-12-31")).cohort == ()
    assert figure(case("2025-06-01"), job("2026-01-01")).cohort == ()


def test_an_entry_after_as_of_is_not_looked_at() -> None:
    assert figure(case("2025-01-01"), job("2025-02-01"), as_of="2025-01-31").cohort == ()


def test_only_cases_started_at_the_chosen_units_are_counted() -> None:
    lives = [person(n, case("2025-01-01", unit=unit), job("2025-02-01")) for n, unit in enumerate(["timra", "sundsvall"])]
    f3 = period_retention(lives, about(*YEAR, "2027-12-31", unit=["timra"]))
    assert f3.cohort == tuple(row.case for row in lives[0].enrolments)
