"""How much a unit and its support persons can take, and how much they have: arithmetic over dated facts. Pure.

capacity = benchmark × the sum of 1:4 shares; a support person's is the benchmark × the own share, at most the personal cap.
A day on which no 1:4 share of the unit has begun has no known capacity (None): nothing is over what nobody has stated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from services.intake.events.capacity import Appropriation
from services.intake.practice import practice_on

SIUS: Appropriation = "1:4"
FULL_TIME = 100
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Period:
    """From a day to a last day, both counted; None is until further notice."""

    from_on: date
    until: date | None

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True)
class Share(Period):
    """Part of a support person's time."""

    share: UUID
    unit: str
    support_person: str
    appropriation: Appropriation
    percent: int


@dataclass(frozen=True, kw_only=True)
class Cap(Period):
    """The most cases a support person takes."""

    support_person: str
    cap: int


@dataclass(frozen=True, kw_only=True)
class Place(Period):
    """A case with a support person: ongoing (paused or not), or a place kept for it."""

    case: UUID
    support_person: str
    reserved: bool = False
    planned_end: date | None = None
    pauses: tuple[Period, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """Cases for each full-time support person from a day on."""

    from_on: date
    cases: int


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Everything that one unit's bandwidth rests on. A later cap holds before an earlier one."""

    unit: str
    benchmarks: tuple[Benchmark, ...] = ()
    shares: tuple[Share, ...] = ()
    caps: tuple[Cap, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Bandwidth:
    """Room on a day: `capacity` in cases (None: not known), `ongoing` cases, and places kept for cases not taken over yet.

    A paused case keeps its place: `paused` says how many of the ongoing are.
    """

    capacity: Decimal | None
    ongoing: int
    paused: int
    reserved: int

    @property
    def bandwidth(self) -> Decimal | None:
        """Capacity less load; the load is the ongoing cases."""
        return None if self.capacity is None else self.capacity - self.ongoing

    @property
    def free(self) -> Decimal | None:
        """What is left when places kept are taken too."""
        return None if self.capacity is None else self.capacity - self.ongoing - self.reserved


def benchmark(standing: Standing, day: date) -> int:
    """The unit's own, or practice when the unit has set none."""
    begun = [each for each in standing.benchmarks if each.from_on <= day]
    return max(begun, key=lambda each: each.from_on).cases if begun else practice_on(day).benchmark


def known(standing: Standing, day: date) -> bool:
    """Whether any 1:4 share of the unit had begun by the day."""
    return any(share.appropriation == SIUS and share.percent and share.from_on <= day for share in standing.shares)


def of_unit(standing: Standing, day: date) -> Bandwidth:
    """The unit's room on the day."""
    return _bandwidth(standing, day, standing.shares, standing.places, cap=None)


def of_support_person(standing: Standing, support_person: str, day: date) -> Bandwidth:
    """A support person's room at the unit on the day."""
    shares = [share for share in standing.shares if share.support_person == support_person]
    places = [place for place in standing.places if place.support_person == support_person]
    caps = [each.cap for each in standing.caps if each.support_person == support_person and each.covers(day)]
    return _bandwidth(standing, day, shares, places, cap=caps[-1] if caps else None)


def _bandwidth(standing: Standing, day: date, shares: Iterable[Share], places: Iterable[Place], *, cap: int | None) -> Bandwidth:
    percent = sum(share.percent for share in shares if share.appropriation == SIUS and share.covers(day))
    by_share = Decimal(benchmark(standing, day) * percent) / FULL_TIME
    capacity = by_share if cap is None else min(Decimal(cap), by_share)
    taken = [place for place in places if place.covers(day)]
    ongoing = {place.case for place in taken if not place.reserved}
    return Bandwidth(
        capacity=capacity if known(standing, day) else None,
        ongoing=len(ongoing),
        paused=len({place.case for place in taken if any(pause.covers(day) for pause in place.pauses)}),
        reserved=len({place.case for place in taken} - ongoing),
    )


def support_persons(standing: Standing, day: date) -> list[str]:
    """Who has a 1:4 share or a case at the unit on the day, in order of their ids."""
    working = {share.support_person for share in standing.shares if share.appropriation == SIUS and share.covers(day)}
    return sorted(working | {place.support_person for place in standing.places if place.covers(day)})


def turning_points(periods: Iterable[Period | Benchmark], first: date, last: date) -> list[date]:
    """The first day, and every later one up to the last on which something begins or is over."""
    days = {first}
    for period in periods:
        days.add(period.from_on)
        if isinstance(period, Period) and period.until is not None:
            days.add(period.until + DAY)
    return sorted(day for day in days if first <= day <= last)


def all_of(standing: Standing) -> list[Period | Benchmark]:
    return [*standing.benchmarks, *standing.shares, *standing.caps, *standing.places]


def first_day_over_full_time(shares: Sequence[Share]) -> tuple[date, int] | None:
    """The first day on which one person's shares are over 100 %, and how much they are then."""
    for day in turning_points(shares, date.min, date.max):
        percent = sum(share.percent for share in shares if share.covers(day))
        if percent > FULL_TIME:
            return day, percent
    return None
