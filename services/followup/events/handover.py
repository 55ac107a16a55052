"""What followup keeps of a handover: that the new support person knows, and that the others know the new one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class PacketAcknowledged:
    """The new support person has read what was handed over."""

    handover: UUID
    case: UUID
    person: UUID
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PersonInformed:
    """The person knows who the new support person is."""

    handover: UUID
    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class EmployerInformed:
    """The employer knows who the new support person is."""

    handover: UUID
    case: UUID
    person: UUID
    on: date


HandoverEvent = PacketAcknowledged | PersonInformed | EmployerInformed
