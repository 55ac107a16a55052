"""The readiness dossier: how each criterion stands, what shows it, and what is still to be done. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.intake import events as e
from services.intake import rules
from services.intake.rules import Rule, RuleSet


@dataclass(frozen=True, kw_only=True)
class Missing:
    """What would settle the criterion: one of these kinds of evidence, by this step, looked at again on that day."""

    evidence: tuple[e.Evidence, ...]
    next_step: e.NextStep
    recheck_on: date | None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One criterion, on its basis. `missing` is None when it is met."""

    finding: e.Finding
    basis: str
    missing: Missing | None


def entries(ruleset: RuleSet, findings: Sequence[e.Finding], recheck_on: date | None) -> tuple[Entry, ...]:
    """Every criterion of the rules, in their order; one that nobody has judged is unknown."""
    standing = rules.standing(ruleset, (), findings)
    return tuple(_entry(rules.rule_for(ruleset, finding.criterion), finding, recheck_on) for finding in standing)


def _entry(rule: Rule, finding: e.Finding, recheck_on: date | None) -> Entry:
    missing = Missing(
        evidence=rule.evidence,
        next_step=finding.next_step or rule.next_step,
        recheck_on=finding.recheck_on or recheck_on,
    )
    return Entry(finding=finding, basis=rule.basis, missing=None if finding.answer == "met" else missing)
