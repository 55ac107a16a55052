"""A case goes on: paused and resumed, handed over, ended and corrected; and what comes late needs a second officer."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.case import case
from shared.testing.bdd import given_for
from tests.intake.given import (
    ALI,
    CASE,
    EVA,
    MAR_2,
    MAR_3,
    MAR_4,
    MAR_9,
    PERSON,
    SAM,
    TODAY,
    TOMORROW,
    UNIT,
    WHY,
    end,
    ended,
    in_error,
    opened,
    reopened,
    start,
    started,
)

given = given_for(case)

IDS: dict[str, Any] = {"case": CASE, "person": PERSON}
PROPOSAL, OTHER = UUID(int=0xAE), UUID(int=0xBE)
HANDOVER = UUID(int=0xAF)
KIM = "kim"
JUN_1 = date(2026, 6, 1)
MAY_4 = date(2026, 5, 4)
LATE = c.Late(proposal=PROPOSAL, reason=WHY, by=ALI)
PACKET = e.HandoverPacket(
    promises=(WHY,),
    open_clocks=(e.OpenClock(kind="action-plan", due_on=JUN_1),),
    presentation="adaptation-only",
    last_contacts=(e.LastContact(contact_with="person", channel="phone", on=MAR_9),),
    informed=(e.Informed(party="person", on=MAR_9),),
)


def pause(on: date = MAR_9, until: date = JUN_1, **more: Any) -> c.PauseCase:
    return c.PauseCase(**{"reason": "treatment", "until": until, "by": ALI, "on": on, "today": TODAY, **more})


def paused(on: date = MAR_9, until: date = JUN_1) -> e.CasePaused:
    return e.CasePaused(**IDS, reason="treatment", until=until, paused_by=ALI, on=on)


def resume(on: date = TODAY, **more: Any) -> c.ResumeCase:
    return c.ResumeCase(**{"by": ALI, "on": on, "today": TODAY, **more})


def resumed(on: date = TODAY, since: date = MAR_9) -> e.CaseResumed:
    return e.CaseResumed(**IDS, paused_on=since, resumed_by=ALI, on=on)


def hand_over(on: date = MAR_9, **more: Any) -> c.HandOverCase:
    values: dict[str, Any] = {"unit": UNIT, "support_person": KIM, "reason": "leave", "note": WHY, "packet": PACKET}
    return c.HandOverCase(**{"handover": HANDOVER, **values, "by": EVA, "on": on, "today": TODAY, **more})


def handed_over(on: date = MAR_9, first_contact_by: date = date(2026, 3, 16), **more: Any) -> e.CaseHandedOver:
    values: dict[str, Any] = {"unit": UNIT, "support_person": KIM, "reason": "leave", "note": WHY, "packet": PACKET}
    parties = {"from_unit": UNIT, "from_support_person": SAM, "handed_over_by": EVA}
    return e.CaseHandedOver(handover=HANDOVER, **IDS, **{**values, **parties, **more}, first_contact_by=first_contact_by, on=on)


def contact(on: date = TODAY) -> c.MakeFirstContact:
    return c.MakeFirstContact(by=KIM, on=on, today=TODAY)


def met(on: date = TODAY, handover: UUID | None = None) -> e.FirstContactMade:
    return e.FirstContactMade(**IDS, handover=handover, registered_by=KIM, on=on)


def correct_end(on: date = MAR_9, exit_: e.ExitCategory = "studies", **more: Any) -> c.CorrectCaseEnd:
    values: dict[str, Any] = {"kind": "completed", "form": None, "reason": WHY, "by": ALI, "today": TODAY}
    return c.CorrectCaseEnd(**{**values, "exit": exit_, "on": on, **more})


def end_corrected(on: date = MAR_9, instead_of: date = MAR_9) -> e.CaseEndCorrected:
    return e.CaseEndCorrected(
        **IDS,
        instead_of=e.End(kind="completed", exit="employment", form="LFU", on=instead_of),
        kind="completed",
        exit="studies",
        form=None,
        reason=WHY,
        corrected_by=ALI,
        on=on,
    )


def proposed(change: e.LateChange, on: date = MAY_4) -> e.CaseChangeProposed:
    return e.CaseChangeProposed(**IDS, proposal=PROPOSAL, change=change, reason=WHY, proposed_by=ALI, on=on)


def approve(by: str = EVA, proposal: UUID = PROPOSAL) -> c.ApproveChange:
    return c.ApproveChange(proposal=proposal, by=by, today=MAY_4)


def approved() -> e.CaseChangeApproved:
    return e.CaseChangeApproved(**IDS, proposal=PROPOSAL, approved_by=EVA, on=MAY_4)


ONGOING = (opened(), started())


class TestPausing:
    def test_an_ongoing_case_is_paused_with_a_reason_and_an_expected_end(self) -> None:
        given(*ONGOING).when(pause()).then(paused())

    def test_it_goes_on_and_can_be_paused_again(self) -> None:
        given(*ONGOING, paused()).when(resume()).then(resumed())
        given(*ONGOING, paused(), resumed()).when(pause(TODAY)).then(paused(TODAY))

    def test_it_is_paused_once_at_a_time(self) -> None:
        assert given(*ONGOING, paused()).when(pause()).refused(errors.CaseAlreadyPaused).named == {"paused_on": MAR_9}

    def test_every_date_that_does_not_fit_is_told_at_once(self) -> None:
        given(*ONGOING).when(pause(MAR_3, MAR_2)).refused(errors.BeforeStart, errors.PauseEndsBeforeItBegins)
        given(*ONGOING).when(pause(TOMORROW)).refused(errors.DateInTheFuture)
        given(*ONGOING, paused(), resumed()).when(pause(MAR_9)).refused(errors.BeforeLastPause)

    def test_it_does_not_go_on_before_it_was_paused(self) -> None:
        given(*ONGOING, paused()).when(resume(MAR_4)).refused(errors.BeforePause)

    def test_only_a_paused_case_goes_on(self) -> None:
        given(*ONGOING).when(resume()).refused(errors.CaseNotPaused)

    @pytest.mark.parametrize("history", [(), (opened(),), (*ONGOING, ended()), (opened(), in_error())])
    def test_only_an_ongoing_case_is_paused(self, history: tuple[e.CaseEvent, ...]) -> None:
        given(*history).when(pause()).refused(errors.CaseNotOngoing)

    def test_a_paused_case_can_end_but_not_before_the_pause(self) -> None:
        given(*ONGOING, paused()).when(end(TODAY)).then(ended(TODAY))
        given(*ONGOING, paused()).when(end(MAR_4)).refused(errors.BeforeLastStep)

    def test_the_end_of_a_paused_case_can_be_proposed_and_the_case_found_in_error(self) -> None:
        given(*ONGOING, paused()).when(c.ProposeCaseEnd(on=TODAY)).then(e.CaseEndProposed(**IDS, on=TODAY))
        given(*ONGOING, paused()).when(c.RegisterCaseInError(reason=WHY, by=ALI, on=TODAY, today=TODAY)).then(in_error())


class TestHandingOver:
    def test_the_new_support_person_is_told_everything_and_has_five_working_days(self) -> None:
        given(*ONGOING).when(hand_over()).then(handed_over())

    def test_the_days_of_the_clock_are_working_days(self) -> None:
        maundy_thursday, first_contact_by = date(2026, 4, 2), date(2026, 4, 13)
        given(*ONGOING).when(hand_over(maundy_thursday, today=maundy_thursday)).then(
            handed_over(maundy_thursday, first_contact_by)
        )

    def test_the_case_can_go_to_another_unit_and_its_support_person_may_come_along(self) -> None:
        given(*ONGOING).when(hand_over(unit="malmo", support_person=SAM)).then(handed_over(unit="malmo", support_person=SAM))

    def test_a_second_handover_is_from_the_second_support_person(self) -> None:
        again = replace(hand_over(TODAY, unit="malmo"), support_person=ALI)
        expected = handed_over(TODAY, date(2026, 3, 17), unit="malmo", support_person=ALI, from_support_person=KIM)
        given(*ONGOING, handed_over()).when(again).then(expected)

    def test_not_to_the_one_who_has_it(self) -> None:
        given(*ONGOING).when(hand_over(support_person=SAM)).refused(errors.HandoverToTheSame)

    def test_dates_are_judged_all_at_once(self) -> None:
        given(*ONGOING).when(hand_over(MAR_3, support_person=SAM)).refused(errors.BeforeStart, errors.HandoverToTheSame)
        given(*ONGOING, handed_over()).when(hand_over(MAR_4, support_person=SAM)).refused(errors.BeforeLastHandover)

    def test_nobody_was_told_or_met_in_the_future(self) -> None:
        told = replace(PACKET, informed=(e.Informed(party="employer", on=TOMORROW),))
        given(*ONGOING).when(hand_over(packet=told)).refused(errors.DateInTheFuture)

    def test_a_paused_case_is_handed_over_and_stays_paused(self) -> None:
        given(*ONGOING, paused(), handed_over()).when(resume()).then(resumed())

    @pytest.mark.parametrize("history", [(), (opened(),), (*ONGOING, ended()), (opened(), in_error())])
    def test_only_a_case_that_goes_on_is_handed_over(self, history: tuple[e.CaseEvent, ...]) -> None:
        given(*history).when(hand_over()).refused(errors.CaseNotOngoing)


class TestFirstContact:
    def test_it_is_made_after_the_start_and_again_after_a_handover(self) -> None:
        given(*ONGOING).when(contact()).then(met())
        given(*ONGOING, met(MAR_4), handed_over()).when(contact()).then(met(handover=HANDOVER))

    def test_once(self) -> None:
        given(*ONGOING, met()).when(contact()).refused(errors.NoFirstContactAwaited)

    def test_not_before_the_support_person_began_and_not_in_the_future(self) -> None:
        given(*ONGOING, handed_over()).when(contact(MAR_4)).refused(errors.BeforeSupportPersonBegan)
        given(*ONGOING).when(contact(TOMORROW)).refused(errors.DateInTheFuture)

    def test_the_start_is_not_corrected_past_what_has_happened_since(self) -> None:
        correct = c.CorrectCaseStart(reason=WHY, by=ALI, on=MAR_9, today=TODAY)
        given(*ONGOING, met(MAR_4)).when(correct).refused(errors.AfterFirstStep)

    def test_the_clock_follows_a_corrected_start(self) -> None:
        corrected = e.CaseStartCorrected(**IDS, instead_of=MAR_4, reason=WHY, corrected_by=ALI, on=MAR_9)
        given(*ONGOING, corrected).when(contact(MAR_4)).refused(errors.BeforeSupportPersonBegan)


class TestEnding:
    def test_an_exit_to_employment_names_the_form_and_no_other_does(self) -> None:
        given(*ONGOING).when(end(form=None)).refused(errors.FormNeeded)
        given(*ONGOING).when(end(exit_="studies", form="LFU")).refused(errors.FormOfNoEmployment)

    def test_who_was_informed_is_kept(self) -> None:
        informed = (e.Informed(party="person", on=MAR_9), e.Informed(party="employer", on=TODAY))
        given(*ONGOING).when(end(informed=informed)).then(replace(ended(), informed=informed))
        given(*ONGOING).when(end(informed=(e.Informed(party="person", on=TOMORROW),))).refused(errors.DateInTheFuture)

    def test_a_corrected_end_names_what_it_corrects(self) -> None:
        given(*ONGOING, ended()).when(correct_end()).then(end_corrected())

    def test_the_date_of_the_end_can_be_corrected_too_within_the_case(self) -> None:
        given(*ONGOING, ended()).when(correct_end(MAR_4)).then(end_corrected(MAR_4))
        given(*ONGOING, ended()).when(correct_end(MAR_3, form="LFU")).refused(errors.BeforeStart, errors.FormOfNoEmployment)
        given(*ONGOING, ended()).when(correct_end(TOMORROW)).refused(errors.DateInTheFuture)

    def test_a_correction_corrects_something(self) -> None:
        given(*ONGOING, ended()).when(correct_end(exit_="employment", form="LFU")).refused(errors.NothingCorrected)

    def test_only_an_ended_case_has_an_end_to_correct(self) -> None:
        given(*ONGOING).when(correct_end()).refused(errors.CaseNotEnded)
        given(*ONGOING, ended(), reopened()).when(correct_end()).refused(errors.CaseNotEnded)

    def test_a_case_is_not_reopened_in_the_future(self) -> None:
        command = c.ReopenCase(reason=WHY, by=ALI, engaged_in=None, on=TOMORROW, today=TODAY)
        given(*ONGOING, ended()).when(command).refused(errors.DateInTheFuture)


class TestLate:
    """Today is 4 May: more than 30 days after anything in March."""

    def test_a_start_on_the_thirtieth_day_after_takes_one_officer(self) -> None:
        given(opened()).when(replace(start(MAR_4), today=MAR_4 + timedelta(days=30))).then(started())

    def test_from_the_day_after_it_needs_a_reason(self) -> None:
        given(opened()).when(replace(start(MAR_4), today=MAR_4 + timedelta(days=31))).refused(errors.LateReasonNeeded)

    def test_and_is_a_proposal(self) -> None:
        given(opened()).when(replace(start(), today=MAY_4, late=LATE)).then(proposed(e.LateStart(event=started())))

    def test_a_reason_makes_no_proposal_of_what_comes_in_time(self) -> None:
        given(opened()).when(replace(start(), late=LATE)).then(started())

    @pytest.mark.parametrize(
        ("history", "command", "change"),
        [
            (ONGOING, pause(today=MAY_4, late=LATE), e.LatePause(event=paused())),
            ((*ONGOING, paused()), resume(today=MAY_4, late=LATE), e.LateResumption(event=resumed())),
            (ONGOING, end(today=MAY_4, late=LATE), e.LateEnd(event=ended())),
            ((*ONGOING, ended()), correct_end(today=MAY_4, late=LATE), e.LateEndCorrection(event=end_corrected())),
        ],
    )
    def test_so_are_pauses_ends_and_corrections(
        self, history: tuple[e.CaseEvent, ...], command: c.CaseCommand, change: e.LateChange
    ) -> None:
        given(*history).when(command).then(proposed(change))
        given(*history, proposed(change)).when(approve()).then(approved(), change.event)

    def test_a_correction_to_a_recent_day_is_late_when_what_it_corrects_is_old(self) -> None:
        command = c.CorrectCaseStart(reason=WHY, by=ALI, on=MAY_4, today=MAY_4)
        given(*ONGOING).when(command).refused(errors.LateReasonNeeded)

    def test_the_proposal_has_no_effect(self) -> None:
        given(opened(), proposed(e.LateStart(event=started()))).when(pause()).refused(errors.CaseNotOngoing)

    def test_a_second_officer_approves_and_it_takes_effect_from_its_own_day(self) -> None:
        history = (opened(), proposed(e.LateStart(event=started())))
        given(*history).when(approve()).then(approved(), started())
        given(*history, approved(), started()).when(pause()).then(paused())

    def test_the_proposer_does_not(self) -> None:
        given(opened(), proposed(e.LateStart(event=started()))).when(approve(by=ALI)).refused(errors.ProposerMayNotApprove)

    def test_one_proposal_at_a_time(self) -> None:
        again = replace(start(), today=MAY_4, late=LATE)
        refusal = given(opened(), proposed(e.LateStart(event=started()))).when(again).refused(errors.ProposalAwaitsAnswer)
        assert refusal.named == {"proposal": PROPOSAL}

    def test_only_what_awaits_an_answer_is_answered(self) -> None:
        given(opened()).when(approve()).refused(errors.NoSuchProposal)
        given(opened(), proposed(e.LateStart(event=started()))).when(approve(proposal=OTHER)).refused(errors.NoSuchProposal)
        given(opened(), in_error()).when(approve()).refused(errors.NoSuchProposal)

    def test_a_refusal_is_an_event_and_the_case_goes_on_as_it_was(self) -> None:
        command = c.RefuseChange(proposal=PROPOSAL, reason=WHY, by=EVA, today=MAY_4)
        refused = e.CaseChangeRefused(**IDS, proposal=PROPOSAL, reason=WHY, refused_by=EVA, on=MAY_4)
        given(opened(), proposed(e.LateStart(event=started()))).when(command).then(refused)
        given(opened(), proposed(e.LateStart(event=started())), refused).when(start()).then(started())

    def test_the_proposer_may_take_it_back(self) -> None:
        command = c.RefuseChange(proposal=PROPOSAL, reason=WHY, by=ALI, today=MAY_4)
        refused = e.CaseChangeRefused(**IDS, proposal=PROPOSAL, reason=WHY, refused_by=ALI, on=MAY_4)
        given(opened(), proposed(e.LateStart(event=started()))).when(command).then(refused)

    def test_what_does_not_fit_any_more_is_not_approved(self) -> None:
        late_end = proposed(e.LateEnd(event=ended(MAR_4)))
        given(*ONGOING, late_end, paused(MAR_9)).when(approve()).refused(errors.BeforeLastStep)
        given(*ONGOING, ended(), proposed(e.LateEndCorrection(event=end_corrected())), reopened()).when(approve()).refused(
            errors.CaseNotEnded
        )

    def test_a_correction_of_what_was_corrected_meanwhile_is_not_approved(self) -> None:
        late = proposed(e.LateEndCorrection(event=end_corrected()))
        meanwhile = replace(end_corrected(), exit="moved")
        given(*ONGOING, ended(), late, meanwhile).when(approve()).refused(errors.CorrectedMeanwhile)

    def test_all_reasons_are_told_at_once(self) -> None:
        given(*ONGOING).when(end(MAR_3, form=None, today=MAY_4)).refused(
            errors.BeforeStart, errors.FormNeeded, errors.LateReasonNeeded
        )
