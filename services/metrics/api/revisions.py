"""Why a figure changed between two instants."""

from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Query

from services.metrics.api.asking import MaySeeFigures, Statistics, UnitCodes, not_later_than_now, only_with_units, units_of
from services.metrics.revisions import Between, revisions
from services.metrics.schemas import RevisionView
from shared.errors import unprocessable
from shared.http.dependencies import DbTx, Now, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.types import Instant
from shared.protection import SCOPE

router = APIRouter(prefix="/figures/revisions", route_class=Transactional, tags=["figures"])

A_MONTH: Final = timedelta(days=30)

Since = Annotated[Instant | None, Query(description="The earlier known_at; default 30 days before / Det tidigare known_at")]
Until = Annotated[Instant | None, Query(description="The later known_at; default now / Det senare known_at")]


@router.get("")
async def list_revisions(
    principal: MaySeeFigures,
    now: Now,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    unit: UnitCodes = None,
    from_known_at: Since = None,
    to_known_at: Until = None,
) -> Listing[RevisionView]:
    """Late, corrected and retracted events that came to be known between two instants, about cases of one's own units.

    Sena, rättade och återtagna händelser som blev kända mellan två tidpunkter, om ärenden vid den egna enheten.
    """
    only_with_units(principal)
    asked_units = units_of(principal, unit)
    until = to_known_at or now
    since = from_known_at or until - A_MONTH
    not_later_than_now(until, now, "to_known_at")
    if since > until:
        raise unprocessable(
            "to_known_at", "before-from", sv="Får inte vara före from_known_at.", en="May not be before from_known_at."
        )
    shown = principal.may(SCOPE)
    between = Between(since=since, until=until, units=asked_units or frozenset(), also_protected=shown)
    rows, total = await revisions(tx, between, limit=page.limit, offset=page.offset)
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([RevisionView.model_validate(dict(row)) for row in rows], total)
