"""Tasks of a referral: to answer, assess, decide, ask for evidence, open the case."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.intake import events as e
from services.intake.practice import practice_on
from shared.limits import Limit
from shared.tasks.steps import Closed, Opened, Settled, Step


def referral_received(event: e.ReferralReceived) -> Sequence[Step]:
    """What a partner proposes is answered first, and assessed when it is accepted."""
    practice, home = practice_on(event.on), event.referral
    settled = Settled(home=home, person=event.person, unit=event.unit)
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


def evidence_never_came(event: e.EvidenceReceiptRegisteredInError) -> Sequence[Step]:
    """Awaited again: whoever found it out minds it, with the time that a new request would have."""
    if event.lapsed_on is not None:
        return ()
    due_on = practice_on(event.on).evidence_escalated.after(event.on)
    return (
        _reminder(event.referral, event.request, event.registered_by, event.on),
        Opened(kind="evidence-escalation", home=event.referral, about=event.request, due_on=due_on),
    )


def evidence_answered(event: e.EvidenceReceived | e.EvidenceWaived) -> Sequence[Step]:
    return (Closed(home=event.referral, about=event.request, done=isinstance(event, e.EvidenceReceived)),)
