"""F1: how it is counted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from services.metrics.facts import Benchmark, Case, Referral, Share
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.capacity import DEFAULT_BENCHMARK, Benchmarks, Held, Load, Staffing, load
from services.metrics.figures.cases import Cases, Courses, Ongoing
from services.metrics.figures.columns import Columns, Days, Ids, Members, Texts, grouped, once
from services.metrics.figures.days import Flags
from services.metrics.figures.inflow.parts import Flow, Inflow, OfficerLoad, Part, Waiting


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Came(Columns):
    """Referrals, by the days on which they came and were answered."""

    referral: Ids
    unit: Texts
    received_on: Days
    returned_on: Days
    accepted_on: Days


def inflow(
    cases: Iterable[Case] | Cases,
    referrals: Iterable[Referral] | Came,
    shares: Iterable[Share] | Staffing,
    benchmarks: Iterable[Benchmark] | Benchmarks,
    arguments: Arguments,
) -> Inflow:
    """F1 from what is known; facts given twice count once."""
    standards = Benchmarks.of(benchmarks).on_the(arguments.as_of.toordinal())
    whole = _found(Cases.of(cases), Came.of(referrals), Staffing.of(shares), arguments)
    parts = tuple(
        _part(unit, found, standards.get(unit, DEFAULT_BENCHMARK), standards, arguments)
        for unit, found in sorted(whole.by_unit().items())
    )
    used = {part.benchmark for part in parts}
    return Inflow(
        arguments=arguments,
        total=_part(None, whole, used.pop() if len(used) == 1 else None, standards, arguments),
        units=parts,
        support_persons=_officers(whole.ongoing, whole.held, standards),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """What is counted, at one unit or at all."""

    ongoing: Ongoing
    waiting: Courses
    came: Came
    started: Courses
    held: Held

    def by_unit(self) -> Mapping[str, "_Found"]:
        ongoing, waiting = _by(self.ongoing.unit, self.ongoing), _by(self.waiting.unit, self.waiting)
        came, started = _by(self.came.unit, self.came), _by(self.started.unit, self.started)
        held: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
        for whose, percent in self.held.items():
            held[whose[0]][whose] = percent
        return {
            unit: _Found(ongoing=ongoing[unit], waiting=waiting[unit], came=came[unit], started=started[unit], held=held[unit])
            for unit in {*ongoing, *waiting, *came, *started, *held}
        }


C = TypeVar("C", bound=Columns)


def _by(unit: Texts, facts: C) -> defaultdict[str, C]:
    """The facts of each unit; of one that has none, none."""
    found: defaultdict[str, C] = defaultdict(lambda: facts[np.zeros(0, dtype=np.int64)])
    found.update({unit.names[code] or "": facts[theirs] for code, theirs in grouped(unit.codes)})
    return found


def _found(cases: Cases, came: Came, staffing: Staffing, arguments: Arguments) -> _Found:
    day, courses = arguments.as_of.toordinal(), cases.courses
    ongoing, theirs = cases.ongoing(day), _asked(courses.unit, arguments)
    days = (came.received_on, came.returned_on, came.accepted_on)
    came = came[_asked(came.unit, arguments) & np.any([_within(one, arguments) for one in days], axis=0)]
    return _Found(
        ongoing=ongoing[_asked(ongoing.unit, arguments)],
        waiting=courses[courses.waiting(day) & theirs],
        came=came[once(came.referral)],
        started=courses[_within(courses.started_on, arguments) & theirs],
        held=staffing[_asked(staffing.unit, arguments)].held(day),
    )


def _asked(unit: Texts, arguments: Arguments) -> Flags:
    return np.ones(len(unit), dtype=bool) if arguments.unit is None else unit.among(arguments.unit)


def _within(days: Days, arguments: Arguments) -> Flags:
    return (arguments.from_.toordinal() <= days) & (days <= min(arguments.to, arguments.as_of).toordinal())


def _part(unit: str | None, found: _Found, benchmark: int | None, standards: Mapping[str, int], arguments: Arguments) -> Part:
    waited = arguments.as_of.toordinal() - found.waiting.opened_on
    return Part(
        unit=unit,
        benchmark=benchmark,
        load=_load(found.ongoing, found.held, standards),
        waiting=Waiting(cases=Members(found.waiting.case_id), days=tuple(waited.tolist())),
        flow=_flow(found.came, found.started, arguments),
    )


def _load(ongoing: Ongoing, held: Held, standards: Mapping[str, int]) -> Load:
    return load(Members(ongoing.case), Members(ongoing.case[ongoing.paused]), held, standards)


def _flow(came: Came, started: Courses, arguments: Arguments) -> Flow:
    return Flow(
        received=Members(came.referral[_within(came.received_on, arguments)]),
        returned=Members(came.referral[_within(came.returned_on, arguments)]),
        accepted=Members(came.referral[_within(came.accepted_on, arguments)]),
        started=Members(started.case_id),
    )


def _officers(ongoing: Ongoing, held: Held, standards: Mapping[str, int]) -> tuple[OfficerLoad, ...]:
    """Of those who have a case or a share on the date."""
    nobody = ongoing[np.zeros(0, dtype=np.int64)]
    theirs = {
        (unit, officer): cases
        for unit, there in _by(ongoing.unit, ongoing).items()
        for officer, cases in _by(there.support_person, there).items()
        if officer
    }
    return tuple(
        OfficerLoad(
            unit=whose[0],
            support_person=whose[1],
            load=_load(theirs.get(whose, nobody), {whose: held[whose]} if whose in held else {}, standards),
        )
        for whose in sorted({*theirs, *held})
    )
