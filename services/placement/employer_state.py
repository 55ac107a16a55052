"""What an employer is, and how its events change that. Pure: no clock, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, assert_never
from uuid import UUID

from services.placement import events as e


@dataclass(frozen=True, kw_only=True)
class Unregistered: ...


@dataclass(frozen=True, kw_only=True)
class Details:
    """`name` is None for a sole trader."""

    name: str | None
    sector: e.Sector
    municipality: str
    sni: str


@dataclass(frozen=True, kw_only=True)
class Closing:
    reason: e.EmployerClosing
    stays: UUID | None
    on: date


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A contact that was had, until it turns out to be an error."""

    case: UUID | None
    person: UUID | None
    on: date


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Not to be contacted: from the day after `on`, up to and including `until`, unless it is lifted before."""

    on: date
    until: date
    lifted_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.on < day <= self.until and (self.lifted_on is None or day < self.lifted_on)


@dataclass(frozen=True, kw_only=True)
class ContactPerson:
    standing: Literal["here", "left", "erased"]
    on: date


@dataclass(frozen=True, kw_only=True)
class Owned:
    owner: str | None
    unit: str
    since: date


@dataclass(frozen=True, kw_only=True)
class Registered:
    """`workplaces`: each one's last day, None while it is in use."""

    employer: UUID
    on: date
    details: Details
    sole_trader: bool
    erased: bool = False
    closed: Closing | None = None
    owned: Owned | None = None
    workplaces: Mapping[UUID, date | None] = field(default_factory=dict)
    contact_persons: Mapping[UUID, ContactPerson] = field(default_factory=dict)
    contacts: Mapping[UUID, Contact] = field(default_factory=dict)
    wishes: Mapping[UUID, Wish] = field(default_factory=dict)


State = Unregistered | Registered


def evolve(state: State, event: e.EmployerEvent) -> State:
    match event:
        case e.EmployerRegistered() | e.SoleTraderRegistered():
            return registered(event)
        case _ if isinstance(state, Unregistered):
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")
        case e.ContactPersonAdded() | e.ContactPersonChanged():
            return met(state, event.contact_person, ContactPerson(standing="here", on=event.on))
        case e.ContactPersonLeft():
            return met(state, event.contact_person, ContactPerson(standing="left", on=event.on))
        case e.ContactPersonErased():
            return met(state, event.contact_person, ContactPerson(standing="erased", on=event.on))
        case e.EmployerContacted() | e.EmployerContactRegisteredInError() | e.ContactDeclined() | e.ContactWishLifted():
            return after_contact(state, event)
        case _:
            return in_register(state, event)


def registered(event: e.EmployerRegistered | e.SoleTraderRegistered) -> Registered:
    match event:
        case e.EmployerRegistered():
            details = Details(name=event.name, sector=event.sector, municipality=event.municipality, sni=event.sni)
            return Registered(employer=event.employer, on=event.on, details=details, sole_trader=False)
        case e.SoleTraderRegistered():
            details = Details(name=None, sector="private", municipality=event.municipality, sni=event.sni)
            return Registered(employer=event.employer, on=event.on, details=details, sole_trader=True)
        case _:
            assert_never(event)


def met(state: Registered, who: UUID, now: ContactPerson) -> Registered:
    return replace(state, contact_persons={**state.contact_persons, who: now})


def after_contact(
    state: Registered,
    event: e.EmployerContacted | e.EmployerContactRegisteredInError | e.ContactDeclined | e.ContactWishLifted,
) -> Registered:
    match event:
        case e.EmployerContacted():
            contact = Contact(case=event.case, person=event.person, on=event.on)
            return replace(state, contacts={**state.contacts, event.contact: contact})
        case e.EmployerContactRegisteredInError():
            rest = {contact: had for contact, had in state.contacts.items() if contact != event.contact}
            return replace(state, contacts=rest)
        case e.ContactDeclined():
            return replace(state, wishes={**state.wishes, event.wish: Wish(on=event.on, until=event.until)})
        case e.ContactWishLifted():
            lifted = replace(state.wishes[event.wish], lifted_on=event.on)
            return replace(state, wishes={**state.wishes, event.wish: lifted})


def in_register(state: Registered, event: e.EmployerEvent) -> Registered:
    match event:
        case e.SoleTraderErased():
            return replace(state, erased=True)
        case e.EmployerChanged():
            details = Details(name=event.name, sector=event.sector, municipality=event.municipality, sni=event.sni)
            return replace(state, details=details)
        case e.EmployerClosed():
            return replace(state, closed=Closing(reason=event.reason, stays=event.stays, on=event.on))
        case e.EmployerReopened():
            return replace(state, closed=None)
        case e.EmployerAssigned():
            return replace(state, owned=Owned(owner=event.owner, unit=event.unit, since=event.on))
        case e.WorkplaceAdded():
            return replace(state, workplaces={**state.workplaces, event.workplace: None})
        case e.WorkplaceClosed():
            return replace(state, workplaces={**state.workplaces, event.workplace: event.on})
        case e.GateRecorded():
            return state
        case _:
            raise TypeError(f"{type(event).__name__} is not an event of the register.")
