"""A rule set tried on what was assessed: which outcomes it would change, and why. Pure; nothing is decided by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.intake import events as e
from services.intake import rules
from services.intake.rules import Circumstances, Effect, RuleSet


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What was assessed, and what came out of it under the rules it was assessed by."""

    referral: UUID
    findings: tuple[e.Finding, ...]
    outcome: e.Outcome
    alternatives: tuple[e.Alternative, ...]
    ruleset: RuleSet
    about: Circumstances


@dataclass(frozen=True, kw_only=True)
class Cause:
    """One criterion that works on the outcome in another way than before."""

    criterion: e.Criterion
    answer: e.Answer
    before: Effect
    after: Effect


@dataclass(frozen=True, kw_only=True)
class Change:
    """Another outcome or other recommendations for one referral, and the criteria that cause it."""

    referral: UUID
    ruleset: str
    outcome_before: e.Outcome
    outcome_after: e.Outcome
    alternatives_before: tuple[e.Alternative, ...]
    alternatives_after: tuple[e.Alternative, ...]
    causes: tuple[Cause, ...]


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What the rules would have changed, among so many assessments."""

    looked_at: int
    changes: tuple[Change, ...]


def tried(new: RuleSet, assessments: Sequence[Assessment]) -> Trial:
    """The rules tried on each assessment; those that come out the same are only counted."""
    changes = [change for assessment in assessments if (change := _changed(new, assessment)) is not None]
    return Trial(looked_at=len(assessments), changes=tuple(changes))


def _changed(new: RuleSet, was: Assessment) -> Change | None:
    outcome = rules.outcome(new, was.findings)
    alternatives = rules.alternatives(new, was.findings, was.about)
    if (outcome, alternatives) == (was.outcome, was.alternatives):
        return None
    return Change(
        referral=was.referral,
        ruleset=was.ruleset.name,
        outcome_before=was.outcome,
        outcome_after=outcome,
        alternatives_before=was.alternatives,
        alternatives_after=alternatives,
        causes=_causes(new, was),
    )


def _causes(new: RuleSet, was: Assessment) -> tuple[Cause, ...]:
    answers = {finding.criterion: finding.answer for finding in was.findings}
    found = [
        Cause(
            criterion=criterion,
            answer=answers.get(criterion, "unknown"),
            before=rules.effect(was.ruleset, criterion, was.findings),
            after=rules.effect(new, criterion, was.findings),
        )
        for criterion in dict.fromkeys((*was.ruleset.criteria, *new.criteria))
    ]
    return tuple(cause for cause in found if cause.before != cause.after)
