"""What officers noted in a support, as it stands: contacts, weeks of attendance, early signs, flags of risk, answers. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import assert_never
from uuid import UUID

from services.followup import events as e

BOTH: tuple[e.PlannedWith, ...] = ("person", "employer")


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A contact; it `stands` until it is corrected or found to be in error."""

    contact_with: e.ContactWith
    outcome: e.ContactOutcome
    on: date
    planned_on: date | None
    moved_to: date | None
    by: str | None
    stands: bool = True

    @property
    def parties(self) -> tuple[e.PlannedWith, ...]:
        return BOTH if self.contact_with == "both" else (self.contact_with,)


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """Hours in the week that begins on `week`; it `stands` until it is corrected."""

    week: date
    employment: UUID | None
    scheduled: Decimal
    actual: Decimal
    stands: bool = True


@dataclass(frozen=True, kw_only=True)
class Sign:
    signs: tuple[e.EarlySign, ...]
    on: date


@dataclass(frozen=True, kw_only=True)
class Risk:
    on: date
    cleared_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Noted:
    """Each by its id, in the order in which it was recorded. `answers` are the days of statuses that are not corrected."""

    contacts: Mapping[UUID, Contact] = field(default_factory=dict)
    attendance: Mapping[UUID, Attendance] = field(default_factory=dict)
    signs: Mapping[UUID, Sign] = field(default_factory=dict)
    risks: Mapping[UUID, Risk] = field(default_factory=dict)
    answers: Mapping[UUID, date] = field(default_factory=dict)

    @property
    def standing(self) -> dict[UUID, Contact]:
        """The contacts that are neither corrected nor in error."""
        return {key: contact for key, contact in self.contacts.items() if contact.stands}

    @property
    def weeks(self) -> list[Attendance]:
        """The attendance that is not corrected, by week."""
        return sorted((one for one in self.attendance.values() if one.stands), key=lambda one: one.week)

    @property
    def at_risk(self) -> UUID | None:
        """The flag that is not cleared."""
        return next((key for key, risk in self.risks.items() if risk.cleared_on is None), None)

    def last_kept(self, party: e.PlannedWith) -> date | None:
        """The day of the last kept contact with the party."""
        kept = (one.on for one in self.standing.values() if one.outcome == "kept" and party in one.parties)
        return max(kept, default=None)


NotedEvent = e.ContactEvent | e.AttendanceLogged | e.RiskEvent | e.StatusEstablished


def evolve_noted(noted: Noted, event: NotedEvent) -> Noted:
    match event:
        case e.ContactLogged() | e.ContactFoundInError() | e.ThreePartyMeetingHeld():
            return replace(noted, contacts=_contacts(noted.contacts, event))
        case e.AttendanceLogged():
            return replace(noted, attendance=_attendance(noted.attendance, event))
        case e.EarlySignNoted():
            return replace(noted, signs={**noted.signs, event.sign: Sign(signs=event.signs, on=event.on)})
        case e.AtRiskFlagged():
            return replace(noted, risks={**noted.risks, event.flag: Risk(on=event.on)})
        case e.AtRiskCleared():
            cleared = replace(noted.risks[event.flag], cleared_on=event.on)
            return replace(noted, risks={**noted.risks, event.flag: cleared})
        case e.StatusEstablished():
            others = {key: day for key, day in noted.answers.items() if key != event.corrects}
            return replace(noted, answers={**others, event.status: event.on})
        case _:
            assert_never(event)


def _contacts(before: Mapping[UUID, Contact], event: e.ContactEvent) -> Mapping[UUID, Contact]:
    match event:
        case e.ContactLogged():
            replaced = {event.corrects: replace(before[event.corrects], stands=False)} if event.corrects else {}
            return {**before, **replaced, event.contact: _contact(event)}
        case e.ContactFoundInError():
            return {**before, event.contact: replace(before[event.contact], stands=False)}
        case e.ThreePartyMeetingHeld():
            return before  # who met is told by the contact
        case _:
            assert_never(event)


def _contact(event: e.ContactLogged) -> Contact:
    return Contact(
        contact_with=event.contact_with,
        outcome=event.outcome,
        on=event.on,
        planned_on=event.planned_on,
        moved_to=event.moved_to,
        by=event.by,
    )


def _attendance(before: Mapping[UUID, Attendance], event: e.AttendanceLogged) -> Mapping[UUID, Attendance]:
    replaced = {event.corrects: replace(before[event.corrects], stands=False)} if event.corrects else {}
    logged = Attendance(week=event.week, employment=event.employment, scheduled=event.scheduled_hours, actual=event.actual_hours)
    return {**before, **replaced, event.attendance: logged}
