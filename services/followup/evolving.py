"""A support's state, event by event. Folds and never judges."""

from dataclasses import replace
from typing import assert_never
from uuid import UUID

from services.followup import events as e
from services.followup.facts import Employment, Handover, Pause, Terms, WorkTrial
from services.followup.noted import evolve_noted
from services.followup.planned import Intensification, evolve_plans
from services.followup.state import Allowance, Ending, InError, Introduction, State, Support, Unopened


def evolve(state: State, event: e.SupportEvent) -> State:
    if isinstance(event, e.SupportFoundInError):
        return InError()
    if isinstance(state, Unopened):
        return _unopened(state, event)
    if isinstance(event, e.SupportOpened) or not isinstance(state, Support):
        raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")
    return _support(state, event)


def _unopened(state: Unopened, event: e.SupportEvent) -> State:
    match event:
        case e.WorkTrialNoted():
            return replace(state, trials={**state.trials, event.trial: _trial(event)})
        case e.WorkTrialFoundInError():
            return replace(state, trials={**state.trials, event.trial: replace(state.trials[event.trial], in_error=True)})
        case e.SupportOpened():
            return _opened(state, event)
        case _:
            raise TypeError(f"{type(event).__name__} cannot be a stream's first: the stream is damaged.")


def _opened(state: Unopened, event: e.SupportOpened) -> Support:
    return Support(
        case=event.case,
        person=event.person,
        unit=event.unit,
        support_person=event.support_person,
        opened_on=event.on,
        case_started_on=event.on if event.opened_by == "case" else None,
        trials=state.trials,
    )


Further = (
    e.CaseStartNoted
    | e.EmploymentNoted
    | e.EmploymentTermsNoted
    | e.EmploymentFoundInError
    | e.WorkTrialNoted
    | e.WorkTrialFoundInError
    | e.PauseNoted
    | e.PauseEndNoted
    | e.SupportHandedOver
    | e.SearchAgainAsked
    | e.SupportClosed
    | e.SupportReopened
    | e.IntroductionEvent
    | e.OfficerEvent
)


def _support(support: Support, event: Further) -> Support:
    match event:
        case e.EmploymentNoted() | e.EmploymentTermsNoted() | e.EmploymentFoundInError() | e.SearchAgainAsked():
            return _of_employment(support, event)
        case e.WorkTrialNoted():
            return replace(support, trials={**support.trials, event.trial: _trial(event)})
        case e.WorkTrialFoundInError():
            removed = replace(support.trials[event.trial], in_error=True)
            return replace(support, trials={**support.trials, event.trial: removed})
        case (
            e.IntroductionStarted()
            | e.IntroductionMoved()
            | e.IntroductionLimitMoved()
            | e.IntroductionEnded()
            | e.IntroductionResumed()
            | e.IntroductionCancelled()
        ):
            return _with_introduction(support, event)
        case e.PlanProposed() | e.PlanAgreedBy() | e.PlanWithdrawn() | e.PlanAgreed():
            return replace(support, plans=evolve_plans(support.plans, event))
        case e.SupportIntensified():
            more = Intensification(plan=event.plan, step=event.step, until=event.until)
            return replace(support, intensified=(*support.intensified, more))
        case e.PacketAcknowledged() | e.PersonInformed() | e.EmployerInformed():
            return _told(support, event)
        case (
            e.ContactLogged()
            | e.ContactFoundInError()
            | e.ThreePartyMeetingHeld()
            | e.AttendanceLogged()
            | e.EarlySignNoted()
            | e.AtRiskFlagged()
            | e.AtRiskCleared()
        ):
            return replace(support, noted=evolve_noted(support.noted, event))
        case _:
            return _of_course(support, event)


CourseEvent = (
    e.CaseStartNoted
    | e.PauseNoted
    | e.PauseEndNoted
    | e.SupportHandedOver
    | e.SupportClosed
    | e.SupportReopened
    | e.FollowUpStarted
    | e.SupportCompleted
    | e.StatusEstablished
)


def _of_course(support: Support, event: CourseEvent) -> Support:
    match event:
        case e.CaseStartNoted():
            who = event.support_person or support.support_person
            return replace(support, case_started_on=event.on, unit=event.unit, support_person=who)
        case e.PauseNoted():
            return replace(support, pauses=(*support.pauses, Pause(on=event.on, until=event.until)))
        case e.PauseEndNoted():
            return replace(support, pauses=(*support.pauses[:-1], replace(support.pauses[-1], resumed_on=event.on)))
        case e.SupportHandedOver():
            return _handed_over(support, event)
        case e.SupportClosed():
            return replace(support, closed_on=event.on)
        case e.SupportReopened():
            return _reopened(support, event)
        case e.FollowUpStarted():
            return replace(support, follow_up_on=event.on)
        case e.SupportCompleted():
            return replace(support, completed_on=event.on, at_least_until=event.at_least_until)
        case e.StatusEstablished():
            corrected = (*support.corrected, event.corrects) if event.corrects else support.corrected
            answered = evolve_noted(support.noted, event)
            return replace(support, statuses=(*support.statuses, event.status), corrected=corrected, noted=answered)
        case _:
            assert_never(event)


def _handed_over(support: Support, event: e.SupportHandedOver) -> Support:
    handover = Handover(support_person=event.support_person, on=event.on)
    who = event.support_person or support.support_person
    return replace(support, unit=event.unit, support_person=who, handovers={**support.handovers, event.handover: handover})


def _reopened(support: Support, event: e.SupportReopened) -> Support:
    """A case that was paused when it ended goes on when it is reopened."""
    pauses = support.pauses
    if pauses and pauses[-1].resumed_on is None:
        pauses = (*pauses[:-1], replace(pauses[-1], resumed_on=event.on))
    return replace(support, closed_on=None, pauses=pauses)


def _of_employment(
    support: Support, event: e.EmploymentNoted | e.EmploymentTermsNoted | e.EmploymentFoundInError | e.SearchAgainAsked
) -> Support:
    match event:
        case e.EmploymentNoted():
            return _with_employment(support, event.employment, Employment(started_on=event.on, ended_on=event.ended_on))
        case e.EmploymentFoundInError():
            return _with_employment(support, event.employment, replace(support.employments[event.employment], in_error=True))
        case e.EmploymentTermsNoted():
            terms = Terms(weekly_hours=event.weekly_hours, on=event.on)
            return replace(support, terms={**support.terms, event.employment: terms})
        case e.SearchAgainAsked():
            return replace(support, asked={**support.asked, event.employment: event.on})
        case _:
            assert_never(event)


def _with_employment(support: Support, employment: UUID, known: Employment) -> Support:
    return replace(support, employments={**support.employments, employment: known})


def _trial(event: e.WorkTrialNoted) -> WorkTrial:
    return WorkTrial(started_on=event.on, until=event.until, ended_on=event.ended_on)


def _told(support: Support, event: e.HandoverEvent) -> Support:
    before = support.handovers[event.handover]
    match event:
        case e.PacketAcknowledged():
            after = replace(before, acknowledged_on=event.on)
        case e.PersonInformed():
            after = replace(before, person_informed_on=event.on)
        case e.EmployerInformed():
            after = replace(before, employer_informed_on=event.on)
        case _:
            assert_never(event)
    return replace(support, handovers={**support.handovers, event.handover: after})


def _with_introduction(support: Support, event: e.IntroductionEvent) -> Support:
    after = _introduction(support.introductions.get(event.introduction), event)
    allowances = support.allowances
    if isinstance(event, e.IntroductionStarted | e.IntroductionMoved | e.IntroductionLimitMoved):
        allowances = {**allowances, event.counted_from: Allowance(days=event.allowed_days, basis=event.basis)}
    return replace(support, introductions={**support.introductions, event.introduction: after}, allowances=allowances)


def _introduction(before: Introduction | None, event: e.IntroductionEvent) -> Introduction:
    if isinstance(event, e.IntroductionStarted):
        return Introduction(
            on=event.on,
            kind=event.kind,
            counted_from=event.counted_from,
            latest_end=event.latest_end,
            decided=before.decided if before else None,
        )
    if before is None:
        raise TypeError(f"{type(event).__name__} without an introduction: the stream is damaged.")
    match event:
        case e.IntroductionMoved():
            return replace(before, on=event.on, counted_from=event.counted_from, latest_end=event.latest_end, ended=None)
        case e.IntroductionLimitMoved():
            return replace(before, counted_from=event.counted_from, latest_end=event.latest_end)
        case e.IntroductionEnded():
            ending = Ending(on=event.on, cause=event.cause, outcome=event.outcome, reason=event.reason)
            return replace(before, ended=ending, decided=ending if event.cause == "decided" else before.decided)
        case e.IntroductionResumed():
            return replace(before, ended=None)
        case e.IntroductionCancelled():
            return replace(before, cancelled=True, ended=None)
        case _:
            assert_never(event)
