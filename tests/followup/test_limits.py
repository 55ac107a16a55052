"""Six months of introduction in a case, over work trials, pauses and several employments (förordning 2017:462 11 §)."""

from datetime import date, timedelta

from hypothesis import given as any_of
from hypothesis import strategies as st

from services.followup import commands as c
from services.followup import errors
from services.followup.rules import Span, nth_day
from tests.followup.build import (
    AUG_2,
    FEB_2,
    IN_INTRODUCTION,
    INTRODUCTION_OVER,
    JOB,
    MAR_2,
    OTHER_JOB,
    SEP_1,
    TRIAL,
    WHOSE,
    end,
    given,
    introduced,
    introduction_ended,
    job_noted,
    limit_moved,
    note_job,
    note_start,
    opened,
    pause_ended,
    pause_noted,
    terms_noted,
    trial_noted,
)

JAN_19, FEB_1, JUL_19 = date(2026, 1, 19), date(2026, 2, 1), date(2026, 7, 19)
NOTE_TRIAL = c.NoteWorkTrial(**WHOSE, trial=TRIAL, until=FEB_1, on=JAN_19)
BEGIN = date(2026, 1, 1)
DAYS = st.integers(0, 60).map(lambda days: BEGIN + timedelta(days=days))
SPANS = st.tuples(DAYS, st.none() | DAYS).map(lambda one: Span(first=one[0], last=one[1] and max(one)))  # type: ignore[type-var]
PAUSES = st.tuples(DAYS, DAYS).map(lambda one: Span(first=one[0], last=one[1]))


@any_of(st.lists(SPANS, max_size=4), DAYS, st.lists(PAUSES, max_size=3), st.integers(1, 80))
def test_the_nth_day_is_the_one_found_by_looking_at_each_day(
    others: list[Span], goes_on: date, pauses: list[Span], n: int
) -> None:
    spans = [*others, Span(first=goes_on)]
    calendar = [BEGIN + timedelta(days=days) for days in range(300)]
    counted = [day for day in calendar if within(day, spans) and not within(day, pauses)]
    assert nth_day(n, spans, pauses) == counted[n - 1]


def within(day: date, spans: list[Span]) -> bool:
    return any(span.first <= day and (span.last is None or day <= span.last) for span in spans)


def test_a_work_trial_starts_introduction_before_any_employment() -> None:
    given(opened()).when(NOTE_TRIAL).then(trial_noted(JAN_19, FEB_1), introduced(JAN_19, JUL_19, TRIAL))


def test_a_work_trial_heard_of_before_its_case_waits_for_it() -> None:
    given().when(NOTE_TRIAL).then(trial_noted(JAN_19, FEB_1))
    given(trial_noted(JAN_19, FEB_1)).when(note_start()).then(opened(), introduced(JAN_19, JUL_19, TRIAL))


def test_the_days_of_the_trial_count_for_the_employment_after_it_which_ends_it() -> None:
    history = (opened(), trial_noted(JAN_19, FEB_1), introduced(JAN_19, JUL_19, TRIAL))
    given(*history).when(note_job()).then(
        job_noted(),
        terms_noted(),
        introduction_ended(FEB_1, "trial-ended", latest=JUL_19, job=TRIAL),
        introduced(FEB_2, JUL_19, since=JAN_19, days=182),
    )


def test_introduction_at_a_trial_is_not_ended_after_the_trial() -> None:
    history = (opened(), trial_noted(JAN_19, FEB_1), introduced(JAN_19, JUL_19, TRIAL))
    given(*history).when(end(FEB_2, job=TRIAL)).refused(errors.AfterTheTrial)


def test_a_cancelled_trial_gives_its_days_back() -> None:
    ended = introduction_ended(FEB_1, "trial-ended", latest=JUL_19, job=TRIAL)
    first = (opened(), trial_noted(JAN_19, FEB_1), introduced(JAN_19, JUL_19, TRIAL))
    history = (*first, job_noted(), terms_noted(), ended, introduced(FEB_2, JUL_19, since=JAN_19, days=182))
    events = given(*history).when(c.RemoveWorkTrial(**WHOSE, trial=TRIAL)).events()
    assert limit_moved(AUG_2) in events


def test_a_pause_is_not_counted() -> None:
    paused = (*IN_INTRODUCTION, pause_noted(MAR_2, date(2026, 3, 11)), limit_moved(date(2026, 8, 12)))
    given(*IN_INTRODUCTION).when(c.PauseSupport(until=date(2026, 3, 11), on=MAR_2)).then(*paused[len(IN_INTRODUCTION) :])
    given(*paused).when(c.ResumeSupport(on=date(2026, 3, 5))).then(pause_ended(date(2026, 3, 5)), limit_moved(date(2026, 8, 5)))


def test_days_between_two_employments_are_not_counted_and_those_of_the_first_are() -> None:
    over = (*IN_INTRODUCTION, introduction_ended(MAR_2))
    used = (MAR_2 - FEB_2).days + 1
    events = given(*over).when(note_job(SEP_1, OTHER_JOB)).events()
    assert introduced(SEP_1, SEP_1 + timedelta(days=182 - used - 1), OTHER_JOB, since=FEB_2, days=182) in events


def test_an_employment_that_starts_when_all_days_are_used_is_a_breach_from_its_first_day() -> None:
    history = (*IN_INTRODUCTION, introduction_ended(AUG_2))
    started = introduced(SEP_1, AUG_2, OTHER_JOB, since=FEB_2, days=182)
    given(*history).when(note_job(SEP_1, OTHER_JOB)).then(job_noted(SEP_1, job=OTHER_JOB), terms_noted(SEP_1, OTHER_JOB), started)
    later = (*history, job_noted(SEP_1, job=OTHER_JOB), terms_noted(SEP_1, OTHER_JOB), started)
    given(*later).when(end(SEP_1, job=OTHER_JOB)).refused(errors.IntroductionTooLong)


def test_an_end_heard_of_late_can_take_a_breach_back() -> None:
    """The first introduction turns out to have ended earlier: the second has days left after all."""
    other = (job_noted(SEP_1, job=OTHER_JOB), introduced(SEP_1, date(2026, 9, 2), OTHER_JOB, since=FEB_2, days=182))
    breach = introduction_ended(date(2026, 9, 3), "decided", latest=date(2026, 9, 2), breach=True, job=OTHER_JOB)
    events = given(*INTRODUCTION_OVER, *other, breach).when(c.NoteEmploymentEnd(employment=JOB, on=MAR_2)).events()
    latest = SEP_1 + timedelta(days=182 - 29 - 1)
    assert limit_moved(latest, OTHER_JOB) in events
    assert introduction_ended(date(2026, 9, 3), "decided", latest=latest, job=OTHER_JOB) in events
