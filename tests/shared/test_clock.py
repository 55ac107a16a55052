from datetime import UTC, date, datetime, timedelta

import pytest

from shared.clock import Clock, MovableClock, SystemClock, stockholm

NOON = datetime(2025, 11, 3, 12, 0, tzinfo=UTC)


class Still:
    """A clock that stands still until told otherwise."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        return self.instant


def test_the_system_clock_tells_utc() -> None:
    clock: Clock = SystemClock()
    assert clock.now().utcoffset() == timedelta()
    assert clock.now() <= clock.now()


def test_a_moved_clock_runs_on_from_where_it_was_moved() -> None:
    source = Still(NOON)
    clock = MovableClock(source)
    clock.move_to(datetime(2026, 1, 1, tzinfo=UTC))
    source.instant += timedelta(hours=3, microseconds=1)
    assert clock.now() == datetime(2026, 1, 1, 3, 0, 0, 1, tzinfo=UTC)


def test_a_moved_clock_can_be_moved_again_and_reset() -> None:
    clock = MovableClock(Still(NOON))
    clock.move_to(NOON + timedelta(days=400))
    clock.move_to(NOON - timedelta(days=1))
    assert clock.now() == NOON - timedelta(days=1)
    clock.reset()
    assert clock.now() == NOON


def test_a_clock_is_not_moved_to_a_time_without_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        MovableClock().move_to(NOON.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (datetime(2025, 12, 31, 22, 59, tzinfo=UTC), date(2025, 12, 31)),
        (datetime(2025, 12, 31, 23, 0, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2025, 6, 30, 22, 0, tzinfo=UTC), date(2025, 7, 1)),
    ],
)
def test_a_date_is_the_one_on_swedish_walls(instant: datetime, expected: date) -> None:
    assert stockholm(instant) == expected


def test_a_swedish_date_needs_a_zoned_instant() -> None:
    with pytest.raises(ValueError, match="time zone"):
        stockholm(NOON.replace(tzinfo=None))
