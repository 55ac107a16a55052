"""What a proposed change of a subsidy comes to: why it cannot be, and the event that it gives. Pure: no clock, no I/O."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never
from uuid import UUID

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.rules import RuleSet, rules_named, rules_on
from services.placement.subsidy_ledger import Granted, Ledger, Proposed
from services.placement.subsidy_limits import Wanted, doubts, earlier_forms_doubts
from services.placement.subsidy_prior import known_prior, prior_doubts, prior_outcome
from services.placement.subsidy_time import DAY
from shared.errors import Refused

Outcome = (
    e.SubsidyDecided
    | e.SubsidyExtended
    | e.SubsidyCorrected
    | e.SubsidyEnded
    | e.PriorSupportRecorded
    | e.PriorSupportRegisteredInError
)


def outcome_doubts(
    change: e.SubsidyChange, ledger: Ledger, employed: c.Employed, search: c.Searched, on: date
) -> Sequence[Refused | None]:
    """Why the change cannot be decided on that day. Raises SubsidyUnknown for a decision that the employment does not have."""
    match change:
        case e.NewSubsidy():
            return _new_doubts(change, ledger, employed, search, on)
        case e.Extension():
            wanted = extended(change, own(ledger, employed, change.extends))
            return doubts(wanted, ledger, employed, search, rules_on(on))
        case e.Correction():
            given = own(ledger, employed, change.decision)
            wanted = corrected(change, given)
            same = (wanted.starts_on, wanted.until, wanted.nystart) == (given.starts_on, given.until, given.nystart)
            return [
                errors.NothingCorrected() if same else None,
                *doubts(wanted, ledger, employed, search, rules_named(given.ruleset)),
            ]
        case e.Ending():
            return [_ending_doubt(change, own(ledger, employed, change.decision), on)]
        case e.PriorSupport():
            return prior_doubts(change, ledger, on)
        case e.PriorSupportError():
            return [None if known_prior(ledger, change.support) else errors.SubsidyUnknown()]
        case _:
            assert_never(change)


def _new_doubts(
    change: e.NewSubsidy, ledger: Ledger, employed: c.Employed, search: c.Searched, on: date
) -> Sequence[Refused | None]:
    ruleset = rules_on(on)
    rule = ruleset.forms.get(change.form)
    earlier = earlier_forms_doubts(change, ledger, employed.employer, rule) if rule and rule.one_decision else ()
    return [*doubts(new(change, on), ledger, employed, search, ruleset), *earlier]


def _ending_doubt(change: e.Ending, given: Granted, on: date) -> Refused | None:
    last, until = change.last_day, given.until
    if until is None:
        return errors.SubsidyHasNoSuchDay()
    fits = on < given.starts_on if last is None else given.starts_on <= last < until
    return None if fits else errors.SubsidyHasNoSuchDay(starts_on=given.starts_on, until=until)


def own(ledger: Ledger, employed: c.Employed, decision: UUID) -> Granted:
    """The employment's decision."""
    given = ledger.decision(decision)
    if given is None or given.employment != employed.employment:
        raise errors.SubsidyUnknown
    return given


def new(change: e.NewSubsidy, on: date) -> Wanted:
    return Wanted(
        form=change.form,
        starts_on=change.starts_on,
        until=change.until,
        nystart=change.nystart,
        may_differ=change.starts_on > on,
    )


def extended(change: e.Extension, before: Granted) -> Wanted:
    """The decision that follows. What ended early, or never began, is not extended."""
    if before.until is None:
        raise errors.SubsidyUnknown
    return Wanted(form=before.form, starts_on=before.until + DAY, until=change.until, nystart=before.nystart, extends=True)


def corrected(change: e.Correction, given: Granted) -> Wanted:
    return Wanted(
        form=given.form,
        starts_on=change.starts_on,
        until=change.until,
        nystart=change.nystart or given.nystart,
        instead_of=given,
    )


def outcome(command: c.DecideSubsidy, proposal: Proposed, ledger: Ledger) -> Outcome:
    """The event; `claims_from` is still to be filled in."""
    change = proposal.change
    match change:
        case e.NewSubsidy():
            return _decided(command, proposal, change)
        case e.Extension():
            return _extended(command, proposal, own(ledger, command.employed, change.extends), change)
        case e.Correction():
            return _corrected(command, proposal, own(ledger, command.employed, change.decision), change)
        case e.Ending():
            return _ended(command, proposal, own(ledger, command.employed, change.decision), change)
        case e.PriorSupport() | e.PriorSupportError():
            return prior_outcome(command, proposal, change)
        case _:
            assert_never(change)


def basis_of(form: e.Form, ruleset: RuleSet) -> str:
    """Where the form stands. Only forms with a basis are decided on."""
    return ruleset.forms[form].basis or "practice"


def _decided(command: c.DecideSubsidy, proposal: Proposed, change: e.NewSubsidy) -> e.SubsidyDecided:
    employed, ruleset = command.employed, rules_on(command.on)
    return e.SubsidyDecided(
        person=employed.person,
        case=employed.case,
        employment=employed.employment,
        employer=employed.employer,
        proposal=proposal.proposal,
        decision=command.decision,
        form=change.form,
        starts_on=change.starts_on,
        until=change.until,
        tested=change.tested,
        particular_reasons=change.particular_reasons,
        nystart=change.nystart,
        ruleset=ruleset.name,
        basis=basis_of(change.form, ruleset),
        claims_from=None,
        proposed_by=proposal.by,
        decided_by=command.by,
        on=command.on,
    )


def _extended(command: c.DecideSubsidy, proposal: Proposed, before: Granted, change: e.Extension) -> e.SubsidyExtended:
    employed, ruleset, wanted = command.employed, rules_on(command.on), extended(change, before)
    return e.SubsidyExtended(
        person=employed.person,
        case=employed.case,
        employment=employed.employment,
        employer=employed.employer,
        proposal=proposal.proposal,
        decision=command.decision,
        extends=before.decision,
        form=before.form,
        starts_on=wanted.starts_on,
        until=wanted.until,
        nystart=wanted.nystart,
        ruleset=ruleset.name,
        basis=basis_of(before.form, ruleset),
        claims_from=None,
        proposed_by=proposal.by,
        decided_by=command.by,
        on=command.on,
    )


def _corrected(command: c.DecideSubsidy, proposal: Proposed, given: Granted, change: e.Correction) -> e.SubsidyCorrected:
    employed, wanted = command.employed, corrected(change, given)
    return e.SubsidyCorrected(
        person=employed.person,
        case=employed.case,
        employment=employed.employment,
        decision=given.decision,
        proposal=proposal.proposal,
        starts_on=wanted.starts_on,
        until=wanted.until,
        instead_of_start=given.starts_on,
        instead_of_end=given.until,
        nystart=wanted.nystart,
        reason=change.reason,
        ruleset=given.ruleset,
        basis=basis_of(given.form, rules_named(given.ruleset)),
        claims_from=None,
        proposed_by=proposal.by,
        decided_by=command.by,
        on=command.on,
    )


def _ended(command: c.DecideSubsidy, proposal: Proposed, given: Granted, change: e.Ending) -> e.SubsidyEnded:
    employed = command.employed
    return e.SubsidyEnded(
        person=employed.person,
        case=employed.case,
        employment=employed.employment,
        decision=given.decision,
        proposal=proposal.proposal,
        last_day=change.last_day,
        instead_of=given.until or given.starts_on,
        why=change.why,
        claims_from=None,
        proposed_by=proposal.by,
        decided_by=command.by,
        on=command.on,
    )
