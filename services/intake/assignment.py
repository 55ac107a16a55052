"""Taking on a case: the one place where whatever adds to somebody's load asks whether there is room."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, assert_never
from uuid import UUID

from services.intake import commands as c
from services.intake.queries import capacity
from services.intake.queries import planning as plannings
from services.intake.queries.cases import case as case_row
from services.intake.room import shortage, with_place
from services.intake.standing import Place
from shared.clock import stockholm
from shared.db import Row, Tx
from shared.errors import refuse
from shared.eventstore import Log

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Load:
    """A case with a support person of a unit, from a day on; `until` is its last day when that is known."""

    unit: str
    support_person: str
    on: date
    until: date | None = None


async def make_room(log: Log, case: UUID, command: c.CaseCommand) -> None:
    """Refused when the command would add a load that there is no room for; see `take`.

    Call it before the command is decided, in the same transaction. A command that adds no load passes.
    """
    load = await _load(log.tx, case, command)
    if load is not None:
        await take(log.tx, case, load, today=stockholm(log.meta.recorded_at))


async def take(tx: Tx, case: UUID, load: Load, *, today: date) -> None:
    """Refused with all that it goes over, unless the manager has assigned the case to the support person with a reason."""
    if not await capacity.hold(tx, load.unit):
        return
    planned = await plannings.planning(tx, case)
    if planned["reserved"] and planned["support_person"] == load.support_person and planned["assigned_why"]:
        return
    now = await capacity.standing(tx, load.unit, since=min(load.on, today), today=today)
    place = Place(case=case, support_person=load.support_person, from_on=load.on, until=load.until)
    last = today if load.until is None else min(today, load.until)
    refuse(*shortage(now, with_place(now, place), [load.support_person], load.on, last))


async def _load(tx: Tx, case: UUID, command: c.CaseCommand) -> Load | None:
    match command:
        case c.StartCase() | c.CorrectCaseStart() | c.ReopenCase() | c.CorrectCaseEnd() | c.ApproveChange():
            return _added(await case_row(tx, case), command)
        case c.HandOverCase():
            return Load(unit=command.unit, support_person=command.support_person, on=command.on)
        case (
            c.OpenCase()
            | c.PauseCase()
            | c.ResumeCase()
            | c.EndCase()
            | c.MakeFirstContact()
            | c.ProposeCaseEnd()
            | c.RegisterCaseInError()
            | c.RefuseChange()
        ):
            return None
        case _:
            assert_never(command)


Adding = c.StartCase | c.CorrectCaseStart | c.ReopenCase | c.CorrectCaseEnd | c.ApproveChange


def _added(row: Row, command: Adding) -> Load | None:
    match command:
        case c.StartCase():
            return Load(unit=row["unit"], support_person=command.support_person, on=command.on)
        case c.CorrectCaseStart():
            return _with_the_same(row, command.on)
        case c.ReopenCase():
            return _with_the_same(row, row["ended_on"])
        case c.CorrectCaseEnd():
            return _prolonged(row, command.on)
        case c.ApproveChange():
            return _proposed(row, row["proposal"] or {})
        case _:
            assert_never(command)


def _proposed(row: Row, proposal: dict[str, Any]) -> Load | None:
    """What a late registration adds when a second officer approves it."""
    match proposal.get("what"):
        case "start":
            on = date.fromisoformat(proposal["on"])
            return Load(unit=row["unit"], support_person=proposal["support_person"], on=on)
        case "start-correction":
            return _with_the_same(row, date.fromisoformat(proposal["on"]))
        case "end-correction":
            return _prolonged(row, date.fromisoformat(proposal["on"]))
        case _:
            return None


def _with_the_same(row: Row, on: date | None) -> Load | None:
    """From this day on with the support person that the case has; None when the case is at no such point."""
    if on is None or row["support_person"] is None:
        return None
    return Load(unit=row["unit"], support_person=row["support_person"], on=on)


def _prolonged(row: Row, ended_on: date) -> Load | None:
    if row["ended_on"] is None or ended_on <= row["ended_on"]:
        return None
    return Load(unit=row["unit"], support_person=row["support_person"], on=row["ended_on"], until=ended_on - DAY)
