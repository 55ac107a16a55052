"""What became of planned contacts, and what is due next. Pure: no clock, no I/O.

A logged contact fulfils the planned one that it names: the plan's day, with the party or parties that it was with. Two planned
with the same party on one day are fulfilled together. What was not logged is overdue, until a contact with that party was kept,
that day or later: then it is missed, and nobody has to do anything about it any more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from services.followup import events as e
from services.followup.noted import BOTH, Contact, Noted
from services.followup.schedule import FARTHEST_MOVE, Course, Planned, instant_of, planned_between

PlannedState = Literal["planned", "due", "overdue", "missed", "kept", "no-show"]
"""`due`: today. `missed`: overdue once, and another contact was kept, then or later."""

AHEAD = timedelta(weeks=12)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A planned contact and what became of it. `due_on` is the day it was moved to, if it was; `contact` says what was logged."""

    planned: Planned
    due_on: date
    state: PlannedState
    contact: UUID | None

    @property
    def instant(self) -> datetime | None:
        """When it is, in UTC, on the day that it is due; None when only the day is planned."""
        return None if self.planned.at is None else instant_of(self.due_on, self.planned.at)


@dataclass(frozen=True)
class Book:
    """Logged contacts, to be looked up by what they fulfil. `last_kept`: the last kept contact with each party."""

    contacts: Mapping[UUID, Contact]
    last_kept: Mapping[e.PlannedWith, date]

    @classmethod
    def of(cls, noted: Noted) -> "Book":
        return cls(noted.standing, {party: day for party in BOTH if (day := noted.last_kept(party))})

    def answer(self, planned: Planned) -> UUID | None:
        """The contact that tells of the planned one: a kept one, else the last."""
        found = [key for key, one in self.contacts.items() if _tells_of(one, planned)]
        kept = [key for key in found if self.contacts[key].outcome == "kept"]
        return next(reversed(kept or found), None)


def _tells_of(contact: Contact, planned: Planned) -> bool:
    return contact.planned_on == planned.planned_on and planned.contact_with in contact.parties


def entry(planned: Planned, book: Book, today: date) -> Entry:
    key = book.answer(planned)
    told = book.contacts[key] if key else None
    due_on = told.moved_to if told and told.moved_to else planned.due_on
    return Entry(planned=planned, due_on=due_on, state=_state(planned, told, due_on, book, today), contact=key)


def _state(planned: Planned, told: Contact | None, due_on: date, book: Book, today: date) -> PlannedState:
    if told is not None and told.outcome != "moved":
        return told.outcome
    if due_on >= today:
        return "due" if due_on == today else "planned"
    last = book.last_kept.get(planned.contact_with)
    return "missed" if last is not None and last >= due_on else "overdue"


def entries(planned: Iterable[Planned], book: Book, today: date) -> list[Entry]:
    """In order of the days they are due."""
    found = [entry(one, book, today) for one in planned]
    return sorted(found, key=lambda one: (one.due_on, str(one.planned.at or ""), one.planned.contact_with))


def with_moved(course: Course, contacts: Mapping[UUID, Contact], first: date, last: date) -> list[Planned]:
    """What the plan has so that it may be due from `first` to `last`: then, shortly before, or moved to one of these days."""
    moved = {one.planned_on for one in contacts.values() if one.moved_to and first <= one.moved_to <= last and one.planned_on}
    near = list(planned_between(course, first - FARTHEST_MOVE, last))
    far = [day for day in sorted(moved) if not first - FARTHEST_MOVE <= day <= last]
    return [*(one for day in far for one in planned_between(course, day, day)), *near]


def due_between(course: Course, book: Book, first: date, last: date, today: date) -> list[Entry]:
    """The planned contacts that are due from `first` to `last`, as moved, with what became of them."""
    found = entries(with_moved(course, book.contacts, first, last), book, today)
    return [one for one in found if first <= one.due_on <= last]


def next_due(course: Course, noted: Noted, party: e.PlannedWith) -> Entry | None:
    """The first planned contact with the party, after the last kept one, that nothing was logged about, or that was moved."""
    book = Book.of(noted)
    last_kept = book.last_kept.get(party)
    first, last = course.first_day, course.last_day
    if first is None or last is None:
        return None
    start = first if last_kept is None else max(first, last_kept - FARTHEST_MOVE)
    found = _first(_moved(course, book), book, party, last_kept)
    while start <= last and (found is None or found.due_on >= start):
        ahead = list(planned_between(course, start, min(last, start + AHEAD)))
        found = min(filter(None, (found, _first(ahead, book, party, last_kept))), key=lambda one: one.due_on, default=None)
        start += AHEAD + timedelta(days=1)
    return found


def _moved(course: Course, book: Book) -> list[Planned]:
    """What was moved, wherever the plan has it."""
    days = {one.planned_on for one in book.contacts.values() if one.moved_to and one.planned_on}
    return [one for day in sorted(days) for one in planned_between(course, day, day)]


def _first(planned: Sequence[Planned], book: Book, party: e.PlannedWith, last_kept: date | None) -> Entry | None:
    found = entries((one for one in planned if one.contact_with == party), book, date.min)
    waiting = (one for one in found if one.state == "planned" and (last_kept is None or one.due_on > last_kept))
    return next(waiting, None)
