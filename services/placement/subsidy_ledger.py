"""What a person has been given, with every employer, and how events change that. Pure: no clock, no I/O."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from services.placement import events as e


@dataclass(frozen=True, kw_only=True)
class Granted:
    """A decision as it stands. `until` is its last day now (None: it never began); `ruleset` the rules it was taken under."""

    decision: UUID
    employment: UUID
    employer: UUID
    form: e.Form
    starts_on: date
    until: date | None
    ruleset: str
    nystart: e.NystartFacts | None


@dataclass(frozen=True, kw_only=True)
class Prior:
    """Support that was not decided here. It counts in the person's time, and as earlier support with its employer."""

    support: UUID
    form: e.Form
    starts_on: date
    until: date
    employer: UUID | None


@dataclass(frozen=True, kw_only=True)
class Proposed:
    proposal: UUID
    case: UUID
    employment: UUID
    change: e.SubsidyChange
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What is registered of a work month of an employment; `month` is its first day."""

    employment: UUID
    month: date
    outcome: e.ClaimOutcome


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Everything decided for one person, the proposals that await a decision, and the claims registered."""

    granted: tuple[Granted, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    claims: tuple[Claim, ...] = ()
    prior: tuple[Prior, ...] = ()

    def decision(self, decision: UUID) -> Granted | None:
        return next((given for given in self.granted if given.decision == decision), None)

    def proposal(self, proposal: UUID) -> Proposed | None:
        return next((one for one in self.proposed if one.proposal == proposal), None)

    def claim(self, employment: UUID, month: date) -> Claim | None:
        return next((one for one in self.claims if (one.employment, one.month) == (employment, month)), None)

    def with_granted(self, given: Granted) -> "Ledger":
        """With the decision in the place of the one of that id, or added."""
        if self.decision(given.decision) is None:
            return replace(self, granted=(*self.granted, given))
        granted = tuple(given if known.decision == given.decision else known for known in self.granted)
        return replace(self, granted=granted)

    def without_proposal(self, proposal: UUID | None) -> "Ledger":
        return replace(self, proposed=tuple(one for one in self.proposed if one.proposal != proposal))


def evolve(ledger: Ledger, event: e.SubsidyEvent) -> Ledger:
    match event:
        case e.SubsidyDecisionProposed():
            return replace(ledger, proposed=(*ledger.proposed, _proposed(event)))
        case e.SubsidyProposalWithdrawn() | e.SubsidyRefused():
            return ledger.without_proposal(event.proposal)
        case e.SubsidyDecided() | e.SubsidyExtended():
            return ledger.without_proposal(event.proposal).with_granted(_granted(event))
        case e.SubsidyCorrected():
            known = _known(ledger, event.decision)
            given = replace(known, starts_on=event.starts_on, until=event.until, nystart=event.nystart)
            return ledger.without_proposal(event.proposal).with_granted(given)
        case e.SubsidyEnded():
            given = replace(_known(ledger, event.decision), until=event.last_day)
            return ledger.without_proposal(event.proposal).with_granted(given)
        case e.ClaimRegistered():
            return _claimed(ledger, event)
        case e.PriorSupportRecorded():
            return replace(ledger.without_proposal(event.proposal), prior=(*ledger.prior, _prior(event)))
        case e.PriorSupportRegisteredInError():
            prior = tuple(one for one in ledger.prior if one.support != event.support)
            return replace(ledger.without_proposal(event.proposal), prior=prior)
        case _:
            assert_never(event)


def _known(ledger: Ledger, decision: UUID) -> Granted:
    known = ledger.decision(decision)
    if known is None:
        raise TypeError(f"Decision {decision} was never taken: the stream is damaged.")
    return known


def _proposed(event: e.SubsidyDecisionProposed) -> Proposed:
    return Proposed(
        proposal=event.proposal,
        case=event.case,
        employment=event.employment,
        change=event.change,
        by=event.proposed_by,
        on=event.on,
    )


def _granted(event: e.SubsidyDecided | e.SubsidyExtended) -> Granted:
    return Granted(
        decision=event.decision,
        employment=event.employment,
        employer=event.employer,
        form=event.form,
        starts_on=event.starts_on,
        until=event.until,
        ruleset=event.ruleset,
        nystart=event.nystart,
    )


def _prior(event: e.PriorSupportRecorded) -> Prior:
    return Prior(support=event.support, form=event.form, starts_on=event.starts_on, until=event.until, employer=event.employer)


def _claimed(ledger: Ledger, event: e.ClaimRegistered) -> Ledger:
    claim = Claim(employment=event.employment, month=event.month, outcome=event.outcome)
    others = tuple(one for one in ledger.claims if (one.employment, one.month) != (claim.employment, claim.month))
    return replace(ledger, claims=(*others, claim))
