"""What follows for a person's subsidies from the employment's own course: they only become shorter. Pure: no clock, no I/O.

An end that is taken back gives no support back: meanwhile the time may have been given elsewhere. That takes a correction.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from services.placement import commands as c
from services.placement import events as e
from services.placement.claims import claims_from
from services.placement.rules import rules_named
from services.placement.subsidy_ledger import Granted, Ledger, evolve
from services.placement.subsidy_outcome import basis_of


def follow(command: c.FollowEmployment, ledger: Ledger) -> list[e.SubsidyEvent]:
    """Ends what outlasts the employment, begins later what began before it, withdraws what is proposed for one in error."""
    events: list[e.SubsidyEvent] = []
    for event in (*_withdrawn(command, ledger), *_shortened(command, ledger)):
        told = event
        if isinstance(event, e.SubsidyEnded | e.SubsidyCorrected):
            told = replace(event, claims_from=claims_from(evolve(ledger, event), command.employed.employment))
        ledger = evolve(ledger, told)
        events.append(told)
    return events


def _withdrawn(command: c.FollowEmployment, ledger: Ledger) -> Iterator[e.SubsidyEvent]:
    employed = command.employed
    if not employed.in_error:
        return
    for proposal in ledger.proposed:
        if proposal.employment == employed.employment:
            yield e.SubsidyProposalWithdrawn(
                person=employed.person,
                case=employed.case,
                employment=employed.employment,
                proposal=proposal.proposal,
                withdrawn_by=command.by,
                on=command.on,
            )


def _shortened(command: c.FollowEmployment, ledger: Ledger) -> Iterator[e.SubsidyEvent]:
    employed = command.employed
    for given in ledger.granted:
        if given.employment != employed.employment or given.until is None:
            continue
        ends = given.until if employed.last_day is None else min(given.until, employed.last_day)
        starts = max(given.starts_on, employed.first_day)
        if employed.in_error:
            yield _ended(command, given, None, "employment-in-error")
        elif ends < starts:
            yield _ended(command, given, None, "employment-ended" if ends < given.until else "employment-began-later")
        else:
            if starts > given.starts_on:
                yield _begins(command, given, starts)
            if ends < given.until:
                yield _ended(command, given, ends, "employment-ended")


def _ended(command: c.FollowEmployment, given: Granted, last: date | None, why: e.SubsidyEnding) -> e.SubsidyEnded:
    employed = command.employed
    return e.SubsidyEnded(
        person=employed.person,
        case=employed.case,
        employment=employed.employment,
        decision=given.decision,
        proposal=None,
        last_day=last,
        instead_of=given.until or given.starts_on,
        why=why,
        claims_from=None,
        proposed_by=None,
        decided_by=command.by,
        on=command.on,
    )


def _begins(command: c.FollowEmployment, given: Granted, starts: date) -> e.SubsidyCorrected:
    employed = command.employed
    return e.SubsidyCorrected(
        person=employed.person,
        case=employed.case,
        employment=employed.employment,
        decision=given.decision,
        proposal=None,
        starts_on=starts,
        until=given.until or starts,
        instead_of_start=given.starts_on,
        instead_of_end=given.until,
        nystart=given.nystart,
        reason=None,
        ruleset=given.ruleset,
        basis=basis_of(given.form, rules_named(given.ruleset)),
        claims_from=None,
        proposed_by=None,
        decided_by=command.by,
        on=command.on,
    )
