"""About a plan."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.followup.events import Party
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class AgreePlan:
    plan: UUID
    agreed_by: tuple[Party, ...]
    person_contacts_per_week: Decimal
    employer_contacts_per_week: Decimal
    applies_from: date
    note: Sealed | None
    on: date
    today: date
