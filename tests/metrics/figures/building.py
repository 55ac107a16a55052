"""Small builders: one person, one case, one employer unless a test says otherwise."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from services.metrics.figures.arguments import GAP, Arguments, asked
from services.metrics.figures.lives import Enrolment, Life, Spell, Status, StatusKind
from services.metrics.figures.worktypes import DEFAULT_CLASSES, WorkClass

CASE, OTHER_CASE = UUID(int=1), UUID(int=2)
PERSON = UUID(int=100)
BAKERY, GARAGE = UUID(int=200), UUID(int=201)


def d(text: str) -> date:
    return date.fromisoformat(text)


def after(day: date | str, days: int) -> date:
    return (d(day) if isinstance(day, str) else day) + timedelta(days=days)


def case(
    started: date | str,
    ended: date | str | None = None,
    *,
    named: UUID = CASE,
    person: UUID = PERSON,
    unit: str = "sundsvall",
    left_as: str | None = None,
) -> Enrolment:
    return Enrolment(case=named, person=person, unit=unit, started_on=_day(started), ended_on=_maybe(ended), exit=left_as)


def job(
    started: date | str,
    ended: date | str | None = None,
    *,
    at: UUID = BAKERY,
    form: str = "NONE",
    of: UUID = CASE,
    person: UUID = PERSON,
    changed: Iterable[date | str] = (),
    named: UUID | None = None,
) -> Spell:
    changes = sorted(map(_day, changed))
    return Spell(
        employment=named or UUID(int=1000 + _day(started).toordinal()),
        case=of,
        person=person,
        employer=at,
        started_on=_day(started),
        ended_on=_maybe(ended),
        form=form,
        weekly_hours=Decimal(20),
        confirmed_on=changes[-1] if changes else _day(started),
        changed_on=frozenset(changes),
    )


def found(on: date | str, status: StatusKind, *, of: UUID = CASE, person: UUID = PERSON) -> Status:
    return Status(case=of, person=person, on=_day(on), status=status)


def life(*facts: Enrolment | Spell | Status, person: UUID = PERSON) -> Life:
    return Life(
        person=person,
        enrolments=frozenset(fact for fact in facts if isinstance(fact, Enrolment)),
        spells=frozenset(fact for fact in facts if isinstance(fact, Spell)),
        statuses=frozenset(fact for fact in facts if isinstance(fact, Status)),
    )


def about(
    from_: date | str,
    to: date | str,
    as_of: date | str,
    *,
    unit: Iterable[str] | None = None,
    work_classes: Iterable[WorkClass] = DEFAULT_CLASSES,
    gap: int = GAP,
) -> Arguments:
    """Arguments known at noon on a day long after everything the tests speak of."""
    return asked(
        from_=_day(from_),
        to=_day(to),
        as_of=_day(as_of),
        known_at=datetime(2035, 1, 1, 12, tzinfo=UTC),
        unit=None if unit is None else frozenset(unit),
        work_classes=frozenset(work_classes),
        gap=gap,
    )


def _day(day: date | str) -> date:
    return d(day) if isinstance(day, str) else day


def _maybe(day: date | str | None) -> date | None:
    return None if day is None else _day(day)


def person(number: int, *facts: Enrolment | Spell | Status) -> Life:
    """One of several persons: the facts with person and case ids of this number (one case each)."""
    whom, whose = UUID(int=10_000 + number), UUID(int=20_000 + number)
    return life(*(replace(fact, person=whom, case=whose) for fact in facts), person=whom)
