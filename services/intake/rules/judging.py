"""Judging findings by a rule set: the outcome, what to recommend instead, and how long somebody has been out of work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from services.intake.events.vocabulary import Alternative, Answer, Criterion, Finding, LongTerm, Outcome
from services.intake.rules.shape import Recommendation, Rule, RuleSet
from shared.limits import months_after

Effect = Literal["passes", "not-yet", "not-eligible", "not-asked"]
"""What one finding does to the outcome."""


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What the alternatives depend on besides the findings. `registered_since`: unbroken registration with AF."""

    birth_date: date
    registered_since: date | None
    on: date


def standing(rules: RuleSet, before: Sequence[Finding], judged: Sequence[Finding]) -> tuple[Finding, ...]:
    """Every criterion of the rules: as judged now, else as judged before, else unknown because nobody has judged it."""
    known = {finding.criterion: finding for finding in (*before, *judged)}
    return tuple(known.get(criterion) or Finding(criterion=criterion, answer="unknown") for criterion in rules.criteria)


def unmet_or_unknown(rules: RuleSet, findings: Sequence[Finding]) -> tuple[Criterion, ...]:
    """The criteria that are in doubt; one that nobody has judged is."""
    return tuple(finding.criterion for finding in standing(rules, (), findings) if finding.answer != "met")


def effect(rules: RuleSet, criterion: Criterion, findings: Sequence[Finding]) -> Effect:
    """What this criterion's answer does to the outcome under these rules; `not-asked` when they do not have it."""
    rule = next((rule for rule in rules.rules if rule.criterion == criterion), None)
    if rule is None:
        return "not-asked"
    answer: Answer = next((finding.answer for finding in findings if finding.criterion == criterion), "unknown")
    match answer:
        case "met":
            return "passes"
        case "unknown":
            return "not-yet"
        case "not-met":
            return "passes" if rule.otherwise == "eligible" else rule.otherwise
        case _:
            assert_never(answer)


def outcome(rules: RuleSet, findings: Sequence[Finding]) -> Outcome:
    """Not eligible when a criterion that cannot be worked on is not met; not yet when anything else is unmet or unknown."""
    effects = {effect(rules, criterion, findings) for criterion in rules.criteria}
    if "not-eligible" in effects:
        return "not-eligible"
    return "not-yet" if "not-yet" in effects else "eligible"


def alternatives(rules: RuleSet, findings: Sequence[Finding], about: Circumstances) -> tuple[Alternative, ...]:
    """What to recommend instead, or first: once each, in the order of the rules."""
    length = long_term(rules, about)
    unmet = {finding.criterion: finding for finding in findings if finding.answer == "not-met"}
    return tuple(dict.fromkeys(_recommended(rules, unmet, length)))


def _recommended(rules: RuleSet, unmet: Mapping[Criterion, Finding], length: LongTerm | None) -> Iterator[Alternative]:
    for rule in rules.rules:
        finding = unmet.get(rule.criterion)
        if finding is not None:
            yield from (part.alternative for part in rule.recommend if _fits(part, finding, length))


def _fits(part: Recommendation, finding: Finding, length: LongTerm | None) -> bool:
    match part.when:
        case "always":
            return True
        case "long-term-unemployed":
            return length in {"long-term", "prioritised"}
        case shortfall:
            return finding.shortfall == shortfall


def long_term(rules: RuleSet, about: Circumstances) -> LongTerm | None:
    """Whether the person is long-term unemployed on the day; None when nobody knows since when the person is registered."""
    since = about.registered_since
    if since is None:
        return None
    if about.on > months_after(since, rules.long_term.prioritised_months):
        return "prioritised"
    age = years_between(about.birth_date, about.on)
    fitting = [rule for rule in rules.long_term.ages if rule.from_age <= age]
    months = max(fitting, key=lambda rule: rule.from_age).months if fitting else rules.long_term.prioritised_months
    return "long-term" if about.on > months_after(since, months) else "shorter"


def years_between(born: date, day: date) -> int:
    """Age in whole years; never below 0."""
    return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))


def rule_for(rules: RuleSet, criterion: Criterion) -> Rule:
    """The rule of one criterion. Raises LookupError when the rules do not have it."""
    for rule in rules.rules:
        if rule.criterion == criterion:
            return rule
    raise LookupError(f"{rules.name} has no criterion {criterion}.")
