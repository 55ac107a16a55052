"""F3 worked by hand. Day 180 after 2025-01-01 is 2025-06-30; day 180 after 2025-02-01 is 2025-07-31."""

import pytest

from services.metrics.figures.lives import Enrolment, Spell, Status
from services.metrics.figures.retention import Kept, PeriodRetention, period_retention, retention
from services.metrics.figures.survival import Followed
from services.metrics.figures.worktypes import WorkClass
from tests.metrics.figures.building import BAKERY, CASE, GARAGE, OTHER_CASE, about, after, case, found, job, life, person

YEAR = ("2025-01-01", "2025-12-31")
MINE = (CASE,)
RETAINED = Kept(retained=MINE, lost=(), unknown=())
LOST = Kept(retained=(), lost=MINE, unknown=())
UNKNOWN = Kept(retained=(), lost=(), unknown=MINE)


def figure(*facts: Enrolment | Spell | Status, as_of: str = "2027-12-31", gap: int = 14) -> PeriodRetention:
    return period_retention([life(*facts)], about(*YEAR, as_of, gap=gap))


def entered(day: str, *facts: Enrolment | Spell | Status) -> bool:
    """Whether the case enters on exactly this day."""
    return period_retention([life(*facts)], about(day, day, "2027-12-31")).cohort == MINE


def followed(f3: PeriodRetention) -> Followed:
    (one,) = f3.followed
    return one.followed


# The entry


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


# Kaplan-Meier


def test_the_time_is_from_the_entry_to_the_day_after_the_last_day() -> None:
    assert followed(figure(case("2024-01-01"), job("2025-01-01", "2025-01-01"))) == Followed(days=1, ended=True)
    assert followed(figure(case("2024-01-01"), job("2025-01-01", "2025-06-29"))) == Followed(days=180, ended=True)


@pytest.mark.parametrize(("last", "survives"), [("2025-06-29", 0.0), ("2025-06-30", 1.0)])
def test_uncensored_survival_of_180_days_is_the_retained_share(last: str, survives: float) -> None:
    f3 = figure(case("2024-01-01"), job("2025-01-01", last))
    assert f3.survival[1].day == 180
    assert f3.survival[1].survival == f3.any_employer.share_low.value == survives


def test_joined_gaps_do_not_end_the_employment() -> None:
    f3 = figure(case("2024-01-01"), job("2025-01-01", "2025-01-31"), job("2025-02-15", "2025-03-01", at=GARAGE))
    assert followed(f3) == Followed(days=60, ended=True)
    assert f3.ended == MINE


def test_an_employment_that_goes_on_is_censored_at_as_of() -> None:
    f3 = figure(case("2024-01-01"), job("2025-01-01"), as_of="2025-03-01")
    assert followed(f3) == Followed(days=59, ended=False)
    assert f3.censored == MINE


def test_an_end_on_or_after_as_of_is_not_yet_seen_and_one_the_day_before_is() -> None:
    mine = case("2024-01-01")
    assert followed(figure(mine, job("2025-01-01", "2025-03-01"), as_of="2025-03-01")) == Followed(days=59, ended=False)
    assert followed(figure(mine, job("2025-01-01", "2025-02-28"), as_of="2025-03-01")) == Followed(days=59, ended=True)


def test_an_employment_that_becomes_unknown_is_censored_on_its_last_day_known_in_work() -> None:
    f3 = figure(case("2024-01-01", "2025-01-31"), job("2025-01-01"), found("2025-03-02", "in-work"))
    assert followed(f3) == Followed(days=60, ended=False)


def test_an_employment_followed_for_its_first_day_only_is_censored_on_day_0() -> None:
    assert followed(figure(case("2024-01-01"), job("2025-01-01"), as_of="2025-01-01")) == Followed(days=0, ended=False)


def test_a_contradiction_right_after_a_confirming_fact_is_an_end() -> None:
    facts = case("2024-01-01"), job("2025-01-01"), found("2025-01-10", "in-work"), found("2025-01-11", "ill")
    assert followed(figure(*facts)) == Followed(days=10, ended=True)


def test_an_employment_found_otherwise_on_the_day_it_began_ended_as_it_began() -> None:
    assert followed(figure(case("2024-01-01"), job("2025-01-01"), found("2025-01-01", "ill"))) == Followed(days=0, ended=True)


def test_survival_is_told_for_90_180_and_365_days_with_the_number_at_risk() -> None:
    lives = [
        person(n, case("2024-01-01"), job("2025-01-01", after("2025-01-01", days - 1)))
        for n, days in enumerate([89, 90, 181, 400])
    ]
    s90, s180, s365 = period_retention(lives, about(*YEAR, "2027-12-31")).survival
    assert [(at.day, at.at_risk) for at in (s90, s180, s365)] == [(90, 3), (180, 2), (365, 1)]
    assert [at.survival for at in (s90, s180, s365)] == pytest.approx([0.5, 0.5, 0.25])


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
