"""Rules about employments: support forms as dated data (`sets`), and what every set of terms meets (`employments`)."""

from services.placement.rules.employments import (
    beside_sius,
    case_refused,
    employer_refused,
    form_refused,
    hours_refused,
    in_the_future,
    offer_refused,
)
from services.placement.rules.sets import RULE_SETS, form_since, rules_named, rules_on
from services.placement.rules.shape import RuleSet, SupportForm, Young

__all__ = [
    "RULE_SETS",
    "RuleSet",
    "SupportForm",
    "Young",
    "beside_sius",
    "case_refused",
    "employer_refused",
    "form_refused",
    "form_since",
    "hours_refused",
    "in_the_future",
    "offer_refused",
    "rules_named",
    "rules_on",
]
