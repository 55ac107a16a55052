from typing import get_args

import pytest

from services.placement import events as e
from services.placement.rules import FORMS
from shared.contracts.types import SupportForm


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
    assert FORMS["NYSTART"].young_in_total == 12


def test_work_without_support_and_samhall_know_no_decision() -> None:
    assert FORMS["NONE"].one_decision is None
    assert FORMS["SAMHALL"].one_decision is None
