"""Every published event is new, corrected, retracted, or of no figure; and months are the calendar's."""

from datetime import date
from itertools import pairwise

import pytest

from services.metrics.months import Month
from services.metrics.occurrences import CORRECTIONS, FACTS, RETRACTIONS
from services.metrics.subjects import MEANINGS
from shared.contracts.followup import StatusEstablished


def test_what_has_a_meaning_for_the_figures_is_of_one_kind() -> None:
    kinds = [*CORRECTIONS, *RETRACTIONS, *FACTS]
    assert sorted(kinds) == sorted({StatusEstablished.type, *(event.type for event in MEANINGS)})


def test_what_is_called_a_correction_or_an_error_is_no_new_fact() -> None:
    words = ("corrected", "reopened", "registered-in-error", "cancelled")
    assert {name for name in FACTS if any(word in name for word in words)} == set()


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [("2024-02", date(2024, 2, 1), date(2024, 2, 29)), ("2025-02", date(2025, 2, 1), date(2025, 2, 28))],
)
def test_a_month_has_its_days(month: str, first: date, last: date) -> None:
    assert (Month.parse(month).first, Month.parse(month).last, str(Month.of(last))) == (first, last, month)


def test_each_day_180_days_before_is_in_one_month() -> None:
    months = [Month(year=2025, month=number).earlier(180) for number in range(1, 13)]
    assert [(later[0] - earlier[1]).days for earlier, later in pairwise(months)] == [1] * 11
