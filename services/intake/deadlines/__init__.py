"""Which tasks each event opens, fulfils, drops or moves, and until when. Pure: event → steps; practice is the event's date's.

Another task kind is: its name in `events.task.TaskKind`, its time limit in `practice.Practice`, and one function in `referral`
or `case`, named in PLANS, for the event that opens it and the one that fulfils it (or its name in BY_HAND, when no event of
intake's does). A home is a referral, which the case that it leads to names too.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from services.intake import events as e
from services.intake.deadlines import case, referral
from shared.tasks.steps import Kinds, Step

BY_HAND: Final[frozenset[e.TaskKind]] = frozenset({"action-plan", "evidence-escalation", "status-after-end", "day-180"})
"""Done when somebody says so (`TaskDone`); every other kind is done by the event that it asks for."""

UNITS_OWN: Final[frozenset[e.TaskKind]] = frozenset({"evidence-escalation", "reconsider-decision", "approve-change"})
"""For somebody else than the one who has the case: these stay the unit's."""

KINDS: Final = Kinds(literal=e.TaskKind, by_hand=BY_HAND, units_own=UNITS_OWN)

PLANS: Mapping[type, Callable[[Any], Sequence[Step]]] = MappingProxyType(
    {
        e.ReferralReceived: referral.referral_received,
        e.ProposalAccepted: referral.proposal_accepted,
        e.ReferralReturned: referral.referral_returned,
        e.ReferralWithdrawn: referral.referral_closed,
        e.ReferralDeclined: referral.referral_closed,
        e.ReferralReopened: referral.referral_reopened,
        e.EligibilityAssessed: referral.assessed,
        e.ProgrammeGranted: referral.granted,
        e.ProgrammeRefused: referral.refused,
        e.SetToNotYet: referral.not_yet,
        e.ReconsiderationRequested: referral.reconsideration_requested,
        e.DecisionReconsidered: referral.reconsidered,
        e.EvidenceRequested: referral.evidence_requested,
        e.EvidenceReminded: referral.evidence_reminded,
        e.EvidenceReceived: referral.evidence_answered,
        e.EvidenceReceiptRegisteredInError: referral.evidence_never_came,
        e.EvidenceWaived: referral.evidence_answered,
        e.CaseOpened: case.case_opened,
        e.CaseAssigned: case.case_assigned,
        e.CaseUnassigned: case.case_unassigned,
        e.CaseStarted: case.case_started,
        e.CaseStartCorrected: case.case_start_corrected,
        e.FirstContactMade: case.first_contact_made,
        e.CaseHandedOver: case.case_handed_over,
        e.CasePaused: case.case_paused,
        e.CaseResumed: case.case_resumed,
        e.CaseChangeProposed: case.change_proposed,
        e.CaseChangeApproved: case.change_decided,
        e.CaseChangeRefused: case.change_decided,
        e.CaseEndProposed: case.case_end_proposed,
        e.CaseEnded: case.case_ended,
        e.CaseEndCorrected: case.case_end_corrected,
        e.CaseReopened: case.case_reopened,
        e.CaseRegisteredInError: case.case_in_error,
        e.ConsentGiven: case.consent_decided,
        e.ConsentRefused: case.consent_decided,
        e.ConsentRegisteredInError: case.consent_never_given,
        e.TaskDone: case.task_done,
    }
)


def steps(event: object) -> Sequence[Step]:
    """What the event does to the worklists, in order."""
    plan = PLANS.get(type(event))
    return plan(event) if plan else ()


__all__ = ["BY_HAND", "KINDS", "PLANS", "UNITS_OWN", "steps"]
