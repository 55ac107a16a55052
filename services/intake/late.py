"""Facts registered late: past the days that practice gives, a second officer has to agree (practice). Pure: no clock, no I/O.

The proposal has no effect. Approved, it takes effect as the same event that a timely registration would have given: valid from
the fact's own day, known from the approval.
"""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from services.intake import commands as c
from services.intake import ending, errors, pausing, starting
from services.intake import events as e
from services.intake.case_state import InError, Proposal, State, Unopened
from services.intake.practice import practice_on
from shared.errors import Refused, refuse


def registered(event: e.LateEvent, state: State, command: c.Datable) -> e.CaseEvent:
    """The event, or its proposal when it comes so late that a second officer has to agree."""
    late = lateness(event, command.today)
    refuse(*doubts(event, state, command.today), *(proposal_doubts(state, command) if late else ()))
    if not late or command.late is None:
        return event
    return e.CaseChangeProposed(
        proposal=command.late.proposal,
        case=event.case,
        person=event.person,
        change=change_of(event),
        reason=command.late.reason,
        proposed_by=command.late.by,
        on=command.today,
    )


def lateness(event: e.LateEvent, today: date) -> bool:
    """Whether one officer alone may not register it any more. A correction touches the old day and the new one."""
    return today > practice_on(today).registered_alone_until(oldest(event))


def oldest(event: e.LateEvent) -> date:
    """The earliest day that the event says something about."""
    match event:
        case e.CaseStartCorrected():
            return min(event.on, event.instead_of)
        case e.CaseEndCorrected():
            return min(event.on, event.instead_of.on)
        case _:
            return event.on


def proposal_doubts(state: State, command: c.Datable) -> Sequence[Refused | None]:
    open_one = proposal_in(state)
    return [
        errors.LateReasonNeeded() if command.late is None else None,
        errors.ProposalAwaitsAnswer(proposal=open_one.proposal) if open_one else None,
    ]


def doubts(event: e.LateEvent, state: State, today: date) -> Sequence[Refused | None]:
    """Why the event cannot follow in the case as it is now; raises when the case is in no status for it."""
    match event:
        case e.CaseStarted():
            return starting.start_doubts(event, state, today)
        case e.CaseStartCorrected():
            return starting.start_correction_doubts(event, state, today)
        case e.CasePaused():
            return pausing.pause_doubts(event, state, today)
        case e.CaseResumed():
            return pausing.resumption_doubts(event, state, today)
        case e.CaseEnded():
            return ending.end_doubts(event, state, today)
        case e.CaseEndCorrected():
            return ending.end_correction_doubts(event, state, today)
        case _:
            assert_never(event)


def change_of(event: e.LateEvent) -> e.LateChange:
    match event:
        case e.CaseStarted():
            return e.LateStart(event=event)
        case e.CaseStartCorrected():
            return e.LateStartCorrection(event=event)
        case e.CasePaused():
            return e.LatePause(event=event)
        case e.CaseResumed():
            return e.LateResumption(event=event)
        case e.CaseEnded():
            return e.LateEnd(event=event)
        case e.CaseEndCorrected():
            return e.LateEndCorrection(event=event)
        case _:
            assert_never(event)


def proposal_in(state: State) -> Proposal | None:
    return None if isinstance(state, Unopened | InError) else state.proposal


def awaiting_answer(command: c.ApproveChange | c.RefuseChange, state: State) -> Proposal:
    """The proposal that the command answers."""
    proposal = proposal_in(state)
    if proposal is None or proposal.proposal != command.proposal:
        raise errors.NoSuchProposal
    return proposal


def approve(command: c.ApproveChange, state: State) -> list[e.CaseEvent]:
    """The case may have changed since the proposal: it is judged anew."""
    proposal = awaiting_answer(command, state)
    event = proposal.change.event
    refuse(
        errors.ProposerMayNotApprove() if command.by == proposal.by else None,
        *doubts(event, state, command.today),
    )
    approved = e.CaseChangeApproved(
        proposal=proposal.proposal, case=event.case, person=event.person, approved_by=command.by, on=command.today
    )
    return [approved, event]


def refuse_change(command: c.RefuseChange, state: State) -> e.CaseChangeRefused:
    """By a second officer, or by the proposer, who takes it back."""
    proposal = awaiting_answer(command, state)
    event = proposal.change.event
    return e.CaseChangeRefused(
        proposal=proposal.proposal,
        case=event.case,
        person=event.person,
        reason=command.reason,
        refused_by=command.by,
        on=command.today,
    )
