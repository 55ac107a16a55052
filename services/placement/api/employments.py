"""Employments: agreed, listed, shown. What happens to one afterwards is in `course`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.placement import candidacies, queries, streams
from services.placement import commands as c
from services.placement import opportunity as offering
from services.placement import search as searching
from services.placement.api.access import CaseWork, EmploymentPath, MayRead, MayWrite, Placement, sealing, within_unit
from services.placement.api.opportunities import employer_standing
from services.placement.employment import employment as decider
from services.placement.fields import EmploymentStatus
from services.placement.queries import candidacies as candidacy_queries
from services.placement.schemas.employments import EmploymentIn, EmploymentView
from shared import protection
from shared.auth import Principal
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.units import require_unit
from shared.ids import new_id

router = APIRouter(prefix="/employments", route_class=Transactional, tags=["employments"])

CaseFilter = Annotated[UUID | None, Query(description="A case's employments / Ett ärendes anställningar")]
UnitFilter = Annotated[
    str | None, Query(description="One of one's own units / En av de egna enheterna", pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
]
StatusFilter = Annotated[EmploymentStatus | None, Query(description="Only these / Bara dessa")]


async def searched(log: EventLog, case: UUID) -> c.Searched:
    """The case as its search's own stream tells it. Raises CaseUnknown."""
    history, _ = await log.read(streams.search(case))
    return searching.searched(case, searching.search.fold(history))


async def offered(log: EventLog, opportunity: UUID | None) -> c.Offer | None:
    """The opportunity as its own stream tells it."""
    if opportunity is None:
        return None
    history, _ = await log.read(streams.opportunity(opportunity))
    return offering.offer(opportunity, offering.opportunity.fold(history))


@router.post("", status_code=201)
async def agree_employment(officer: MayWrite, body: EmploymentIn, today: Today, log: Log, reply: Reply) -> EmploymentView:
    """Record that an employment has been agreed. With an opportunity, one of its places is filled at the same time.

    Registrera att en anställning är avtalad. Med en jobbmöjlighet tillsätts samtidigt en av dess platser.
    """
    employment = new_id()
    if body.candidacy is not None:
        await _following(log, officer, employment, body.candidacy, body)
    version = await handle(log, decider, streams.employment(employment), await _agreeing(log, officer, employment, body, today))
    if body.opportunity is not None:
        filling = c.FillPlace(employment=employment, on=body.on)
        await handle(log, offering.opportunity, streams.opportunity(body.opportunity), filling)
    reply.created(f"/employments/{employment}", version)
    return EmploymentView.of(await queries.employment(log.tx, employment))


async def _following(log: EventLog, officer: Principal, employment: UUID, candidacy: UUID, body: EmploymentIn) -> None:
    """The candidacy leads to this employment, which takes the place that was kept for it."""
    await within_unit(officer, log.tx, await candidacy_queries.candidacy(log.tx, candidacy))
    agreeing = c.Employ(case=body.case, employer=body.employer, opportunity=body.opportunity, employment=employment, on=body.on)
    await candidacies.follow_employment(log, candidacy, agreeing)


async def _agreeing(log: EventLog, officer: Principal, employment: UUID, body: EmploymentIn, today: Today) -> c.AgreeEmployment:
    search = await searched(log, body.case)
    require_unit(officer, search.unit, person=search.person, case=search.case)
    await protection.require(log.tx, officer, search.person, search.case)
    return c.AgreeEmployment(
        employment=employment,
        search=search,
        employer=body.employer,
        employer_is=await employer_standing(log, body.employer, body.on),
        offer=await offered(log, body.opportunity),
        occupation=body.occupation,
        starts_on=body.starts_on,
        weekly_hours=body.weekly_hours,
        form=body.form,
        on=body.on,
        today=today,
    )


@router.get("")
async def list_employments(
    officer: MayRead,
    page: Page,
    tx: DbTx,
    reading: CaseWork,
    case: CaseFilter = None,
    unit: UnitFilter = None,
    status: StatusFilter = None,
) -> Listing[EmploymentView]:
    """Employments of one's own units, the latest to start first. / Den egna enhetens anställningar, senaste start först."""
    if unit is not None:
        require_unit(officer, unit)
    units = [unit] if unit else sorted(officer.units)
    rows, total = await queries.list_employments(
        tx, officer=officer, units=units, case_id=case, status=status, limit=page.limit, offset=page.offset
    )
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([EmploymentView.of(row) for row in rows], total)


@router.get("/{employment}")
async def show_employment(
    officer: MayRead, employment: EmploymentPath, service: Placement, tx: DbTx, reading: CaseWork, reply: Reply
) -> EmploymentView:
    """One employment. / En anställning."""
    row = await within_unit(officer, tx, await queries.employment(tx, employment))
    await reading.of(person=row["person"], case=row["case_id"])
    reply.version(row["version"])
    return EmploymentView.of(row, await sealing(service, tx, row).read(row["tasks"], "tasks"))
