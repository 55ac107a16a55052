"""About a handover."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class AcknowledgePacket:
    handover: UUID
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class InformOfHandover:
    handover: UUID
    party: Literal["person", "employer"]
    on: date
    today: date


HandoverCommand = AcknowledgePacket | InformOfHandover
