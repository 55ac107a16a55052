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

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.days import FOREVER, first_from
from services.metrics.figures.incidence import Course, End, IncidenceAt, cumulative_incidence
from services.metrics.figures.lives import Enrolment, Life
from services.metrics.figures.shares import Rows, Share, rows, share
from services.metrics.figures.states import State, Work, chosen, work_of

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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Case:
    """What the figure reads from one case; `within` and `on_day` end at `as_of` while it is pending."""

    case: UUID
    mature: bool
    within: State
    on_day: State
    course: Course | None


def outflow(
    lives: Iterable[Life],
    arguments: Arguments,
    *,
    goal: Decimal = GOAL,
    among: Callable[[Enrolment], bool] | None = None,
) -> Outflow:
    """F2 for the cases started within the period. `goal` is the authority's target for the share within 180 days.

    `among` narrows the cohort (a group of a breakdown) without hiding a person's other cases from their states.
    """
    cases = [case for life in lives for case in _cases(life, arguments, among)]
    mature = [case for case in cases if case.mature]
    pending = [case for case in cases if not case.mature]
    return Outflow(
        arguments=arguments,
        goal=goal,
        cohort=rows(case.case for case in cases),
        mature=rows(case.case for case in mature),
        pending=rows(case.case for case in pending),
        in_work_within_180=_within(mature, State.WORK),
        unknown_within_180=_within(mature, State.UNKNOWN),
        not_within_180=_within(mature, State.NOT),
        in_work_on_day_180=_on_day(mature, State.WORK),
        unknown_on_day_180=_on_day(mature, State.UNKNOWN),
        not_on_day_180=_on_day(mature, State.NOT),
        pending_in_work=_on_day(pending, State.WORK),
        pending_been_in_work=_within(pending, State.WORK),
        curve=_curve(cases),
    )


def _within(cases: Iterable[_Case], state: State) -> Rows:
    return rows(case.case for case in cases if case.within is state)


def _on_day(cases: Iterable[_Case], state: State) -> Rows:
    return rows(case.case for case in cases if case.on_day is state)


def _cases(life: Life, arguments: Arguments, among: Callable[[Enrolment], bool] | None) -> Iterable[_Case]:
    started = [
        enrolment
        for enrolment in life.enrolments
        if arguments.from_ <= enrolment.started_on <= min(arguments.to, arguments.as_of)
        and (arguments.unit is None or enrolment.unit in arguments.unit)
        and (among is None or among(enrolment))
    ]
    if not started:
        return ()
    work = work_of(life, chosen(life, arguments.work_classes))
    return [_case(enrolment, work, arguments.as_of.toordinal()) for enrolment in started]


def _case(enrolment: Enrolment, work: Work, as_of: int) -> _Case:
    start = enrolment.started_on.toordinal()
    last = min(start + DAYS, as_of)
    return _Case(
        case=enrolment.case,
        mature=start + DAYS <= as_of,
        within=work.within(start, last),
        on_day=work.on(last),
        course=_course(enrolment, work, as_of),
    )


def _course(enrolment: Enrolment, work: Work, as_of: int) -> Course | None:
    start = enrolment.started_on.toordinal()
    if work.on(start) is State.UNKNOWN:
        return None
    in_work, gone = first_from(work.certain, start) or FOREVER, _gone(enrolment)
    if in_work <= min(gone, as_of):
        return Course(days=in_work - start, end=End.WORK)
    if gone <= as_of:
        return Course(days=gone - start, end=End.COMPETING)
    return Course(days=as_of - start, end=End.CENSORED)


def _gone(enrolment: Enrolment) -> int:
    if enrolment.ended_on is None or enrolment.exit not in COMPETING_EXITS:
        return FOREVER
    return max(enrolment.ended_on, enrolment.started_on).toordinal()


def _curve(cases: Iterable[_Case]) -> Curve:
    cases = tuple(cases)
    courses = [(case.case, case.course) for case in cases if case.course]

    def ended(end: End) -> Rows:
        return rows(case for case, course in courses if course.end is end)

    return Curve(
        points=cumulative_incidence((course for _, course in courses), CURVE_DAYS),
        in_work=ended(End.WORK),
        competing=ended(End.COMPETING),
        censored=ended(End.CENSORED),
        left_out=rows(case.case for case in cases if case.course is None),
    )
