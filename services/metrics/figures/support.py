"""F6 Support given: contacts planned and kept, gaps, no-shows, handovers, and the limits of introduction and follow-up.

Decisions where the definition is silent:
- The cohort of the contacts is the cases whose first introduction, at a work trial too, began within [from, to]; what is told of
  them is from that day to `as_of`, or to the day their support ended: the follow-up completed, or the case ended. Cases are
  restricted to the unit of their start.
- A gap is the days from one kept contact, with person or employer, to the next, from the start of introduction to the first,
  or from the last to the end. A case's longest gap is one number; the bands are by it.
- No-shows are of kept and missed contacts together; a contact moved to another day is neither, and is named. On site is of kept.
- Introductions over six months: those of the cohort's cases that began within the period and have ended in breach, as followup
  found, or go on past six months on `as_of`.
- Follow-ups under 12 months: of the follow-ups that ended within the period, those that ended less than 12 months after the
  start of the employment that was followed up (the latest in the case that had begun; without any, the follow-up's own start).
  The reason is "completed", or how the case ended.
- Handovers are those of cases started within the period, up to `as_of`; F2 and F3 are taken for each number of them. Days without
  contact at a handover are from the last kept contact before that day (without any: from that day) to the first from that day on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple
from uuid import UUID

from services.metrics.facts import Case, Contact, Employment, FollowUp, Introduction, Plan
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import uuids
from services.metrics.figures.lives import Life
from services.metrics.figures.outflow import Outflow, outflow
from services.metrics.figures.population import Population
from services.metrics.figures.retention import PeriodRetention, period_retention
from services.metrics.figures.shares import Rows, Share, rows
from services.metrics.figures.spread import Spread, spread
from services.metrics.figures.taper import Followed, Met, TaperWeek, taper
from shared.limits import months_after

INTRODUCTION_MONTHS: Final = 6
FOLLOW_UP_MONTHS: Final = 12
COMPLETED: Final = "completed"
NOT_TOLD: Final = "not-told"


class Gap(StrEnum):
    """A case's longest gap between kept contacts, in days."""

    TO_14 = "gap-0-14"
    TO_30 = "gap-15-30"
    TO_60 = "gap-31-60"
    OVER_60 = "gap-over-60"


class Handovers(StrEnum):
    """How many handovers a case has had."""

    NONE = "handovers-0"
    ONE = "handovers-1"
    MORE = "handovers-2-or-more"


class Handled(NamedTuple):
    """Of a case, what F6 counts: see `facts.Case`."""

    case_id: UUID
    unit: str
    started_on: date | None
    ended_on: date | None
    exit: str | None
    handovers_from_on: Sequence[date] | None


class Begun(NamedTuple):
    """Of an employment, what F6 counts."""

    case_id: UUID
    started_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class SupportFacts:
    """What is known at `known_at`: every case that can matter, and what was done in them.

    `cases` need not hold one that started before the period and was never handed over, unless something else here is about it.
    """

    cases: Collection[Case | Handled]
    introductions: Collection[Introduction] = ()
    follow_ups: Collection[FollowUp] = ()
    plans: Collection[Plan] = ()
    contacts: Collection[Contact | Met] = ()
    employments: Collection[Employment | Begun] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Contacts:
    """Contacts since introduction began: kept + no_shows + moved, and of the kept those at the workplace."""

    kept: int
    no_shows: int
    moved: int
    on_site: int

    @property
    def share_no_shows(self) -> Share:
        return Share(numerator=self.no_shows, denominator=self.kept + self.no_shows)

    @property
    def share_on_site(self) -> Share:
        return Share(numerator=self.on_site, denominator=self.kept)


@dataclass(frozen=True, kw_only=True, slots=True)
class ByHandovers:
    """The cases started in the period that have had this number of handovers, and how it went for them."""

    handovers: Handovers
    cases: Rows
    outflow: Outflow
    retention: PeriodRetention


@dataclass(frozen=True, kw_only=True, slots=True)
class Support:
    """The figure. introduced = the four bands of the longest gap; started = the three numbers of handovers."""

    arguments: Arguments
    introduced: Rows
    taper: tuple[TaperWeek, ...]
    contacts: Contacts
    longest_gap: Spread
    gaps: Mapping[Gap, Rows]
    over_six_months: Rows
    started: Rows
    by_handovers: tuple[ByHandovers, ...]
    handovers: int
    days_without_contact: Spread
    without_contact_yet: Rows
    follow_ups_ended: Rows
    follow_ups_short: Mapping[str, Rows]


def support(facts: SupportFacts, lives: Iterable[Life] | Population, arguments: Arguments) -> Support:
    """F6, with F2 and F3 by number of handovers: `lives` are those that F3 counts, F2's among them."""
    cases = {case.case_id: case for case in facts.cases if arguments.unit is None or case.unit in arguments.unit}
    followed = _followed(facts, cases, arguments)
    kept = _kept_days(facts.contacts, arguments.as_of)
    gaps = {one.case: _longest_gap(one, kept[one.case]) for one in followed}
    started = [case for case in cases.values() if _in_period(case.started_on, arguments)]
    handed = [(case, day) for case in started for day in _handovers(case, arguments.as_of)]
    waits = [(case.case_id, _without_contact(day, kept[case.case_id])) for case, day in handed]
    ended, short = _follow_ups(facts, cases, arguments)
    return Support(
        arguments=arguments,
        introduced=rows(gaps),
        taper=taper(followed, facts.plans, facts.contacts),
        contacts=_contacts(followed, facts.contacts),
        longest_gap=spread(gaps.values()),
        gaps={band: rows(case for case, gap in gaps.items() if _band(gap) is band) for band in Gap},
        over_six_months=_over_six_months(facts.introductions, gaps, arguments),
        started=rows(case.case_id for case in started),
        by_handovers=_by_handovers(cases.values(), Population.of(lives), arguments),
        handovers=len(handed),
        days_without_contact=spread(days for _, days in waits if days is not None),
        without_contact_yet=rows(case for case, days in waits if days is None),
        follow_ups_ended=ended,
        follow_ups_short=short,
    )


def _in_period(day: date | None, arguments: Arguments) -> bool:
    return day is not None and arguments.from_ <= day <= min(arguments.to, arguments.as_of)


def _followed(facts: SupportFacts, cases: Mapping[UUID, Case | Handled], arguments: Arguments) -> list[Followed]:
    """The cohort, each case to the day that its support ended or `as_of`."""
    begun: dict[UUID, date] = {}
    for introduction in facts.introductions:
        if introduction.case_id in cases:
            begun[introduction.case_id] = min(introduction.started_on, begun.get(introduction.case_id, date.max))
    completed = {follow_up.case_id: follow_up.completed_on for follow_up in facts.follow_ups}
    return [
        Followed(
            case=case,
            begun_on=day,
            last_day=max(day, min(arguments.as_of, completed.get(case) or date.max, cases[case].ended_on or date.max)),
        )
        for case, day in begun.items()
        if _in_period(day, arguments)
    ]


def _kept_days(contacts: Iterable[Contact | Met], as_of: date) -> dict[UUID, list[date]]:
    found: dict[UUID, set[date]] = defaultdict(set)
    for contact in contacts:
        if contact.outcome == "kept" and contact.on <= as_of:
            found[contact.case_id].add(contact.on)
    return defaultdict(list, {case: sorted(days) for case, days in found.items()})


def _longest_gap(one: Followed, kept: Iterable[date]) -> int:
    days = [one.begun_on, *(day for day in kept if one.begun_on <= day <= one.last_day), one.last_day]
    return max((later - earlier).days for earlier, later in pairwise(days))


def _band(gap: int) -> Gap:
    limits = ((14, Gap.TO_14), (30, Gap.TO_30), (60, Gap.TO_60))
    return next((band for limit, band in limits if gap <= limit), Gap.OVER_60)


def _contacts(followed: Iterable[Followed], contacts: Iterable[Contact | Met]) -> Contacts:
    since = {one.case: one for one in followed}
    counted = [
        contact
        for contact in contacts
        if (one := since.get(contact.case_id)) is not None and one.begun_on <= contact.on <= one.last_day
    ]
    kept = [contact for contact in counted if contact.outcome == "kept"]
    return Contacts(
        kept=len(kept),
        no_shows=sum(contact.outcome == "no-show" for contact in counted),
        moved=sum(contact.outcome == "moved" for contact in counted),
        on_site=sum(contact.on_site for contact in kept),
    )


def _over_six_months(introductions: Iterable[Introduction], cohort: Collection[UUID], arguments: Arguments) -> Rows:
    return rows(
        introduction.case_id
        for introduction in introductions
        if introduction.case_id in cohort
        and _in_period(introduction.started_on, arguments)
        and _too_long(introduction, arguments.as_of)
    )


def _too_long(introduction: Introduction, as_of: date) -> bool:
    """In breach (2017:462 11 §) by `as_of`. Followup knows what earlier introduction counts into the six months."""
    if introduction.ended_on is not None and introduction.ended_on <= as_of:
        return bool(introduction.breach)
    return as_of > months_after(introduction.started_on, INTRODUCTION_MONTHS)


def _handovers(case: Case | Handled, as_of: date) -> list[date]:
    days = (case.handovers_from_on or ()) if isinstance(case, Handled) else [tenure.from_on for tenure in case.handovers]
    return [day for day in days if day <= as_of]


def _without_contact(handover: date, kept: Collection[date]) -> int | None:
    """None when there has been no contact since."""
    first = min((day for day in kept if day >= handover), default=None)
    last = max((day for day in kept if day < handover), default=handover)
    return None if first is None else (first - last).days


def _by_handovers(cases: Collection[Case | Handled], lives: Population, arguments: Arguments) -> tuple[ByHandovers, ...]:
    """A case that started before the period can get work in it, and is in F3 then."""
    having: dict[Handovers, set[UUID]] = {wanted: set() for wanted in Handovers}
    for case in cases:
        having[_number(case, arguments.as_of)].add(case.case_id)
    having[Handovers.NONE] |= set(uuids(lives.enrolments.case)) - having[Handovers.ONE] - having[Handovers.MORE]
    started = {case.case_id for case in cases if _in_period(case.started_on, arguments)}
    return tuple(
        ByHandovers(
            handovers=wanted,
            cases=rows(started & having[wanted]),
            outflow=outflow(lives, arguments, among=having[wanted]),
            retention=period_retention(lives, arguments, among=having[wanted]),
        )
        for wanted in Handovers
    )


def _number(case: Case | Handled, as_of: date) -> Handovers:
    count = len(_handovers(case, as_of))
    return (Handovers.NONE, Handovers.ONE)[count] if count < 2 else Handovers.MORE  # noqa: PLR2004 - 0, 1, 2 or more


def _follow_ups(facts: SupportFacts, cases: Mapping[UUID, Case | Handled], arguments: Arguments) -> tuple[Rows, dict[str, Rows]]:
    """Those that ended within the period; and of them the short ones, by reason."""
    jobs: dict[UUID, list[date]] = defaultdict(list)
    for employment in facts.employments:
        jobs[employment.case_id].append(employment.started_on)
    ended, short = [], defaultdict(list)
    for follow_up in facts.follow_ups:
        case = cases.get(follow_up.case_id)
        if case is None or not _in_period(last := _last_day(follow_up, case), arguments) or last is None:
            continue
        ended.append(case.case_id)
        since = max((day for day in jobs[case.case_id] if day <= follow_up.started_on), default=follow_up.started_on)
        if last < months_after(since, FOLLOW_UP_MONTHS):
            short[_reason(follow_up, case)].append(case.case_id)
    return rows(ended), {reason: rows(found) for reason, found in sorted(short.items())}


def _last_day(follow_up: FollowUp, case: Case | Handled) -> date | None:
    return min((day for day in (follow_up.completed_on, case.ended_on) if day is not None), default=None)


def _reason(follow_up: FollowUp, case: Case | Handled) -> str:
    if follow_up.completed_on is not None and (case.ended_on is None or follow_up.completed_on <= case.ended_on):
        return COMPLETED
    return case.exit or NOT_TOLD
