"""The rules of eligibility, as dated data. A rule set is chosen by the decision's date; a decision stores which it was."""

from services.intake.rules.judging import (
    Circumstances,
    Effect,
    alternatives,
    effect,
    long_term,
    outcome,
    rule_for,
    standing,
    unmet_or_unknown,
    years_between,
)
from services.intake.rules.sets import RULE_SETS, SIUS_2017, ruleset_named, ruleset_on
from services.intake.rules.shape import LongTermAge, LongTermRule, Recommendation, Rule, RuleSet

__all__ = [
    "RULE_SETS",
    "SIUS_2017",
    "Circumstances",
    "Effect",
    "LongTermAge",
    "LongTermRule",
    "Recommendation",
    "Rule",
    "RuleSet",
    "alternatives",
    "effect",
    "long_term",
    "outcome",
    "rule_for",
    "ruleset_named",
    "ruleset_on",
    "standing",
    "unmet_or_unknown",
    "years_between",
]
