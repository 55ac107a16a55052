"""A referral: received or proposed, then returned, withdrawn, accepted or declined. Pure: no clock, no I/O."""

from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.record import in_the_future
from shared.decider import Decider
from shared.errors import refuse


@dataclass(frozen=True, kw_only=True)
class Unknown: ...


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A partner proposes it; nobody at the unit has accepted it yet."""

    referral: UUID
    person: UUID


@dataclass(frozen=True, kw_only=True)
class Open:
    referral: UUID
    person: UUID


@dataclass(frozen=True, kw_only=True)
class Declined:
    referral: UUID
    person: UUID


@dataclass(frozen=True, kw_only=True)
class Closed: ...


State = Unknown | Proposed | Open | Declined | Closed


def decide(command: c.ReferralCommand, state: State) -> list[e.ReferralEvent]:
    match command:
        case c.ReceiveReferral():
            return [receive(command, state)]
        case c.AcceptProposal():
            return [accept_proposal(command, state)]
        case c.ReturnReferral():
            return [return_(command, unanswered(state))]
        case c.WithdrawReferral():
            return [withdraw(command, unanswered(state))]
        case c.AcceptReferral():
            accepted = opened(state)
            return [e.ReferralAccepted(referral=accepted.referral, person=accepted.person, case=command.case, on=command.on)]
        case c.DeclineReferral():
            declined = opened(state)
            return [e.ReferralDeclined(referral=declined.referral, person=declined.person, on=command.on)]
        case c.ReopenReferral():
            return [reopen(command, state)]
        case _:
            assert_never(command)


def opened(state: State) -> Open:
    if not isinstance(state, Open):
        raise errors.ReferralNotOpen
    return state


def unanswered(state: State) -> Proposed | Open:
    if not isinstance(state, Proposed | Open):
        raise errors.ReferralNotOpen
    return state


def accept_proposal(command: c.AcceptProposal, state: State) -> e.ProposalAccepted:
    if not isinstance(state, Proposed):
        raise errors.NotAProposal
    refuse(in_the_future(command.on, command.today))
    return e.ProposalAccepted(referral=state.referral, person=state.person, accepted_by=command.by, on=command.on)


def reopen(command: c.ReopenReferral, state: State) -> e.ReferralReopened:
    if not isinstance(state, Declined):
        raise errors.ReferralNotDeclined
    refuse(overlap(command.engaged_in))
    return e.ReferralReopened(referral=state.referral, person=state.person, on=command.on)


def overlap(engagement: c.Engagement | None, *, told_to: str | None = None) -> errors.AlreadyEngaged | None:
    """The refusal names what holds the person; to a partner only when that is the partner's own referral."""
    if engagement is None:
        return None
    if told_to is not None and told_to != engagement.agency:
        return errors.AlreadyEngaged()
    return errors.AlreadyEngaged(referral=engagement.referral, case=None if told_to else engagement.case)


def receive(command: c.ReceiveReferral, state: State) -> e.ReferralReceived:
    refuse(
        None if isinstance(state, Unknown) else errors.ReferralNotOpen(referral=command.referral),
        overlap(command.engaged_in, told_to=command.proposed_by),
        in_the_future(command.on, command.today),
    )
    return e.ReferralReceived(
        referral=command.referral,
        person=command.person,
        source=command.source,
        agency=command.agency,
        source_unit=command.source_unit,
        unit=command.unit,
        channel=command.channel,
        reasons=tuple(dict.fromkeys(command.reasons)),
        planned_job=command.planned_job,
        note=command.note,
        proposed_by=command.proposed_by,
        sex=command.sex,
        birth_year=command.birth_year,
        municipality=command.municipality,
        on=command.on,
    )


def return_(command: c.ReturnReferral, referral: Proposed | Open) -> e.ReferralReturned:
    """What is granted already is not given back: the decision stands until it is reconsidered."""
    refuse(
        None if command.reasons else errors.NoReturnReason(),
        errors.AlreadyDecided() if command.granted else None,
        in_the_future(command.on, command.today),
    )
    return e.ReferralReturned(
        referral=referral.referral,
        person=referral.person,
        reasons=tuple(dict.fromkeys(command.reasons)),
        requirements=tuple(dict.fromkeys(command.requirements)),
        advice=command.advice,
        requirements_note=command.requirements_note,
        on=command.on,
    )


def withdraw(command: c.WithdrawReferral, referral: Proposed | Open) -> e.ReferralWithdrawn:
    refuse(in_the_future(command.on, command.today))
    return e.ReferralWithdrawn(referral=referral.referral, person=referral.person, on=command.on)


def evolve(_state: State, event: e.ReferralEvent) -> State:
    match event:
        case e.ReferralReceived(proposed_by=str()):
            return Proposed(referral=event.referral, person=event.person)
        case e.ReferralReceived() | e.ProposalAccepted() | e.ReferralReopened():
            return Open(referral=event.referral, person=event.person)
        case e.ReferralDeclined():
            return Declined(referral=event.referral, person=event.person)
        case e.ReferralReturned() | e.ReferralWithdrawn() | e.ReferralAccepted():
            return Closed()
        case _:
            assert_never(event)


referral: Decider[c.ReferralCommand, State, e.ReferralEvent] = Decider(decide, evolve, Unknown())
