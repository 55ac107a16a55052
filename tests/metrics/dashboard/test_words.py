"""The page's words: in both languages, for everything that it shows, and numbers as each language writes them."""

from datetime import UTC, datetime
from string import Formatter
from typing import get_args

import pytest

from services.metrics.answers.coverage import CoverageGroup
from services.metrics.answers.support import SupportGroup
from services.metrics.dashboard.codes import CODES
from services.metrics.dashboard.panel_texts import PANEL_TEXTS
from services.metrics.dashboard.texts import TEXTS
from services.metrics.dashboard.words import NARROW, NO_BREAK, Words
from services.metrics.figures.access import STAGES
from services.metrics.figures.breakdowns import AGE_GROUPS, OLDEST, Breakdown
from services.metrics.figures.interruptions import BANDS, LONGEST, NOT_STARTED, Phase
from services.metrics.figures.worktypes import CLASS_OF_FORM, WorkClass
from services.metrics.groups import OutflowGroup, RetentionGroup
from shared.contracts.types import DisabilityGroup, ExitCategory, ReferralSource, Sex, SupportForm, SupportNeed

SHOWN = {
    *(code for kind in (Sex, DisabilityGroup, SupportNeed, ReferralSource, SupportForm, ExitCategory) for code in get_args(kind)),
    *(group for _, group in AGE_GROUPS),
    *(band for _, band in BANDS),
    *(OLDEST, LONGEST, NOT_STARTED, "unknown", "no-work"),
    *(one.value for kind in (Breakdown, WorkClass, Phase) for one in kind),
    *(stage.value for stage in STAGES),
    *CLASS_OF_FORM,
}
SV, EN = Words("sv"), Words("en")


def test_every_code_that_the_page_shows_has_words() -> None:
    assert SHOWN - CODES.keys() == set()


def test_every_text_is_in_both_languages_and_names_the_same() -> None:
    def named(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    both = {**TEXTS, **PANEL_TEXTS}
    assert len(both) == len(TEXTS) + len(PANEL_TEXTS)
    assert [key for key, (swedish, english) in both.items() if not (swedish and english)] == []
    assert [key for key, (swedish, english) in both.items() if named(swedish) != named(english)] == []


@pytest.mark.parametrize(
    ("figure", "groups"),
    [
        ("outflow", list(OutflowGroup)),
        ("retention", list(RetentionGroup)),
        ("support", list(SupportGroup)),
        ("coverage", list(CoverageGroup)),
        ("fair-access", list(STAGES)),
    ],
)
def test_every_list_has_a_name(figure: str, groups: list[str]) -> None:
    assert [group for group in groups if SV.group(figure, group) == group] == []
    assert [group for group in groups if EN.group(figure, group) == group] == []


@pytest.mark.parametrize(
    ("figure", "group", "said"),
    [
        ("interruptions", "reason-own-wish", "Own wish"),
        ("interruptions", "cell-own-wish-follow-up-0-30", "Own wish, Follow-up, 0–30 days"),
        ("interruptions", "cell-health-search-over-365", "Health, Search, Over 365 days"),
        ("retention", "same-employer-lost", "Same employer: Not in work on day 180"),
        ("retention", "cohort", "Got work"),
        ("outflow", "cohort", "Started in the period"),
        ("inflow", "gavle", "gavle"),
    ],
)
def test_a_list_is_named_by_what_it_holds(figure: str, group: str, said: str) -> None:
    assert EN.group(figure, group) == said


def test_numbers_are_written_as_each_language_does() -> None:
    assert [SV.count(1234567), EN.count(1234567)] == [f"1{NARROW}234{NARROW}567", "1,234,567"]
    assert [SV.share(0.3821), EN.share(0.3821)] == [f"38,2{NO_BREAK}%", "38.2%"]
    assert [SV.share(0.4, 0), EN.amount(2.5)] == [f"40{NO_BREAK}%", "2.5"]
    assert [SV.points(-0.051), EN.points(0.05)] == ["\u22125,1 procentenheter", "+5.0 percentage points"]
    assert EN.points(0.0) == "±0.0 percentage points"


def test_an_instant_is_as_the_clock_shows_in_sweden() -> None:
    assert SV.instant(datetime(2025, 7, 1, 22, 30, tzinfo=UTC)) == "2025-07-02 00:30"
