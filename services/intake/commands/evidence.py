"""What somebody wants done: to a request for evidence."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.vocabulary import Evidence, EvidenceForm, EvidenceSource
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class RequestEvidence:
    """`due_on` is None when practice says when; `wanted` tells whether the referral still goes on."""

    request: UUID
    referral: UUID
    person: UUID
    unit: str
    kind: Evidence
    source: EvidenceSource
    source_unit: str | None
    due_on: date | None
    wanted: bool
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RemindOfEvidence:
    wanted: bool
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ReceiveEvidence:
    """`source` and `source_unit` are None when it came from whom it was asked of."""

    source: EvidenceSource | None
    source_unit: str | None
    document_date: date
    form: EvidenceForm
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class WaiveEvidence:
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class CorrectEvidenceReceipt:
    """The whole receipt as it should be; `source` None: it came from whom it was asked of."""

    source: EvidenceSource | None
    source_unit: str | None
    document_date: date
    form: EvidenceForm
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RegisterEvidenceReceiptInError:
    """`over_on` is when the referral or its case was over, if it is."""

    over_on: date | None
    reason: Sealed
    by: str
    on: date
    today: date


EvidenceCommand = (
    RequestEvidence | RemindOfEvidence | ReceiveEvidence | CorrectEvidenceReceipt | RegisterEvidenceReceiptInError | WaiveEvidence
)
