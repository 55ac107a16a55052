"""What is planned for a case: with whom, whether it goes first, until when."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.intake import commands as c
from services.intake import proposals, queries, streams
from services.intake.api.access import CasePath, CaseWork, Intake, MayAssign, MayReadCases, MayWorkOnCases, within_unit
from services.intake.commands.planning import Stage
from services.intake.planning import planning as decider
from services.intake.practice import practice_on
from services.intake.proposals import Knows, Wanted
from services.intake.protection import require
from services.intake.queries import capacity
from services.intake.queries import planning as plannings
from services.intake.schemas.capacity import Language, Sector
from services.intake.schemas.planning import (
    AssignmentIn,
    OnDay,
    PlannedEndIn,
    PlanningView,
    PriorityIn,
    ProposalsView,
    ProposalView,
)
from shared.auth import Principal
from shared.db import Row, Tx
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Reply, Today
from shared.http.transactional import Transactional
from shared.ids import Sealed
from shared.sealing import Sealing
from shared.service import Service

router = APIRouter(prefix="/cases/{case}", route_class=Transactional, tags=["planning"])

WantedLanguage = Annotated[Language | None, Query(description="A language that fits / Språk som passar")]
WantedSector = Annotated[Sector | None, Query(description="A sector that fits / Sektor som passar")]
APART = {"waiting", "ended", "in-error"}
"""Every other status is one of a case under way."""


@router.get("/planning")
async def show_planning(
    officer: MayReadCases, case: CasePath, service: Intake, tx: DbTx, reading: CaseWork, reply: Reply
) -> PlanningView:
    """Who is to support the person, whether the case goes first and why, and its planned end.

    Vem som ska stötta personen, om ärendet har företräde och varför, och planerat slut.
    """
    row = await _mine(officer, tx, case)
    await reading.of(person=row["person"], case=case)
    view = await _view(service, tx, case)
    reply.version(view.version)
    return view


@router.post("/assignments", status_code=201)
async def assign_case(
    officer: MayAssign,
    case: CasePath,
    body: AssignmentIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> PlanningView:
    """Keep a place with a support person for the case. Refused without room, unless a reason is given.

    Håll en plats hos en stödperson för ärendet. Nekas utan plats, om inget skäl anges.
    """
    row = await _mine(officer, log.tx, case)
    await capacity.hold(log.tx, row["unit"])
    command = c.AssignCase(
        about=_about(row),
        support_person=body.support_person,
        standing=await capacity.standing(log.tx, row["unit"], since=min(body.on, today), today=today),
        reason=await _sealed(service, log.tx, row, body.reason),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    return await _done(service, log, case, command, if_match, reply)


@router.post("/assignment-withdrawals", status_code=201)
async def withdraw_assignment(
    officer: MayAssign, case: CasePath, body: OnDay, service: Intake, log: Log, if_match: IfMatch, reply: Reply
) -> PlanningView:
    """Give back the place that was kept. / Lämna tillbaka platsen som hölls."""
    row = await _mine(officer, log.tx, case)
    command = c.UnassignCase(about=_about(row), reserved=row["reserved"], by=officer.subject, on=body.on)
    return await _done(service, log, case, command, if_match, reply)


@router.post("/priorities", status_code=201)
async def prioritise_case(
    officer: MayAssign, case: CasePath, body: PriorityIn, service: Intake, log: Log, if_match: IfMatch, reply: Reply
) -> PlanningView:
    """Let a waiting case go before the others, with a reason. / Ge ett väntande ärende företräde, med skäl."""
    row = await _mine(officer, log.tx, case)
    reason = await _sealing(service, log.tx, row).text(body.reason, "reason")
    command = c.PrioritiseCase(about=_about(row), reason=reason, by=officer.subject, on=body.on)
    return await _done(service, log, case, command, if_match, reply)


@router.post("/priority-withdrawals", status_code=201)
async def withdraw_priority(
    officer: MayAssign, case: CasePath, body: PriorityIn, service: Intake, log: Log, if_match: IfMatch, reply: Reply
) -> PlanningView:
    """Put the case back in its own place on the list, with a reason. / Ta tillbaka företrädet, med skäl."""
    row = await _mine(officer, log.tx, case)
    reason = await _sealing(service, log.tx, row).text(body.reason, "reason")
    command = c.WithdrawCasePriority(about=_about(row), reason=reason, by=officer.subject, on=body.on)
    return await _done(service, log, case, command, if_match, reply)


@router.post("/planned-ends", status_code=201)
async def set_planned_end(
    officer: MayWorkOnCases, case: CasePath, body: PlannedEndIn, service: Intake, log: Log, if_match: IfMatch, reply: Reply
) -> PlanningView:
    """Say when the case is expected to end: the forecast rests on it. / Ange när ärendet väntas sluta, för prognosen."""
    row = await _mine(officer, log.tx, case)
    command = c.SetPlannedEnd(about=_about(row), planned_end=body.planned_end, by=officer.subject, on=body.on)
    return await _done(service, log, case, command, if_match, reply)


@router.get("/assignment-proposals")
async def list_assignment_proposals(
    officer: MayReadCases,
    case: CasePath,
    today: Today,
    tx: DbTx,
    reading: CaseWork,
    language: WantedLanguage = None,
    sector: WantedSector = None,
) -> ProposalsView:
    """Support persons of the unit for the case, in order, with every point explained. The manager decides.

    Enhetens stödpersoner för ärendet, i ordning, med varje poäng förklarad. Chefen beslutar.
    """
    row = await _mine(officer, tx, case)
    await reading.of(person=row["person"], case=case)
    now = await capacity.standing(tx, row["unit"], since=today, today=today)
    wanted = Wanted(
        earlier=await plannings.earlier_support(tx, row["person"]),
        language=language,
        sector=sector,
        municipality=(await queries.person(tx, row["person"]))["municipality"],
    )
    known = await plannings.described(tx, [share.support_person for share in now.shares])
    weights = practice_on(today).proposals
    ranked = proposals.rank(now, today, wanted, {who: _knows(about) for who, about in known.items()}, weights)
    return ProposalsView(case=case, on=today, weights=weights.name, proposals=[ProposalView.of(each) for each in ranked])


def _knows(row: Row) -> Knows:
    return Knows(
        languages=frozenset(row["languages"]), sectors=frozenset(row["sectors"]), municipalities=frozenset(row["municipalities"])
    )


async def _mine(officer: Principal, tx: Tx, case: CasePath) -> Row:
    row = within_unit(officer, await plannings.planning(tx, case), case=case)
    await require(tx, officer, row["person"], case)
    return row


def _about(row: Row) -> c.PlannedCase:
    stage: Stage = row["status"] if row["status"] in APART else "ongoing"
    return c.PlannedCase(case=row["case_id"], person=row["person"], unit=row["unit"], stage=stage, started_on=row["started_on"])


def _sealing(service: Service, tx: Tx, row: Row) -> Sealing:
    return Sealing(service.vault, tx, row["person"], streams.planning(row["case_id"]))


async def _sealed(service: Service, tx: Tx, row: Row, reason: str | None) -> Sealed | None:
    return await _sealing(service, tx, row).note(reason, "reason")


async def _done(
    service: Service, log: EventLog, case: CasePath, command: c.PlanningCommand, if_match: int | None, reply: Reply
) -> PlanningView:
    version = await handle(log, decider, streams.planning(case), command, if_match=if_match)
    reply.created(f"/cases/{case}/planning", version)
    return await _view(service, log.tx, case)


async def _view(service: Service, tx: Tx, case: CasePath) -> PlanningView:
    row = await plannings.planning(tx, case)
    sealing = _sealing(service, tx, row)
    return PlanningView.of(row, **{name: await sealing.read(row[name], "reason") for name in ("assigned_why", "priority_why")})
