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

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.metrics.figures.arguments import Arguments, a_year_earlier
from services.metrics.figures.days import span_at
from services.metrics.figures.entries import Entry, entry
from services.metrics.figures.lives import Enrolment, Life, Spell
from services.metrics.figures.shares import Rows, Share, difference, rows, share
from services.metrics.figures.states import State, Work, chosen, work_of
from services.metrics.figures.survival import Followed, SurvivalAt, kaplan_meier

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
    """The figure for one period. cohort = mature + pending; mature = retained + lost + unknown, for any and same employer."""

    arguments: Arguments
    cohort: Rows
    mature: Rows
    pending: Rows
    any_employer: Kept
    same_employer: Kept
    returned: Rows
    unbroken: Rows
    survival: tuple[SurvivalAt, ...]
    followed: tuple[FollowedCase, ...]

    @property
    def ended(self) -> Rows:
        """The cases whose employment ended: the events of Kaplan-Meier."""
        return rows(one.case for one in self.followed if one.followed.ended)

    @property
    def censored(self) -> Rows:
        """The cases followed only to the last day known to be in work."""
        return rows(one.case for one in self.followed if not one.followed.ended)


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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Case:
    """What the figure reads from one case; the states are those of day e + 180 and None while it is pending."""

    case: UUID
    followed: Followed
    any_employer: State | None
    same_employer: State | None
    unbroken: bool


def retention(lives: Iterable[Life], arguments: Arguments, *, among: Callable[[Enrolment], bool] | None = None) -> Retention:
    """F3 for the cases whose entry lies within the period, and for those of the same period a year earlier.

    `among` narrows the cohort (a group of a breakdown) without hiding a person's other cases from their states.
    """
    lives = tuple(lives)
    return Retention(
        period=period_retention(lives, arguments, among=among),
        earlier=period_retention(lives, a_year_earlier(arguments), among=among),
    )


def period_retention(
    lives: Iterable[Life], arguments: Arguments, *, among: Callable[[Enrolment], bool] | None = None
) -> PeriodRetention:
    """F3 for one period, without the comparison."""
    cases = [case for life in lives for case in _cases(life, arguments, among)]
    retained = [case for case in cases if case.any_employer is State.WORK]
    return PeriodRetention(
        arguments=arguments,
        cohort=rows(case.case for case in cases),
        mature=rows(case.case for case in cases if case.any_employer),
        pending=rows(case.case for case in cases if not case.any_employer),
        any_employer=_kept((case.case, case.any_employer) for case in cases),
        same_employer=_kept((case.case, case.same_employer) for case in cases),
        returned=rows(case.case for case in retained if not case.unbroken),
        unbroken=rows(case.case for case in retained if case.unbroken),
        survival=kaplan_meier((case.followed for case in cases), SURVIVAL_DAYS),
        followed=tuple(FollowedCase(case=case.case, followed=case.followed) for case in sorted(cases, key=_id)),
    )


def _id(case: _Case) -> UUID:
    return case.case


def _kept(states: Iterable[tuple[UUID, State | None]]) -> Kept:
    known = tuple(states)

    def those(state: State) -> Rows:
        return rows(case for case, found in known if found is state)

    return Kept(retained=those(State.WORK), lost=those(State.NOT), unknown=those(State.UNKNOWN))


def _cases(life: Life, arguments: Arguments, among: Callable[[Enrolment], bool] | None) -> Iterable[_Case]:
    if not any(_may_enter(enrolment, arguments, among) for enrolment in life.enrolments):
        return
    spells = chosen(life, arguments.work_classes)
    first, last = arguments.from_.toordinal(), min(arguments.to, arguments.as_of).toordinal()
    for enrolment in life.enrolments:
        if _may_enter(enrolment, arguments, among):
            entered = entry(enrolment, life, spells)
            if entered and first <= entered.day <= last:
                yield _case(enrolment.case, entered, life, spells, arguments)


def _may_enter(enrolment: Enrolment, arguments: Arguments, among: Callable[[Enrolment], bool] | None) -> bool:
    return (
        enrolment.started_on <= min(arguments.to, arguments.as_of)
        and (enrolment.ended_on is None or enrolment.ended_on >= arguments.from_)
        and (arguments.unit is None or enrolment.unit in arguments.unit)
        and (among is None or among(enrolment))
    )


def _case(case: UUID, entered: Entry, life: Life, spells: list[Spell], arguments: Arguments) -> _Case:
    work = work_of(life, spells).joined(arguments.gap)
    as_of, day = arguments.as_of.toordinal(), entered.day + DAYS
    mature = day <= as_of
    return _Case(
        case=case,
        followed=_followed(entered.day, work, as_of),
        any_employer=work.on(day) if mature else None,
        same_employer=_same_employer(entered, day, life, spells, arguments.gap) if mature else None,
        unbroken=span_at(work.certain, entered.day) == span_at(work.certain, day),
    )


def _same_employer(entered: Entry, day: int, life: Life, spells: list[Spell], gap: int) -> State:
    states = {
        work_of(life, [spell for spell in spells if spell.employer == employer]).joined(gap).on(day)
        for employer in entered.employers
    }
    return next(state for state in (State.WORK, State.UNKNOWN, State.NOT) if state in states)


def _followed(entered: int, work: Work, as_of: int) -> Followed:
    """From the entry to the day after the last day of joined employment, or to the last day known to be in work."""
    employment = span_at(work.certain, entered)
    if employment is None:  # a status of the very day the spell began says otherwise: it ended as it began
        return Followed(days=0, ended=True)
    last = employment[1]
    if last >= as_of:
        return Followed(days=as_of - entered, ended=False)
    if span_at(work.unknown, last + 1):
        return Followed(days=last - entered, ended=False)
    return Followed(days=last + 1 - entered, ended=True)
