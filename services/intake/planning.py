"""What is planned for a case: a place with a support person, priority on the waiting list, an expected end. Pure.

Apart from the case's own stream: none of it is part of the case's course, and none of it is published.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.room import codes, shortage, with_place
from services.intake.standing import Place
from shared.decider import Decider
from shared.errors import refuse


@dataclass(frozen=True, kw_only=True)
class Planning:
    """Whether a place is kept is the read model's to say: the start of the case uses it up."""

    prioritised: bool = False


def decide(command: c.PlanningCommand, state: Planning) -> list[e.PlanningEvent]:
    match command:
        case c.AssignCase():
            return [assign(command)]
        case c.UnassignCase():
            return [unassign(command)]
        case c.PrioritiseCase():
            return [prioritise(command, state)]
        case c.WithdrawCasePriority():
            return [withdraw_priority(command, state)]
        case c.SetPlannedEnd():
            return [plan_end(command)]
        case _:
            assert_never(command)


def assign(command: c.AssignCase) -> e.CaseAssigned:
    about = command.about
    if about.stage == "in-error":
        raise errors.CaseWasInError
    place = Place(case=about.case, support_person=command.support_person, from_on=command.on, until=None, reserved=True)
    after = with_place(command.standing, place)
    short = shortage(command.standing, after, [command.support_person], command.on, command.today)
    if command.reason is None:
        refuse(*short)
    return e.CaseAssigned(
        case=about.case,
        person=about.person,
        unit=about.unit,
        support_person=command.support_person,
        over=codes(short),
        reason=command.reason,
        assigned_by=command.by,
        on=command.on,
    )


def unassign(command: c.UnassignCase) -> e.CaseUnassigned:
    if not command.reserved:
        raise errors.NotAssigned
    return e.CaseUnassigned(case=command.about.case, person=command.about.person, unassigned_by=command.by, on=command.on)


def prioritise(command: c.PrioritiseCase, state: Planning) -> e.CasePrioritised:
    about = command.about
    refuse(
        errors.NotOnTheWaitingList() if about.stage != "waiting" else None,
        errors.AlreadyPrioritised() if state.prioritised else None,
    )
    return e.CasePrioritised(
        case=about.case, person=about.person, reason=command.reason, prioritised_by=command.by, on=command.on
    )


def withdraw_priority(command: c.WithdrawCasePriority, state: Planning) -> e.CasePriorityWithdrawn:
    if not state.prioritised:
        raise errors.NotPrioritised
    about = command.about
    return e.CasePriorityWithdrawn(
        case=about.case, person=about.person, reason=command.reason, withdrawn_by=command.by, on=command.on
    )


def plan_end(command: c.SetPlannedEnd) -> e.PlannedEndSet:
    about, end = command.about, command.planned_end
    if about.stage != "ongoing" or about.started_on is None:
        raise errors.CaseNotOngoing
    if end is not None and end < about.started_on:
        raise errors.BeforeStart(started_on=about.started_on)
    return e.PlannedEndSet(case=about.case, person=about.person, planned_end=end, set_by=command.by, on=command.on)


def evolve(state: Planning, event: e.PlanningEvent) -> Planning:
    match event:
        case e.CasePrioritised():
            return replace(state, prioritised=True)
        case e.CasePriorityWithdrawn():
            return replace(state, prioritised=False)
        case e.CaseAssigned() | e.CaseUnassigned() | e.PlannedEndSet():
            return state
        case _:
            assert_never(event)


planning: Decider[c.PlanningCommand, Planning, e.PlanningEvent] = Decider(decide, evolve, Planning())
