"""The case: opened, waiting, started on day 0, ended, reopened, corrected; registered in error is not an end."""

import pytest

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.case import case
from shared.testing.bdd import given_for
from tests.intake.given import (
    ALI,
    CASE,
    MAR_2,
    MAR_3,
    MAR_4,
    MAR_9,
    PERSON,
    REFERRAL,
    TODAY,
    TOMORROW,
    WHY,
    end,
    ended,
    in_error,
    open_case,
    opened,
    reopened,
    start,
    started,
)

given = given_for(case)


def correct(on: object) -> c.CorrectCaseStart:
    return c.CorrectCaseStart(reason=WHY, by=ALI, on=on, today=TODAY)  # type: ignore[arg-type]


def reopen(on: object = TODAY, held: c.Engagement | None = None) -> c.ReopenCase:
    return c.ReopenCase(reason=WHY, by=ALI, engaged_in=held, on=on, today=TODAY)  # type: ignore[arg-type]


class TestOpening:
    def test_a_case_is_opened_on_a_granting_decision(self) -> None:
        given().when(open_case()).then(opened())

    def test_without_one_it_is_not(self) -> None:
        given().when(open_case(granted_on=None)).refused(errors.NotGranted)

    def test_it_is_opened_once(self) -> None:
        given(opened()).when(open_case()).refused(errors.CaseAlreadyOpened)


class TestStarting:
    def test_day_0_is_the_start(self) -> None:
        given(opened()).when(start()).then(started())

    def test_it_may_start_on_the_day_of_the_decision(self) -> None:
        given(opened()).when(start(MAR_3)).then(started(MAR_3))

    def test_but_not_before(self) -> None:
        given(opened()).when(start(MAR_2)).refused(errors.BeforeDecision)

    def test_nor_in_the_future(self) -> None:
        given(opened()).when(start(TOMORROW)).refused(errors.DateInTheFuture)

    @pytest.mark.parametrize("history", [(), (opened(), started()), (opened(), started(), ended()), (opened(), in_error())])
    def test_only_a_waiting_case_starts(self, history: tuple[e.CaseEvent, ...]) -> None:
        given(*history).when(start()).refused(errors.CaseNotWaiting)


class TestCorrectingTheStart:
    def test_the_correction_names_what_it_corrects(self) -> None:
        given(opened(), started()).when(correct(MAR_3)).then(
            e.CaseStartCorrected(case=CASE, person=PERSON, instead_of=MAR_4, reason=WHY, corrected_by=ALI, on=MAR_3)
        )

    def test_an_ended_case_can_be_corrected(self) -> None:
        given(opened(), started(), ended()).when(correct(MAR_9)).then(
            e.CaseStartCorrected(case=CASE, person=PERSON, instead_of=MAR_4, reason=WHY, corrected_by=ALI, on=MAR_9)
        )

    def test_but_not_to_a_start_after_its_end(self) -> None:
        given(opened(), started(), ended()).when(correct(TODAY)).refused(errors.AfterEnd)

    def test_nor_before_the_decision(self) -> None:
        given(opened(), started()).when(correct(MAR_2)).refused(errors.BeforeDecision)

    def test_a_case_that_has_not_started_has_nothing_to_correct(self) -> None:
        given(opened()).when(correct(MAR_3)).refused(errors.CaseNotStarted)


class TestEnding:
    def test_a_case_ends(self) -> None:
        given(opened(), started()).when(end()).then(ended())

    def test_it_may_end_on_the_day_it_started(self) -> None:
        given(opened(), started()).when(end(MAR_4)).then(ended(MAR_4))

    def test_but_not_before_and_not_in_the_future(self) -> None:
        given(opened(), started()).when(end(MAR_3)).refused(errors.BeforeStart)
        given(opened(), started()).when(end(TOMORROW)).refused(errors.DateInTheFuture)

    def test_an_interruption_needs_a_reason(self) -> None:
        given(opened(), started()).when(end(kind="interrupted", exit_="health")).refused(errors.ReasonNeeded)

    def test_a_waiting_case_does_not_end(self) -> None:
        given(opened()).when(end()).refused(errors.CaseNotOngoing)

    def test_the_end_counts_from_the_corrected_start(self) -> None:
        corrected = e.CaseStartCorrected(case=CASE, person=PERSON, instead_of=MAR_4, reason=WHY, corrected_by=ALI, on=MAR_9)
        given(opened(), started(), corrected).when(end(MAR_4)).refused(errors.BeforeStart)


class TestProposingTheEnd:
    PROPOSED = e.CaseEndProposed(case=CASE, person=PERSON, on=MAR_9)
    PROPOSE = c.ProposeCaseEnd(on=MAR_9)

    def test_completed_support_proposes_the_end(self) -> None:
        given(opened(), started()).when(self.PROPOSE).then(self.PROPOSED)

    @pytest.mark.parametrize("history", [(opened(), started(), PROPOSED), (opened(), started(), ended()), (opened(),), ()])
    def test_twice_or_too_late_changes_nothing(self, history: tuple[e.CaseEvent, ...]) -> None:
        given(*history).when(self.PROPOSE).then()


class TestReopening:
    def test_an_ended_case_goes_on(self) -> None:
        given(opened(), started(), ended()).when(reopen()).then(reopened())
        given(opened(), started(), ended(), reopened()).when(end(TODAY)).then(ended(TODAY))

    def test_not_while_something_else_holds_the_person_and_not_before_its_end(self) -> None:
        held = c.Engagement(referral=REFERRAL)
        given(opened(), started(), ended()).when(reopen(MAR_4, held)).refused(errors.AlreadyEngaged, errors.BeforeEnd)

    def test_only_an_ended_case_is_reopened(self) -> None:
        given(opened(), started()).when(reopen()).refused(errors.CaseNotEnded)


class TestRegisteredInError:
    COMMAND = c.RegisterCaseInError(reason=WHY, by=ALI, on=TODAY, today=TODAY)

    @pytest.mark.parametrize("history", [(opened(),), (opened(), started()), (opened(), started(), ended())])
    def test_any_case_can_turn_out_never_to_have_been(self, history: tuple[e.CaseEvent, ...]) -> None:
        given(*history).when(self.COMMAND).then(in_error())

    def test_once(self) -> None:
        given(opened(), in_error()).when(self.COMMAND).refused(errors.CaseWasInError)

    def test_one_that_was_never_opened_cannot(self) -> None:
        given().when(self.COMMAND).refused(errors.CaseNotStarted)


def test_a_damaged_stream_is_refused_loudly() -> None:
    with pytest.raises(TypeError, match="CaseEnded cannot follow Waiting"):
        given(opened(), ended()).state()
