"""The rule sets there have been, as data. A decision keeps the name of the one it was taken under, so none is ever removed."""

from collections.abc import Sequence
from datetime import date

from services.intake.rules.shape import LongTermAge, LongTermRule, Recommendation, Rule, RuleSet
from shared.limits import Limit

SIUS_2017 = RuleSet(
    version=date(2017, 8, 1),
    decision_basis="förordning (2017:462) 11 och 45 §§",
    long_term=LongTermRule(
        ages=(LongTermAge(from_age=0, months=6), LongTermAge(from_age=25, months=12)),
        prioritised_months=24,
    ),
    reconsideration=Limit(days=21, basis="förordning (2017:462) 57 §"),
    rules=(
        Rule(
            criterion="registered",
            basis="practice",
            otherwise="not-eligible",
            next_step="confirm-registration",
            evidence=("registration",),
            shortfalls=("not-registered", "not-at-disposal"),
            recommend=(Recommendation(alternative="municipal-activity", when="not-at-disposal"),),
        ),
        Rule(
            criterion="disability",
            basis="AFFS 2015:1 2 §",
            otherwise="not-eligible",
            next_step="get-certificate",
            evidence=("medical-certificate", "other-certificate"),
            recommend=(Recommendation(alternative="investigation"),),
        ),
        Rule(
            criterion="capacity-investigated",
            basis="practice",
            otherwise="not-yet",
            next_step="investigate-capacity",
            evidence=("work-training-record", "assessment"),
            recommend=(Recommendation(alternative="work-training"),),
        ),
        Rule(
            criterion="attendance",
            basis="practice",
            otherwise="not-yet",
            next_step="record-attendance",
            evidence=("attendance-record",),
            recommend=(Recommendation(alternative="steg-till-arbete"),),
        ),
        Rule(
            criterion="job-ready",
            basis="practice",
            otherwise="not-yet",
            next_step="assess-readiness",
            evidence=("assessment",),
            shortfalls=("needs-to-find-out", "needs-to-raise-activity", "needs-introduction"),
            recommend=(
                Recommendation(alternative="steg-till-arbete", when="needs-to-find-out"),
                Recommendation(alternative="steg-till-arbete", when="needs-to-raise-activity"),
                Recommendation(alternative="introduktion-till-arbete", when="needs-introduction"),
            ),
        ),
        Rule(
            criterion="needs-support",
            basis="förordning (2017:462) 11 §",
            otherwise="not-eligible",
            next_step="assess-need",
            evidence=("assessment",),
            recommend=(Recommendation(alternative="sammanhallet-matchningsstod", when="long-term-unemployed"),),
        ),
        Rule(
            criterion="regular-labour-market",
            basis="practice",
            otherwise="not-eligible",
            next_step="agree-on-goal",
            evidence=("goal",),
            recommend=(Recommendation(alternative="study-guidance"),),
        ),
        Rule(
            criterion="no-conflicting-support",
            basis="förordning (2017:462) 39 och 42 §§",
            otherwise="not-eligible",
            next_step="look-at-decisions",
            evidence=("decision",),
        ),
    ),
)

RULE_SETS: tuple[RuleSet, ...] = (SIUS_2017,)


def ruleset_on(day: date, sets: Sequence[RuleSet] = RULE_SETS) -> RuleSet:
    """The rule set in force on the decision's date. Raises LookupError before the first."""
    for rules in sorted(sets, key=lambda rules: rules.version, reverse=True):
        if rules.version <= day:
            return rules
    raise LookupError(f"No rule set was in force on {day}.")


def ruleset_named(name: str, sets: Sequence[RuleSet] = RULE_SETS) -> RuleSet:
    """The rule set that a decision was taken under. Raises LookupError when there is none of that name."""
    for rules in sets:
        if rules.name == name:
            return rules
    raise LookupError(f"There is no rule set {name}.")
