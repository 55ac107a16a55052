"""F3 worked by hand. Day 180 after 2025-01-01 is 2025-06-30; day 180 after 2025-02-01 is 2025-07-31."""

from services.metrics.figures.lives import Enrolment, Spell, Status
from services.metrics.figures.retention import Kept, PeriodRetention, period_retention, retention
from tests.metrics.figures.building import BAKERY, CASE, GARAGE, about, case, found, job, life, person

YEAR = ("2025-01-01", "2025-12-31")
MINE = (CASE,)
RETAINED = Kept(retained=MINE, lost=(), unknown=())
LOST = Kept(retained=(), lost=MINE, unknown=())
UNKNOWN = Kept(retained=(), lost=(), unknown=MINE)


def figure(*facts: Enrolment | Spell | Status, as_of: str = "2027-12-31", gap: int = 14) -> PeriodRetention:
    return period_retention([life(*facts)], about(*YEAR, as_of, gap=gap))


# Mature, retained, lost, unknown


def test_a_case_is_mature_180_days_after_its_entry_and_pending_the_day_before() -> None:
    facts = case("2024-01-01"), job("2025-01-01")
    mature, pending = figure(*facts, as_of="2025-06-30"), figure(*facts, as_of="2025-06-29")
    assert (mature.mature, mature.pending, mature.any_employer) == (MINE, (), RETAINED)
    assert (pending.mature, pending.pending) == ((), MINE)
    assert pending.any_employer == pending.same_employer == Kept(retained=(), lost=(), unknown=())


def test_the_last_day_in_work_is_day_180_or_the_day_before() -> None:
    assert figure(case("2024-01-01"), job("2025-01-01", "2025-06-30")).any_employer == RETAINED
    assert figure(case("2024-01-01"), job("2025-01-01", "2025-06-29")).any_employer == LOST


def test_a_gap_of_14_days_around_day_180_joins_and_one_of_15_does_not() -> None:
    first = job("2025-01-01", "2025-06-25")
    assert figure(case("2024-01-01"), first, job("2025-07-10", at=GARAGE)).any_employer == RETAINED
    assert figure(case("2024-01-01"), first, job("2025-07-11", at=GARAGE)).any_employer == LOST


def test_the_days_that_join_are_a_parameter() -> None:
    facts = case("2024-01-01"), job("2025-01-01", "2025-06-25"), job("2025-07-11", at=GARAGE)
    assert figure(*facts, gap=15).any_employer == RETAINED
    assert figure(case("2024-01-01"), job("2025-01-01", "2025-06-29"), job("2025-07-01"), gap=0).any_employer == LOST


def test_a_spell_after_as_of_joins_the_gap_before_it() -> None:
    facts = case("2024-01-01"), job("2025-01-01", "2025-06-25"), job("2025-07-05")
    assert figure(*facts, as_of="2025-06-30").any_employer == RETAINED


def test_an_employment_not_confirmed_on_day_180_is_unknown() -> None:
    assert figure(case("2024-01-01", "2025-03-31"), job("2025-01-01")).any_employer == UNKNOWN


def test_a_status_on_or_after_day_180_confirms_it() -> None:
    facts = case("2024-01-01", "2025-03-31"), job("2025-01-01")
    assert figure(*facts, found("2025-06-30", "in-work")).any_employer == RETAINED
    assert figure(*facts, found("2025-06-29", "in-work")).any_employer == UNKNOWN


def test_a_status_that_says_otherwise_by_day_180_is_lost_and_after_it_unknown() -> None:
    facts = case("2024-01-01"), job("2025-01-01")
    assert figure(*facts, found("2025-06-30", "looking")).any_employer == LOST
    assert figure(*facts, found("2025-07-01", "looking")).any_employer == UNKNOWN


def test_who_is_in_work_again_after_a_long_gap_is_retained_and_named_as_returned() -> None:
    f3 = figure(case("2024-01-01"), job("2025-01-01", "2025-02-28"), job("2025-05-01", at=GARAGE))
    assert (f3.any_employer, f3.returned, f3.unbroken) == (RETAINED, MINE, ())
    assert figure(case("2024-01-01"), job("2025-01-01")).unbroken == MINE


def test_the_shares_differ_by_the_unknown() -> None:
    lives = [
        person(1, case("2024-01-01"), job("2025-01-01")),
        person(2, case("2024-01-01"), job("2025-01-01", "2025-03-31")),
        person(3, case("2024-01-01", "2025-02-01"), job("2025-01-01")),
    ]
    kept = period_retention(lives, about(*YEAR, "2027-12-31")).any_employer
    assert (kept.share_known.numerator, kept.share_known.denominator) == (1, 2)
    assert (kept.share_low.numerator, kept.share_low.denominator) == (1, 3)


def test_shares_over_nobody_are_none() -> None:
    only_unknown = figure(case("2024-01-01", "2025-02-01"), job("2025-01-01")).any_employer
    assert (only_unknown.share_known.value, only_unknown.share_low.value) == (None, 0.0)
    assert figure(case("2024-01-01")).any_employer.share_low.value is None


# The same employer


def test_work_with_another_employer_is_retained_but_not_with_the_same() -> None:
    f3 = figure(case("2024-01-01"), job("2025-01-01", "2025-03-31"), job("2025-04-01", at=GARAGE))
    assert (f3.any_employer, f3.same_employer) == (RETAINED, LOST)


def test_a_new_spell_with_the_same_employer_is_the_same_employer() -> None:
    f3 = figure(case("2024-01-01"), job("2025-01-01", "2025-06-25"), job("2025-07-05", form="LFU"))
    assert (f3.any_employer, f3.same_employer) == (RETAINED, RETAINED)


def test_a_gap_bridged_by_another_employer_is_a_gap_for_the_same() -> None:
    f3 = figure(
        case("2024-01-01"),
        job("2025-01-01", "2025-06-20"),
        job("2025-06-21", "2025-07-20", at=GARAGE),
        job("2025-07-21", at=BAKERY),
    )
    assert (f3.any_employer, f3.same_employer) == (RETAINED, LOST)


def test_unknown_with_the_entry_employer_while_in_work_elsewhere_is_unknown_only_in_the_strict_variant() -> None:
    facts = case("2024-01-01", "2025-03-31"), job("2025-01-01"), job("2025-04-01", "2025-12-31", at=GARAGE)
    f3 = figure(*facts)
    assert (f3.any_employer, f3.same_employer) == (RETAINED, UNKNOWN)


def test_entered_with_two_employers_at_once_staying_with_either_is_enough() -> None:
    two = job("2025-01-01", "2025-02-01"), job("2025-01-01", at=GARAGE)
    assert figure(case("2024-01-01"), *two).same_employer == RETAINED


# A year earlier


def test_the_period_is_compared_with_the_same_one_a_year_earlier() -> None:
    lives = [
        person(1, case("2024-01-01"), job("2024-02-01", "2024-03-01")),
        person(2, case("2024-01-01"), job("2024-02-01", "2025-03-01")),
        person(3, case("2025-01-01"), job("2025-02-01")),
        person(4, case("2025-01-01"), job("2025-03-01")),
    ]
    f3 = retention(lives, about(*YEAR, "2026-12-31"))
    assert (len(f3.period.cohort), len(f3.earlier.cohort)) == (2, 2)
    assert (f3.count_difference, f3.share_known_difference, f3.share_low_difference) == (1, 0.5, 0.5)


def test_the_earlier_cohort_is_seen_as_old_as_the_period_itself() -> None:
    lives = [person(1, case("2024-01-01"), job("2024-02-01")), person(2, case("2025-01-01"), job("2025-02-01"))]
    f3 = retention(lives, about(*YEAR, "2025-06-01"))
    assert (len(f3.period.pending), len(f3.earlier.pending)) == (1, 1)
    assert f3.count_difference == 0


def test_without_anybody_a_year_earlier_there_is_a_count_but_no_difference_of_shares() -> None:
    f3 = retention([life(case("2025-01-01"), job("2025-02-01"))], about(*YEAR, "2026-12-31"))
    assert (f3.count_difference, f3.share_known_difference, f3.share_low_difference) == (1, None, None)


def test_the_arguments_are_said_back_for_both_periods() -> None:
    arguments = about(*YEAR, "2026-12-31")
    f3 = retention(iter([]), arguments)
    assert f3.period.arguments == arguments
    assert (str(f3.earlier.arguments.from_), str(f3.earlier.arguments.as_of)) == ("2024-01-01", "2025-12-31")
