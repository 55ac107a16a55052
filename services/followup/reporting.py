"""A report's facts, from the case's own events: nothing in them is written by hand, and no note is among them. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Literal
from uuid import UUID

from services.followup import events as e

TEN_HOURS = Decimal(10)
LAST_WEEKS = 4


@dataclass(frozen=True, kw_only=True)
class Programme:
    """The programme and its period; `completed_on` and `closed_on` only when they lie in the report's period."""

    began_on: date
    follow_up_on: date | None
    completed_on: date | None
    closed_on: date | None


@dataclass(frozen=True, kw_only=True)
class Introduced:
    introduction: UUID
    kind: e.IntroductionKind
    started_on: date
    latest_end: date
    ended_on: date | None
    outcome: e.IntroductionOutcome | None
    breach: bool


@dataclass(frozen=True, kw_only=True)
class PlannedStep:
    """Contacts a week, on average, from a day on."""

    kind: e.PlanKind | None
    applies_from: date
    with_person: Decimal
    with_employer: Decimal


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """How many of a month's contacts were kept, missed or moved."""

    month: str
    kept: int
    no_show: int
    moved: int
    on_site: int


@dataclass(frozen=True, kw_only=True)
class MonthOfWork:
    """Hours a week, on average over the month's weeks that are known."""

    month: str
    weeks: int
    scheduled: Decimal
    actual: Decimal


@dataclass(frozen=True, kw_only=True)
class Employed:
    employment: UUID
    started_on: date
    ended_on: date | None
    weekly_hours: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Status:
    on: date
    situation: e.Situation
    source: e.Source


@dataclass(frozen=True, kw_only=True)
class Breach:
    """An introduction that went on past the ordinance's limit."""

    introduction: UUID
    latest_end: date
    ended_on: date | None


@dataclass(frozen=True, kw_only=True)
class Matching:
    """What whoever searches next can use: how much work was held, and with how much support."""

    days_employed: int
    hours_held: Decimal | None
    ten_hours_since: date | None
    support_a_week: Decimal | None
    ended_because: e.CompletionGround | None
    channels: tuple[e.Channel, ...]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Every part of the report that is facts."""

    programme: Programme
    introduction: tuple[Introduced, ...]
    plan: tuple[PlannedStep, ...]
    contacts: tuple[Contacts, ...]
    employer_contacts: tuple[Contacts, ...]
    attendance: tuple[MonthOfWork, ...]
    employments: tuple[Employed, ...]
    statuses: tuple[Status, ...]
    breaches: tuple[Breach, ...]
    matching: Matching


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the support person writes. `works_well`, `needs_adapted` and `next_step` belong to an end report."""

    summary: str
    works_well: str | None = None
    needs_adapted: str | None = None
    next_step: str | None = None


@dataclass(frozen=True, kw_only=True)
class Content:
    facts: Facts
    words: Words


def facts_of(history: Sequence[e.SupportEvent], first_day: date, last_day: date) -> Facts:
    """The facts from `first_day` to `last_day`, as they are known now: corrected as they were corrected."""
    contacts = [one for one in _contacts(history) if first_day <= one.on <= last_day]
    weeks = [one for one in _attendance(history) if first_day <= one.week <= last_day]
    introduced = tuple(_introductions(history, first_day, last_day))
    employed = tuple(_employments(history, first_day, last_day))
    steps = tuple(_steps(history, first_day, last_day))
    return Facts(
        programme=_programme(history, last_day),
        introduction=introduced,
        plan=steps,
        contacts=_by_month(one for one in contacts if one.contact_with != "employer"),
        employer_contacts=_by_month(one for one in contacts if one.contact_with != "person"),
        attendance=_months_of_work(weeks),
        employments=employed,
        statuses=tuple(_statuses(history, first_day, last_day)),
        breaches=tuple(
            Breach(introduction=one.introduction, latest_end=one.latest_end, ended_on=one.ended_on)
            for one in introduced
            if one.breach or (one.ended_on is None and last_day > one.latest_end)
        ),
        matching=_matching(employed, weeks, contacts, steps, _ground(history, last_day), last_day),
    )


def _programme(history: Sequence[e.SupportEvent], last_day: date) -> Programme:
    began: date | None = None
    follow_up: date | None = None
    closed: date | None = None
    completed: e.SupportCompleted | None = None
    for event in history:
        match event:
            case e.SupportOpened() | e.CaseStartNoted():
                began = event.on
            case e.FollowUpStarted():
                follow_up = event.on
            case e.SupportCompleted():
                completed = event
            case e.SupportClosed():
                closed = event.on
            case e.SupportReopened():
                closed = None
            case _:
                pass
    over = completed if completed and completed.on <= last_day else None
    return Programme(
        began_on=began or last_day,
        follow_up_on=follow_up if follow_up and follow_up <= last_day else None,
        completed_on=over.on if over else None,
        closed_on=closed if closed and closed <= last_day else None,
    )


def _introductions(history: Sequence[e.SupportEvent], first_day: date, last_day: date) -> Iterable[Introduced]:
    begun: dict[UUID, e.IntroductionStarted | e.IntroductionMoved] = {}
    limits: dict[UUID, date] = {}
    ended: dict[UUID, e.IntroductionEnded] = {}
    for event in history:
        match event:
            case e.IntroductionStarted() | e.IntroductionMoved():
                begun[event.introduction], limits[event.introduction] = event, event.latest_end
                ended.pop(event.introduction, None)
            case e.IntroductionLimitMoved():
                limits[event.introduction] = event.latest_end
            case e.IntroductionEnded():
                ended[event.introduction] = event
            case e.IntroductionResumed():
                ended.pop(event.introduction, None)
            case e.IntroductionCancelled():
                begun.pop(event.introduction, None)
            case _:
                pass
    for key, start in begun.items():
        end = ended.get(key)
        if start.on > last_day or (end and end.on < first_day):
            continue
        known = end if end and end.on <= last_day else None
        yield Introduced(
            introduction=key,
            kind=start.kind,
            started_on=start.on,
            latest_end=limits[key],
            ended_on=known.on if known else None,
            outcome=known.outcome if known else None,
            breach=known.breach if known else False,
        )


def _steps(history: Sequence[e.SupportEvent], first_day: date, last_day: date) -> list[PlannedStep]:
    """The steps that applied in the period; a revision takes the plan's place from its first step on."""
    plans: dict[UUID, list[PlannedStep]] = {}
    for event in history:
        if not isinstance(event, e.PlanAgreed):
            continue
        first = min((step.applies_from for step in event.steps), default=event.on)
        if event.revises in plans:
            plans[event.revises] = [step for step in plans[event.revises] if step.applies_from < first]
        plans[event.plan] = [
            PlannedStep(
                kind=event.kind,
                applies_from=step.applies_from,
                with_person=round(step.per_week("person"), 2),
                with_employer=round(step.per_week("employer"), 2),
            )
            for step in event.steps
        ]
    steps = sorted((step for plan in plans.values() for step in plan), key=lambda step: step.applies_from)
    begun_before = [step for step in steps if step.applies_from < first_day][-1:]
    return [*begun_before, *(step for step in steps if first_day <= step.applies_from <= last_day)]


def _contacts(history: Sequence[e.SupportEvent]) -> list[e.ContactLogged]:
    found: dict[UUID, e.ContactLogged] = {}
    for event in history:
        match event:
            case e.ContactLogged():
                if event.corrects is not None:
                    found.pop(event.corrects, None)
                found[event.contact] = event
            case e.ContactFoundInError():
                found.pop(event.contact, None)
            case _:
                pass
    return sorted(found.values(), key=lambda one: one.on)


def _by_month(contacts: Iterable[e.ContactLogged]) -> tuple[Contacts, ...]:
    months: dict[str, list[e.ContactLogged]] = defaultdict(list)
    for one in contacts:
        months[f"{one.on:%Y-%m}"].append(one)
    return tuple(
        Contacts(
            month=month,
            kept=_how_many(of_month, "kept"),
            no_show=_how_many(of_month, "no-show"),
            moved=_how_many(of_month, "moved"),
            on_site=sum(one.on_site and one.outcome == "kept" for one in of_month),
        )
        for month, of_month in sorted(months.items())
    )


def _how_many(contacts: Iterable[e.ContactLogged], outcome: e.ContactOutcome) -> int:
    return sum(one.outcome == outcome for one in contacts)


def _attendance(history: Sequence[e.SupportEvent]) -> list[e.AttendanceLogged]:
    found: dict[UUID, e.AttendanceLogged] = {}
    for event in history:
        if isinstance(event, e.AttendanceLogged):
            if event.corrects is not None:
                found.pop(event.corrects, None)
            found[event.attendance] = event
    return sorted(found.values(), key=lambda one: one.week)


def _hours(weeks: Iterable[e.AttendanceLogged], kind: Literal["scheduled_hours", "actual_hours"]) -> dict[date, Decimal]:
    """Hours by week, over all employments."""
    hours: dict[date, Decimal] = defaultdict(Decimal)
    for one in weeks:
        hours[one.week] += one.scheduled_hours if kind == "scheduled_hours" else one.actual_hours
    return hours


def _months_of_work(weeks: Sequence[e.AttendanceLogged]) -> tuple[MonthOfWork, ...]:
    scheduled, actual = _hours(weeks, "scheduled_hours"), _hours(weeks, "actual_hours")
    months: dict[str, list[date]] = defaultdict(list)
    for week in sorted(actual):
        months[f"{week:%Y-%m}"].append(week)
    return tuple(
        MonthOfWork(
            month=month,
            weeks=len(of_month),
            scheduled=round(sum((scheduled[week] for week in of_month), Decimal()) / len(of_month), 1),
            actual=round(sum((actual[week] for week in of_month), Decimal()) / len(of_month), 1),
        )
        for month, of_month in months.items()
    )


def _employments(history: Sequence[e.SupportEvent], first_day: date, last_day: date) -> Iterable[Employed]:
    found: dict[UUID, e.EmploymentNoted] = {}
    hours: dict[UUID, list[e.EmploymentTermsNoted]] = defaultdict(list)
    for event in history:
        match event:
            case e.EmploymentNoted():
                found[event.employment] = event
            case e.EmploymentTermsNoted():
                hours[event.employment].append(event)
            case e.EmploymentFoundInError():
                found.pop(event.employment, None)
            case _:
                pass
    for key, one in found.items():
        if one.on > last_day or (one.ended_on and one.ended_on < first_day):
            continue
        terms = sorted((term for term in hours[key] if term.on <= last_day), key=lambda term: term.on)
        ended = one.ended_on if one.ended_on and one.ended_on <= last_day else None
        weekly = terms[-1].weekly_hours if terms else None
        yield Employed(employment=key, started_on=one.on, ended_on=ended, weekly_hours=weekly)


def _statuses(history: Sequence[e.SupportEvent], first_day: date, last_day: date) -> list[Status]:
    found: dict[UUID, e.StatusEstablished] = {}
    for event in history:
        if isinstance(event, e.StatusEstablished):
            if event.corrects is not None:
                found.pop(event.corrects, None)
            found[event.status] = event
    known = sorted((one for one in found.values() if first_day <= one.on <= last_day), key=lambda one: one.on)
    return [Status(on=one.on, situation=one.situation, source=one.source) for one in known]


def _matching(
    employed: Iterable[Employed],
    weeks: Sequence[e.AttendanceLogged],
    contacts: Sequence[e.ContactLogged],
    steps: Sequence[PlannedStep],
    ground: e.CompletionGround | None,
    last_day: date,
) -> Matching:
    actual = _hours(weeks, "actual_hours")
    last = [actual[week] for week in sorted(actual)][-LAST_WEEKS:]
    days = {
        one.started_on + timedelta(days=number)
        for one in employed
        for number in range(((one.ended_on or last_day) - one.started_on).days + 1)
    }
    return Matching(
        days_employed=len(days),
        hours_held=Decimal(median(last)) if last else None,
        ten_hours_since=_ten_hours_since(actual),
        support_a_week=steps[-1].with_person + steps[-1].with_employer if steps else None,
        ended_because=ground,
        channels=tuple(sorted({one.channel for one in contacts if one.outcome == "kept"})),
    )


def _ground(history: Sequence[e.SupportEvent], last_day: date) -> e.CompletionGround | None:
    grounds = [one.ground for one in history if isinstance(one, e.SupportCompleted) and one.on <= last_day]
    return grounds[-1] if grounds else None


def _ten_hours_since(actual: dict[date, Decimal]) -> date | None:
    """The first week from which every known week had at least ten hours."""
    since: date | None = None
    for week in sorted(actual, reverse=True):
        if actual[week] < TEN_HOURS:
            break
        since = week
    return since
