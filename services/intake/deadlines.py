"""Which tasks each event opens, fulfils, drops or moves, and until when. Pure: event → steps; practice is the event's date's.

Another task kind is: its name in `events.task.TaskKind`, its time limit in `practice.Practice`, and one function here in PLANS
for the event that opens it and the one that fulfils it (or its name in BY_HAND, when no event of intake's does).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from services.intake import events as e
from services.intake.practice import Limit, practice_on

BY_HAND: Final[frozenset[e.TaskKind]] = frozenset({"action-plan", "evidence-escalation", "status-after-end", "day-180"})
"""Done when somebody says so (`TaskDone`); every other kind is done by the event that it asks for."""

UNITS_OWN: Final[frozenset[e.TaskKind]] = frozenset({"evidence-escalation", "reconsider-decision", "approve-change"})
"""For somebody else than the one who has the case: these stay the unit's."""


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A referral whose tasks are the unit's until somebody is assigned. From now on it is a `home`, by its id."""

    referral: UUID
    person: UUID
    unit: str


@dataclass(frozen=True, kw_only=True)
class LedTo:
    """The referral led to a case of this unit. From now on the case's id names the same home."""

    home: UUID
    case: UUID
    unit: str


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """From now on this officer (None: nobody) has what nobody, or the one before, had; `unit` None: still the same unit's."""

    home: UUID
    unit: str | None
    owner: str | None


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A task, unless one of the kind is open about the same thing. Without an `owner` it is whose the home is."""

    kind: e.TaskKind
    home: UUID
    about: UUID
    due_on: date
    owner: str | None = None
    not_before: date | None = None


@dataclass(frozen=True, kw_only=True)
class Closed:
    """Open tasks of these kinds (None: of every kind) are done, or dropped as not needed any more."""

    home: UUID
    about: UUID | None = None
    kinds: tuple[e.TaskKind, ...] | None = None
    done: bool


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The open task's due date is another: what it is reckoned from was corrected."""

    kind: e.TaskKind
    home: UUID
    due_on: date
    not_before: date | None = None


Step = Settled | LedTo | Assigned | Opened | Closed | Moved


def steps(event: object) -> Sequence[Step]:
    """What the event does to the worklists, in order."""
    plan = PLANS.get(type(event))
    return plan(event) if plan else ()


def referral_received(event: e.ReferralReceived) -> Sequence[Step]:
    """What a partner proposes is answered first, and assessed when it is accepted."""
    practice, home = practice_on(event.on), event.referral
    settled = Settled(referral=home, person=event.person, unit=event.unit)
    if event.proposed_by is None:
        return (settled, *_to_assess(home, event.on))
    return (settled, Opened(kind="answer-proposal", home=home, about=home, due_on=practice.proposal_answered.after(event.on)))


def proposal_accepted(event: e.ProposalAccepted) -> Sequence[Step]:
    return (
        Closed(home=event.referral, kinds=("answer-proposal",), done=True),
        *_to_assess(event.referral, event.on),
    )


def _to_assess(referral: UUID, on: date) -> Sequence[Step]:
    due_on = practice_on(on).referral_assessed.after(on)
    return (Opened(kind="assess-referral", home=referral, about=referral, due_on=due_on),)


def referral_returned(event: e.ReferralReturned) -> Sequence[Step]:
    """To return a proposal is to answer it."""
    home = event.referral
    return (Closed(home=home, kinds=("answer-proposal",), done=True), Closed(home=home, done=False))


def referral_closed(event: e.ReferralWithdrawn | e.ReferralDeclined) -> Sequence[Step]:
    return (Closed(home=event.referral, done=False),)


def referral_reopened(event: e.ReferralReopened) -> Sequence[Step]:
    return (_to_open(event.referral, event.on),)


def _to_open(referral: UUID, on: date) -> Opened:
    return Opened(kind="open-case", home=referral, about=referral, due_on=practice_on(on).granted_opened.after(on))


def assessed(event: e.EligibilityAssessed) -> Sequence[Step]:
    """The time to decide runs from the first assessment: to assess again does not prolong it."""
    home = event.referral
    due_on = practice_on(event.on).assessed_decided.after(event.on)
    return (
        Closed(home=home, kinds=("assess-referral", "recheck-referral"), done=True),
        Opened(kind="decide-referral", home=home, about=home, due_on=due_on),
    )


def granted(event: e.ProgrammeGranted) -> Sequence[Step]:
    decided = Closed(home=event.referral, kinds=("decide-referral", "recheck-referral"), done=True)
    return (decided, _to_open(event.referral, event.on))


def refused(event: e.ProgrammeRefused) -> Sequence[Step]:
    return (Closed(home=event.referral, kinds=("decide-referral", "recheck-referral"), done=True),)


def not_yet(event: e.SetToNotYet) -> Sequence[Step]:
    home = event.referral
    return (
        Closed(home=home, kinds=("decide-referral", "recheck-referral"), done=True),
        Opened(kind="recheck-referral", home=home, about=home, due_on=Limit().after(event.recheck_on)),
    )


def reconsideration_requested(event: e.ReconsiderationRequested) -> Sequence[Step]:
    due_on = practice_on(event.on).decision_reconsidered.after(event.on)
    return (Opened(kind="reconsider-decision", home=event.referral, about=event.referral, due_on=due_on),)


def reconsidered(event: e.DecisionReconsidered) -> Sequence[Step]:
    return (Closed(home=event.referral, kinds=("reconsider-decision",), done=True),)


def evidence_requested(event: e.EvidenceRequested) -> Sequence[Step]:
    """To remind is for whoever asked; to escalate is for the unit."""
    practice = practice_on(event.on)
    due_on = practice.evidence_escalated.after(event.on)
    return (
        _reminder(event.referral, event.request, event.requested_by, event.on),
        Opened(kind="evidence-escalation", home=event.referral, about=event.request, due_on=due_on),
    )


def evidence_reminded(event: e.EvidenceReminded) -> Sequence[Step]:
    """Whoever reminded looks again: an awaited document always has somebody who minds it."""
    return (
        Closed(home=event.referral, about=event.request, kinds=("evidence-reminder",), done=True),
        _reminder(event.referral, event.request, event.reminded_by, event.on),
    )


def _reminder(referral: UUID, request: UUID, owner: str, on: date) -> Opened:
    due_on = practice_on(on).evidence_reminded.after(on)
    return Opened(kind="evidence-reminder", home=referral, about=request, due_on=due_on, owner=owner)


def evidence_answered(event: e.EvidenceReceived | e.EvidenceWaived) -> Sequence[Step]:
    return (Closed(home=event.referral, about=event.request, done=isinstance(event, e.EvidenceReceived)),)


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
        Opened(kind="day-180", home=home, about=home, **_on_a_day(practice.day_180, event.on)),
    )


def case_start_corrected(event: e.CaseStartCorrected) -> Sequence[Step]:
    practice, home = practice_on(event.on), event.case
    return (
        Moved(kind="first-contact", home=home, due_on=practice.first_contact.after(event.on)),
        Moved(kind="day-180", home=home, **_on_a_day(practice.day_180, event.on)),
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
    *("first-contact", "handover-contact", "resume-case", "action-plan"),
    *("evidence-reminder", "evidence-escalation"),
)


def case_ended(event: e.CaseEnded) -> Sequence[Step]:
    """Day 180 stays: results count whether the case has ended or not."""
    home = event.case
    return (
        Closed(home=home, kinds=("look-at-proposed-end",), done=True),
        Closed(home=home, kinds=NOT_AFTER_THE_END, done=False),
        Opened(kind="status-after-end", home=home, about=home, **_on_a_day(practice_on(event.on).status_after_end, event.on)),
    )


def case_end_corrected(event: e.CaseEndCorrected) -> Sequence[Step]:
    limit = practice_on(event.on).status_after_end
    return (Moved(kind="status-after-end", home=event.case, **_on_a_day(limit, event.on)),)


def case_reopened(event: e.CaseReopened) -> Sequence[Step]:
    home = event.case
    return (
        Closed(home=home, kinds=("status-after-end",), done=False),
        Opened(kind="action-plan", home=home, about=home, due_on=practice_on(event.on).action_plan.after(event.on)),
    )


def case_in_error(event: e.CaseRegisteredInError) -> Sequence[Step]:
    return (Closed(home=event.case, done=False),)


def task_done(event: e.TaskDone) -> Sequence[Step]:
    """An action plan is renewed for as long as the case goes on."""
    if event.kind != "action-plan" or event.case is None:
        return ()
    due_on = practice_on(event.on).action_plan_renewed.after(event.on)
    return (Opened(kind="action-plan", home=event.case, about=event.about, due_on=due_on),)


def _on_a_day(limit: Limit, start: date) -> dict[str, Any]:
    """Due when the limit is out; what it asks about is that very day, also when that is a Sunday."""
    return {"due_on": limit.after(start), "not_before": start + timedelta(days=limit.days)}


PLANS: Mapping[type, Callable[[Any], Sequence[Step]]] = MappingProxyType(
    {
        e.ReferralReceived: referral_received,
        e.ProposalAccepted: proposal_accepted,
        e.ReferralReturned: referral_returned,
        e.ReferralWithdrawn: referral_closed,
        e.ReferralDeclined: referral_closed,
        e.ReferralReopened: referral_reopened,
        e.EligibilityAssessed: assessed,
        e.ProgrammeGranted: granted,
        e.ProgrammeRefused: refused,
        e.SetToNotYet: not_yet,
        e.ReconsiderationRequested: reconsideration_requested,
        e.DecisionReconsidered: reconsidered,
        e.EvidenceRequested: evidence_requested,
        e.EvidenceReminded: evidence_reminded,
        e.EvidenceReceived: evidence_answered,
        e.EvidenceWaived: evidence_answered,
        e.CaseOpened: case_opened,
        e.CaseAssigned: case_assigned,
        e.CaseUnassigned: case_unassigned,
        e.CaseStarted: case_started,
        e.CaseStartCorrected: case_start_corrected,
        e.FirstContactMade: first_contact_made,
        e.CaseHandedOver: case_handed_over,
        e.CasePaused: case_paused,
        e.CaseResumed: case_resumed,
        e.CaseChangeProposed: change_proposed,
        e.CaseChangeApproved: change_decided,
        e.CaseChangeRefused: change_decided,
        e.CaseEndProposed: case_end_proposed,
        e.CaseEnded: case_ended,
        e.CaseEndCorrected: case_end_corrected,
        e.CaseReopened: case_reopened,
        e.CaseRegisteredInError: case_in_error,
        e.TaskDone: task_done,
    }
)
