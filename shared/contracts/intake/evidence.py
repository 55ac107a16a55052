"""What intake publishes of the evidence ledger: that somebody was asked for something, and when it came. Never what it says.

Kind and source are told as classes, and the source's own unit not at all. The law lets health data be used where they are
needed (2002:546 14 §), and no figure needs more than lead times by class; that a doctor's certificate, a clinic or the prison
service is asked about somebody would tell of health, or of crime. Every referral needs some certificate, for the disability is
to be documented (AFFS 2015:1 2 §), so the class tells nothing of the person. What is published stays for ever: a later version
can tell more, none can take anything back. Which document is awaited, and from whom, stays with the unit, in intake.

Requests lapse with their referral or case, whose own events tell that. Reminders change no lead time and are not published.
What was recorded before these contracts were made is not published afterwards, so of some requests only the receipt is told.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.base import Contract
from shared.contracts.types import EvidenceClass, EvidenceForm, EvidenceHolder, Unit


class EvidenceRequested(Contract):
    """Somebody was asked for evidence. Kind and source are classes that tell nothing of health. The key is the request."""

    type: ClassVar[str] = "sius.intake.evidence-requested.v1"
    key_field: ClassVar[str] = "request"

    request: UUID
    referral: UUID
    person: UUID
    unit: Unit = Field(description="The unit that asks")
    kind: EvidenceClass = Field(description="A class of evidence: medical and other certificates are one")
    source: EvidenceHolder = Field(description="Who was asked, as a class: health care is an authority like others")
    due_on: date = Field(description="The last day it is wanted by")
    on: date


class EvidenceReceived(Contract):
    """What was asked for has come, from whomever. The key is the request, of which nothing else may have been told."""

    type: ClassVar[str] = "sius.intake.evidence-received.v1"
    key_field: ClassVar[str] = "request"

    request: UUID
    referral: UUID
    person: UUID
    form: EvidenceForm
    on: date


class EvidenceWaived(Contract):
    """What was asked for is not needed after all; why is not told. The key is the request."""

    type: ClassVar[str] = "sius.intake.evidence-waived.v1"
    key_field: ClassVar[str] = "request"

    request: UUID
    referral: UUID
    person: UUID
    on: date


class EvidenceReceiptCorrected(Contract):
    """The whole receipt as it should be. It may be as told before: what is not told was wrong. The key is the request."""

    type: ClassVar[str] = "sius.intake.evidence-receipt-corrected.v1"
    key_field: ClassVar[str] = "request"

    request: UUID
    referral: UUID
    person: UUID
    form: EvidenceForm
    on: date = Field(description="The right day of the receipt")


class EvidenceReceiptRegisteredInError(Contract):
    """It never came. It is awaited again as long as its referral and case go on. The key is the request."""

    type: ClassVar[str] = "sius.intake.evidence-receipt-registered-in-error.v1"
    key_field: ClassVar[str] = "request"

    request: UUID
    referral: UUID
    person: UUID
