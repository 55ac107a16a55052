"""F2 Outflow, "find and get": of those who started, how many are in work within 180 days, and on day 180.

Decisions where the definition is silent:
- A case that starts after `as_of` is not in the cohort: that day is not looked at.
- Cases are restricted to the unit of their start. Work is the person's: a spell registered on another case counts too.
- "In work" takes days known to be in work. A window or day that is only unknown is its own remainder, never `not`.
- Curve: the first day in work is the end of interest. A case ended as deceased or moved before any work is a competing end;
  every other case goes on, also after its end, until `as_of`, where it is censored. A case unknown on its first day may have
  been in work already: it says nothing about the curve, and is named in `left_out`. (Days get unknown only after days in work, so
  no other case becomes unknown before it has come to its first day in work.)
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Self
from uuid import UUID

import numpy as np

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import Columns, Days, Ids, Members, Numbers
from services.metrics.figures.days import FOREVER, Flags, Ints, counted
from services.metrics.figures.incidence import End, IncidenceAt, incidence
from services.metrics.figures.lives import Life
from services.metrics.figures.population import Enrolments, Population
from services.metrics.figures.shares import Rows, Share, share
from services.metrics.figures.states import NOT, UNKNOWN, WORK, days_of

DAYS: Final = 180
CURVE_DAYS: Final = 365
GOAL: Final = Decimal("0.40")
COMPETING_EXITS: Final = frozenset({"deceased", "moved"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Curve:
    """Share in work by day 0 … 365 of the whole cohort, pending cases with it, and how each case went into it."""

    points: tuple[IncidenceAt, ...]
    in_work: Rows
    competing: Rows
    censored: Rows
    left_out: Rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Outflow:
    """The figure. cohort = mature + pending; mature = in work + unknown + not, both within 180 days and on day 180.

    `pending_in_work` are in work on `as_of`; `pending_been_in_work` have been so on some day since their start, and so are
    sure to count within 180 days once mature. Neither is in any share.
    """

    arguments: Arguments
    goal: Decimal
    cohort: Rows
    mature: Rows
    pending: Rows
    in_work_within_180: Rows
    unknown_within_180: Rows
    not_within_180: Rows
    in_work_on_day_180: Rows
    unknown_on_day_180: Rows
    not_on_day_180: Rows
    pending_in_work: Rows
    pending_been_in_work: Rows
    curve: Curve

    @property
    def share_within_180(self) -> Share:
        """In work within 180 days, of all mature cases, however they went on."""
        return share(self.in_work_within_180, self.mature)

    @property
    def share_on_day_180(self) -> Share:
        """In work on day 180, of all mature cases, however they went on."""
        return share(self.in_work_on_day_180, self.mature)


def outflow(
    lives: Iterable[Life] | Population,
    arguments: Arguments,
    *,
    goal: Decimal = GOAL,
    among: Collection[UUID] | None = None,
) -> Outflow:
    """F2 for the cases started within the period. `goal` is the authority's target for the share within 180 days.

    `among` narrows the cohort to some cases (a group of a breakdown) without hiding a person's other cases from their states.
    """
    population = Population.of(lives)
    [found] = outflows(population, arguments, [population.enrolments.among(among)], goal=goal)
    return found


def outflows(
    population: Population, arguments: Arguments, groups: Sequence[Flags], *, goal: Decimal = GOAL
) -> tuple[Outflow, ...]:
    """F2 for each of these groups of cases, given as marks: the work of each case is looked up once for all of them."""
    found = _Found.of_cohort(population, arguments, np.logical_or.reduce(groups))
    return tuple(_figure(found[group[found.case]], arguments, goal) for group in groups)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Found(Columns):
    """The cases that started within the period, and their work: states as numbers, days as far as they are known.

    `case` is a case's place among all. `first_work` is the first day in work, `at_start` the state on the day of the start, and
    `gone` the day of a competing end; FOREVER where there is no such day.
    """

    case: Numbers
    case_id: Ids
    started: Days
    mature: Flags
    within: Numbers
    on_day: Numbers
    first_work: Days
    at_start: Numbers
    gone: Days

    @classmethod
    def of_cohort(cls, population: Population, arguments: Arguments, among: Flags) -> Self:
        as_of, everyone = arguments.as_of.toordinal(), population.enrolments
        cohort = everyone.at(arguments.unit) & among & (arguments.from_.toordinal() <= everyone.started)
        case = np.flatnonzero(cohort & (everyone.started <= min(arguments.to.toordinal(), as_of)))
        cases, work = everyone[case], days_of(population, arguments.work_classes).by(population.spells.person)
        last = np.minimum(cases.started + DAYS, as_of)
        return cls(
            case=case,
            case_id=cases.case,
            started=cases.started,
            mature=cases.started + DAYS <= as_of,
            within=work.within(cases.person, cases.started, last),
            on_day=work.on(cases.person, last),
            first_work=work.certain.next_day(cases.person, cases.started),
            at_start=work.on(cases.person, cases.started),
            gone=_gone(cases),
        )

    def rows(self, counted: Flags) -> Rows:
        """The ids of the cases marked."""
        return Members(self.case_id[counted])


def _figure(found: _Found, arguments: Arguments, goal: Decimal) -> Outflow:
    mature, within, on_day = found.mature, found.within, found.on_day
    return Outflow(
        arguments=arguments,
        goal=goal,
        cohort=Members(found.case_id),
        mature=found.rows(mature),
        pending=found.rows(~mature),
        in_work_within_180=found.rows(mature & (within == WORK)),
        unknown_within_180=found.rows(mature & (within == UNKNOWN)),
        not_within_180=found.rows(mature & (within == NOT)),
        in_work_on_day_180=found.rows(mature & (on_day == WORK)),
        unknown_on_day_180=found.rows(mature & (on_day == UNKNOWN)),
        not_on_day_180=found.rows(mature & (on_day == NOT)),
        pending_in_work=found.rows(~mature & (on_day == WORK)),
        pending_been_in_work=found.rows(~mature & (within == WORK)),
        curve=_curve(found, arguments.as_of.toordinal()),
    )


def _curve(found: _Found, as_of: int) -> Curve:
    followed = found.at_start != UNKNOWN
    working = followed & (found.first_work <= np.minimum(found.gone, as_of)) & (found.first_work < FOREVER)
    competing = followed & ~working & (found.gone <= as_of)
    censored = followed & ~working & ~competing
    ends = {
        End.WORK: (found.first_work - found.started)[working],
        End.COMPETING: (found.gone - found.started)[competing],
        End.CENSORED: (as_of - found.started)[censored],
    }
    courses = Counter({(day, end): count for end, days in ends.items() for day, count in counted(days)})
    return Curve(
        points=incidence(courses, CURVE_DAYS),
        in_work=found.rows(working),
        competing=found.rows(competing),
        censored=found.rows(censored),
        left_out=found.rows(~followed),
    )


def _gone(cases: Enrolments) -> Ints:
    """The day of a competing end; FOREVER without one."""
    return np.where(cases.exit.among(COMPETING_EXITS) & (cases.ended < FOREVER), np.maximum(cases.ended, cases.started), FOREVER)
