"""About attendance."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class LogAttendance:
    """`week` is any day of the week."""

    attendance: UUID
    employment: UUID | None
    week: date
    scheduled_hours: Decimal
    actual_hours: Decimal
    corrects: UUID | None
    reason: Sealed | None
    today: date
