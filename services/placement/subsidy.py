"""A person's subsidies: one officer proposes, another decides. Pure: no clock, no I/O.

Every change of what a person has been given takes two officers, except one that follows from the employment's own dates and
only takes days away. What was right when it was proposed is judged anew when it is decided, by the rules of the decision's date.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from services.placement import commands as c
from services.placement import errors, rules
from services.placement import events as e
from services.placement.claims import claim_by, claimable, claims_from
from services.placement.subsidy_following import follow
from services.placement.subsidy_ledger import Ledger, Proposed, evolve
from services.placement.subsidy_outcome import outcome, outcome_doubts
from services.placement.subsidy_time import last_day
from shared.decider import Decider
from shared.errors import Refused, refuse


def decide(command: c.SubsidyCommand, ledger: Ledger) -> list[e.SubsidyEvent]:
    match command:
        case c.ProposeSubsidy():
            return [propose(command, ledger)]
        case c.DecideSubsidy():
            return [decide_proposal(command, ledger)]
        case c.RefuseSubsidy():
            return [refuse_proposal(command, ledger)]
        case c.WithdrawProposal():
            return [withdraw(command, ledger)]
        case c.FollowEmployment():
            return follow(command, ledger)
        case c.RegisterClaim():
            return [register_claim(command, ledger)]
        case _:
            assert_never(command)


def not_in_error(employed: c.Employed) -> None:
    if employed.in_error:
        raise errors.EmploymentWasInError


def propose(command: c.ProposeSubsidy, ledger: Ledger) -> e.SubsidyDecisionProposed:
    employed = command.employed
    not_in_error(employed)
    waiting = next((one for one in ledger.proposed if one.employment == employed.employment), None)
    refuse(
        rules.in_the_future(command.on, command.today),
        errors.ProposalAwaitsDecision(proposal=waiting.proposal) if waiting else None,
        *(errors.EmployerUnknown(employer=employer) for employer in command.unknown),
        *outcome_doubts(command.change, ledger, employed, command.search, command.on),
    )
    return e.SubsidyDecisionProposed(
        person=employed.person,
        case=employed.case,
        employment=employed.employment,
        employer=employed.employer,
        proposal=command.proposal,
        change=command.change,
        proposed_by=command.by,
        on=command.on,
    )


def decide_proposal(command: c.DecideSubsidy, ledger: Ledger) -> e.SubsidyEvent:
    proposal = awaiting(command, ledger)
    not_in_error(command.employed)
    refuse(
        errors.ProposerMayNotDecide() if command.by == proposal.by else None,
        *day_doubts(command, proposal),
        *employer_doubts(proposal.change, command),
        *outcome_doubts(proposal.change, ledger, command.employed, command.search, command.on),
    )
    decided = outcome(command, proposal, ledger)
    if isinstance(decided, e.PriorSupportRecorded | e.PriorSupportRegisteredInError):
        return decided
    return replace(decided, claims_from=claims_from(evolve(ledger, decided), command.employed.employment))


def awaiting(command: c.DecideSubsidy | c.RefuseSubsidy | c.WithdrawProposal, ledger: Ledger) -> Proposed:
    """The proposal that the command answers."""
    proposal = ledger.proposal(command.proposal)
    if proposal is None:
        raise errors.NoSuchProposal
    return proposal


def day_doubts(command: c.DecideSubsidy | c.RefuseSubsidy | c.WithdrawProposal, proposal: Proposed) -> Iterable[Refused | None]:
    yield rules.in_the_future(command.on, command.today)
    yield errors.BeforeSubsidyProposal(proposed_on=proposal.on) if command.on < proposal.on else None


def employer_doubts(change: e.SubsidyChange, command: c.DecideSubsidy) -> Iterable[Refused | None]:
    """Who takes money has to be entitled to it on that day (43-44 a §§); an end takes none, nor what was decided elsewhere."""
    if isinstance(change, e.Ending | e.PriorSupport | e.PriorSupportError):
        return
    check = command.employer
    yield rules.employer_refused(command.employed.employer, check.standing)
    yield errors.EmployerGateHit(gates=list(check.hits)) if check.hits else None
    yield errors.EmployerNotChecked(gates=list(check.unchecked)) if check.unchecked else None


def refuse_proposal(command: c.RefuseSubsidy, ledger: Ledger) -> e.SubsidyRefused:
    proposal = awaiting(command, ledger)
    refuse(
        errors.ProposerMayNotDecide() if command.by == proposal.by else None,
        *day_doubts(command, proposal),
    )
    return e.SubsidyRefused(
        person=command.person,
        case=proposal.case,
        employment=proposal.employment,
        proposal=proposal.proposal,
        reason=command.reason,
        refused_by=command.by,
        on=command.on,
    )


def withdraw(command: c.WithdrawProposal, ledger: Ledger) -> e.SubsidyProposalWithdrawn:
    proposal = awaiting(command, ledger)
    refuse(
        errors.OnlyProposerWithdraws() if command.by != proposal.by else None,
        *day_doubts(command, proposal),
    )
    return e.SubsidyProposalWithdrawn(
        person=command.person,
        case=proposal.case,
        employment=proposal.employment,
        proposal=proposal.proposal,
        withdrawn_by=command.by,
        on=command.on,
    )


def register_claim(command: c.RegisterClaim, ledger: Ledger) -> e.ClaimRegistered:
    employed, month = command.employed, command.month.replace(day=1)
    known = ledger.claim(employed.employment, month)
    refuse(
        rules.in_the_future(command.on, command.today),
        *claim_doubts(command, ledger),
        errors.ClaimRegisteredAlready(outcome=known.outcome) if known and command.reason is None else None,
    )
    registered = e.ClaimRegistered(
        person=employed.person,
        case=employed.case,
        employment=employed.employment,
        month=month,
        outcome=command.outcome,
        claimed_on=command.claimed_on,
        instead_of=known.outcome if known else None,
        reason=command.reason if known else None,
        claims_from=None,
        registered_by=command.by,
        on=command.on,
    )
    return replace(registered, claims_from=claims_from(evolve(ledger, registered), employed.employment))


def claim_doubts(command: c.RegisterClaim, ledger: Ledger) -> Iterable[Refused | None]:
    """A month with support is claimed when it is over and in time, or lost when that time is."""
    month, claimed_on = command.month.replace(day=1), command.claimed_on
    if month not in claimable(ledger, command.employed.employment):
        yield errors.NotClaimable()
        return
    if (claimed_on is None) != (command.outcome == "lost"):
        yield errors.ClaimDayMissing()
    elif claimed_on is None:
        yield errors.ClaimTimeNotOver(claim_by=claim_by(month)) if command.on <= claim_by(month) else None
    else:
        yield rules.in_the_future(claimed_on, command.on)
        yield errors.WorkMonthNotOver(last_day=last_day(month, 1)) if claimed_on <= last_day(month, 1) else None
        yield errors.ClaimTooLate(claim_by=claim_by(month)) if claimed_on > claim_by(month) else None


subsidy: Decider[c.SubsidyCommand, Ledger, e.SubsidyEvent] = Decider(decide, evolve, Ledger())
