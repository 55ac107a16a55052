"""F3 Retention, "keep": of those who got work, how many have it 180 days later, and for how long.

Decisions where the definition is silent:
- An entry after `as_of` is not in the cohort: that day is not looked at. Cases are restricted to the unit of their start.
- `retained` is the state on day e + 180, as defined: who lost the work and is in work again that day, after a gap too long to
  join, is retained, and is also named in `returned`. Kaplan-Meier follows the employment entered with, and that one ended. So
  with nothing censored and nothing pending S(180) is the share of `unbroken` = retained without returned, and the retained
  share itself when nobody returned.
- `same_employer` reads the same day by the spells of the employer entered with alone: a gap bridged by another employer is a
  gap. With several employers entered with on the same day, staying with any of them is enough.
- Kaplan-Meier is over the whole cohort, pending cases with it. An employment that ended is an event although a later spell may
  still be registered that joins it: that is a difference between two `known_at`. One that becomes unknown is censored, also
  when the person is known to be in work again later.
- The comparison is by the facts of the same `known_at` (`arguments.a_year_earlier`).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self
from uuid import UUID

import numpy as np

from services.metrics.figures.arguments import Arguments, a_year_earlier
from services.metrics.figures.columns import NONE, Columns, Ids, Members, Numbers
from services.metrics.figures.days import Flags, Ints, counted
from services.metrics.figures.entries import Entries, entries
from services.metrics.figures.lives import Life
from services.metrics.figures.population import Population
from services.metrics.figures.shares import Rows, Share, difference, share
from services.metrics.figures.states import NOT, UNKNOWN, WORK, Days, Work, days_of
from services.metrics.figures.survival import Followed, SurvivalAt, survival

DAYS: Final = 180
SURVIVAL_DAYS: Final = (90, 180, 365)


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """The mature cases by what is known of day e + 180."""

    retained: Rows
    lost: Rows
    unknown: Rows

    @property
    def share_known(self) -> Share:
        """Retained of those whose day e + 180 is known."""
        return share(self.retained, self.retained, self.lost)

    @property
    def share_low(self) -> Share:
        """Retained of all mature cases, as if every unknown were lost."""
        return share(self.retained, self.retained, self.lost, self.unknown)


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowedCase:
    """How long one case was followed from its entry, as Kaplan-Meier counts it. At risk on day d: followed for >= d days."""

    case: UUID
    followed: Followed


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodRetention:
    """The figure for one period. cohort = mature + pending; mature = retained + lost + unknown, for any and same employer.

    cohort = ended + censored, as Kaplan-Meier counts: `days_followed` says how long each case of the cohort was followed.
    """

    arguments: Arguments
    cohort: Rows
    mature: Rows
    pending: Rows
    any_employer: Kept
    same_employer: Kept
    returned: Rows
    unbroken: Rows
    ended: Rows
    censored: Rows
    survival: tuple[SurvivalAt, ...]
    days_followed: tuple[int, ...]

    @property
    def followed(self) -> tuple[FollowedCase, ...]:
        """Each case of the cohort."""
        ended = frozenset(self.ended)
        return tuple(
            FollowedCase(case=case, followed=Followed(days=days, ended=case in ended))
            for case, days in zip(self.cohort, self.days_followed, strict=True)
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Retention:
    """F3 with the same period a year earlier; differences are the period less the earlier one, by any employer."""

    period: PeriodRetention
    earlier: PeriodRetention

    @property
    def count_difference(self) -> int:
        """How many more were retained."""
        return len(self.period.any_employer.retained) - len(self.earlier.any_employer.retained)

    @property
    def share_known_difference(self) -> float | None:
        """How much higher share_known is; None if either has no denominator."""
        return difference(self.period.any_employer.share_known, self.earlier.any_employer.share_known)

    @property
    def share_low_difference(self) -> float | None:
        """How much higher share_low is; None if either has no denominator."""
        return difference(self.period.any_employer.share_low, self.earlier.any_employer.share_low)


def retention(lives: Iterable[Life] | Population, arguments: Arguments, *, among: Collection[UUID] | None = None) -> Retention:
    """F3 for the cases whose entry lies within the period, and for those of the same period a year earlier.

    `among` narrows the cohort to some cases (a group of a breakdown) without hiding a person's other cases from their states.
    """
    lives = Population.of(lives)
    return Retention(
        period=period_retention(lives, arguments, among=among),
        earlier=period_retention(lives, a_year_earlier(arguments), among=among),
    )


def period_retention(
    lives: Iterable[Life] | Population, arguments: Arguments, *, among: Collection[UUID] | None = None
) -> PeriodRetention:
    """F3 for one period, without the comparison."""
    population = Population.of(lives)
    [found] = period_retentions(population, arguments, [population.enrolments.among(among)])
    return found


def period_retentions(population: Population, arguments: Arguments, groups: Sequence[Flags]) -> tuple[PeriodRetention, ...]:
    """F3 for each of these groups of cases, given as marks: the work of each case is looked up once for all of them."""
    found = _Found.of_cohort(population, arguments, np.logical_or.reduce(groups))
    return tuple(_figure(found[group[found.case]], arguments) for group in groups)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Found(Columns):
    """The cases with an entry within the period, and what became of it: states on day e + 180 as numbers.

    `case` is a case's place among all; `days` is how long it was followed, to its end or the last day known (`ended`).
    """

    case: Numbers
    case_id: Ids
    mature: Flags
    kept: Numbers
    same_employer: Numbers
    unbroken: Flags
    days: Numbers
    ended: Flags

    @classmethod
    def of_cohort(cls, population: Population, arguments: Arguments, among: Flags) -> Self:
        days = days_of(population, arguments.work_classes)
        entered = _entered(population, days, arguments, among)
        cases, case, day = population.enrolments, entered.case, entered.day
        work, as_of = days.by(population.spells.person, gap=arguments.gap), arguments.as_of.toordinal()
        person = cases.person[case]
        followed, ended = _followed(work, person, day, as_of)
        return cls(
            case=case,
            case_id=cases.case[case],
            mature=day + DAYS <= as_of,
            kept=work.on(person, day + DAYS),
            same_employer=_same_employer(population, days, entered, arguments.gap),
            unbroken=work.certain.at(person, day) == work.certain.at(person, day + DAYS),
            days=followed,
            ended=ended,
        )

    def rows(self, counted: Flags) -> Rows:
        """The ids of the cases marked."""
        return Members(self.case_id[counted])


def _figure(found: _Found, arguments: Arguments) -> PeriodRetention:
    mature, kept = found.mature, found.mature & (found.kept == WORK)
    return PeriodRetention(
        arguments=arguments,
        cohort=Members(found.case_id),
        mature=found.rows(mature),
        pending=found.rows(~mature),
        any_employer=_kept(np.where(mature, found.kept, NONE), found.rows),
        same_employer=_kept(np.where(mature, found.same_employer, NONE), found.rows),
        returned=found.rows(kept & ~found.unbroken),
        unbroken=found.rows(kept & found.unbroken),
        ended=found.rows(found.ended),
        censored=found.rows(~found.ended),
        survival=survival(Counter(dict(counted(found.days))), Counter(dict(counted(found.days[found.ended]))), SURVIVAL_DAYS),
        days_followed=tuple(found.days.tolist()),
    )


def _kept(states: Ints, rows: Callable[[Flags], Rows]) -> Kept:
    return Kept(retained=rows(states == WORK), lost=rows(states == NOT), unknown=rows(states == UNKNOWN))


def _entered(population: Population, days: Days, arguments: Arguments, among: Flags) -> Entries:
    """The entries within the period."""
    first, last = arguments.from_.toordinal(), min(arguments.to, arguments.as_of).toordinal()
    cases = population.enrolments
    may = cases.at(arguments.unit) & among & (cases.started <= last) & (cases.ended >= first)
    found = entries(population, days, np.flatnonzero(may))
    return found.only((first <= found.day) & (found.day <= last))


def _same_employer(population: Population, days: Days, entered: Entries, gap: int) -> Ints:
    """The state on day e + 180 by the spells of the employer entered with; the best, if there are several."""
    spells = population.spells
    person = population.enrolments.person[entered.case[entered.of]]
    several = int(population.employer.max(initial=0)) + 1
    of_employer = spells.person * several + population.employer
    _, numbers = np.unique(np.r_[of_employer, person * several + entered.employer], return_inverse=True)
    work = days.by(numbers[: len(of_employer)], gap=gap)
    states = np.full(len(entered.case), NOT)
    np.maximum.at(states, entered.of, work.on(numbers[len(of_employer) :], entered.day[entered.of] + DAYS))
    return states


def _followed(work: Work, person: Ints, entered: Ints, as_of: int) -> tuple[Ints, Flags]:
    """Days from the entry to the day after the last day of joined employment (ended), or to the last one known to be in work."""
    employment = work.certain.at(person, entered)
    last = work.certain.last_day(np.maximum(employment, 0)) if work.certain.last.size else entered
    going_on, unsure = last >= as_of, work.unknown.holds(person, last + 1)
    followed = np.where(going_on, as_of, np.where(unsure, last, last + 1)) - entered
    # A status of the very day that the spell began can say otherwise: then it ended as it began.
    return np.where(employment < 0, 0, followed), (employment < 0) | ~(going_on | unsure)
