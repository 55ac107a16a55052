"""Hours at work, week by week."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class AttendanceLogged:
    """Hours that were scheduled, and hours worked, in the week that begins on `week`, a Monday.

    `employment` None: at a work trial, or in no certain employment. `corrects` names the attendance that this one replaces (of
    the same week and employment), `reason` says why. `on` is the day that it was told.
    """

    attendance: UUID
    case: UUID
    person: UUID
    employment: UUID | None
    week: date
    scheduled_hours: Decimal
    actual_hours: Decimal
    corrects: UUID | None
    reason: Sealed | None
    on: date
