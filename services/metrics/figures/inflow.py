"""F1 Inflow and load: on a date the ongoing and the waiting cases against the capacity; in a period what came and what started.

Decisions where the definition is silent:
- The date is `as_of`. A case is ongoing from its start to its last day, both included; a paused case is ongoing, and is also
  named in `paused` (to the day before it went on; one that has not gone on is paused, also past its expected last day).
- On a date the case belongs to the unit and the support person that have it then, also after a handover; in a period what
  came and started counts where it came and started. A handover on the date itself has taken place.
- A case waits from the day it was opened to the day before its start, or to its last day if it ended without one. It has waited
  `as_of` less the day it was opened. Cases from before openings were published are not known to have waited.
- The 90th percentile is the least number of days within which at least 90 % have waited so far (nearest rank).
- Load is over capacity: a unit or an officer without a 1:4 share on the date has cases but no load. Without a benchmark of
  its own a unit has the default, 30.
- The period ends at `as_of`, if that is earlier: later days are not looked at.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import Final, TypeVar
from uuid import UUID

from services.metrics.facts import Benchmark, Case, Referral, Share, Tenure
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.shares import Rows, rows
from services.metrics.figures.spread import spread

DEFAULT_BENCHMARK: Final = 30
SIUS: Final = "1:4"


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """Ongoing cases against capacity; `full_time` is the sum of the 1:4 shares, 1 for one full-time person."""

    ongoing: Rows
    paused: Rows
    full_time: Fraction
    capacity: Fraction

    @property
    def load(self) -> float | None:
        """Cases per place: 1.0 is full. None without capacity."""
        return float(len(self.ongoing) / self.capacity) if self.capacity else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Cases that wait, and how many days each has waited so far."""

    cases: Rows
    days: tuple[int, ...]

    @property
    def median(self) -> float | None:
        return spread(self.days).median

    @property
    def ninetieth_percentile(self) -> int | None:
        return spread(self.days).p90


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow:
    """Referrals that came and were answered in the period, and cases that started in it."""

    received: Rows
    returned: Rows
    accepted: Rows
    started: Rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What the figure says of one unit (None: of all together). `benchmark` is None where units with several are together."""

    unit: str | None
    benchmark: int | None
    load: Load
    waiting: Waiting
    flow: Flow

    def groups(self) -> Mapping[str, Rows]:
        """What is counted, by name: cases but for the three that begin with "referrals"."""
        return {
            "ongoing": self.load.ongoing,
            "paused": self.load.paused,
            "waiting": self.waiting.cases,
            "started": self.flow.started,
            "referrals-received": self.flow.received,
            "referrals-returned": self.flow.returned,
            "referrals-accepted": self.flow.accepted,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficerLoad:
    """The load of a support person (the officer's subject) at one unit."""

    unit: str
    support_person: str
    load: Load


@dataclass(frozen=True, kw_only=True, slots=True)
class Inflow:
    """The figure: all together, each unit, and each support person of each unit."""

    arguments: Arguments
    total: Part
    units: tuple[Part, ...]
    support_persons: tuple[OfficerLoad, ...]

    def groups(self) -> Mapping[str, Rows]:
        """What is counted at all units together, by name."""
        return self.total.groups()

    def at(self, unit: str) -> Mapping[str, Rows]:
        """What is counted at one unit: ongoing cases are with the unit that has them on the date."""
        found = next((part for part in self.units if part.unit == unit), None)
        return dict.fromkeys(self.groups(), ()) if found is None else found.groups()


@dataclass(frozen=True, kw_only=True, slots=True)
class _At:
    """A case on the date: who has it, and what it is then."""

    case: UUID
    unit: str
    support_person: str | None
    paused: bool


def inflow(
    cases: Iterable[Case],
    referrals: Iterable[Referral],
    shares: Iterable[Share],
    benchmarks: Iterable[Benchmark],
    arguments: Arguments,
) -> Inflow:
    """F1 from what is known; facts given twice count once."""
    known = {case.case_id: case for case in cases}.values()
    ongoing = [at for case in known if (at := _ongoing(case, arguments.as_of)) and _asked(at.unit, arguments)]
    waiting = [case for case in known if _waits(case, arguments.as_of) and _asked(case.unit, arguments)]
    started = [case for case in known if _within(case.started_on, arguments) and _asked(case.unit, arguments)]
    came = [one for one in {one.referral: one for one in referrals}.values() if _asked(one.unit, arguments)]
    held = _held(shares, arguments)
    whole = _Found(ongoing=ongoing, waiting=waiting, came=came, started=started, held=held)
    standards = _standards(benchmarks, arguments.as_of)
    parts = tuple(
        _part(unit, found, standards.get(unit, DEFAULT_BENCHMARK), standards, arguments)
        for unit, found in sorted(whole.by_unit(arguments).items())
    )
    used = {part.benchmark for part in parts}
    return Inflow(
        arguments=arguments,
        total=_part(None, whole, used.pop() if len(used) == 1 else None, standards, arguments),
        units=parts,
        support_persons=_officers(ongoing, held, standards),
    )


Held = Mapping[tuple[str, str], Fraction]
"""(unit, officer) → 1:4 share on the date, of a full-time person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """What the figure reads, of one unit or of all."""

    ongoing: list[_At]
    waiting: list[Case]
    came: list[Referral]
    started: list[Case]
    held: Held

    def by_unit(self, arguments: Arguments) -> Mapping[str, "_Found"]:
        ongoing, waiting, started = _by(self.ongoing, _unit), _by(self.waiting, _unit), _by(self.started, _unit)
        came = _by((one for one in self.came if _came(one, arguments)), _unit)
        held: dict[str, dict[tuple[str, str], Fraction]] = defaultdict(dict)
        for key, part in self.held.items():
            held[key[0]][key] = part
        return {
            unit: _Found(ongoing=ongoing[unit], waiting=waiting[unit], came=came[unit], started=started[unit], held=held[unit])
            for unit in {*ongoing, *waiting, *started, *came, *held}
        }


_unit: Callable[[object], str] = attrgetter("unit")
_from: Callable[[Tenure], date] = attrgetter("from_on")

R = TypeVar("R")


def _by(items: Iterable[R], key: Callable[[R], str]) -> defaultdict[str, list[R]]:
    found: defaultdict[str, list[R]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return found


def _part(unit: str | None, found: _Found, benchmark: int | None, standards: Mapping[str, int], arguments: Arguments) -> Part:
    return Part(
        unit=unit,
        benchmark=benchmark,
        load=_load(found.ongoing, found.held, standards),
        waiting=_waiting(found.waiting, arguments.as_of),
        flow=_flow(found.came, found.started, arguments),
    )


def tenure_on(case: Case, day: date) -> Tenure | None:
    """Who has the case on the day: the latest begun by then, the first one before that; None when nobody is known to."""
    tenures = case.tenures
    if len(tenures) < 2:  # noqa: PLR2004 - nearly every case
        return tenures[0] if tenures else None
    begun = [tenure for tenure in tenures if tenure.from_on <= day]
    return max(reversed(begun), key=_from) if begun else tenures[0]  # of one day: the later recorded


def is_ongoing(case: Case, day: date) -> bool:
    """Whether the case is started and open on the day."""
    return case.started_on is not None and case.started_on <= day and (case.ended_on is None or day <= case.ended_on)


def _ongoing(case: Case, day: date) -> _At | None:
    if not is_ongoing(case, day):
        return None
    tenure = tenure_on(case, day)
    return _At(
        case=case.case_id,
        unit=tenure.unit if tenure else case.unit,
        support_person=tenure.support_person if tenure else None,
        paused=any(pause.from_on <= day and (pause.resumed_on is None or day < pause.resumed_on) for pause in case.pauses),
    )


def _waits(case: Case, day: date) -> bool:
    return (
        case.opened_on is not None
        and case.opened_on <= day
        and (case.started_on is None or day < case.started_on)
        and (case.ended_on is None or day <= case.ended_on)
    )


def _asked(unit: str, arguments: Arguments) -> bool:
    return arguments.unit is None or unit in arguments.unit


def _within(day: date | None, arguments: Arguments) -> bool:
    return day is not None and arguments.from_ <= day <= min(arguments.to, arguments.as_of)


def _came(referral: Referral, arguments: Arguments) -> bool:
    return any(_within(day, arguments) for day in (referral.received_on, referral.returned_on, referral.accepted_on))


def _held(shares: Iterable[Share], arguments: Arguments) -> Held:
    held: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for share in {share.share: share for share in shares}.values():
        covers = share.from_on <= arguments.as_of and (share.until is None or arguments.as_of <= share.until)
        if share.appropriation == SIUS and covers and _asked(share.unit, arguments):
            held[share.unit, share.officer] += Fraction(share.percent, 100)
    return held


def _standards(benchmarks: Iterable[Benchmark], day: date) -> Mapping[str, int]:
    """Unit → cases for each full-time person on the day; of two from one day the greater, whichever came first."""
    begun = sorted((one for one in benchmarks if one.on <= day), key=lambda one: (one.on, one.cases))
    return {one.unit: one.cases for one in begun}


def _load(ongoing: Iterable[_At], held: Held, standards: Mapping[str, int]) -> Load:
    known = tuple(ongoing)
    return Load(
        ongoing=rows(at.case for at in known),
        paused=rows(at.case for at in known if at.paused),
        full_time=sum(held.values(), Fraction()),
        capacity=sum((part * standards.get(unit, DEFAULT_BENCHMARK) for (unit, _), part in held.items()), Fraction()),
    )


def _waiting(cases: Sequence[Case], day: date) -> Waiting:
    waited = [(case.case_id, (day - case.opened_on).days) for case in cases if case.opened_on]
    return Waiting(cases=rows(case for case, _ in waited), days=tuple(days for _, days in sorted(waited)))


def _flow(referrals: Sequence[Referral], started: Iterable[Case], arguments: Arguments) -> Flow:
    return Flow(
        received=rows(one.referral for one in referrals if _within(one.received_on, arguments)),
        returned=rows(one.referral for one in referrals if _within(one.returned_on, arguments)),
        accepted=rows(one.referral for one in referrals if _within(one.accepted_on, arguments)),
        started=rows(case.case_id for case in started),
    )


def _officers(ongoing: Sequence[_At], held: Held, standards: Mapping[str, int]) -> tuple[OfficerLoad, ...]:
    theirs: dict[tuple[str, str], list[_At]] = {key: [] for key in held}
    for at in ongoing:
        if at.support_person is not None:
            theirs.setdefault((at.unit, at.support_person), []).append(at)
    return tuple(
        OfficerLoad(
            unit=key[0],
            support_person=key[1],
            load=_load(theirs[key], {key: held[key]} if key in held else {}, standards),
        )
        for key in sorted(theirs)
    )
