"""Tasks of employments and their subsidies: to start, decide, look at an end in time, re-examine, and mind the claims."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from services.placement import events as e
from services.placement.claims import claim_by
from services.placement.deadlines.search import found_again
from services.placement.practice import practice_on
from services.placement.rules import rules_on
from services.placement.subsidy_time import DAY, last_day
from shared.limits import Limit
from shared.tasks.steps import Closed, Moved, Opened, Step
from shared.workdays import is_working_day

ENDS: Final[tuple[e.TaskKind, ...]] = ("subsidy-ends-in-60-days", "subsidy-ends-in-30-days")


def employment_agreed(event: e.EmploymentAgreed) -> Sequence[Step]:
    """To register that it has started, on the first working day from its date on. No other job has to be looked for."""
    due_on = Limit().after(event.starts_on)
    starting = Opened(kind="start-employment", home=event.case, about=event.employment, due_on=due_on, not_before=event.starts_on)
    return (found_again(event.case), starting)


def employment_started(event: e.EmploymentStarted) -> Sequence[Step]:
    return (Closed(home=event.case, about=event.employment, kinds=("start-employment",), done=True),)


def terms_changed(event: e.EmploymentTermsChanged) -> Sequence[Step]:
    """At changed circumstances the support is examined anew (2017:462 49 §)."""
    rule = rules_on(event.on).forms.get(event.form)
    if rule is None or rule.one_decision is None:
        return ()
    due_on = practice_on(event.on).subsidy_reexamined.after(event.on)
    return (Opened(kind="re-examine-subsidy", home=event.case, about=event.employment, due_on=due_on),)


def employment_corrected(event: e.EmploymentCorrected) -> Sequence[Step]:
    """A job that goes on was not lost."""
    if event.ended_on is not None:
        return ()
    return (Closed(home=event.case, about=event.employment, kinds=("search-again",), done=False),)


def employment_in_error(event: e.EmploymentRegisteredInError) -> Sequence[Step]:
    return (Closed(home=event.case, about=event.employment, done=False),)


def proposed(event: e.SubsidyDecisionProposed) -> Sequence[Step]:
    """For somebody else than the proposer: the unit's."""
    due_on = practice_on(event.on).subsidy_decided.after(event.on)
    return (Opened(kind="decide-subsidy", home=event.case, about=event.proposal, due_on=due_on),)


def withdrawn(event: e.SubsidyProposalWithdrawn) -> Sequence[Step]:
    return (Closed(home=event.case, about=event.proposal, kinds=("decide-subsidy",), done=False),)


def refused(event: e.SubsidyRefused) -> Sequence[Step]:
    return _answered(event.case, event.proposal)


def decided(event: e.SubsidyDecided) -> Sequence[Step]:
    return (
        *_answered(event.case, event.proposal),
        *_ends(event.case, event.decision, event.until, event.on),
        *_claims(event.case, event.employment, event.claims_from),
    )


def extended(event: e.SubsidyExtended) -> Sequence[Step]:
    """That the decision before ends has been seen."""
    return (
        *_answered(event.case, event.proposal),
        Closed(home=event.case, about=event.extends, kinds=ENDS, done=True),
        *_ends(event.case, event.decision, event.until, event.on),
        *_claims(event.case, event.employment, event.claims_from),
    )


def corrected(event: e.SubsidyCorrected) -> Sequence[Step]:
    return (
        *_answered(event.case, event.proposal),
        Closed(home=event.case, about=event.decision, kinds=ENDS, done=False),
        *_ends(event.case, event.decision, event.until, event.on),
        *_claims(event.case, event.employment, event.claims_from),
    )


def ended(event: e.SubsidyEnded) -> Sequence[Step]:
    return (
        *_answered(event.case, event.proposal),
        Closed(home=event.case, about=event.decision, kinds=ENDS, done=False),
        *_claims(event.case, event.employment, event.claims_from),
    )


def prior(event: e.PriorSupportRecorded | e.PriorSupportRegisteredInError) -> Sequence[Step]:
    return _answered(event.case, event.proposal)


def claimed(event: e.ClaimRegistered) -> Sequence[Step]:
    """One month after the other."""
    this_month = Closed(home=event.case, about=event.employment, kinds=("claim-wage-costs",), done=True)
    return (this_month, *_claims(event.case, event.employment, event.claims_from))


def _answered(case: UUID, proposal: UUID | None) -> Sequence[Step]:
    if proposal is None:
        return ()
    return (Closed(home=case, about=proposal, kinds=("decide-subsidy",), done=True),)


def _ends(case: UUID, decision: UUID, until: date, on: date) -> Sequence[Step]:
    practice = practice_on(on)
    warnings = zip(ENDS, (practice.subsidy_ends_first, practice.subsidy_ends_second), strict=True)
    return tuple(
        Opened(kind=kind, home=case, about=decision, due_on=max(_in_time(until - before), on)) for kind, before in warnings
    )


def _in_time(day: date) -> date:
    """The day, or the last working day before it: a warning comes rather early than late."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def _claims(case: UUID, employment: UUID, month: date | None) -> Sequence[Step]:
    """The earliest month that awaits its claim has one task; it moves when that is another month."""
    if month is None:
        return (Closed(home=case, about=employment, kinds=("claim-wage-costs",), done=False),)
    due_on, over = claim_by(month), last_day(month, 1) + DAY
    return (
        Moved(kind="claim-wage-costs", home=case, about=employment, due_on=due_on, not_before=over),
        Opened(kind="claim-wage-costs", home=case, about=employment, due_on=due_on, not_before=over),
    )
