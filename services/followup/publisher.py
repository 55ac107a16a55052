"""What of followup's events other services may know. Pure: own event → contract, or None.

For an introduction the last word holds: a start told again (moved, or its end taken back) says that it goes on since then, an
end told again that it ended on another day. Readers keep one introduction per employment.
"""

from services.followup import events as e
from shared.contracts import followup as contracts
from shared.contracts.base import Contract
from shared.eventstore import Recorded


def publish(recorded: Recorded) -> Contract | None:
    """The contract for this event; None for what stays inside (what was learnt from others, proposals, early signs)."""
    match recorded.event:
        case (e.IntroductionStarted() | e.IntroductionMoved() | e.IntroductionResumed() | e.IntroductionEnded()) as event:
            return _introduction(event)
        case e.PlanAgreed() as event:
            return _plan(event)
        case e.FollowUpStarted() as event:
            return contracts.FollowUpStarted(case=event.case, person=event.person, on=event.on)
        case e.SupportCompleted() as event:
            return contracts.SupportCompleted(case=event.case, person=event.person, on=event.on)
        case e.StatusEstablished() as event:
            return _status(event)
        case e.SearchAgainAsked() as event:
            return contracts.SearchAgain(case=event.case, person=event.person, employment=event.employment, on=event.on)
        case e.SurveyAnswered() as event:
            return _answer(event)
        case e.SurveyMonthCounted() as event:
            return contracts.SurveyInvited(unit=event.unit, form=event.form, month=event.month, invited=event.invited)
        case event:
            return _watched(event)


def _watched(event: object) -> Contract | None:
    """What shows how it goes from day to day."""
    match event:
        case e.ContactLogged() | e.ContactFoundInError():
            return _contact(event)
        case e.AttendanceLogged():
            return _attendance(event)
        case e.AtRiskFlagged():
            return contracts.AtRiskFlagged(flag=event.flag, case=event.case, person=event.person, on=event.on)
        case e.AtRiskCleared():
            return contracts.AtRiskCleared(flag=event.flag, case=event.case, person=event.person, on=event.on)
        case _:
            return None


def _introduction(event: e.IntroductionStarted | e.IntroductionMoved | e.IntroductionResumed | e.IntroductionEnded) -> Contract:
    """A work trial is never an employment, so its introduction has contracts of its own."""
    whose = {"case": event.case, "person": event.person, "on": event.on}
    of_trial = event.kind == "work-trial"
    if isinstance(event, e.IntroductionEnded):
        if of_trial:
            return contracts.TrialIntroductionEnded(**whose, trial=event.introduction, breach=event.breach)
        return contracts.IntroductionEnded(**whose, employment=event.introduction, breach=event.breach)
    if of_trial:
        return contracts.TrialIntroductionStarted(**whose, trial=event.introduction)
    return contracts.IntroductionStarted(**whose, employment=event.introduction)


def _plan(event: e.PlanAgreed) -> contracts.PlanAgreed:
    steps = [
        contracts.PlannedStep(
            applies_from=step.applies_from,
            person=round(step.per_week("person"), 2),
            employer=round(step.per_week("employer"), 2),
        )
        for step in event.steps
    ]
    return contracts.PlanAgreed(
        plan=event.plan,
        case=event.case,
        person=event.person,
        kind=event.kind,
        steps=tuple(steps),
        until=event.until,
        revises=event.revises,
        on=event.on,
    )


def _status(event: e.StatusEstablished) -> contracts.StatusEstablished:
    return contracts.StatusEstablished(
        status=event.status,
        case=event.case,
        person=event.person,
        on=event.on,
        situation=event.situation,
        corrects=event.corrects,
    )


def _answer(event: e.SurveyAnswered) -> contracts.SurveyAnswered:
    return contracts.SurveyAnswered(
        answer=event.answer,
        unit=event.unit,
        form=event.form,
        wording=event.wording,
        first_month=event.first_month,
        month=event.month,
        q1=event.q1,
        q2=event.q2,
        q3=event.q3,
        q4=event.q4,
        q5=event.q5,
        q6=event.q6,
        q7=event.q7,
        sex=event.sex,
        plan_follows=event.plan_follows,
    )


def _contact(event: e.ContactLogged | e.ContactFoundInError) -> Contract:
    """Never the note, nor why it was corrected."""
    if isinstance(event, e.ContactFoundInError):
        return contracts.ContactRegisteredInError(contact=event.contact, case=event.case, person=event.person)
    return contracts.ContactLoggedV2(
        contact=event.contact,
        case=event.case,
        person=event.person,
        contact_with=event.contact_with,
        channel=event.channel,
        on_site=event.on_site,
        outcome=event.outcome,
        planned=event.planned_on is not None,
        support_person=event.by,
        on=event.on,
        corrects=event.corrects,
        minutes=event.minutes,
    )


def _attendance(event: e.AttendanceLogged) -> contracts.AttendanceLogged:
    return contracts.AttendanceLogged(
        attendance=event.attendance,
        case=event.case,
        person=event.person,
        employment=event.employment,
        week=event.week,
        scheduled=event.scheduled_hours,
        actual=event.actual_hours,
        corrects=event.corrects,
    )
