"""What of the evidence ledger other services may know: classes and days. Pure: own event → contract, or None."""

from typing import assert_never

from services.intake import events as e
from shared.contracts import intake as contracts
from shared.contracts.base import Contract
from shared.contracts.types import EvidenceClass, EvidenceHolder

Answered = e.EvidenceReceived | e.EvidenceWaived | e.EvidenceReceiptCorrected | e.EvidenceReceiptRegisteredInError


def of_evidence(event: object) -> Contract | None:
    """Never which document, of which clinic or office, asked for by whom, or why it is waived; reminders stay inside."""
    match event:
        case e.EvidenceRequested():
            return requested(event)
        case e.EvidenceReceived() | e.EvidenceWaived() | e.EvidenceReceiptCorrected() | e.EvidenceReceiptRegisteredInError():
            return answered(event)
        case _:
            return None


def answered(event: Answered) -> Contract:
    about = {"request": event.request, "referral": event.referral, "person": event.person}
    match event:
        case e.EvidenceReceived():
            return contracts.EvidenceReceived(**about, form=event.form, on=event.on)
        case e.EvidenceWaived():
            return contracts.EvidenceWaived(**about, on=event.on)
        case e.EvidenceReceiptCorrected():
            return contracts.EvidenceReceiptCorrected(**about, form=event.form, on=event.on)
        case e.EvidenceReceiptRegisteredInError():
            return contracts.EvidenceReceiptRegisteredInError(**about)
        case _:
            assert_never(event)


def requested(event: e.EvidenceRequested) -> contracts.EvidenceRequested:
    return contracts.EvidenceRequested(
        request=event.request,
        referral=event.referral,
        person=event.person,
        unit=event.unit,
        kind=class_of(event.kind),
        source=holder_of(event.source),
        due_on=event.due_on,
        on=event.on,
    )


def class_of(kind: e.Evidence) -> EvidenceClass:
    """The class that is told of a kind of evidence."""
    match kind:
        case "medical-certificate" | "other-certificate":
            return "certificate"
        case "registration" | "work-training-record" | "attendance-record":
            return "record"
        case "assessment":
            return "assessment"
        case "goal" | "decision" | "own-account":
            return "other"
        case _:
            assert_never(kind)


def holder_of(source: e.EvidenceSource) -> EvidenceHolder:
    """The class that is told of who holds the evidence."""
    match source:
        case "af" | "region" | "municipality" | "forsakringskassan" | "kriminalvarden":
            return "authority"
        case "employer" | "school":
            return "employer-or-school"
        case "person" | "other":
            return source
        case _:
            assert_never(source)
