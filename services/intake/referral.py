"""A referral: received, then returned, withdrawn, accepted or declined. Pure: no clock, no I/O."""

from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from shared.decider import Decider
from shared.errors import refuse


@dataclass(frozen=True, kw_only=True)
class Unknown: ...


@dataclass(frozen=True, kw_only=True)
class Open:
    referral: UUID
    person: UUID


@dataclass(frozen=True, kw_only=True)
class Closed: ...


State = Unknown | Open | Closed


def decide(command: c.ReferralCommand, state: State) -> list[e.ReferralEvent]:
    match command:
        case c.ReceiveReferral():
            return [receive(command, state)]
        case c.ReturnReferral():
            return [return_(command, opened(state))]
        case c.WithdrawReferral():
            referral = opened(state)
            return [e.ReferralWithdrawn(referral=referral.referral, person=referral.person, on=command.on)]
        case c.AcceptReferral():
            referral = opened(state)
            return [e.ReferralAccepted(referral=referral.referral, person=referral.person, case=command.case, on=command.on)]
        case c.DeclineReferral():
            referral = opened(state)
            return [e.ReferralDeclined(referral=referral.referral, person=referral.person, on=command.on)]
        case _:
            assert_never(command)


def opened(state: State) -> Open:
    match state:
        case Open():
            return state
        case Unknown() | Closed():
            raise errors.ReferralNotOpen
        case _:
            assert_never(state)


def receive(command: c.ReceiveReferral, state: State) -> e.ReferralReceived:
    engagement = command.engaged_in
    refuse(
        None if isinstance(state, Unknown) else errors.ReferralNotOpen(referral=command.referral),
        errors.AlreadyEngaged(referral=engagement.referral, case=engagement.case) if engagement else None,
        errors.DateInTheFuture(on=command.on) if command.on > command.today else None,
    )
    return e.ReferralReceived(
        referral=command.referral,
        person=command.person,
        source=command.source,
        source_unit=command.source_unit,
        unit=command.unit,
        channel=command.channel,
        planned_job=command.planned_job,
        note=command.note,
        on=command.on,
    )


def return_(command: c.ReturnReferral, referral: Open) -> e.ReferralReturned:
    if not command.reasons:
        raise errors.NoReturnReason
    return e.ReferralReturned(
        referral=referral.referral,
        person=referral.person,
        reasons=tuple(dict.fromkeys(command.reasons)),
        advice=command.advice,
        on=command.on,
    )


def evolve(_state: State, event: e.ReferralEvent) -> State:
    match event:
        case e.ReferralReceived():
            return Open(referral=event.referral, person=event.person)
        case e.ReferralReturned() | e.ReferralWithdrawn() | e.ReferralAccepted() | e.ReferralDeclined():
            return Closed()
        case _:
            assert_never(event)


referral: Decider[c.ReferralCommand, State, e.ReferralEvent] = Decider(decide, evolve, Unknown())
