"""F7 Method fidelity, shown as comparison and not as the authority's own target. Every item names its scale.

Scores 5 (best) to 1 are given where the scale's steps are laid down here, for caseload and first contact; the other items are
told by their numbers alone.

Decisions where the definition is silent:
- Caseload: cases ongoing on `as_of`, of the unit that has them then, per full-time person: per 100 % of 1:4 shares on that day.
  Everything else about cases is of the unit where they started.
- First face-to-face employer contact: the first visit to an employer about a case started within the period, from its start on.
  Cases without one for over 270 days have the lowest score; the others without one are pending and in no score. The score is that
  of the median, in which those over 270 days stand with the days they have waited.
- Employer contacts a week: visits within the period, about a case or not, per week and per full-time person, by the day.
- Diversity: different employers, occupations and sectors per job started in the period. Occupation (four digits of SSYK 2012) and
  sector are those at the start; jobs from before they were told are in neither numerator nor denominator.
- Regular market: of jobs started in the period, those without support as they began.
- Time in the community: of the minutes of kept contacts with person and employer in the period, those at the workplace. Contacts
  whose minutes nobody told are counted apart; without any minutes it is None, which is not 0. The share of contacts stands beside
  it. Visits to employers that look for jobs are told without minutes, and are in neither.
- Monthly contact for a year: jobs whose year after the start was completed within the period, still held on its last day, in a
  case open so long; whether each of the 12 months had a kept contact.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple
from uuid import UUID

from services.metrics.facts import Case, Contact, EmployerContact, Employment
from services.metrics.facts import Share as OfficerShare
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.shares import Rows, Share, rows
from services.metrics.figures.spread import Spread, spread
from services.metrics.figures.worktypes import WorkClass, work_class
from shared.limits import months_after

SCALE: Final = "Supported Employment Fidelity Scale (IPS-25)"
SCALE_VERSION: Final = "2008"
SCALE_SOURCE: Final = "Bond, Peterson, Becker & Drake (2012), Psychiatric Services 63(8), 758-763"
CASELOAD_STEPS: Final = (20, 25, 30, 40)
CONTACT_STEPS: Final = (30, 60, 150, 270)
MONTHS: Final = 12
WEEK: Final = 7
SIUS: Final = "1:4"
FACE_TO_FACE: Final = "visit"


class Score(IntEnum):
    """5 is the best."""

    FIVE = 5
    FOUR = 4
    THREE = 3
    TWO = 2
    ONE = 1


def score(number: float | Fraction, steps: Sequence[int]) -> Score:
    """5 up to the first step, 4 up to the second, and so on; 1 over the last."""
    return next((mark for mark, step in zip(Score, steps, strict=False) if number <= step), Score.ONE)


class Had(NamedTuple):
    """Of a case, what F7 counts: see `facts.Case`."""

    case_id: UUID
    unit: str
    started_on: date | None
    ended_on: date | None
    handovers_unit: Sequence[str] | None
    handovers_from_on: Sequence[date] | None

    def unit_on(self, day: date) -> str:
        """The unit that has the case on the day, also after a handover."""
        over = zip(self.handovers_from_on or (), self.handovers_unit or (), strict=True)
        begun = [(from_on, place, unit) for place, (from_on, unit) in enumerate(over) if from_on <= day]
        return max(begun)[2] if begun else self.unit


class Visit(NamedTuple):
    """Of a contact with an employer, what F7 counts: see `facts.EmployerContact`."""

    contact: UUID
    case_id: UUID | None
    unit: str
    channel: str
    on: date


class Kept(NamedTuple):
    """Of a contact in the support, what F7 counts: see `facts.Contact`."""

    case_id: UUID
    on: date
    outcome: str
    on_site: bool
    minutes: int | None


class Job(NamedTuple):
    """Of an employment, what F7 counts: see `facts.Employment`."""

    case_id: UUID
    employer: UUID
    occupation: str | None
    sector: str | None
    form: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FidelityFacts:
    """What is known at `known_at`. Contacts from a year before the period on; employer contacts of the units and of the cases."""

    cases: Collection[Case | Had] = ()
    shares: Collection[OfficerShare] = ()
    employer_contacts: Collection[EmployerContact | Visit] = ()
    contacts: Collection[Contact | Kept] = ()
    employments: Collection[Employment | Job] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstContact:
    """Days from start to the first visit: started = the five scores + pending."""

    started: Rows
    days: Spread
    by_score: Mapping[Score, Rows]
    pending: Rows
    score: Score | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Fidelity:
    """The figure. Numbers per full-time person are None without any."""

    arguments: Arguments
    ongoing: Rows
    full_time: Fraction
    first_contact: FirstContact
    employer_visits: int
    full_time_weeks: Fraction
    jobs: int
    employers: Share
    occupations: Share
    sectors: Share
    regular: Share
    community: Share
    community_minutes: Share | None
    without_minutes: int
    monthly: Rows
    not_monthly: Rows

    @property
    def caseload(self) -> Fraction | None:
        return len(self.ongoing) / self.full_time if self.full_time else None

    @property
    def caseload_score(self) -> Score | None:
        return None if self.caseload is None else score(self.caseload, CASELOAD_STEPS)

    @property
    def visits_a_week(self) -> Fraction | None:
        """Face-to-face employer contacts per week and full-time person."""
        return self.employer_visits / self.full_time_weeks if self.full_time_weeks else None


def fidelity(facts: FidelityFacts, arguments: Arguments) -> Fidelity:
    """F7."""
    last = min(arguments.to, arguments.as_of)
    cases = {case.case_id: case for case in facts.cases if arguments.unit is None or case.unit in arguments.unit}
    shares = [
        each for each in facts.shares if each.appropriation == SIUS and (arguments.unit is None or each.unit in arguments.unit)
    ]
    jobs = [job for job in facts.employments if job.case_id in cases and arguments.from_ <= job.started_on <= last]
    kept = [
        contact
        for contact in facts.contacts
        if contact.case_id in cases and contact.outcome == "kept" and arguments.from_ <= contact.on <= last
    ]
    timed = [(contact.minutes, contact.on_site) for contact in kept if contact.minutes is not None]
    monthly = list(_years(facts, cases, arguments))
    return Fidelity(
        arguments=arguments,
        ongoing=rows(case.case_id for case in facts.cases if _ongoing(case, arguments)),
        full_time=sum((_of_day(each, arguments.as_of) for each in shares), Fraction(0)),
        first_contact=_first_contact(cases.values(), facts.employer_contacts, arguments),
        employer_visits=len(
            {
                each.contact
                for each in facts.employer_contacts
                if each.channel == FACE_TO_FACE
                and arguments.from_ <= each.on <= last
                and (arguments.unit is None or each.unit in arguments.unit)
            }
        ),
        full_time_weeks=sum((_days(each, arguments.from_, last) for each in shares), Fraction(0)) / WEEK,
        jobs=len(jobs),
        employers=Share(numerator=len({job.employer for job in jobs}), denominator=len(jobs)),
        occupations=_different(job.occupation for job in jobs),
        sectors=_different(job.sector for job in jobs),
        regular=Share(numerator=sum(work_class(job.form) is WorkClass.REGULAR for job in jobs), denominator=len(jobs)),
        community=Share(numerator=sum(contact.on_site for contact in kept), denominator=len(kept)),
        community_minutes=_minutes(timed),
        without_minutes=len(kept) - len(timed),
        monthly=rows(case for case, each in monthly if each),
        not_monthly=rows({case for case, each in monthly if not each} - {case for case, each in monthly if each}),
    )


def _different(told: Iterable[str | None]) -> Share:
    """Different ones of those that are told."""
    known = [each for each in told if each is not None]
    return Share(numerator=len(set(known)), denominator=len(known))


def _minutes(timed: Collection[tuple[int, bool]]) -> Share | None:
    """Minutes at the workplace of all minutes; None without any."""
    if not timed:
        return None
    there = sum(minutes for minutes, on_site in timed if on_site)
    return Share(numerator=there, denominator=sum(minutes for minutes, _ in timed))


def _ongoing(case: Case | Had, arguments: Arguments) -> bool:
    day = arguments.as_of
    going_on = case.started_on is not None and case.started_on <= day and (case.ended_on is None or case.ended_on >= day)
    return going_on and (arguments.unit is None or case.unit_on(day) in arguments.unit)


def _of_day(share: OfficerShare, day: date) -> Fraction:
    holds = share.from_on <= day and (share.until is None or day <= share.until)
    return Fraction(share.percent, 100) if holds else Fraction(0)


def _days(share: OfficerShare, first: date, last: date) -> Fraction:
    """Full-time days of the share within [first, last]."""
    begins, ends = max(first, share.from_on), min(last, share.until or last)
    return max((ends - begins).days + 1, 0) * Fraction(share.percent, 100)


def _first_contact(
    cases: Iterable[Case | Had], contacts: Iterable[EmployerContact | Visit], arguments: Arguments
) -> FirstContact:
    visits: dict[UUID, list[date]] = defaultdict(list)
    for contact in contacts:
        if contact.case_id is not None and contact.channel == FACE_TO_FACE and contact.on <= arguments.as_of:
            visits[contact.case_id].append(contact.on)
    started = {
        case.case_id: case.started_on
        for case in cases
        if case.started_on is not None and arguments.from_ <= case.started_on <= min(arguments.to, arguments.as_of)
    }
    first = {case: min((day for day in visits[case] if day >= start), default=None) for case, start in started.items()}
    waited = {case: ((first[case] or arguments.as_of) - start).days for case, start in started.items()}
    scored = {case: days for case, days in waited.items() if first[case] is not None or days > CONTACT_STEPS[-1]}
    middle = spread(scored.values()).median
    return FirstContact(
        started=rows(started),
        days=spread(waited[case] for case, day in first.items() if day is not None),
        by_score={mark: rows(case for case, days in scored.items() if score(days, CONTACT_STEPS) is mark) for mark in Score},
        pending=rows(set(started) - set(scored)),
        score=None if middle is None else score(middle, CONTACT_STEPS),
    )


def _years(facts: FidelityFacts, cases: Mapping[UUID, Case | Had], arguments: Arguments) -> Iterable[tuple[UUID, bool]]:
    """Each job's case whose first year was completed in the period, and whether every month of it had a kept contact."""
    kept: dict[UUID, list[date]] = defaultdict(list)
    for contact in facts.contacts:
        if contact.outcome == "kept":
            kept[contact.case_id].append(contact.on)
    for job in facts.employments:
        completed = months_after(job.started_on, MONTHS)
        if job.case_id not in cases or not arguments.from_ <= completed <= min(arguments.to, arguments.as_of):
            continue
        ends = [day for day in (job.ended_on, cases[job.case_id].ended_on) if day is not None]
        if not ends or min(ends) >= completed:
            days, months = kept[job.case_id], [months_after(job.started_on, month) for month in range(MONTHS + 1)]
            yield job.case_id, all(any(begin <= day < end for day in days) for begin, end in pairwise(months))
