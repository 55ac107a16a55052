"""A request for evidence: asked, reminded, then received or waived with a reason."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.evidence import evidence
from shared.testing.bdd import given_for
from tests.intake.given import ALI, EVA, FEB_2, MAR_2, MAR_3, MAR_9, PERSON, REFERRAL, TODAY, TOMORROW, UNIT, WHY

given = given_for(evidence)

REQUEST = UUID("0195c1de-9d00-7000-8000-0000000000ad")
REQUESTED = e.EvidenceRequested(
    request=REQUEST,
    referral=REFERRAL,
    person=PERSON,
    unit=UNIT,
    kind="medical-certificate",
    source="region",
    source_unit="vardcentralen-soder",
    requested_by=ALI,
    due_on=MAR_9,
    on=MAR_2,
)
REMINDED = e.EvidenceReminded(request=REQUEST, referral=REFERRAL, person=PERSON, reminded_by=EVA, on=MAR_3)
RECEIVED = e.EvidenceReceived(
    request=REQUEST,
    referral=REFERRAL,
    person=PERSON,
    source="region",
    source_unit="vardcentralen-soder",
    document_date=FEB_2,
    form="digital",
    received_by=EVA,
    on=MAR_9,
)
WAIVED = e.EvidenceWaived(request=REQUEST, referral=REFERRAL, person=PERSON, reason=WHY, waived_by=EVA, on=MAR_3)


def request(**changes: Any) -> c.RequestEvidence:
    command = c.RequestEvidence(
        request=REQUEST,
        referral=REFERRAL,
        person=PERSON,
        unit=UNIT,
        kind="medical-certificate",
        source="region",
        source_unit="vardcentralen-soder",
        due_on=MAR_9,
        wanted=True,
        by=ALI,
        on=MAR_2,
        today=TODAY,
    )
    return replace(command, **changes)


def remind(*, on: date = MAR_3, wanted: bool = True) -> c.RemindOfEvidence:
    return c.RemindOfEvidence(wanted=wanted, by=EVA, on=on, today=TODAY)


def receive(**changes: Any) -> c.ReceiveEvidence:
    command = c.ReceiveEvidence(source=None, source_unit=None, document_date=FEB_2, form="digital", by=EVA, on=MAR_9, today=TODAY)
    return replace(command, **changes)


def waive(on: date = MAR_3) -> c.WaiveEvidence:
    return c.WaiveEvidence(reason=WHY, by=EVA, on=on, today=TODAY)


def test_a_request_says_what_of_whom_by_whom_and_until_when() -> None:
    given().when(request()).then(REQUESTED)


def test_without_a_date_it_is_due_when_practice_says() -> None:
    given().when(request(due_on=None)).then(replace(REQUESTED, due_on=date(2026, 4, 1)))


def test_every_reason_against_a_request_is_told_at_once() -> None:
    given().when(request(wanted=False, on=TOMORROW)).refused(errors.EvidenceNotWanted, errors.DateInTheFuture, errors.DueNotAhead)


def test_the_same_request_is_not_made_twice() -> None:
    given(REQUESTED).when(request()).refused(errors.EvidenceAlreadyRequested)


def test_it_can_be_reminded_of_more_than_once() -> None:
    given(REQUESTED, REMINDED).when(remind(on=MAR_9)).then(replace(REMINDED, on=MAR_9))


def test_nobody_is_reminded_when_the_referral_is_over_or_before_anything_was_asked() -> None:
    given(REQUESTED).when(remind(on=FEB_2, wanted=False)).refused(errors.EvidenceNotWanted, errors.BeforeRequest)
    given().when(remind()).refused(errors.EvidenceNotAwaited)


def test_what_comes_from_whom_was_asked_needs_no_source() -> None:
    given(REQUESTED, REMINDED).when(receive()).then(RECEIVED)


def test_it_may_come_from_another_than_was_asked() -> None:
    given(REQUESTED).when(receive(source="person")).then(replace(RECEIVED, source="person", source_unit=None))


def test_a_document_is_not_written_after_it_came_and_does_not_come_before_it_was_asked_for() -> None:
    refused = given(REQUESTED).when(receive(on=FEB_2, document_date=MAR_2))
    refused.refused(errors.BeforeRequest, errors.DocumentNotWrittenYet)
    given(REQUESTED).when(receive(on=TOMORROW)).refused(errors.DateInTheFuture)


def test_it_is_waived_with_a_sealed_reason() -> None:
    given(REQUESTED).when(waive()).then(WAIVED)


def test_what_has_come_or_is_waived_is_not_awaited_any_more() -> None:
    for history in ((REQUESTED, RECEIVED), (REQUESTED, WAIVED)):
        given(*history).when(remind(on=MAR_9)).refused(errors.EvidenceNotAwaited)
        given(*history).when(receive()).refused(errors.EvidenceNotAwaited)
        given(*history).when(waive(on=MAR_9)).refused(errors.EvidenceNotAwaited)


RECEIPT = e.EvidenceReceipt(source="region", source_unit="vardcentralen-soder", document_date=FEB_2, form="digital", on=MAR_9)
CORRECTED = e.EvidenceReceiptCorrected(
    request=REQUEST,
    referral=REFERRAL,
    person=PERSON,
    instead_of=RECEIPT,
    source="region",
    source_unit="vardcentralen-soder",
    document_date=MAR_2,
    form="document",
    reason=WHY,
    corrected_by=ALI,
    corrected_on=TODAY,
    on=MAR_3,
)
IN_ERROR = e.EvidenceReceiptRegisteredInError(
    request=REQUEST,
    referral=REFERRAL,
    person=PERSON,
    instead_of=RECEIPT,
    lapsed_on=None,
    reason=WHY,
    registered_by=ALI,
    on=TODAY,
)


def correct(**changes: Any) -> c.CorrectEvidenceReceipt:
    command = c.CorrectEvidenceReceipt(
        source=None, source_unit=None, document_date=MAR_2, form="document", reason=WHY, by=ALI, on=MAR_3, today=TODAY
    )
    return replace(command, **changes)


def in_error(**changes: Any) -> c.RegisterEvidenceReceiptInError:
    return replace(c.RegisterEvidenceReceiptInError(over_on=None, reason=WHY, by=ALI, on=TODAY, today=TODAY), **changes)


def test_a_corrected_receipt_names_what_was_registered_why_and_by_whom() -> None:
    given(REQUESTED, RECEIVED).when(correct()).then(CORRECTED)
    came = {name: getattr(CORRECTED, name) for name in ("source", "source_unit", "document_date", "form", "on")}
    again = replace(CORRECTED, instead_of=e.EvidenceReceipt(**came), document_date=FEB_2)
    given(REQUESTED, RECEIVED, CORRECTED).when(correct(document_date=FEB_2)).then(again)


def test_a_correction_is_held_to_what_a_receipt_is_held_to() -> None:
    given(REQUESTED, RECEIVED).when(correct(on=FEB_2)).refused(errors.BeforeRequest, errors.DocumentNotWrittenYet)
    given(REQUESTED, RECEIVED).when(correct(on=MAR_9, document_date=FEB_2, form="digital")).refused(errors.NothingCorrected)
    given(REQUESTED).when(correct()).refused(errors.EvidenceNotReceived)
    given(REQUESTED, WAIVED).when(in_error()).refused(errors.EvidenceNotReceived)


def test_what_never_came_is_awaited_again_unless_it_is_all_over() -> None:
    given(REQUESTED, RECEIVED).when(in_error()).then(IN_ERROR)
    given(REQUESTED, RECEIVED, IN_ERROR).when(receive()).then(RECEIVED)
    given(REQUESTED, RECEIVED).when(in_error(over_on=MAR_9)).then(replace(IN_ERROR, lapsed_on=MAR_9))
