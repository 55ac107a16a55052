"""What happens to a piece of evidence that somebody was asked for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.vocabulary import Evidence, EvidenceForm, EvidenceSource
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class EvidenceRequested:
    """Somebody was asked for evidence: `unit` asks, `source` and its `source_unit` hold it."""

    request: UUID
    referral: UUID
    person: UUID
    unit: str
    kind: Evidence
    source: EvidenceSource
    source_unit: str | None
    requested_by: str
    due_on: date
    on: date


@dataclass(frozen=True, kw_only=True)
class EvidenceReminded:
    request: UUID
    referral: UUID
    person: UUID
    reminded_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class EvidenceReceived:
    """`source` gave it in the end, which may be another than was asked; `document_date` is the document's own."""

    request: UUID
    referral: UUID
    person: UUID
    source: EvidenceSource
    source_unit: str | None
    document_date: date
    form: EvidenceForm
    received_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class EvidenceWaived:
    """It is not needed after all."""

    request: UUID
    referral: UUID
    person: UUID
    reason: Sealed
    waived_by: str
    on: date


EvidenceEvent = EvidenceRequested | EvidenceReminded | EvidenceReceived | EvidenceWaived
