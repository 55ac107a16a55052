"""What somebody wants done about an employer."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from services.placement.events import EmployerClosing, Gate, GateSource, GateState, Sector
from shared.ids import Sealed

Standing = Literal["unknown", "open", "closed"]
"""What an employer or an opportunity is to those who want to use it."""


@dataclass(frozen=True, kw_only=True)
class RegisterEmployer:
    employer: UUID
    organisation_number: str
    name: str
    sector: Sector
    municipality: str
    sni: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RegisterSoleTrader:
    """Number and name are in the erasable table, not in the command."""

    employer: UUID
    municipality: str
    sni: str
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class EraseSoleTrader:
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ChangeEmployer:
    """`name` is None for a sole trader; `renamed` says that the name in the erasable table becomes another."""

    name: str | None
    renamed: bool
    sector: Sector
    municipality: str
    sni: str
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class CloseEmployer:
    """`stays` is the employer that remains, and `stays_is` what it was, when this one is registered twice."""

    reason: EmployerClosing
    on: date
    today: date
    stays: UUID | None = None
    stays_is: Standing = "unknown"


@dataclass(frozen=True, kw_only=True)
class ReopenEmployer:
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class AssignEmployer:
    owner: str | None
    unit: str
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class AddWorkplace:
    workplace: UUID
    name: Sealed
    address: Sealed | None
    municipality: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class CloseWorkplace:
    workplace: UUID
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RecordGate:
    gate: Gate
    state: GateState
    source: GateSource
    by: str
    on: date
    today: date


RegisterCommand = (
    RegisterEmployer
    | RegisterSoleTrader
    | EraseSoleTrader
    | ChangeEmployer
    | CloseEmployer
    | ReopenEmployer
    | AssignEmployer
    | AddWorkplace
    | CloseWorkplace
    | RecordGate
)
