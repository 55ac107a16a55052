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


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """Evidence whose receipt was corrected on a day: what came in truth; `source` and `document_date` None: nothing."""

    kind: e.Evidence
    source: e.EvidenceSource | None
    document_date: date | None
    corrected_on: date


def to_judge_again(findings: Sequence[e.Finding], corrections: Sequence[Corrected]) -> tuple[e.Criterion, ...]:
    """Criteria that were judged on evidence of a kind whose receipt was corrected since, unless they name what came in truth."""
    return tuple(finding.criterion for finding in findings if any(_doubted(finding, corrected) for corrected in corrections))


def _doubted(finding: e.Finding, corrected: Corrected) -> bool:
    rests_on_it = finding.evidence == corrected.kind and finding.judged_on is not None
    as_corrected = (finding.source, finding.evidence_date) == (corrected.source, corrected.document_date)
    later = finding.judged_on is not None and finding.judged_on > corrected.corrected_on
    return rests_on_it and not later and (not as_corrected or corrected.document_date is None)


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
