"""Eligibility: one officer assesses, another decides an override. Pure: no clock, no I/O."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import assert_never
from uuid import UUID

from services.intake import commands as c
from services.intake import errors, rules
from services.intake import events as e
from shared.decider import Decider
from shared.errors import refuse


@dataclass(frozen=True, kw_only=True)
class Open: ...


@dataclass(frozen=True, kw_only=True)
class Assessed:
    referral: UUID
    person: UUID
    findings: tuple[e.Finding, ...]
    alternatives: tuple[e.Alternative, ...]
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Decided: ...


State = Open | Assessed | Decided


def decide(command: c.EligibilityCommand, state: State) -> list[e.EligibilityEvent]:
    match command:
        case c.AssessEligibility():
            return [assess(command, state)]
        case c.GrantProgramme():
            return [grant(command, assessed(state))]
        case c.RefuseProgramme():
            return [refuse_programme(command, assessed(state))]
        case c.SetToNotYet():
            return [set_to_not_yet(command, assessed(state))]
        case _:
            assert_never(command)


def assessed(state: State) -> Assessed:
    match state:
        case Assessed():
            return state
        case Open():
            raise errors.NotAssessedYet
        case Decided():
            raise errors.AlreadyDecided
        case _:
            assert_never(state)


def assess(command: c.AssessEligibility, state: State) -> e.EligibilityAssessed:
    """Assessing again is allowed until the decision; every assessment stays in the log."""
    ruleset = rules.ruleset_on(command.on)
    missing = rules.missing(ruleset, command.findings)
    twice = [criterion for criterion, times in Counter(f.criterion for f in command.findings).items() if times > 1]
    refuse(
        errors.AlreadyDecided() if isinstance(state, Decided) else None,
        errors.CriteriaMissing(criteria=missing) if missing else None,
        errors.CriterionTwice(criteria=twice) if twice else None,
        errors.RecheckNotAhead() if command.recheck_on and command.recheck_on <= command.on else None,
    )
    return e.EligibilityAssessed(
        referral=command.referral,
        person=command.person,
        findings=command.findings,
        outcome=rules.outcome(ruleset, command.findings),
        alternatives=rules.alternatives(ruleset, command.findings),
        recheck_on=command.recheck_on,
        disability_group=command.disability_group,
        ruleset=ruleset.name,
        assessed_by=command.by,
        on=command.on,
    )


def grant(command: c.GrantProgramme, state: Assessed) -> e.ProgrammeGranted:
    doubts = rules.unmet_or_unknown(state.findings)
    refuse(
        errors.DecidedBeforeAssessed() if command.on < state.on else None,
        errors.CriteriaNotMet(criteria=doubts) if doubts and command.override_reason is None else None,
        errors.AssessorMayNotOverride() if doubts and command.decided_by == state.by else None,
    )
    ruleset = rules.ruleset_on(command.on)
    return e.ProgrammeGranted(
        referral=state.referral,
        person=state.person,
        overridden=doubts,
        reason=command.override_reason,
        ruleset=ruleset.name,
        basis=ruleset.decision_basis,
        decided_by=command.decided_by,
        on=command.on,
    )


def refuse_programme(command: c.RefuseProgramme, state: Assessed) -> e.ProgrammeRefused:
    doubts = rules.unmet_or_unknown(state.findings)
    refuse(
        errors.DecidedBeforeAssessed() if command.on < state.on else None,
        None if doubts else errors.NothingToRefuse(),
    )
    ruleset = rules.ruleset_on(command.on)
    return e.ProgrammeRefused(
        referral=state.referral,
        person=state.person,
        unmet=doubts,
        alternatives=state.alternatives,
        reason=command.reason,
        ruleset=ruleset.name,
        basis=ruleset.decision_basis,
        decided_by=command.decided_by,
        on=command.on,
    )


def set_to_not_yet(command: c.SetToNotYet, state: Assessed) -> e.SetToNotYet:
    doubts = rules.unmet_or_unknown(state.findings)
    refuse(
        errors.DecidedBeforeAssessed() if command.on < state.on else None,
        None if doubts else errors.NothingMissing(),
        errors.RecheckNotAhead() if command.recheck_on <= command.on else None,
    )
    return e.SetToNotYet(
        referral=state.referral,
        person=state.person,
        missing=doubts,
        recheck_on=command.recheck_on,
        ruleset=rules.ruleset_on(command.on).name,
        decided_by=command.decided_by,
        on=command.on,
    )


def evolve(state: State, event: e.EligibilityEvent) -> State:
    match event:
        case e.EligibilityAssessed():
            return Assessed(
                referral=event.referral,
                person=event.person,
                findings=event.findings,
                alternatives=event.alternatives,
                by=event.assessed_by,
                on=event.on,
            )
        case e.SetToNotYet():
            return state  # what is missing comes in, and it is assessed and decided again
        case e.ProgrammeGranted() | e.ProgrammeRefused():
            return Decided()
        case _:
            assert_never(event)


eligibility: Decider[c.EligibilityCommand, State, e.EligibilityEvent] = Decider(decide, evolve, Open())
