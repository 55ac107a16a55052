"""F2 worked by hand. Day 180 after 2025-01-01 is 2025-06-30."""

from decimal import Decimal

import pytest

from services.metrics.figures.lives import Enrolment, Life, Spell, Status
from services.metrics.figures.outflow import Outflow, outflow
from services.metrics.figures.worktypes import WorkClass
from tests.metrics.figures.building import CASE, OTHER_CASE, about, case, found, job, life, person

JANUARY = ("2025-01-01", "2025-01-31")


def figure(*facts: Enrolment | Spell | Status, as_of: str = "2026-06-30") -> Outflow:
    return outflow([life(*facts)], about(*JANUARY, as_of))


def day_of_curve(f2: Outflow, day: int) -> float | None:
    return f2.curve.points[day].work


# Cohort and maturity


def test_the_cohort_is_the_cases_started_within_the_period_both_ends_counted() -> None:
    started = ["2024-12-31", "2025-01-01", "2025-01-31", "2025-02-01"]
    lives = [person(n, case(day)) for n, day in enumerate(started)]
    assert [len(one.enrolments) for one in lives] == [1, 1, 1, 1]
    f2 = outflow(lives, about(*JANUARY, "2026-06-30"))
    assert f2.cohort == tuple(sorted(row.case for one in lives[1:3] for row in one.enrolments))


def test_a_case_is_mature_on_day_180_and_pending_the_day_before() -> None:
    mature, pending = figure(case("2025-01-01"), as_of="2025-06-30"), figure(case("2025-01-01"), as_of="2025-06-29")
    assert (mature.mature, mature.pending) == ((CASE,), ())
    assert (pending.mature, pending.pending) == ((), (CASE,))


def test_a_case_that_starts_after_as_of_is_not_in_the_cohort() -> None:
    assert figure(case("2025-01-20"), as_of="2025-01-19").cohort == ()
    assert figure(case("2025-01-20"), as_of="2025-01-20").cohort == (CASE,)


def test_only_cases_started_at_the_chosen_units_are_counted() -> None:
    lives = [person(1, case("2025-01-01", unit="sundsvall")), person(2, case("2025-01-01", unit="timra"))]
    chosen = outflow(lives, about(*JANUARY, "2026-06-30", unit=["timra"]))
    assert chosen.cohort == tuple(row.case for row in lives[1].enrolments)


def test_a_group_of_a_breakdown_narrows_the_cohort_and_not_what_is_known() -> None:
    facts = life(case("2024-01-01", unit="timra"), case("2025-01-01", named=OTHER_CASE), job("2024-03-01", of=CASE))
    f2 = outflow(
        [facts],
        about("2024-01-01", *JANUARY[1:], "2026-06-30"),
        among=[row.case for row in facts.enrolments if row.unit == "sundsvall"],
    )
    assert f2.cohort == f2.in_work_on_day_180 == (OTHER_CASE,)


# In work within 180 days


def test_a_spell_that_starts_on_day_180_is_within_and_one_on_day_181_is_not() -> None:
    on_180, on_181 = figure(case("2025-01-01"), job("2025-06-30")), figure(case("2025-01-01"), job("2025-07-01"))
    assert (on_180.in_work_within_180, on_180.not_within_180) == ((CASE,), ())
    assert (on_181.in_work_within_180, on_181.not_within_180) == ((), (CASE,))


def test_a_job_under_way_at_the_start_counts_if_its_last_day_is_the_first_of_the_case() -> None:
    under_way, over = (
        figure(case("2025-01-01"), job("2024-10-01", "2025-01-01")),
        figure(case("2025-01-01"), job("2024-10-01", "2024-12-31")),
    )
    assert under_way.in_work_within_180 == (CASE,)
    assert over.not_within_180 == (CASE,)


def test_work_after_the_case_ended_counts_for_the_case() -> None:
    f2 = figure(case("2025-01-01", "2025-02-28", left_as="own-wish"), job("2025-06-01", "2025-12-31"))
    assert f2.in_work_within_180 == f2.in_work_on_day_180 == (CASE,)


def test_a_case_that_ended_without_work_stays_in_the_denominator() -> None:
    f2 = outflow(
        [person(1, case("2025-01-01", "2025-02-01", left_as="moved")), person(2, case("2025-01-01"), job("2025-02-01"))],
        about(*JANUARY, "2026-06-30"),
    )
    assert (f2.share_within_180.numerator, f2.share_within_180.denominator, f2.share_within_180.value) == (1, 2, 0.5)


def test_a_protected_job_counts_only_when_its_class_is_chosen() -> None:
    facts = life(case("2025-01-01"), job("2025-02-01", form="SAMHALL"))
    assert outflow([facts], about(*JANUARY, "2026-06-30")).not_within_180 == (CASE,)
    protected = about(*JANUARY, "2026-06-30", work_classes=[WorkClass.PROTECTED])
    assert outflow([facts], protected).in_work_within_180 == (CASE,)


def test_a_window_of_which_work_is_only_unknown_is_a_remainder_of_its_own() -> None:
    # the employment of an earlier case that ended before, never said to have ended
    facts = case("2024-01-01", "2024-06-30"), case("2025-01-01", named=OTHER_CASE), job("2024-03-01", of=CASE)
    f2 = figure(*facts)
    assert (f2.in_work_within_180, f2.unknown_within_180, f2.not_within_180) == ((), (OTHER_CASE,), ())
    assert f2.unknown_on_day_180 == (OTHER_CASE,)


# In work on day 180


def test_the_last_day_in_work_is_day_180_or_the_day_before() -> None:
    on_day, before = (
        figure(case("2025-01-01"), job("2025-02-01", "2025-06-30")),
        figure(case("2025-01-01"), job("2025-02-01", "2025-06-29")),
    )
    assert (on_day.in_work_on_day_180, on_day.not_on_day_180) == ((CASE,), ())
    assert (before.in_work_on_day_180, before.not_on_day_180) == ((), (CASE,))
    assert before.in_work_within_180 == (CASE,)


def test_a_gap_on_day_180_is_not_bridged() -> None:
    f2 = figure(case("2025-01-01"), job("2025-02-01", "2025-06-29"), job("2025-07-01"))
    assert f2.not_on_day_180 == (CASE,)


def test_an_employment_unknown_on_day_180_is_neither_in_work_nor_not() -> None:
    f2 = figure(case("2025-01-01", "2025-03-31"), job("2025-02-01"))
    assert (f2.in_work_on_day_180, f2.unknown_on_day_180, f2.not_on_day_180) == ((), (CASE,), ())
    assert (f2.share_on_day_180.numerator, f2.share_on_day_180.denominator) == (0, 1)
    assert f2.in_work_within_180 == (CASE,)


def test_a_status_after_as_of_tells_about_day_180_before_it() -> None:
    f2 = figure(case("2025-01-01", "2025-03-31"), job("2025-02-01"), found("2025-09-01", "in-work"), as_of="2025-06-30")
    assert f2.in_work_on_day_180 == (CASE,)


# Pending


def test_pending_cases_are_in_no_share_and_say_who_already_is_in_work() -> None:
    f2 = figure(case("2025-01-01"), job("2025-02-01"), as_of="2025-03-01")
    assert f2.pending == f2.pending_in_work == f2.pending_been_in_work == (CASE,)
    assert f2.share_within_180.denominator == 0


def test_a_pending_case_whose_job_ended_has_been_in_work_but_is_not() -> None:
    f2 = figure(case("2025-01-01"), job("2025-02-01", "2025-02-10"), as_of="2025-03-01")
    assert (f2.pending_in_work, f2.pending_been_in_work) == ((), (CASE,))


def test_a_job_that_starts_after_as_of_is_not_yet_work() -> None:
    f2 = figure(case("2025-01-01"), job("2025-03-02"), as_of="2025-03-01")
    assert f2.pending_in_work == f2.pending_been_in_work == ()


def test_a_share_over_nobody_is_none_and_not_zero() -> None:
    empty = outflow([], about(*JANUARY, "2026-06-30"))
    assert (empty.share_within_180.value, empty.share_on_day_180.value) == (None, None)


def test_the_goal_is_said_back_and_may_be_another() -> None:
    arguments = about(*JANUARY, "2026-06-30")
    assert outflow([], arguments).goal == Decimal("0.40")
    assert outflow([], arguments, goal=Decimal("0.45")).goal == Decimal("0.45")
    assert outflow([], arguments).arguments == arguments


# The curve


def test_the_curve_runs_from_day_0_to_365_and_rises_on_the_first_day_in_work() -> None:
    f2 = figure(case("2025-01-01"), job("2025-02-01"))
    assert [point.day for point in f2.curve.points] == list(range(366))
    assert (day_of_curve(f2, 30), day_of_curve(f2, 31), day_of_curve(f2, 365)) == (0, 1, 1)
    assert f2.curve.in_work == (CASE,)


def test_a_job_under_way_is_in_the_curve_from_day_0() -> None:
    assert day_of_curve(figure(case("2025-01-01"), job("2024-02-01")), 0) == 1


@pytest.mark.parametrize("way", ["deceased", "moved"])
def test_who_died_or_moved_away_competes_and_is_not_censored(way: str) -> None:
    lives = [person(1, case("2025-01-01", "2025-01-11", left_as=way)), person(2, case("2025-01-01"), job("2025-02-01"))]
    f2 = outflow(lives, about(*JANUARY, "2026-06-30"))
    assert (f2.curve.points[9].competing, f2.curve.points[10].competing) == (0, 0.5)
    assert day_of_curve(f2, 365) == 0.5
    assert (len(f2.curve.competing), len(f2.curve.censored)) == (1, 0)


def test_another_exit_does_not_compete() -> None:
    f2 = figure(case("2025-01-01", "2025-01-11", left_as="own-wish"), job("2025-02-01", "2025-02-28"))
    assert f2.curve.in_work == (CASE,)


def test_work_before_or_on_the_day_of_a_competing_end_comes_first_and_work_after_it_does_not() -> None:
    gone = case("2025-01-01", "2025-02-01", left_as="moved")
    assert figure(gone, job("2025-02-01", "2025-03-01")).curve.in_work == (CASE,)
    assert figure(gone, job("2025-02-02", "2025-03-01")).curve.competing == (CASE,)


def test_a_competing_end_or_work_after_as_of_is_not_looked_at() -> None:
    assert figure(case("2025-01-01", "2025-02-01", left_as="deceased"), as_of="2025-01-31").curve.censored == (CASE,)
    assert figure(case("2025-01-01"), job("2025-02-01"), as_of="2025-01-31").curve.censored == (CASE,)


def test_a_competing_end_on_as_of_itself_is_seen() -> None:
    assert figure(case("2025-01-01", "2025-02-01", left_as="deceased"), as_of="2025-02-01").curve.competing == (CASE,)


def test_a_pending_case_is_followed_through_as_of() -> None:
    points = figure(case("2025-01-01"), as_of="2025-01-11").curve.points
    assert [(point.at_risk, point.work) for point in points[10:12]] == [(1, 0.0), (0, None)]


def test_a_case_unknown_from_its_start_is_left_out_of_the_curve_and_named() -> None:
    f2 = figure(case("2024-01-01", "2024-06-30"), case("2025-01-01", named=OTHER_CASE), job("2024-03-01", of=CASE))
    assert f2.curve.left_out == (OTHER_CASE,)
    assert f2.curve.points[0].at_risk == 0


def test_an_earlier_employment_taken_up_again_is_work_in_the_curve_from_that_day() -> None:
    # found otherwise before the case and in work on day 4 of it: not unknown but without work on the days 0-3
    facts = (
        case("2024-01-01", "2024-06-30"),
        case("2025-01-01", named=OTHER_CASE),
        job("2024-03-01", of=CASE),
        found("2024-12-01", "looking"),
        found("2025-01-05", "in-work"),
    )
    f2 = figure(*facts)
    assert f2.curve.in_work == (OTHER_CASE,)
    assert (day_of_curve(f2, 3), day_of_curve(f2, 4)) == (0, 1)


def test_two_cases_of_one_person_both_count() -> None:
    both = Life(
        person=life().person,
        enrolments=frozenset({case("2025-01-01", "2025-01-15"), case("2025-01-20", named=OTHER_CASE)}),
    )
    assert outflow([both], about(*JANUARY, "2026-06-30")).cohort == (CASE, OTHER_CASE)
