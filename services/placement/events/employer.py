"""What happens to an employer. About no person."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

Sector = Literal["municipal", "regional", "state", "private", "non-profit"]


EmployerClosing = Literal["ceased", "bankruptcy", "trading-prohibition", "tax-debt", "declines-contact", "registered-twice"]


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
class EmployerClosed:
    """Nothing new is agreed with the employer; what was agreed stands."""

    employer: UUID
    reason: EmployerClosing
    on: date


EmployerEvent = EmployerRegistered | EmployerClosed
