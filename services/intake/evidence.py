"""A request for evidence: asked, reminded, then received or waived with a reason. Pure: no clock, no I/O.

What was registered as received is corrected by a later event, or was received in error: then it is awaited again.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never
from uuid import UUID

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.practice import practice_on
from shared.decider import Decider
from shared.errors import Refused, refuse


@dataclass(frozen=True, kw_only=True)
class Unasked: ...


@dataclass(frozen=True, kw_only=True)
class Awaited:
    request: UUID
    referral: UUID
    person: UUID
    source: e.EvidenceSource
    source_unit: str | None
    since: date


@dataclass(frozen=True, kw_only=True)
class Received:
    """`awaited` is how it was asked for."""

    awaited: Awaited
    receipt: e.EvidenceReceipt


@dataclass(frozen=True, kw_only=True)
class Waived: ...


State = Unasked | Awaited | Received | Waived


def decide(command: c.EvidenceCommand, state: State) -> list[e.EvidenceEvent]:
    match command:
        case c.RequestEvidence():
            return [request(command, state)]
        case c.RemindOfEvidence():
            return [remind(command, awaited(state))]
        case c.ReceiveEvidence():
            return [receive(command, awaited(state))]
        case c.CorrectEvidenceReceipt():
            return [correct_receipt(command, received(state))]
        case c.RegisterEvidenceReceiptInError():
            return [register_receipt_in_error(command, received(state))]
        case c.WaiveEvidence():
            return [waive(command, awaited(state))]
        case _:
            assert_never(command)


def awaited(state: State) -> Awaited:
    match state:
        case Awaited():
            return state
        case Unasked() | Received() | Waived():
            raise errors.EvidenceNotAwaited
        case _:
            assert_never(state)


def received(state: State) -> Received:
    match state:
        case Received():
            return state
        case Unasked() | Awaited() | Waived():
            raise errors.EvidenceNotReceived
        case _:
            assert_never(state)


def request(command: c.RequestEvidence, state: State) -> e.EvidenceRequested:
    due_on = command.due_on or practice_on(command.on).evidence_escalated.after(command.on)
    refuse(
        None if isinstance(state, Unasked) else errors.EvidenceAlreadyRequested(request=command.request),
        None if command.wanted else errors.EvidenceNotWanted(referral=command.referral),
        errors.DateInTheFuture(on=command.on) if command.on > command.today else None,
        errors.DueNotAhead(due_on=due_on) if due_on <= command.on else None,
    )
    return e.EvidenceRequested(
        request=command.request,
        referral=command.referral,
        person=command.person,
        unit=command.unit,
        kind=command.kind,
        source=command.source,
        source_unit=command.source_unit,
        requested_by=command.by,
        due_on=due_on,
        on=command.on,
    )


def remind(command: c.RemindOfEvidence, state: Awaited) -> e.EvidenceReminded:
    refuse(
        None if command.wanted else errors.EvidenceNotWanted(referral=state.referral),
        *untimely(command.on, command.today, state),
    )
    return e.EvidenceReminded(
        request=state.request, referral=state.referral, person=state.person, reminded_by=command.by, on=command.on
    )


def receive(command: c.ReceiveEvidence, state: Awaited) -> e.EvidenceReceived:
    """What comes late is received too, also when the referral has been answered meanwhile."""
    refuse(*untimely(command.on, command.today, state), not_written_yet(command))
    receipt = receipt_of(command, state)
    return e.EvidenceReceived(
        request=state.request,
        referral=state.referral,
        person=state.person,
        source=receipt.source,
        source_unit=receipt.source_unit,
        document_date=receipt.document_date,
        form=receipt.form,
        received_by=command.by,
        on=receipt.on,
    )


def receipt_of(command: c.ReceiveEvidence | c.CorrectEvidenceReceipt, asked: Awaited) -> e.EvidenceReceipt:
    """What came, and from whom: from whom it was asked of, unless the command names another."""
    elsewhere = command.source is not None
    return e.EvidenceReceipt(
        source=command.source or asked.source,
        source_unit=command.source_unit if elsewhere else asked.source_unit,
        document_date=command.document_date,
        form=command.form,
        on=command.on,
    )


def not_written_yet(command: c.ReceiveEvidence | c.CorrectEvidenceReceipt) -> Refused | None:
    ahead = command.document_date > command.on
    return errors.DocumentNotWrittenYet(document_date=command.document_date) if ahead else None


def correct_receipt(command: c.CorrectEvidenceReceipt, state: Received) -> e.EvidenceReceiptCorrected:
    receipt = receipt_of(command, state.awaited)
    refuse(
        *untimely(command.on, command.today, state.awaited),
        not_written_yet(command),
        errors.NothingCorrected() if receipt == state.receipt else None,
    )
    return e.EvidenceReceiptCorrected(
        request=state.awaited.request,
        referral=state.awaited.referral,
        person=state.awaited.person,
        instead_of=state.receipt,
        source=receipt.source,
        source_unit=receipt.source_unit,
        document_date=receipt.document_date,
        form=receipt.form,
        reason=command.reason,
        corrected_by=command.by,
        corrected_on=command.today,
        on=receipt.on,
    )


def register_receipt_in_error(command: c.RegisterEvidenceReceiptInError, state: Received) -> e.EvidenceReceiptRegisteredInError:
    refuse(*untimely(command.on, command.today, state.awaited))
    return e.EvidenceReceiptRegisteredInError(
        request=state.awaited.request,
        referral=state.awaited.referral,
        person=state.awaited.person,
        instead_of=state.receipt,
        lapsed_on=command.over_on,
        reason=command.reason,
        registered_by=command.by,
        on=command.on,
    )


def waive(command: c.WaiveEvidence, state: Awaited) -> e.EvidenceWaived:
    refuse(*untimely(command.on, command.today, state))
    return e.EvidenceWaived(
        request=state.request,
        referral=state.referral,
        person=state.person,
        reason=command.reason,
        waived_by=command.by,
        on=command.on,
    )


def untimely(on: date, today: date, state: Awaited) -> tuple[Refused | None, Refused | None]:
    return (
        errors.DateInTheFuture(on=on) if on > today else None,
        errors.BeforeRequest(requested_on=state.since) if on < state.since else None,
    )


def evolve(state: State, event: e.EvidenceEvent) -> State:
    match event, state:
        case e.EvidenceRequested(), _:
            return asked(event)
        case e.EvidenceReminded(), _:
            return state
        case e.EvidenceReceived(), Awaited():
            return Received(awaited=state, receipt=came(event))
        case e.EvidenceReceiptCorrected(), Received():
            return Received(awaited=state.awaited, receipt=came(event))
        case e.EvidenceReceiptRegisteredInError(), Received():
            return state.awaited
        case e.EvidenceWaived(), _:
            return Waived()
        case _:
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")


def asked(event: e.EvidenceRequested) -> Awaited:
    return Awaited(
        request=event.request,
        referral=event.referral,
        person=event.person,
        source=event.source,
        source_unit=event.source_unit,
        since=event.on,
    )


def came(event: e.EvidenceReceived | e.EvidenceReceiptCorrected) -> e.EvidenceReceipt:
    return e.EvidenceReceipt(
        source=event.source,
        source_unit=event.source_unit,
        document_date=event.document_date,
        form=event.form,
        on=event.on,
    )


evidence: Decider[c.EvidenceCommand, State, e.EvidenceEvent] = Decider(decide, evolve, Unasked())
