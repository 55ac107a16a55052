"""What has been decided about support of an employment, and the time left."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query

from services.placement import events as e
from services.placement import queries, streams
from services.placement.api.access import CaseWork, EmploymentPath, MayRead, Placement, within_unit
from services.placement.api.searches import UnitFilter, own_units
from services.placement.api.subsidised import (
    subsidy_sealing,
    texts_of_subsidy,
    without_texts,
)
from services.placement.rules import rules_on
from services.placement.schemas.subsidies import (
    FormTime,
    SubsidyTime,
    SubsidyView,
)
from services.placement.subsidy import subsidy as decider
from services.placement.subsidy_limits import longest
from shared.db import Row, Tx
from shared.http.dependencies import DbTx, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.service import Service

router = APIRouter(route_class=Transactional, tags=["subsidies"])

DecisionPath = Annotated[UUID, Path(description="A decision on support / Ett beslut om stöd")]
EmploymentFilter = Annotated[UUID | None, Query(description="Of this employment / Anställningens")]
CaseFilter = Annotated[UUID | None, Query(description="Of this case / Ärendets")]


@router.get("/subsidies")
async def list_subsidies(
    officer: MayRead,
    page: Page,
    tx: DbTx,
    today: Today,
    reading: CaseWork,
    form: Annotated[e.Form | None, Query(description="Only this form / Bara denna form")] = None,
    ends_within: Annotated[int | None, Query(ge=0, le=3660, description="Ends within so many days / Upphör inom")] = None,
    employment: EmploymentFilter = None,
    case: CaseFilter = None,
    unit: UnitFilter = None,
) -> Listing[SubsidyView]:
    """Decisions on support of one's own units, that which ends first first. / Enhetens stödbeslut, det som slutar först först."""
    wanted = {"form": form, "employment": employment, "case_id": case}
    rows, total = await queries.list_subsidies(
        tx,
        officer=officer,
        units=own_units(officer, unit),
        today=today,
        ends_within=ends_within,
        limit=page.limit,
        offset=page.offset,
        **wanted,
    )
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([SubsidyView.of(row, without_texts(row)) for row in rows], total)


@router.get("/subsidies/{decision}")
async def show_subsidy(
    officer: MayRead, decision: DecisionPath, service: Placement, tx: DbTx, reading: CaseWork, reply: Reply
) -> SubsidyView:
    """One decision, with what it rests on. / Ett beslut, med det som det vilar på."""
    row = await within_unit(officer, tx, await queries.subsidy(tx, decision))
    await reading.of(person=row["person"], case=row["case_id"])
    reply.version(row["version"])
    return await subsidy_view(service, tx, row)


@router.get("/employments/{employment}/subsidy-time")
async def show_subsidy_time(
    officer: MayRead, employment: EmploymentPath, log: Log, today: Today, reading: CaseWork
) -> SubsidyTime:
    """How much time with each form the employment's person has used, with every employer, and how much is left.

    Hur mycket tid med varje stödform som personen har använt, hos alla arbetsgivare, och hur mycket som är kvar.
    """
    row = await within_unit(officer, log.tx, await queries.employment(log.tx, employment))
    await reading.of(person=row["person"], case=row["case_id"])
    history, _ = await log.read(streams.subsidy(row["person"]))
    return SubsidyTime(as_of=today, forms=_forms(history, today))


def _forms(history: list[Any], today: Today) -> list[FormTime]:
    ledger, ruleset = decider.fold(history), rules_on(today)
    times = []
    for form, rule in ruleset.forms.items():
        if rule.one_decision is not None:
            total, used = longest(ledger, form, ruleset, today)
            left = None if total is None else max(total - used, 0)
            months = {"one_decision": rule.one_decision, "in_total": rule.in_total}
            times.append(FormTime(form=form, basis=rule.basis, used_days=used, total_days=total, left_days=left, **months))
    return times


async def subsidy_view(service: Service, tx: Tx, row: Row) -> SubsidyView:
    return SubsidyView.of(row, await texts_of_subsidy(subsidy_sealing(service, tx, row["person"]), row))
