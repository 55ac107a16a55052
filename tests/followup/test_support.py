"""What officers may do in a support, and why they are refused."""

from datetime import date

import pytest

from services.followup import commands as c
from services.followup import errors
from tests.followup.build import (
    AUG_2,
    AUG_3,
    CLOSED,
    COMPLETED,
    DEC_1,
    FEB_2,
    IN_FOLLOW_UP,
    IN_INTRODUCTION,
    INTRODUCTION_OVER,
    ITEM,
    JAN_12,
    JUL_31,
    MAR_2,
    OTHER_ITEM,
    OTHER_JOB,
    REASON,
    SEP_1,
    TODAY,
    agree,
    cancelled,
    closed,
    complete,
    completed,
    contact,
    contacted,
    end,
    establish,
    follow_up,
    followed_up,
    given,
    in_error,
    introduced,
    introduction_ended,
    job_in_error,
    job_noted,
    opened,
    propose,
    reopened,
    status_of,
)

JAN_11 = date(2026, 1, 11)
OFFICERS_COMMANDS = (end(), propose(), agree("person"), contact(), follow_up(), complete(), establish())


@pytest.mark.parametrize("command", OFFICERS_COMMANDS)
def test_nothing_is_done_in_a_case_that_nobody_has_heard_of(command: c.OfficerCommand) -> None:
    given().when(command).refused(errors.SupportNotOpened)


@pytest.mark.parametrize("command", OFFICERS_COMMANDS)
def test_nothing_is_done_in_a_case_registered_in_error(command: c.OfficerCommand) -> None:
    given(opened(), in_error()).when(command).refused(errors.SupportWasInError)


# --- the end of introduction ----------------------------------------------------------------------------------------------


def test_introduction_is_ended_and_the_event_stores_the_latest_day_that_was_allowed() -> None:
    given(*IN_INTRODUCTION).when(end()).then(introduction_ended(JUL_31, latest=AUG_2))


def test_introduction_may_end_on_its_last_allowed_day_and_on_its_first() -> None:
    given(*IN_INTRODUCTION).when(end(AUG_2)).then(introduction_ended(AUG_2))
    given(*IN_INTRODUCTION).when(end(FEB_2)).then(introduction_ended(FEB_2))


def test_introduction_of_more_than_six_months_is_refused_with_the_ordinance_and_the_latest_day() -> None:
    refusal = given(*IN_INTRODUCTION).when(end(AUG_3)).refused(errors.IntroductionTooLong)
    assert (refusal.basis, refusal.named) == ("förordning (2017:462) 11 §", {"latest_end": AUG_2})


def test_introduction_of_more_than_six_months_is_recorded_as_a_breach_with_a_written_reason() -> None:
    given(*IN_INTRODUCTION).when(end(AUG_3, reason=REASON)).then(introduction_ended(AUG_3, breach=True, reason=REASON))


def test_the_latest_day_is_the_one_recorded_at_the_start_whatever_the_rules_say_by_now() -> None:
    recorded_under_another_rule = (opened(), job_noted(), introduced(latest=MAR_2))
    given(*recorded_under_another_rule).when(end(JUL_31)).refused(errors.IntroductionTooLong)


def test_a_reason_for_a_breach_is_refused_when_there_is_none() -> None:
    given(*IN_INTRODUCTION).when(end(AUG_2, reason=REASON)).refused(errors.NotABreach)


def test_introduction_cannot_end_before_it_began() -> None:
    given(*IN_INTRODUCTION).when(end(date(2026, 2, 1))).refused(errors.BeforeIntroduction)


def test_introduction_is_ended_once_and_all_reasons_are_told() -> None:
    refusal = (
        given(*INTRODUCTION_OVER)
        .when(end(DEC_1, today=SEP_1))
        .refused(errors.IntroductionAlreadyEnded, errors.DateInTheFuture, errors.IntroductionTooLong)
    )
    assert refusal.named == {"ended_on": JUL_31}


def test_an_unknown_or_cancelled_introduction_cannot_be_ended() -> None:
    given(*IN_INTRODUCTION).when(end(job=OTHER_JOB)).refused(errors.IntroductionUnknown)
    history = (*IN_INTRODUCTION, job_in_error(), cancelled("employment-in-error"))
    given(*history).when(end()).refused(errors.IntroductionUnknown)


def test_introduction_closed_with_the_case_cannot_be_ended_again() -> None:
    history = (*IN_INTRODUCTION, closed(MAR_2), introduction_ended(MAR_2, "case-ended"))
    given(*history).when(end(FEB_2)).refused(errors.SupportIsClosed, errors.IntroductionAlreadyEnded)


# --- contacts -------------------------------------------------------------------------------------------------------------


def test_a_contact_is_logged_from_the_first_day_of_the_support_until_today() -> None:
    given(opened()).when(contact(JAN_12)).then(contacted(JAN_12))
    given(*IN_INTRODUCTION).when(contact(TODAY)).then(contacted(TODAY))


def test_a_contact_in_the_future_or_before_the_support_is_refused() -> None:
    given(*IN_INTRODUCTION).when(contact(SEP_1, today=AUG_3)).refused(errors.DateInTheFuture)
    given(*IN_INTRODUCTION).when(contact(JAN_11)).refused(errors.BeforeSupport)


def test_a_contact_by_phone_is_not_at_the_workplace() -> None:
    given(*IN_INTRODUCTION).when(contact(channel="phone")).refused(errors.NotAtTheWorkplace)


def test_a_contact_from_before_the_cases_end_is_a_late_registration() -> None:
    given(*CLOSED).when(contact(DEC_1)).then(contacted(DEC_1, late=True))


def test_a_contact_after_the_cases_end_is_refused() -> None:
    refusal = given(*CLOSED).when(contact(date(2026, 12, 2))).refused(errors.SupportIsClosed)
    assert refusal.named == {"closed_on": DEC_1}


def test_a_contact_after_the_supports_completion_is_refused_and_one_before_is_late() -> None:
    given(*COMPLETED).when(contact(date(2026, 12, 2))).refused(errors.SupportIsCompleted)
    given(*COMPLETED).when(contact(DEC_1)).then(contacted(DEC_1, late=True))


def test_a_contact_after_a_completion_is_not_late_while_another_introduction_goes_on() -> None:
    heard_of_late = (job_noted(MAR_2, job=OTHER_JOB), introduced(MAR_2, date(2026, 9, 2), OTHER_JOB))
    given(*COMPLETED, *heard_of_late).when(contact(TODAY)).then(contacted(TODAY))


# --- follow-up and completion ---------------------------------------------------------------------------------------------


def test_follow_up_starts_when_introduction_has_ended_at_the_earliest_on_the_same_day() -> None:
    given(*INTRODUCTION_OVER).when(follow_up(JUL_31)).then(followed_up(JUL_31))
    given(*INTRODUCTION_OVER).when(follow_up(date(2026, 7, 30))).refused(errors.BeforeIntroductionEnd)


def test_follow_up_before_introduction_has_ended_is_refused() -> None:
    given(*IN_INTRODUCTION).when(follow_up()).refused(errors.IntroductionNotEnded)


def test_follow_up_without_any_introduction_is_refused() -> None:
    given(opened()).when(follow_up()).refused(errors.NoIntroduction)
    history = (*IN_INTRODUCTION, job_in_error(), cancelled("employment-in-error"))
    given(*history).when(follow_up()).refused(errors.NoIntroduction)


def test_follow_up_starts_once_for_an_introduction() -> None:
    given(*IN_FOLLOW_UP).when(follow_up(SEP_1)).refused(errors.FollowUpAlreadyStarted)


def test_follow_up_starts_again_after_a_later_introduction() -> None:
    second = (job_noted(SEP_1, job=OTHER_JOB), introduced(SEP_1, date(2027, 3, 1), OTHER_JOB))
    over = introduction_ended(DEC_1, latest=date(2027, 3, 1), job=OTHER_JOB)
    given(*IN_FOLLOW_UP, *second, over).when(follow_up(DEC_1)).then(followed_up(DEC_1))


def test_follow_up_in_the_future_is_refused() -> None:
    given(*INTRODUCTION_OVER).when(follow_up(SEP_1, today=AUG_3)).refused(errors.DateInTheFuture)


def test_the_support_is_completed_after_follow_up() -> None:
    given(*IN_FOLLOW_UP).when(complete()).then(completed())


def test_the_support_cannot_be_completed_before_follow_up_nor_ahead_of_time() -> None:
    given(*INTRODUCTION_OVER).when(complete()).refused(errors.FollowUpNotStarted)
    given(*IN_INTRODUCTION).when(complete()).refused(errors.IntroductionNotEnded, errors.FollowUpNotStarted)
    given(*IN_FOLLOW_UP).when(complete(AUG_2)).refused(errors.BeforeFollowUp)
    given(*IN_FOLLOW_UP).when(complete(DEC_1, today=SEP_1)).refused(errors.DateInTheFuture)


def test_the_support_is_completed_once() -> None:
    given(*COMPLETED).when(complete()).refused(errors.SupportIsCompleted)


def test_neither_follow_up_nor_completion_comes_after_the_cases_end() -> None:
    given(*CLOSED).when(follow_up()).refused(errors.SupportIsClosed)
    given(*CLOSED).when(complete()).refused(errors.SupportIsClosed, errors.FollowUpNotStarted)


def test_a_reopened_case_is_worked_on_again() -> None:
    given(*CLOSED, reopened()).when(follow_up()).then(followed_up())


# --- statuses -------------------------------------------------------------------------------------------------------------


def test_a_status_is_established_without_any_employment_and_after_the_cases_end() -> None:
    given(opened()).when(establish(JAN_12)).then(status_of(JAN_12))
    given(*CLOSED).when(establish(TODAY)).then(status_of(TODAY))
    given(*COMPLETED).when(establish(TODAY)).then(status_of(TODAY))


def test_a_status_in_the_future_or_before_the_support_is_refused() -> None:
    given(opened()).when(establish(SEP_1, today=AUG_3)).refused(errors.DateInTheFuture)
    given(opened()).when(establish(JAN_11)).refused(errors.BeforeSupport)


def test_a_correction_names_the_status_that_it_replaces_also_after_the_cases_end() -> None:
    correction = establish(status=OTHER_ITEM, corrects=ITEM)
    given(*IN_INTRODUCTION, status_of(), closed()).when(correction).then(status_of(status=OTHER_ITEM, corrects=ITEM))


def test_a_correction_of_an_unknown_status_is_refused() -> None:
    given(*IN_INTRODUCTION).when(establish(corrects=OTHER_ITEM)).refused(errors.StatusUnknown)


def test_a_status_is_corrected_once_and_then_its_correction() -> None:
    history = (*IN_INTRODUCTION, status_of(), status_of(status=OTHER_ITEM, corrects=ITEM))
    given(*history).when(establish(corrects=ITEM)).refused(errors.StatusAlreadyCorrected)
    given(*history).when(establish(corrects=OTHER_ITEM)).then(status_of(corrects=OTHER_ITEM))
