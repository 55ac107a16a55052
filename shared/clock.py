"""The only place that reads the clock. Everything else is given the time."""

from datetime import UTC, date, datetime, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

SWEDEN: Final = ZoneInfo("Europe/Stockholm")


class Clock(Protocol):
    """Gives the present instant."""

    def now(self) -> datetime:
        """Present instant, aware, in UTC, to the microsecond."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """A clock that can be set to another instant and runs on from there; for simulation and tests.

    Its whole state is one offset, replaced in one step, so threads and tasks always see a whole value.
    """

    def __init__(self, source: Clock | None = None) -> None:
        self._source: Clock = source or SystemClock()
        self._offset = timedelta()

    def now(self) -> datetime:
        return self._source.now() + self._offset

    def move_to(self, instant: datetime) -> None:
        """Let `instant` be the present. A time without a zone is a ValueError."""
        self._offset = _aware(instant) - self._source.now()

    def reset(self) -> None:
        """Go back to the source's time."""
        self._offset = timedelta()


def stockholm(instant: datetime) -> date:
    """Calendar date in Sweden at `instant`. A time without a zone is a ValueError."""
    return _aware(instant).astimezone(SWEDEN).date()


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return instant
