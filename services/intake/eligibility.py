"""Eligibility: assessed in parts by officers, decided by a decider, an override by a second one. Pure: no clock, no I/O."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from services.intake import commands as c
from services.intake import errors, reconsideration, rules
from services.intake import events as e
from services.intake.doubt import doubted, first_answers
from services.intake.eligibility_state import Assessed, Decided, Open, Request, State
from services.intake.record import in_the_future
from services.intake.rules import RULE_SETS, RuleSet
from shared.decider import Decider
from shared.errors import Refused, refuse


def decide(command: c.EligibilityCommand, state: State, sets: Sequence[RuleSet]) -> list[e.EligibilityEvent]:
    ruleset = rules.ruleset_on(command.on, sets)
    match command:
        case c.AssessEligibility():
            return [assess(command, state, ruleset)]
        case c.GrantProgramme():
            return [grant(command, assessed(state), ruleset)]
        case c.RefuseProgramme():
            return [refuse_programme(command, assessed(state), ruleset)]
        case c.SetToNotYet():
            return [set_to_not_yet(command, assessed(state), ruleset)]
        case c.RequestReconsideration():
            decision = reconsideration.decided(state)
            return [reconsideration.request(command, decision, rules.ruleset_on(decision.on, sets))]
        case c.UpholdDecision() | c.ChangeDecision() | c.DismissRequest():
            return [reconsideration.reconsider(command, reconsideration.decided(state), ruleset)]
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


def assess(command: c.AssessEligibility, state: State, ruleset: RuleSet) -> e.EligibilityAssessed:
    """Judges some criteria or all; the outcome is that of all. Allowed until the decision; every assessment stays in the log."""
    before = state if isinstance(state, Assessed) else None
    refuse(
        errors.AlreadyDecided() if isinstance(state, Decided) else None,
        in_the_future(command.on, command.today),
        _handled(referral_open=command.referral_open),
        errors.AssessedBeforeLast(assessed_on=before.on) if before and command.on < before.on else None,
        *_faults(command, ruleset),
    )
    judged = tuple(replace(finding, judged_by=command.by, judged_on=command.on) for finding in command.findings)
    findings = rules.standing(ruleset, before.findings if before else (), judged)
    since = command.registered_since or (before.registered_since if before else None)
    about = rules.Circumstances(birth_date=command.birth_date, registered_since=since, on=command.on)
    return e.EligibilityAssessed(
        referral=command.referral,
        person=command.person,
        findings=findings,
        judged=tuple(finding.criterion for finding in judged),
        outcome=rules.outcome(ruleset, findings),
        alternatives=rules.alternatives(ruleset, findings, about),
        recheck_on=command.recheck_on,
        registered_since=since,
        long_term=rules.long_term(ruleset, about),
        doubtful=bool(doubted(first_answers(before.first_answers if before else {}, judged, [f.criterion for f in judged]))),
        disability_group=command.disability_group or (before.disability_group if before else None),
        ruleset=ruleset.name,
        assessed_by=command.by,
        on=command.on,
    )


def _handled(*, referral_open: bool) -> Refused | None:
    return None if referral_open else errors.ReferralNotHandled()


def _faults(command: c.AssessEligibility, ruleset: RuleSet) -> list[Refused | None]:
    """What is wrong with the findings themselves."""
    known = {rule.criterion: rule for rule in ruleset.rules}
    strange = [f.criterion for f in command.findings if f.criterion not in known]
    twice = [criterion for criterion, times in Counter(f.criterion for f in command.findings).items() if times > 1]
    ways = [(f, known[f.criterion].shortfalls if f.answer == "not-met" else ()) for f in command.findings if f.criterion in known]
    unsaid = [f.criterion for f, possible in ways if possible and f.shortfall is None]
    unfit = [f.criterion for f, possible in ways if f.shortfall is not None and f.shortfall not in possible]
    dates = [day for day in (command.recheck_on, *(f.recheck_on for f in command.findings)) if day is not None]
    since = command.registered_since
    return [
        errors.NotInTheRules(criteria=strange) if strange else None,
        errors.CriterionTwice(criteria=twice) if twice else None,
        errors.ShortfallNotStated(criteria=unsaid) if unsaid else None,
        errors.ShortfallDoesNotFit(criteria=unfit) if unfit else None,
        errors.RecheckNotAhead() if any(day <= command.on for day in dates) else None,
        errors.RegisteredAhead() if since is not None and since > command.on else None,
    ]


def grant(command: c.GrantProgramme, state: Assessed, ruleset: RuleSet) -> e.ProgrammeGranted:
    doubts = rules.unmet_or_unknown(ruleset, state.findings)
    refuse(
        in_the_future(command.on, command.today),
        _handled(referral_open=command.referral_open),
        errors.DecidedBeforeAssessed() if command.on < state.on else None,
        errors.CriteriaNotMet(criteria=doubts) if doubts and command.override_reason is None else None,
        errors.AssessorMayNotOverride() if doubts and command.decided_by in state.by else None,
    )
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


def refuse_programme(command: c.RefuseProgramme, state: Assessed, ruleset: RuleSet) -> e.ProgrammeRefused:
    doubts = rules.unmet_or_unknown(ruleset, state.findings)
    refuse(
        in_the_future(command.on, command.today),
        _handled(referral_open=command.referral_open),
        errors.DecidedBeforeAssessed() if command.on < state.on else None,
        None if doubts else errors.NothingToRefuse(),
    )
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


def set_to_not_yet(command: c.SetToNotYet, state: Assessed, ruleset: RuleSet) -> e.SetToNotYet:
    doubts = rules.unmet_or_unknown(ruleset, state.findings)
    refuse(
        in_the_future(command.on, command.today),
        _handled(referral_open=command.referral_open),
        errors.DecidedBeforeAssessed() if command.on < state.on else None,
        None if doubts else errors.NothingMissing(),
        errors.RecheckNotAhead() if command.recheck_on <= command.on else None,
    )
    return e.SetToNotYet(
        referral=state.referral,
        person=state.person,
        missing=doubts,
        recheck_on=command.recheck_on,
        reason=command.reason,
        ruleset=ruleset.name,
        basis=ruleset.decision_basis,
        decided_by=command.decided_by,
        on=command.on,
    )


def evolve(state: State, event: e.EligibilityEvent) -> State:
    match event, state:
        case e.EligibilityAssessed(), Open() | Assessed():
            return _assessed(event, state.first_answers if isinstance(state, Assessed) else {})
        case e.SetToNotYet(), Assessed():
            return state  # what is missing comes in, and it is assessed and decided again
        case e.ProgrammeGranted(), Assessed():
            return Decided(assessed=state, decision="granted", by=event.decided_by, on=event.on)
        case e.ProgrammeRefused(), Assessed():
            return Decided(assessed=state, decision="refused", by=event.decided_by, on=event.on)
        case e.ReconsiderationRequested(), Decided():
            return replace(state, request=Request(in_time=event.in_time, on=event.on))
        case e.DecisionReconsidered(), Decided():
            return _reconsidered(state, event)
        case _:
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")


def _reconsidered(state: Decided, event: e.DecisionReconsidered) -> Decided:
    if event.outcome != "changed":
        return replace(state, request=None, reconsidered=True)
    return Decided(assessed=state.assessed, decision="granted", by=event.decided_by, on=event.on, reconsidered=True)


def _assessed(event: e.EligibilityAssessed, before: Mapping[e.Criterion, e.Answer]) -> Assessed:
    return Assessed(
        referral=event.referral,
        person=event.person,
        findings=event.findings,
        first_answers=first_answers(before, event.findings, event.judged),
        alternatives=event.alternatives,
        registered_since=event.registered_since,
        disability_group=event.disability_group,
        by=frozenset({event.assessed_by, *(f.judged_by for f in event.findings if f.judged_by is not None)}),
        on=event.on,
    )


def under(sets: Sequence[RuleSet]) -> Decider[c.EligibilityCommand, State, e.EligibilityEvent]:
    """The decider under these rule sets, each in force from its first day."""
    return Decider(lambda command, state: decide(command, state, sets), evolve, Open())


eligibility = under(RULE_SETS)
