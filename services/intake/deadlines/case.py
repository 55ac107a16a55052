"""Tasks of a case: to start it, to meet, to look at its end, and to ask how it went."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from services.intake import events as e
from services.intake.practice import practice_on
from shared.limits import Limit
from shared.tasks.steps import Assigned, Closed, LedTo, Moved, Opened, Step, on_a_day


def case_opened(event: e.CaseOpened) -> Sequence[Step]:
    """Intake does not know the registration with the agency: the action plan's 30 days run from the case's opening."""
    practice, home = practice_on(event.on), event.case
    return (
        Closed(home=event.referral, kinds=("open-case",), done=True),
        LedTo(home=event.referral, case=event.case, unit=event.unit),
        Opened(kind="start-case", home=home, about=home, due_on=practice.opened_started.after(event.on)),
        Opened(kind="action-plan", home=home, about=home, due_on=practice.action_plan.after(event.on)),
    )


def case_started(event: e.CaseStarted) -> Sequence[Step]:
    practice, home = practice_on(event.on), event.case
    return (
        Closed(home=home, kinds=("start-case",), done=True),
        Assigned(home=home, unit=event.unit, owner=event.support_person),
        Opened(kind="first-contact", home=home, about=home, due_on=practice.first_contact.after(event.on)),
        Opened(kind="day-180", home=home, about=home, **on_a_day(practice.day_180, event.on)),
        _sus_consent(home, event.on),
    )


def _sus_consent(case: UUID, on: date) -> Opened:
    """A new consent to SUS for each participation; what was decided before is asked about no more (`projections.consent`)."""
    return Opened(kind="sus-consent", home=case, about=case, due_on=practice_on(on).sus_consent.after(on))


def consent_decided(event: e.ConsentGiven | e.ConsentRefused) -> Sequence[Step]:
    """Only a consent to SUS names a case."""
    return (Closed(home=event.case, about=event.case, kinds=("sus-consent",), done=True),) if event.case else ()


def consent_never_given(event: e.ConsentRegisteredInError) -> Sequence[Step]:
    return (_sus_consent(event.case, event.on),) if event.case and event.asks_again else ()


def case_start_corrected(event: e.CaseStartCorrected) -> Sequence[Step]:
    practice, home = practice_on(event.on), event.case
    return (
        Moved(kind="first-contact", home=home, due_on=practice.first_contact.after(event.on)),
        Moved(kind="day-180", home=home, **on_a_day(practice.day_180, event.on)),
        Moved(kind="sus-consent", home=home, due_on=practice.sus_consent.after(event.on)),
    )


def case_assigned(event: e.CaseAssigned) -> Sequence[Step]:
    return (Assigned(home=event.case, unit=event.unit, owner=event.support_person),)


def case_unassigned(event: e.CaseUnassigned) -> Sequence[Step]:
    return (Assigned(home=event.case, unit=None, owner=None),)


def first_contact_made(event: e.FirstContactMade) -> Sequence[Step]:
    return (Closed(home=event.case, kinds=("first-contact", "handover-contact"), done=True),)


def case_handed_over(event: e.CaseHandedOver) -> Sequence[Step]:
    """The new support person's first contact takes the place of the one before's, also when that was never made."""
    home = event.case
    return (
        Closed(home=home, kinds=("first-contact", "handover-contact"), done=False),
        Assigned(home=home, unit=event.unit, owner=event.support_person),
        Opened(kind="handover-contact", home=home, about=home, due_on=event.first_contact_by),
    )


def case_paused(event: e.CasePaused) -> Sequence[Step]:
    due_on = Limit().after(event.until)
    return (Opened(kind="resume-case", home=event.case, about=event.case, due_on=due_on),)


def case_resumed(event: e.CaseResumed) -> Sequence[Step]:
    return (Closed(home=event.case, kinds=("resume-case",), done=True),)


def change_proposed(event: e.CaseChangeProposed) -> Sequence[Step]:
    due_on = practice_on(event.on).late_change_approved.after(event.on)
    return (Opened(kind="approve-change", home=event.case, about=event.proposal, due_on=due_on),)


def change_decided(event: e.CaseChangeApproved | e.CaseChangeRefused) -> Sequence[Step]:
    return (Closed(home=event.case, about=event.proposal, kinds=("approve-change",), done=True),)


def case_end_proposed(event: e.CaseEndProposed) -> Sequence[Step]:
    due_on = practice_on(event.on).end_looked_at.after(event.on)
    return (Opened(kind="look-at-proposed-end", home=event.case, about=event.case, due_on=due_on),)


NOT_AFTER_THE_END: Final[tuple[e.TaskKind, ...]] = (
    *("first-contact", "handover-contact", "resume-case", "action-plan", "sus-consent"),
    *("evidence-reminder", "evidence-escalation"),
)


def case_ended(event: e.CaseEnded) -> Sequence[Step]:
    """Day 180 stays: results count whether the case has ended or not."""
    home = event.case
    return (
        Closed(home=home, kinds=("look-at-proposed-end",), done=True),
        Closed(home=home, kinds=NOT_AFTER_THE_END, done=False),
        Opened(kind="status-after-end", home=home, about=home, **on_a_day(practice_on(event.on).status_after_end, event.on)),
    )


def case_end_corrected(event: e.CaseEndCorrected) -> Sequence[Step]:
    limit = practice_on(event.on).status_after_end
    return (Moved(kind="status-after-end", home=event.case, **on_a_day(limit, event.on)),)


def case_reopened(event: e.CaseReopened) -> Sequence[Step]:
    home = event.case
    return (
        Closed(home=home, kinds=("status-after-end",), done=False),
        Opened(kind="action-plan", home=home, about=home, due_on=practice_on(event.on).action_plan.after(event.on)),
        _sus_consent(home, event.on),
    )


def case_in_error(event: e.CaseRegisteredInError) -> Sequence[Step]:
    return (Closed(home=event.case, done=False),)


def task_done(event: e.TaskDone) -> Sequence[Step]:
    """An action plan is renewed for as long as the case goes on."""
    if event.kind != "action-plan" or event.case is None:
        return ()
    due_on = practice_on(event.on).action_plan_renewed.after(event.on)
    return (Opened(kind="action-plan", home=event.case, about=event.about, due_on=due_on),)
