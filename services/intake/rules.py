"""The rules of eligibility, as dated data. A rule set is chosen by the decision's date; a decision stores which it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.intake.events import Alternative, Criterion, Finding, Outcome


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One criterion: its basis, and what follows when it is not met."""

    criterion: Criterion
    basis: str
    otherwise: Outcome
    recommend: Alternative | None


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """`version` is the first day it is in force."""

    version: date
    rules: tuple[Rule, ...]
    decision_basis: str

    @property
    def name(self) -> str:
        return self.version.isoformat()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(rule.criterion for rule in self.rules)


SIUS_2017 = RuleSet(
    version=date(2017, 8, 1),
    decision_basis="förordning (2017:462) 11 och 45 §§",
    rules=(
        Rule(criterion="registered", basis="practice", otherwise="not-eligible", recommend="municipal-activity"),
        Rule(criterion="disability", basis="AFFS 2015:1 2 §", otherwise="not-eligible", recommend="investigation"),
        Rule(criterion="capacity-investigated", basis="practice", otherwise="not-yet", recommend="work-training"),
        Rule(criterion="attendance", basis="practice", otherwise="not-yet", recommend="steg-till-arbete"),
        Rule(criterion="job-ready", basis="practice", otherwise="not-yet", recommend="steg-till-arbete"),
        Rule(
            criterion="needs-support",
            basis="förordning (2017:462) 11 §",
            otherwise="not-eligible",
            recommend="sammanhallet-matchningsstod",
        ),
        Rule(criterion="regular-labour-market", basis="practice", otherwise="not-eligible", recommend="study-guidance"),
        Rule(
            criterion="no-conflicting-support",
            basis="förordning (2017:462) 39 och 42 §§",
            otherwise="not-eligible",
            recommend=None,
        ),
    ),
)

RULE_SETS = (SIUS_2017,)


def ruleset_on(day: date) -> RuleSet:
    """The rule set in force on the decision's date. Raises LookupError before the first."""
    for rules in sorted(RULE_SETS, key=lambda rules: rules.version, reverse=True):
        if rules.version <= day:
            return rules
    raise LookupError(f"No rule set was in force on {day}.")


def answers(findings: Sequence[Finding]) -> Mapping[Criterion, str]:
    return {finding.criterion: finding.answer for finding in findings}


def missing(rules: RuleSet, findings: Sequence[Finding]) -> tuple[Criterion, ...]:
    """The criteria that nobody has answered."""
    answered = answers(findings)
    return tuple(criterion for criterion in rules.criteria if criterion not in answered)


def unmet_or_unknown(findings: Sequence[Finding]) -> tuple[Criterion, ...]:
    return tuple(finding.criterion for finding in findings if finding.answer != "met")


def unmet(findings: Sequence[Finding]) -> tuple[Criterion, ...]:
    return tuple(finding.criterion for finding in findings if finding.answer == "not-met")


def outcome(rules: RuleSet, findings: Sequence[Finding]) -> Outcome:
    """Not eligible when a criterion that cannot be worked on is not met; not yet when anything else is unmet or unknown."""
    answered = answers(findings)
    if any(answered[rule.criterion] == "not-met" and rule.otherwise == "not-eligible" for rule in rules.rules):
        return "not-eligible"
    return "not-yet" if unmet_or_unknown(findings) else "eligible"


def alternatives(rules: RuleSet, findings: Sequence[Finding]) -> tuple[Alternative, ...]:
    """What to recommend instead, or first: once each, in the order of the rules."""
    answered = answers(findings)
    found = [rule.recommend for rule in rules.rules if answered[rule.criterion] == "not-met" and rule.recommend]
    return tuple(dict.fromkeys(found))
