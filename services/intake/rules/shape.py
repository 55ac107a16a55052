"""What a rule set is: dated data. Who judges by it stands in `judging`, which sets there are in `sets`."""

from dataclasses import dataclass
from datetime import date

from services.intake.events.vocabulary import (
    Alternative,
    Criterion,
    Evidence,
    NextStep,
    Outcome,
    RecommendedWhen,
    Shortfall,
)
from shared.limits import Limit


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """Another effort, and when it is the right one for somebody who does not meet the criterion."""

    alternative: Alternative
    when: RecommendedWhen = "always"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One criterion: its basis, what shows it, how to find out, and what follows when it is not met.

    `shortfalls` are the ways not to meet it that lead to different efforts: whoever judges it not met says which one it is.
    """

    criterion: Criterion
    basis: str
    otherwise: Outcome
    next_step: NextStep
    evidence: tuple[Evidence, ...] = ()
    recommend: tuple[Recommendation, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LongTermAge:
    """From this age somebody is long-term unemployed after more than so many months of unbroken registration."""

    from_age: int
    months: int


@dataclass(frozen=True, kw_only=True)
class LongTermRule:
    """When somebody counts as long-term unemployed, and after how many months as prioritised (practice)."""

    ages: tuple[LongTermAge, ...]
    prioritised_months: int


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """`version` is the first day it is in force; decisions of that day and later are taken under it.

    `reconsideration` is how long somebody may ask for it, from the day the person got the decision.
    """

    version: date
    rules: tuple[Rule, ...]
    decision_basis: str
    long_term: LongTermRule
    reconsideration: Limit

    @property
    def name(self) -> str:
        return self.version.isoformat()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(rule.criterion for rule in self.rules)
