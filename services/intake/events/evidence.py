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


@dataclass(frozen=True, kw_only=True)
class EvidenceReceipt:
    """What came: from whom, the document's own date, in which form, and on which day it came."""

    source: EvidenceSource
    source_unit: str | None
    document_date: date
    form: EvidenceForm
    on: date


@dataclass(frozen=True, kw_only=True)
class EvidenceReceiptCorrected:
    """It came as told here, not as in `instead_of`; found out on `corrected_on`."""

    request: UUID
    referral: UUID
    person: UUID
    instead_of: EvidenceReceipt
    source: EvidenceSource
    source_unit: str | None
    document_date: date
    form: EvidenceForm
    reason: Sealed
    corrected_by: str
    corrected_on: date
    on: date


@dataclass(frozen=True, kw_only=True)
class EvidenceReceiptRegisteredInError:
    """It never came; found out on `on`. Awaited again, unless the referral or its case was over by then: `lapsed_on` is when."""

    request: UUID
    referral: UUID
    person: UUID
    instead_of: EvidenceReceipt
    lapsed_on: date | None
    reason: Sealed
    registered_by: str
    on: date


EvidenceEvent = (
    EvidenceRequested
    | EvidenceReminded
    | EvidenceReceived
    | EvidenceReceiptCorrected
    | EvidenceReceiptRegisteredInError
    | EvidenceWaived
)
