from datetime import UTC, date, datetime
from functools import partial

import pytest

from services.metrics.figures.arguments import (
    Arguments,
    ArgumentsRefused,
    AsOfAfterKnownAt,
    PeriodEndsBeforeItStarts,
    a_year_earlier,
    asked,
)
from services.metrics.figures.worktypes import WorkClass
from tests.metrics.figures.building import about

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
asked_of_2025 = partial(asked, from_=date(2025, 1, 1), to=date(2025, 12, 31))


def test_as_of_is_the_stockholm_date_of_known_at_unless_given() -> None:
    just_before_midnight_in_stockholm = datetime(2026, 3, 31, 21, 59, tzinfo=UTC)
    midnight_in_stockholm = datetime(2026, 3, 31, 22, tzinfo=UTC)
    assert asked_of_2025(known_at=just_before_midnight_in_stockholm).as_of == date(2026, 3, 31)
    assert asked_of_2025(known_at=midnight_in_stockholm).as_of == date(2026, 4, 1)


def test_as_of_may_be_the_date_of_known_at_but_not_later() -> None:
    assert asked_of_2025(known_at=NOON, as_of=date(2026, 3, 31)).as_of == date(2026, 3, 31)
    with pytest.raises(AsOfAfterKnownAt, match=r"as_of \(2026-04-01\) may not be later than .* \(2026-03-31\)"):
        asked_of_2025(known_at=NOON, as_of=date(2026, 4, 1))


def test_a_period_may_be_one_day_but_not_end_before_it_starts() -> None:
    assert asked(from_=date(2025, 5, 1), to=date(2025, 5, 1), known_at=NOON).to == date(2025, 5, 1)
    with pytest.raises(PeriodEndsBeforeItStarts, match=r"ends \(2025-04-30\) before it starts \(2025-05-01\)"):
        asked(from_=date(2025, 5, 1), to=date(2025, 4, 30), known_at=NOON)


def test_known_at_needs_its_offset() -> None:
    with pytest.raises(ArgumentsRefused, match="offset"):
        asked_of_2025(known_at=NOON.replace(tzinfo=None))


def test_no_work_class_at_all_is_refused() -> None:
    with pytest.raises(ArgumentsRefused, match="At least one work class"):
        asked_of_2025(known_at=NOON, work_classes=[])


def test_a_negative_gap_is_refused() -> None:
    with pytest.raises(ArgumentsRefused, match="not negative, but was -1"):
        asked_of_2025(known_at=NOON, gap=-1)


def test_the_defaults_are_every_unit_regular_and_subsidised_work_and_a_gap_of_14_days() -> None:
    plain = asked_of_2025(known_at=NOON)
    assert plain.unit is None
    assert plain.work_classes == frozenset({WorkClass.REGULAR, WorkClass.SUBSIDISED})
    assert plain.gap == 14


def shifted(arguments: Arguments) -> tuple[str, str, str]:
    earlier = a_year_earlier(arguments)
    return str(earlier.from_), str(earlier.to), str(earlier.as_of)


def test_a_year_earlier_moves_period_and_as_of_and_keeps_the_rest() -> None:
    now = about("2025-03-01", "2025-05-15", "2025-12-10", unit=["sundsvall"], gap=7)
    earlier = a_year_earlier(now)
    assert shifted(now) == ("2024-03-01", "2024-05-15", "2024-12-10")
    assert (earlier.known_at, earlier.unit, earlier.gap) == (now.known_at, now.unit, 7)


def test_a_year_earlier_than_a_whole_february_is_a_whole_february() -> None:
    assert shifted(about("2025-02-01", "2025-02-28", "2025-02-28")) == ("2024-02-01", "2024-02-29", "2024-02-29")
    assert shifted(about("2024-02-29", "2024-02-29", "2024-02-29")) == ("2023-02-28", "2023-02-28", "2023-02-28")


def test_there_is_no_year_before_the_first() -> None:
    with pytest.raises(ArgumentsRefused, match="no year before"):
        a_year_earlier(about("0001-01-01", "2025-02-28", "2025-02-28"))
