from datetime import date
from typing import get_args

import pytest

from services.placement import events as e
from services.placement.rules import RULE_SETS, rules_named, rules_on
from shared.contracts.types import SupportForm

FORMS = rules_on(date(2026, 3, 10)).forms


def test_every_form_has_its_rule_and_the_contract_knows_them_all() -> None:
    assert set(FORMS) == set(get_args(e.Form)) == set(get_args(SupportForm))


@pytest.mark.parametrize(
    ("form", "one_decision", "in_total", "paragraph"),
    [
        ("LFU", 12, 24, "(2017:462) 27 §"),
        ("LFA", 48, 96, "(2017:462) 31 §"),
        ("LFT", 48, None, "(2017:462) 35 §"),
        ("OSA", 24, None, "(2017:462) 41 §"),
        ("NYSTART", 12, 24, "(2018:43) 11-12 §§"),
        ("INTRO", 12, 24, "(2018:42) 10 §"),
    ],
)
def test_decisions_last_as_long_as_the_ordinance_says(
    form: e.Form, one_decision: int, in_total: int | None, paragraph: str
) -> None:
    rule = FORMS[form]
    assert (rule.one_decision, rule.in_total) == (one_decision, in_total)
    assert rule.basis is not None
    assert rule.basis.endswith(paragraph)


def test_a_new_start_job_of_somebody_young_lasts_a_year_in_all() -> None:
    young = FORMS["NYSTART"].young
    assert young is not None
    assert (young.to_age, young.in_total) == (24, 12)


def test_the_rules_are_those_of_the_decisions_date_and_found_again_by_name() -> None:
    assert "LFU" not in rules_on(date(2017, 7, 31)).forms
    assert "LFU" in rules_on(date(2017, 8, 1)).forms
    assert "INTRO" not in rules_on(date(2018, 4, 30)).forms
    assert [rules_on(day).forms["NYSTART"].extra_months for day in (date(2021, 2, 28), date(2021, 3, 1), date(2022, 1, 1))] == [
        0,
        12,
        0,
    ]
    assert [rules_named(rules.name) for rules in RULE_SETS] == list(RULE_SETS)


def test_the_forms_are_tested_in_order() -> None:
    assert [FORMS[form].tested_first for form in ("LFU", "LFA", "LFT", "OSA")] == [
        (),
        ("LFU",),
        ("LFU", "LFA"),
        ("LFU", "LFA", "LFT"),
    ]


def test_work_without_support_and_samhall_know_no_decision() -> None:
    assert FORMS["NONE"].one_decision is None
    assert FORMS["SAMHALL"].one_decision is None
