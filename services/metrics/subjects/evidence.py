"""Requests for evidence and what came of them. Each has a stream of its own."""

from typing import assert_never

from services.metrics.facts import Evidence
from services.metrics.subjects.subject import Subject
from shared.contracts import intake

Answer = (
    intake.EvidenceReceived | intake.EvidenceWaived | intake.EvidenceReceiptCorrected | intake.EvidenceReceiptRegisteredInError
)


def evidence_after(before: Evidence | None, event: intake.EvidenceRequested | Answer) -> Evidence | None:
    """What is known of a request after the event; None when the request itself was never published."""
    if isinstance(event, intake.EvidenceRequested):
        return _requested(event)
    return _answered(before, event) if before else None


def _requested(event: intake.EvidenceRequested) -> Evidence:
    return Evidence(
        request=event.request,
        referral=event.referral,
        person=event.person,
        unit=event.unit,
        kind=event.kind,
        source=event.source,
        requested_on=event.on,
        due_on=event.due_on,
    )


def _answered(before: Evidence, event: Answer) -> Evidence:
    match event:
        case intake.EvidenceReceived() | intake.EvidenceReceiptCorrected():
            return before._replace(received_on=event.on, form=event.form)
        case intake.EvidenceReceiptRegisteredInError():
            return before._replace(received_on=None, form=None)
        case intake.EvidenceWaived():
            return before._replace(waived_on=event.on)
        case _:
            assert_never(event)


REQUEST = ("request",)
EVIDENCE = Subject(
    "evidence",
    Evidence,
    key=REQUEST,
    step=evidence_after,
    events={
        intake.EvidenceRequested: REQUEST,
        intake.EvidenceReceived: REQUEST,
        intake.EvidenceWaived: REQUEST,
        intake.EvidenceReceiptCorrected: REQUEST,
        intake.EvidenceReceiptRegisteredInError: REQUEST,
    },
    indexes=[("referral",), ("unit", "requested_on")],
)
