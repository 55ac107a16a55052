"""Plans for the support."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.followup.events.vocabulary import Party
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class PlanAgreed:
    """Agreed on `on` by `agreed_by`; planned contacts a week from `applies_from` until the next plan."""

    plan: UUID
    case: UUID
    person: UUID
    agreed_by: tuple[Party, ...]
    person_contacts_per_week: Decimal
    employer_contacts_per_week: Decimal
    applies_from: date
    note: Sealed | None
    on: date
