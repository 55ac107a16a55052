"""What other services tell, in any order: kept as told, with the introductions following from it."""

from datetime import date

import pytest

from services.followup import commands as c
from services.followup import events as e
from services.followup.state import InError, Support
from tests.followup.build import (
    AUG_2,
    AUG_3,
    COMPLETED,
    DEC_1,
    FEB_2,
    IN_FOLLOW_UP,
    IN_INTRODUCTION,
    INTRODUCTION_OVER,
    JAN_12,
    JOB,
    JUL_31,
    MAR_2,
    OTHER_ITEM,
    OTHER_JOB,
    REASON,
    SEP_1,
    SUCCESSOR,
    cancelled,
    close,
    closed,
    correct_job,
    followed_up,
    given,
    handed_over,
    in_error,
    introduced,
    introduction_ended,
    job_ends,
    job_in_error,
    job_noted,
    moved,
    note_job,
    note_start,
    opened,
    remove,
    reopen,
    reopened,
    resumed,
    search_again,
    start_noted,
    terms_noted,
)

JUL_12 = date(2026, 7, 12)  # six months after the case started


def phase(*history: e.SupportEvent) -> str:
    state = given(*history).state()
    assert isinstance(state, Support)
    return state.phase


def test_a_started_case_opens_the_support_before_there_is_any_employment() -> None:
    given().when(note_start()).then(opened())


def test_an_employment_starts_its_introduction() -> None:
    given(opened()).when(note_job()).then(job_noted(), terms_noted(), introduced())


def test_an_employment_heard_of_first_opens_the_support() -> None:
    given().when(note_job()).then(opened(FEB_2, by="employment"), job_noted(), terms_noted(), introduced())


def test_the_cases_own_start_and_unit_hold_when_they_are_heard_of_after_the_employment() -> None:
    history = (opened(FEB_2, by="employment", unit="kista"), job_noted(), introduced())
    given(*history).when(note_start()).then(start_noted())


def test_introduction_in_a_job_that_was_under_way_begins_with_the_case() -> None:
    long_ago = date(2025, 6, 1)
    given(opened()).when(note_job(long_ago)).then(job_noted(long_ago), terms_noted(long_ago), introduced(JAN_12, JUL_12))


def test_introduction_moves_when_the_case_turns_out_to_have_started_after_the_job() -> None:
    history = (opened(FEB_2, by="employment"), job_noted(), introduced())
    given(*history).when(note_start(MAR_2)).then(start_noted(MAR_2), moved(MAR_2, latest=date(2026, 9, 2)))


def test_the_start_as_first_told_does_not_undo_its_correction() -> None:
    given(*IN_INTRODUCTION, start_noted(date(2026, 1, 5))).when(note_start(JAN_12)).then()


def test_a_corrected_case_start_is_kept_and_moves_only_what_it_touches() -> None:
    given(*IN_INTRODUCTION).when(c.CorrectCaseStart(on=date(2026, 1, 5))).then(start_noted(date(2026, 1, 5)))


def test_a_second_employment_has_an_introduction_of_its_own() -> None:
    given(*INTRODUCTION_OVER).when(note_job(SEP_1, OTHER_JOB)).then(
        job_noted(SEP_1, job=OTHER_JOB),
        terms_noted(SEP_1, OTHER_JOB),
        introduced(SEP_1, date(2026, 9, 2), OTHER_JOB, since=FEB_2, days=182),
    )


def test_a_new_introduction_replaces_the_follow_up() -> None:
    assert phase(*IN_FOLLOW_UP) == "follow-up"
    assert phase(*IN_FOLLOW_UP, job_noted(SEP_1, job=OTHER_JOB), introduced(SEP_1, date(2027, 3, 1), OTHER_JOB)) == "introduction"
    ended = introduction_ended(DEC_1, latest=date(2027, 3, 1), job=OTHER_JOB)
    assert (
        phase(*IN_FOLLOW_UP, job_noted(SEP_1, job=OTHER_JOB), introduced(SEP_1, date(2027, 3, 1), OTHER_JOB), ended) == "waiting"
    )


def test_follow_up_goes_on_when_the_new_employment_never_was() -> None:
    second = (job_noted(SEP_1, job=OTHER_JOB), introduced(SEP_1, date(2027, 3, 1), OTHER_JOB))
    gone = (job_in_error(OTHER_JOB), cancelled("employment-in-error", OTHER_JOB))
    assert phase(*IN_FOLLOW_UP, *second, *gone) == "follow-up"


def test_follow_up_may_start_on_the_very_day_that_introduction_started_and_ended() -> None:
    assert phase(*IN_INTRODUCTION, introduction_ended(FEB_2), followed_up(FEB_2)) == "follow-up"


def test_a_new_employment_takes_a_completion_back() -> None:
    assert phase(*COMPLETED) == "completed"
    later = date(2027, 1, 11)
    assert phase(*COMPLETED, job_noted(later, job=OTHER_JOB), introduced(later, date(2027, 7, 11), OTHER_JOB)) == "introduction"


def test_the_end_of_the_employment_ends_the_introduction() -> None:
    given(*IN_INTRODUCTION).when(job_ends(MAR_2)).then(
        job_noted(ended_on=MAR_2), introduction_ended(MAR_2, "employment-ended"), search_again(MAR_2)
    )


def test_an_introduction_that_nobody_ended_in_time_is_a_breach_when_the_employment_ends() -> None:
    given(*IN_INTRODUCTION).when(job_ends(AUG_3)).then(
        job_noted(ended_on=AUG_3), introduction_ended(AUG_3, "employment-ended", breach=True), search_again(AUG_3)
    )


def test_the_end_of_the_employment_changes_no_introduction_that_was_over() -> None:
    given(*INTRODUCTION_OVER).when(job_ends(SEP_1)).then(job_noted(ended_on=SEP_1), search_again(SEP_1))


def test_an_end_that_follows_is_judged_by_the_latest_day_recorded_at_the_start() -> None:
    recorded_under_another_rule = (opened(), job_noted(), introduced(latest=FEB_2))
    given(*recorded_under_another_rule).when(job_ends(MAR_2)).then(
        job_noted(ended_on=MAR_2), introduction_ended(MAR_2, "employment-ended", latest=FEB_2, breach=True), search_again(MAR_2)
    )


def test_an_employment_that_ended_before_the_decided_end_ends_the_introduction_earlier() -> None:
    given(*INTRODUCTION_OVER).when(job_ends(MAR_2)).then(
        job_noted(ended_on=MAR_2), introduction_ended(MAR_2, "employment-ended"), search_again(MAR_2)
    )


def test_the_decided_end_holds_again_when_the_employments_end_is_taken_back() -> None:
    history = (*INTRODUCTION_OVER, job_noted(ended_on=MAR_2), introduction_ended(MAR_2, "employment-ended"))
    given(*history).when(correct_job()).then(job_noted(), introduction_ended(JUL_31))


def test_introduction_goes_on_when_the_employments_end_is_taken_back() -> None:
    history = (*IN_INTRODUCTION, job_noted(ended_on=MAR_2), introduction_ended(MAR_2, "employment-ended"))
    given(*history).when(correct_job()).then(job_noted(), resumed())


def test_a_corrected_start_moves_the_introduction_and_its_latest_day() -> None:
    given(*IN_INTRODUCTION).when(correct_job(MAR_2)).then(job_noted(MAR_2), moved(MAR_2, latest=date(2026, 9, 2)))


def test_a_corrected_start_can_show_that_the_decided_end_was_a_breach_and_keeps_no_reason_nobody_wrote() -> None:
    given(*INTRODUCTION_OVER).when(correct_job(date(2026, 1, 20))).then(
        job_noted(date(2026, 1, 20)),
        moved(date(2026, 1, 20), latest=date(2026, 7, 20)),
        introduction_ended(latest=date(2026, 7, 20), breach=True),
    )


def test_an_end_decided_before_the_corrected_start_does_not_count() -> None:
    given(*INTRODUCTION_OVER).when(correct_job(SEP_1)).then(job_noted(SEP_1), moved(SEP_1, latest=date(2027, 3, 1)))


def test_introduction_for_an_employment_registered_in_error_is_cancelled() -> None:
    given(*IN_INTRODUCTION).when(c.RemoveEmployment(employment=JOB)).then(job_in_error(), cancelled("employment-in-error"))


def test_a_case_that_is_handed_over_takes_its_support_to_the_other_unit() -> None:
    command = c.HandOverSupport(handover=OTHER_ITEM, unit="malmo", support_person=SUCCESSOR, on=MAR_2)
    given(*IN_INTRODUCTION).when(command).then(handed_over(unit="malmo"))
    given(*IN_INTRODUCTION, handed_over(unit="malmo")).when(command).then()


def test_the_end_of_the_case_ends_the_introduction() -> None:
    given(*IN_INTRODUCTION).when(close(MAR_2)).then(closed(MAR_2), introduction_ended(MAR_2, "case-ended"))


def test_an_employment_heard_of_after_the_cases_end_is_recorded_and_closed_at_once() -> None:
    given(opened(), closed(MAR_2)).when(note_job()).then(
        job_noted(), terms_noted(), introduced(), introduction_ended(MAR_2, "case-ended")
    )


def test_an_employment_on_the_cases_last_day_still_belongs_to_it() -> None:
    given(opened(), closed(FEB_2)).when(note_job()).then(
        job_noted(), terms_noted(), introduced(), introduction_ended(FEB_2, "case-ended")
    )


def test_an_employment_that_started_after_the_cases_end_has_no_introduction() -> None:
    given(opened(), closed(date(2026, 2, 1))).when(note_job()).then(job_noted(), terms_noted())


def test_introduction_is_cancelled_when_the_case_turns_out_to_have_ended_before_it() -> None:
    given(*IN_INTRODUCTION).when(close(date(2026, 2, 1))).then(closed(date(2026, 2, 1)), cancelled("outside-the-case"))


def test_a_reopened_case_takes_back_what_its_end_closed() -> None:
    history = (*IN_INTRODUCTION, closed(MAR_2), introduction_ended(MAR_2, "case-ended"))
    given(*history).when(reopen()).then(reopened(), resumed())
    assert phase(*history) == "closed"
    assert phase(*history, reopened(), resumed()) == "introduction"


def test_a_reopened_case_gives_an_introduction_to_the_employment_that_started_after_the_end() -> None:
    given(opened(), closed(date(2026, 2, 1)), job_noted()).when(reopen()).then(reopened(), introduced())


def test_the_decided_end_holds_again_when_an_introduction_comes_back_with_the_case() -> None:
    history = (*INTRODUCTION_OVER, closed(date(2026, 2, 1)), cancelled("outside-the-case"))
    given(*history).when(reopen()).then(reopened(), introduced(), introduction_ended(JUL_31))


def test_the_decided_end_is_not_forgotten_while_an_introduction_is_away_and_back() -> None:
    away = (*INTRODUCTION_OVER, closed(date(2026, 2, 1)), cancelled("outside-the-case"))
    back = (*away, closed(MAR_2), introduced(), introduction_ended(MAR_2, "case-ended"))
    given(*away).when(close(MAR_2)).then(*back[len(away) :])
    given(*back).when(reopen()).then(reopened(), introduction_ended(JUL_31))


def test_a_reopened_case_changes_nothing_that_had_an_end_of_its_own() -> None:
    given(*INTRODUCTION_OVER, closed(DEC_1)).when(reopen()).then(reopened())


def test_a_decided_breach_keeps_its_reason_through_closing_and_reopening() -> None:
    breach = introduction_ended(SEP_1, breach=True, reason=REASON)
    history = (*IN_INTRODUCTION, breach, closed(AUG_2), introduction_ended(AUG_2, "case-ended"))
    given(*history).when(reopen()).then(reopened(), breach)


def test_a_case_registered_in_error_leaves_nothing_and_nothing_follows_it() -> None:
    given(*IN_INTRODUCTION).when(remove()).then(in_error())
    given().when(remove()).then(in_error())
    for command in (note_start(), note_job(), job_ends(MAR_2), close(), reopen(), remove()):
        given(*IN_INTRODUCTION, in_error()).when(command).then()
    assert given(*IN_INTRODUCTION, in_error()).state() == InError()


@pytest.mark.parametrize(
    ("history", "command"),
    [
        ((opened(),), note_start()),
        ((opened(FEB_2, by="employment"), job_noted(), introduced(), start_noted()), note_start()),
        (IN_INTRODUCTION, note_job()),
        ((*IN_INTRODUCTION, job_noted(ended_on=MAR_2), introduction_ended(MAR_2, "employment-ended")), job_ends(MAR_2)),
        (IN_INTRODUCTION, correct_job()),
        ((*IN_INTRODUCTION, job_in_error(), cancelled("employment-in-error")), c.RemoveEmployment(employment=JOB)),
        ((*IN_INTRODUCTION, job_in_error(), cancelled("employment-in-error")), note_job()),
        ((*INTRODUCTION_OVER, closed()), close()),
        (IN_INTRODUCTION, reopen()),
        ((opened(),), c.CorrectCaseStart(on=JAN_12)),
    ],
)
def test_what_is_known_already_gives_nothing(history: tuple[e.SupportEvent, ...], command: c.LearntCommand) -> None:
    given(*history).when(command).then()


@pytest.mark.parametrize(
    "command",
    [job_ends(MAR_2), correct_job(), c.RemoveEmployment(employment=JOB), close(), reopen(), c.CorrectCaseStart(on=JAN_12)],
)
def test_what_concerns_an_unheard_of_case_gives_nothing(command: c.LearntCommand) -> None:
    given().when(command).then()


@pytest.mark.parametrize("command", [job_ends(MAR_2), correct_job(), c.RemoveEmployment(employment=JOB)])
def test_what_concerns_an_unheard_of_employment_gives_nothing(command: c.LearntCommand) -> None:
    given(opened()).when(command).then()


def test_another_end_of_the_case_replaces_the_first() -> None:
    history = (*IN_INTRODUCTION, closed(MAR_2), introduction_ended(MAR_2, "case-ended"))
    given(*history).when(close(JUL_31)).then(closed(JUL_31), introduction_ended(JUL_31, "case-ended"))
