"""What happens to an employer. A sole trader is a person: number and name stand in a table that can be erased, never here."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, get_args
from uuid import UUID

from services.placement.events.contact import ContactEvent
from shared.ids import Sealed

Sector = Literal["municipal", "regional", "state", "private", "non-profit"]

EmployerClosing = Literal["ceased", "bankruptcy", "trading-prohibition", "tax-debt", "declines-contact", "registered-twice"]

Gate = Literal["trading-prohibition", "bankruptcy", "tax-debt"]
"""What keeps an employer from support: näringsförbud, konkurs, skatteskuld (2017:462 43-44 a §§)."""
GATES: tuple[Gate, ...] = get_args(Gate)

GateState = Literal["clear", "hit"]
GateSource = Literal["skatteverket", "bolagsverket", "kronofogden", "credit-report", "employer", "other"]


@dataclass(frozen=True, kw_only=True)
class EmployerRegistered:
    """`sni` is the five-digit code of the main industry, `municipality` the four-digit code of the workplace's seat (SCB)."""

    employer: UUID
    organisation_number: str
    name: str
    sector: Sector
    municipality: str
    sni: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SoleTraderRegistered:
    """A natural person who employs: neither number nor name is in the event, and the id does not follow from the number."""

    employer: UUID
    municipality: str
    sni: str
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SoleTraderErased:
    """Number, name and every text about the sole trader are gone; what was agreed with the employer stands."""

    employer: UUID
    erased_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class EmployerChanged:
    """The employer has other particulars from now on. `name` is None for a sole trader, whose name is not in events."""

    employer: UUID
    name: str | None
    sector: Sector
    municipality: str
    sni: str
    changed_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class EmployerClosed:
    """Nothing new is agreed with the employer; what was agreed stands. `stays`: the one that remains, when registered twice."""

    SCHEMA: ClassVar[int] = 2

    employer: UUID
    reason: EmployerClosing
    stays: UUID | None
    on: date


@dataclass(frozen=True, kw_only=True)
class EmployerReopened:
    employer: UUID
    reason: Sealed
    reopened_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class EmployerAssigned:
    """From `on` on this officer keeps the contact with the employer; `owner` None: nobody does."""

    employer: UUID
    owner: str | None
    unit: str
    assigned_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class WorkplaceAdded:
    """Where people work at the employer. Name and address are sealed: a sole trader's may be a home."""

    workplace: UUID
    employer: UUID
    name: Sealed
    address: Sealed | None
    municipality: str
    on: date


@dataclass(frozen=True, kw_only=True)
class WorkplaceClosed:
    workplace: UUID
    employer: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class GateRecorded:
    """What a source said about the employer on the day `on`."""

    employer: UUID
    gate: Gate
    state: GateState
    source: GateSource
    recorded_by: str
    on: date


EmployerEvent = (
    EmployerRegistered
    | SoleTraderRegistered
    | SoleTraderErased
    | EmployerChanged
    | EmployerClosed
    | EmployerReopened
    | EmployerAssigned
    | WorkplaceAdded
    | WorkplaceClosed
    | GateRecorded
    | ContactEvent
)
