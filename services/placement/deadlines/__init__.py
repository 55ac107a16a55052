"""Which tasks each event opens, fulfils, drops or moves, and until when. Pure: event → steps; practice is the event's date's.

A home is a case: its tasks are the support person's who has it. Another task kind is: its name in `events.task.TaskKind`, its
time limit in `practice.Practice`, and one function here, named in PLANS, for the event that opens it and the one that fulfils it.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from services.placement import events as e
from services.placement.deadlines import search, subsidy
from shared.tasks.steps import Kinds, Step

KINDS: Final = Kinds(
    literal=e.TaskKind,
    by_hand=frozenset({"subsidy-ends-in-60-days", "subsidy-ends-in-30-days", "re-examine-subsidy", "tell-employer"}),
    units_own=frozenset({"decide-subsidy"}),
)

PLANS: Mapping[type, Callable[[Any], Sequence[Step]]] = MappingProxyType(
    {
        e.SearchOpened: search.opened,
        e.SearchStartCorrected: search.start_corrected,
        e.SearchHandedOver: search.handed_over,
        e.SearchPaused: search.paused,
        e.SearchResumed: search.paused,
        e.SearchClosed: search.closed,
        e.SearchCancelled: search.cancelled,
        e.SearchTakenUpAgain: search.taken_up_again,
        e.EmployerContactReopened: search.contact_reopened,
        e.CandidacyProposed: search.candidacy_proposed,
        e.EmployerContacted: search.employer_contacted,
        e.CandidacyWithdrawn: search.candidacy_withdrawn,
        e.EmploymentAgreed: subsidy.employment_agreed,
        e.EmploymentStarted: subsidy.employment_started,
        e.EmploymentTermsChanged: subsidy.terms_changed,
        e.EmploymentCorrected: subsidy.employment_corrected,
        e.EmploymentRegisteredInError: subsidy.employment_in_error,
        e.SubsidyDecisionProposed: subsidy.proposed,
        e.SubsidyProposalWithdrawn: subsidy.withdrawn,
        e.SubsidyRefused: subsidy.refused,
        e.SubsidyDecided: subsidy.decided,
        e.SubsidyExtended: subsidy.extended,
        e.SubsidyCorrected: subsidy.corrected,
        e.SubsidyEnded: subsidy.ended,
        e.PriorSupportRecorded: subsidy.prior,
        e.PriorSupportRegisteredInError: subsidy.prior,
        e.ClaimRegistered: subsidy.claimed,
    }
)


def steps(event: object) -> Sequence[Step]:
    """What the event does to the worklists, in order; nothing for most events."""
    plan = PLANS.get(type(event))
    return plan(event) if plan else ()
