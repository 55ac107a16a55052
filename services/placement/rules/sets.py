"""The rule sets there have been, as data. A decision keeps the name of the one it was taken under, so none is ever removed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from services.placement import errors
from services.placement.events import Form
from services.placement.rules.shape import RuleSet, SupportForm, Young
from shared.limits import Limit, in_force

UNSUPPORTED: Final[Mapping[Form, SupportForm]] = MappingProxyType(
    {
        "SAMHALL": SupportForm(name="Samhall", not_with_sius=errors.SamhallNotWithSius),
        "NONE": SupportForm(name="anställning utan stöd"),
    }
)
WAGE_SUBSIDIES: Final[Mapping[Form, SupportForm]] = MappingProxyType(
    {
        "LFU": SupportForm(
            name="lönebidrag för utveckling i anställning",
            basis="förordning (2017:462) 27 §",
            one_decision=12,
            in_total=24,
        ),
        "LFA": SupportForm(
            name="lönebidrag för anställning",
            basis="förordning (2017:462) 31 §",
            one_decision=48,
            in_total=96,
            tested_first=("LFU",),
        ),
        "LFT": SupportForm(
            name="lönebidrag för trygghet i anställning",
            basis="förordning (2017:462) 35 §",
            one_decision=48,
            tested_first=("LFU", "LFA"),
            follows=("LFU", "LFA"),
        ),
        "OSA": SupportForm(
            name="skyddat arbete hos offentlig arbetsgivare",
            basis="förordning (2017:462) 41 §",
            one_decision=24,
            tested_first=("LFU", "LFA", "LFT"),
            not_with_sius=errors.OsaNotWithSius,
        ),
    }
)
NYSTART: Final = SupportForm(
    name="nystartsjobb",
    basis="förordning (2018:43) 11-12 §§",
    one_decision=12,
    in_total=24,
    young=Young(to_age=24, in_total=12),
    within_time_away=True,
)
INTRO: Final = SupportForm(name="introduktionsjobb", basis="förordning (2018:42) 10 §", one_decision=12, in_total=24)

CLAIM: Final = Limit(days=180, basis="förordning (2017:462) 46 §")

BEFORE = RuleSet(version=date.min, forms=UNSUPPORTED, claim=CLAIM)
SUPPORT_2017 = RuleSet(version=date(2017, 8, 1), forms=MappingProxyType({**UNSUPPORTED, **WAGE_SUBSIDIES}), claim=CLAIM)
SUPPORT_2018 = RuleSet(
    version=date(2018, 5, 1),
    forms=MappingProxyType({**SUPPORT_2017.forms, "NYSTART": NYSTART, "INTRO": INTRO}),
    claim=CLAIM,
)
LONGER_NYSTART = replace(NYSTART, basis="förordning (2018:43) 11, 12 och 15 a §§", extra_months=12)
"""15 a § (SFS 2021:71): twelve months more with the same employer; repealed from 2022 (SFS 2021:72)."""
SUPPORT_2021 = RuleSet(
    version=date(2021, 3, 1), forms=MappingProxyType({**SUPPORT_2018.forms, "NYSTART": LONGER_NYSTART}), claim=CLAIM
)
SUPPORT_2022 = RuleSet(version=date(2022, 1, 1), forms=SUPPORT_2018.forms, claim=CLAIM)

RULE_SETS: Final[tuple[RuleSet, ...]] = (BEFORE, SUPPORT_2017, SUPPORT_2018, SUPPORT_2021, SUPPORT_2022)


def rules_on(day: date, sets: Sequence[RuleSet] = RULE_SETS) -> RuleSet:
    """The rule set in force on the day."""
    return in_force(sets, day)


def rules_named(name: str, sets: Sequence[RuleSet] = RULE_SETS) -> RuleSet:
    """The rule set that a decision was taken under. Raises LookupError when there is none of that name."""
    for rules in sets:
        if rules.name == name:
            return rules
    raise LookupError(f"There is no rule set {name}.")


def form_since(form: Form) -> date:
    """The first day on which there was such a form."""
    return min(rules.version for rules in RULE_SETS if form in rules.forms)
