"""A request for evidence: asked, reminded, then received or waived with a reason. Pure: no clock, no I/O."""

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
class Answered: ...


State = Unasked | Awaited | Answered


def decide(command: c.EvidenceCommand, state: State) -> list[e.EvidenceEvent]:
    match command:
        case c.RequestEvidence():
            return [request(command, state)]
        case c.RemindOfEvidence():
            return [remind(command, awaited(state))]
        case c.ReceiveEvidence():
            return [receive(command, awaited(state))]
        case c.WaiveEvidence():
            return [waive(command, awaited(state))]
        case _:
            assert_never(command)


def awaited(state: State) -> Awaited:
    match state:
        case Awaited():
            return state
        case Unasked() | Answered():
            raise errors.EvidenceNotAwaited
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
    refuse(
        *untimely(command.on, command.today, state),
        errors.DocumentNotWrittenYet(document_date=command.document_date) if command.document_date > command.on else None,
    )
    elsewhere = command.source is not None
    return e.EvidenceReceived(
        request=state.request,
        referral=state.referral,
        person=state.person,
        source=command.source or state.source,
        source_unit=command.source_unit if elsewhere else state.source_unit,
        document_date=command.document_date,
        form=command.form,
        received_by=command.by,
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
    match event:
        case e.EvidenceRequested():
            return Awaited(
                request=event.request,
                referral=event.referral,
                person=event.person,
                source=event.source,
                source_unit=event.source_unit,
                since=event.on,
            )
        case e.EvidenceReminded():
            return state
        case e.EvidenceReceived() | e.EvidenceWaived():
            return Answered()
        case _:
            assert_never(event)


evidence: Decider[c.EvidenceCommand, State, e.EvidenceEvent] = Decider(decide, evolve, Unasked())
