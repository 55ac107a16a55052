"""What somebody wants done about an employer."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from services.placement.events import EmployerClosing, Sector

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
class CloseEmployer:
    reason: EmployerClosing
    on: date
    today: date


EmployerCommand = RegisterEmployer | CloseEmployer
