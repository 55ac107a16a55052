"""Rule sets tried on what was assessed."""

from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake import rules
from services.intake.rules import Effect, LongTermAge, LongTermRule, Recommendation, Rule, RuleSet
from services.intake.schemas.fields import REFERRAL
from shared.http.types import Body, Day, Text, View


class RecommendationIn(Body):
    """Another effort, and when it is recommended to somebody who does not meet the criterion."""

    alternative: e.Alternative = Field(examples=["steg-till-arbete"])
    when: e.RecommendedWhen = Field(default="always", examples=["always"])


class RuleIn(Body):
    """One criterion, and what follows when it is not met."""

    criterion: e.Criterion = Field(examples=["attendance"])
    basis: Text = Field(examples=["practice"])
    otherwise: e.Outcome = Field(description="When it is not met / Om det inte är uppfyllt", examples=["not-eligible"])
    recommend: list[RecommendationIn] = Field(default=[], max_length=8)

    def rule(self) -> Rule:
        return Rule(
            criterion=self.criterion,
            basis=self.basis,
            otherwise=self.otherwise,
            next_step="none",
            recommend=tuple(Recommendation(alternative=part.alternative, when=part.when) for part in self.recommend),
        )


class LongTermAgeIn(Body):
    """From which age how many months of registration make somebody long-term unemployed."""

    from_age: int = Field(ge=0, le=100, examples=[25])
    months: int = Field(ge=1, le=120, examples=[12])


class RuleSetIn(Body):
    """A rule set as data: its criteria, and what is left out as in the rules in force on `version`."""

    version: Day = Field(description="First day in force / Första giltighetsdag", examples=["2027-01-01"])
    rules: list[RuleIn] = Field(min_length=1, max_length=16)
    long_term: list[LongTermAgeIn] = Field(
        default=[], max_length=10, description="Left out: as now / Utelämnat: som nu", examples=[[]]
    )
    prioritised_months: int = Field(default=24, ge=1, le=240, examples=[24])

    def ruleset(self) -> RuleSet:
        now = rules.ruleset_on(max(self.version, rules.RULE_SETS[0].version))
        ages = tuple(LongTermAge(from_age=age.from_age, months=age.months) for age in self.long_term)
        return RuleSet(
            version=self.version,
            rules=tuple(rule.rule() for rule in self.rules),
            decision_basis=now.decision_basis,
            long_term=LongTermRule(ages=ages, prioritised_months=self.prioritised_months) if ages else now.long_term,
            reconsideration=now.reconsideration,
        )


class TrialIn(Body):
    """The rules to try: by name, or as data; on the latest assessments of the period, both days with it."""

    ruleset: str | RuleSetIn = Field(description="Name or data / Namn eller data", examples=["2017-08-01"])
    first: Day = Field(alias="from", examples=["2026-01-01"])
    last: Day = Field(alias="to", examples=["2026-12-31"])


class CauseView(View):
    """A criterion that works on the outcome in another way than before."""

    criterion: e.Criterion = Field(examples=["attendance"])
    answer: e.Answer = Field(examples=["not-met"])
    before: Effect = Field(examples=["not-yet"])
    after: Effect = Field(examples=["not-eligible"])


class ChangeView(View):
    """What comes out otherwise for one referral, and why."""

    referral: UUID = Field(examples=[REFERRAL])
    ruleset: str = Field(description="Assessed under / Bedömd enligt", examples=["2017-08-01"])
    outcome_before: e.Outcome = Field(examples=["not-yet"])
    outcome_after: e.Outcome = Field(examples=["not-eligible"])
    alternatives_before: list[e.Alternative] = Field(examples=[["steg-till-arbete"]])
    alternatives_after: list[e.Alternative] = Field(examples=[["steg-till-arbete"]])
    causes: list[CauseView]


class CountView(View):
    """How many referrals go from one outcome to another."""

    outcome_before: e.Outcome = Field(examples=["not-yet"])
    outcome_after: e.Outcome = Field(examples=["not-eligible"])
    referrals: int = Field(examples=[3])


class TrialView(View):
    """What the rules would change. Nothing is written but the access log."""

    ruleset: str = Field(examples=["2027-01-01"])
    tried: int = Field(description="Assessments looked at / Prövade bedömningar", examples=[120])
    changed: int = Field(description="With another outcome or other recommendations / Med annat utfall", examples=[3])
    counts: list[CountView]
    changes: list[ChangeView] = Field(description="At most 200 / Högst 200")
