"""Cases as columns: who has each of them on a day, and what it is then. What a column means is told by the fact (`Case`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from services.metrics.facts import Case
from services.metrics.figures.columns import NONE, Columns, Days, Ids, Numbers, Texts, days, ids, joined, once, places
from services.metrics.figures.days import FOREVER, Flags, Ints, ints

NEVER_HAD: Final = -FOREVER
"""The rank of a tenure that comes after every other one."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Courses(Columns):
    """Cases from the day they were opened; `unit` and `support_person` are those of the start."""

    case_id: Ids
    unit: Texts
    support_person: Texts
    opened_on: Days
    started_on: Days
    ended_on: Days

    def ongoing(self, day: int) -> Flags:
        """Started and open on the day."""
        return (self.started_on <= day) & (day <= self.ended_on)

    def waiting(self, day: int) -> Flags:
        """Opened, and not started nor ended before or on the day; the last day itself is one of waiting."""
        return (self.opened_on <= day) & (day < self.started_on) & (day <= self.ended_on)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Handovers(Columns):
    """The case was handed over to these from the day on; `nth` counts the handovers of a case from 1, as they were recorded."""

    case: Ids
    nth: Numbers
    unit: Texts
    support_person: Texts
    from_on: Days


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Pauses(Columns):
    """The case is paused from the day on to the day before it went on (FOREVER: it has not)."""

    case: Ids
    from_on: Days
    resumed_on: Days


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Ongoing(Columns):
    """Cases that go on on a day, with who has them then."""

    case: Ids
    unit: Texts
    support_person: Texts
    paused: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """Cases, each once and in the order of their ids, with their handovers and pauses in any order."""

    courses: Courses
    handovers: Handovers
    pauses: Pauses

    @classmethod
    def from_columns(cls, courses: Courses, handovers: Handovers, pauses: Pauses) -> "Cases":
        """Given in any order; a case given twice is there once."""
        return cls(courses[once(courses.case_id)], handovers, pauses)

    @classmethod
    def of(cls, cases: "Iterable[Case] | Cases") -> "Cases":
        """The cases as columns."""
        if isinstance(cases, Cases):
            return cases
        told = tuple(cases)
        return cls.from_columns(Courses.of(told), _handovers(told), _pauses(told))

    def ongoing(self, day: int) -> Ongoing:
        """The cases that go on on the day."""
        there = self.courses[self.courses.ongoing(day)]
        unit, support_person = _had_by(there, self.handovers, day)
        paused = self.pauses[(self.pauses.from_on <= day) & (day < self.pauses.resumed_on)]
        return Ongoing(
            case=there.case_id,
            unit=unit,
            support_person=support_person,
            paused=np.isin(there.case_id, paused.case),
        )


def _had_by(there: Courses, handovers: Handovers, day: int) -> tuple[Texts, Texts]:
    """The unit and the support person that have each of the ongoing cases on the day: the latest tenure begun by then, of two
    from one day the later recorded, and before all of them the first. A start whose support person is not known is none.
    """
    case = places(handovers.case, there.case_id)
    handed, case = handovers[case != NONE], case[case != NONE]
    started = np.where(there.support_person.among({None}), NEVER_HAD, there.started_on)
    begun = np.where(handed.from_on <= day, handed.from_on, -handed.nth)
    holds = _last_of_each(
        np.r_[np.arange(len(there)), case],
        np.r_[started, begun],
        np.r_[np.zeros(len(there), dtype=np.int64), handed.nth],
    )
    return joined(there.unit, handed.unit)[holds], joined(there.support_person, handed.support_person)[holds]


def _last_of_each(case: Ints, rank: Ints, nth: Ints) -> Ints:
    """The place of the greatest in rank of each case, of two of one rank the later."""
    order = np.lexsort((nth, rank, case))
    return ints(order[np.diff(case[order], append=NONE) != 0])


def _handovers(cases: Sequence[Case]) -> Handovers:
    told = [(case.case_id, nth, one) for case in cases for nth, one in enumerate(case.handovers, start=1)]
    return Handovers(
        case=ids([case for case, _, _ in told]),
        nth=ints([nth for _, nth, _ in told]),
        unit=Texts.of([one.unit for _, _, one in told]),
        support_person=Texts.of([one.support_person for _, _, one in told]),
        from_on=days([one.from_on for _, _, one in told]),
    )


def _pauses(cases: Sequence[Case]) -> Pauses:
    told = [(case.case_id, one) for case in cases for one in case.pauses]
    return Pauses(
        case=ids([case for case, _ in told]),
        from_on=days([one.from_on for _, one in told]),
        resumed_on=days([one.resumed_on for _, one in told]),
    )
