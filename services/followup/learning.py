"""What other services' events mean for a support. Never refuses and never repeats: what is known already gives nothing.

The topics of intake and placement come in any order relative to each other, so every fact is kept as it was told, and the
introductions are worked out anew from all facts (see `introductions`). Pure: no clock, no I/O.
"""

from functools import reduce
from typing import assert_never
from uuid import UUID

from services.followup import commands as c
from services.followup import events as e
from services.followup.introductions import following
from services.followup.state import Employment, InError, State, Support, Unopened, evolve


def learn(command: c.LearntCommand, state: State) -> list[e.SupportEvent]:
    """The fact, if it is new, and what follows from it for the introductions."""
    facts = _facts(command, state)
    after = reduce(evolve, facts, state)
    return [*facts, *following(after)] if facts and isinstance(after, Support) else facts


def _facts(command: c.LearntCommand, state: State) -> list[e.SupportEvent]:
    if isinstance(state, InError):
        return []
    if isinstance(command, c.RemoveSupport):
        return [e.SupportFoundInError(case=command.case, person=command.person)]
    if isinstance(state, Unopened):
        return _opening(command)
    return _news(command, state)


def _opening(command: c.LearntCommand) -> list[e.SupportEvent]:
    """Only the case's start or an employment tells the unit; anything else about an unheard-of case was left out on purpose."""
    if isinstance(command, c.NoteCaseStart):
        return [e.SupportOpened(case=command.case, person=command.person, unit=command.unit, opened_by="case", on=command.on)]
    if isinstance(command, c.NoteEmployment):
        return [
            e.SupportOpened(case=command.case, person=command.person, unit=command.unit, opened_by="employment", on=command.on),
            e.EmploymentNoted(
                case=command.case, person=command.person, employment=command.employment, ended_on=None, on=command.on
            ),
        ]
    return []


Further = (
    c.NoteCaseStart
    | c.CorrectCaseStart
    | c.HandOverSupport
    | c.NoteEmployment
    | c.NoteEmploymentEnd
    | c.CorrectEmployment
    | c.RemoveEmployment
    | c.CloseSupport
    | c.ReopenSupport
)


def _news(command: Further, support: Support) -> list[e.SupportEvent]:
    match command:
        case c.NoteCaseStart() | c.CorrectCaseStart():
            return _case_start(command, support)
        case c.HandOverSupport():
            handed_over = e.SupportHandedOver(case=support.case, person=support.person, unit=command.unit, on=command.on)
            return [handed_over] if support.unit != command.unit else []
        case c.CloseSupport():
            closed = e.SupportClosed(case=support.case, person=support.person, on=command.on)
            return [closed] if support.closed_on != command.on else []
        case c.ReopenSupport():
            reopened = e.SupportReopened(case=support.case, person=support.person, on=command.on)
            return [reopened] if support.closed_on else []
        case c.NoteEmployment():
            unheard_of = command.employment not in support.employments
            return _noted(support, command.employment, Employment(started_on=command.on)) if unheard_of else []
        case c.NoteEmploymentEnd() | c.CorrectEmployment() | c.RemoveEmployment():
            known = support.employments.get(command.employment)
            return _changed(command, support, known) if known and not known.in_error else []
        case _:
            assert_never(command)


def _case_start(command: c.NoteCaseStart | c.CorrectCaseStart, support: Support) -> list[e.SupportEvent]:
    """The start as first told is heard once; a correction may come as often as there is one."""
    if support.case_started_on is not None and (isinstance(command, c.NoteCaseStart) or command.on == support.case_started_on):
        return []
    unit = command.unit if isinstance(command, c.NoteCaseStart) else support.unit
    return [e.CaseStartNoted(case=support.case, person=support.person, unit=unit, on=command.on)]


def _changed(
    command: c.NoteEmploymentEnd | c.CorrectEmployment | c.RemoveEmployment, support: Support, known: Employment
) -> list[e.SupportEvent]:
    match command:
        case c.NoteEmploymentEnd():
            told = Employment(started_on=known.started_on, ended_on=command.on)
        case c.CorrectEmployment():
            told = Employment(started_on=command.started_on, ended_on=command.ended_on)
        case c.RemoveEmployment():
            return [e.EmploymentFoundInError(case=support.case, person=support.person, employment=command.employment)]
        case _:
            assert_never(command)
    return _noted(support, command.employment, told) if told != known else []


def _noted(support: Support, employment: UUID, told: Employment) -> list[e.SupportEvent]:
    return [
        e.EmploymentNoted(
            case=support.case, person=support.person, employment=employment, ended_on=told.ended_on, on=told.started_on
        )
    ]
