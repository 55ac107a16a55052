"""Closed months: a unit's figures as they were published, and what has changed since."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request

from services.metrics import ledger
from services.metrics.answers.closing import (
    BehindView,
    ClosedMonthFigures,
    ClosedMonthView,
    ClosedOutcome,
    ClosingIn,
    DifferencesView,
    DifferenceView,
    MonthText,
)
from services.metrics.answers.counts import CountedReferral
from services.metrics.api.answering import Subject, listed
from services.metrics.api.asking import MaySeeFigures, Statistics, UnitCodes, only_with_units, units_of
from services.metrics.behind import events_behind
from services.metrics.closable import CLOSABLE, Counts
from services.metrics.closable.about import About, about
from services.metrics.closing import ClosedMonth, close, closed_month, closed_months
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.months import Month
from services.metrics.schemas import CountedCase
from shared.auth import Principal, Requires
from shared.db import Tx
from shared.errors import Forbidden, NotFound
from shared.http.dependencies import DbTx, Now, Page, Reply
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.types import Code
from shared.http.units import require_unit
from shared.ids import uuid7
from shared.protection import SCOPE

router = APIRouter(prefix="/closed-months", route_class=Transactional, tags=["closed-months"])

MayCloseMonths = Annotated[Principal, Requires("figures:close")]
ClosingPath = Annotated[UUID, Path(description="A closed month / En stängd månad")]
MonthQuery = Annotated[MonthText | None, Query(description="Only this month / Bara denna månad")]
FigureQuery = Annotated[Code, Query(description="One of the closed figures / Ett av de stängda måtten")]
OneFigure = Annotated[Code | None, Query(description="Only this figure / Bara detta mått")]
GroupQuery = Annotated[Code, Query(description="Which of the counted rows / Vilka av de räknade raderna")]


@router.post("", status_code=201)
async def close_month(
    principal: MayCloseMonths, body: ClosingIn, now: Now, tx: DbTx, request: Request, reply: Reply
) -> ClosedMonthFigures:
    """Close a month of one's own unit: its figures are kept as they are known now, and never change.

    Stäng en månad för den egna enheten: måtten sparas så som de är kända nu och ändras aldrig.
    """
    require_unit(principal, body.unit)
    closed = uuid7(now)
    await close(tx, closing=closed, month=Month.parse(body.month), unit=body.unit, now=now, by=principal.subject)
    reply.created(f"/closed-months/{closed}")
    return _answer(await closed_month(tx, closed), request, with_cases=True)


@router.get("")
async def list_closed_months(
    principal: MaySeeFigures, page: Page, tx: DbTx, unit: UnitCodes = None, month: MonthQuery = None
) -> Listing[ClosedMonthView]:
    """The closed months, latest first; of one's own units, or of every unit for those without one.

    De stängda månaderna, senaste först; för den egna enheten, eller för alla enheter för den som inte har någon.
    """
    wanted = Month.parse(month) if month else None
    rows, total = await closed_months(tx, units=units_of(principal, unit), month=wanted, limit=page.limit, offset=page.offset)
    return page.of([ClosedMonthView(**{**row, "month": str(Month.of(row["month"]))}) for row in rows], total)


@router.get("/{closing}")
async def show_closed_month(principal: MaySeeFigures, closing: ClosingPath, tx: DbTx, request: Request) -> ClosedMonthFigures:
    """A closed month with its figures as they were published. Small numbers are suppressed for those without a unit.

    En stängd månad med måtten så som de publicerades. Små tal skyddas för den som inte hör till en enhet.
    """
    month = await _seen(tx, principal, closing)
    return _answer(month, request, with_cases=bool(principal.units))


@router.get("/{closing}/cases")
async def list_closed_cases(
    principal: MaySeeFigures,
    closing: ClosingPath,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    figure: FigureQuery = "outflow",
    group: GroupQuery = "cohort",
) -> Listing[CountedCase]:
    """Exactly the cases that a closed figure counted in the group, but for protected identities.

    Precis de ärenden som ett stängt mått räknade i gruppen, utom skyddade personuppgifter.
    """
    rows = await _rows(tx, principal, closing, figure, group, Counts.CASES)
    return await listed(tx, principal, page, reading, list(rows), _subjects(rows), lambda row: CountedCase(case_id=row))


@router.get("/{closing}/referrals")
async def list_closed_referrals(
    principal: MaySeeFigures,
    closing: ClosingPath,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    figure: FigureQuery = "inflow",
    group: GroupQuery = "referrals-received",
) -> Listing[CountedReferral]:
    """Exactly the referrals that a closed figure counted in the group, but for protected identities.

    Precis de anvisningar som ett stängt mått räknade i gruppen, utom skyddade personuppgifter.
    """
    rows = await _rows(tx, principal, closing, figure, group, Counts.REFERRALS)
    return await listed(
        tx,
        principal,
        page,
        reading,
        list(rows),
        _subjects(rows),
        lambda row: CountedReferral(referral=row, case_id=rows[row].case),
    )


@router.get("/{closing}/outcomes")
async def list_closed_outcomes(
    principal: MaySeeFigures,
    closing: ClosingPath,
    page: Page,
    tx: DbTx,
    reading: Statistics,
    figure: FigureQuery = "results",
    group: GroupQuery = "outcomes",
) -> Listing[ClosedOutcome]:
    """Exactly the outcomes that a closed figure counted in the group, but for protected identities.

    Precis de utfall som ett stängt mått räknade i gruppen, utom skyddade personuppgifter.
    """
    rows = await _rows(tx, principal, closing, figure, group, Counts.OUTCOMES)
    return await listed(tx, principal, page, reading, list(rows), _subjects(rows), lambda row: _outcome(row, rows[row]))


@router.get("/{closing}/differences")
async def show_differences(
    principal: MaySeeFigures, closing: ClosingPath, tx: DbTx, now: Now, request: Request, figure: OneFigure = None
) -> DifferencesView:
    """What has changed since the month was closed: each number then and now, and how many cases came and went.

    Vad som har ändrats sedan månaden stängdes: varje tal då och nu, och hur många ärenden som kom till och föll bort.
    """
    only_with_units(principal)
    month = await _seen(tx, principal, closing)
    path = _path(request, month)
    return DifferencesView(
        closing=month.closing,
        known_at=now,
        definitions_then=month.definitions,
        definitions_now=DEFINITIONS,
        figures=[DifferenceView.of(found, path=path) for found in await ledger.differences(tx, month, now, figure)],
    )


@router.get("/{closing}/revisions")
async def list_closed_revisions(
    principal: MaySeeFigures,
    closing: ClosingPath,
    page: Page,
    tx: DbTx,
    now: Now,
    reading: Statistics,
    figure: OneFigure = None,
) -> Listing[BehindView]:
    """The events that changed the closed figures: late, corrected, retracted, and later ones that tell of days before.

    Händelserna som ändrade de stängda måtten: sena, rättade, återtagna, och senare som säger något om tidigare dagar.
    """
    only_with_units(principal)
    month = await _seen(tx, principal, closing)
    found = await ledger.differences(tx, month, now, figure)
    rows, total = await events_behind(
        tx, month, found, until=now, also_protected=principal.may(SCOPE), limit=page.limit, offset=page.offset
    )
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([BehindView.model_validate(dict(row)) for row in rows], total)


async def _seen(tx: Tx, principal: Principal, closed: UUID) -> ClosedMonth:
    """The closed month, of one's own units or, for those without one, of any. Raises NotFound, Forbidden."""
    month = await closed_month(tx, closed)
    if principal.units and month.unit not in principal.units:
        raise Forbidden("other-unit")
    return month


async def _rows(tx: Tx, principal: Principal, closing: UUID, figure: str, group: str, counts: Counts) -> dict[UUID, About]:
    """The rows of the group, in order of their ids, and whom they are about. Raises NotFound for one of another kind too."""
    only_with_units(principal)
    groups = (await _seen(tx, principal, closing)).figure(figure).taken.groups
    if group not in groups or CLOSABLE[figure].counts(group) is not counts:
        raise NotFound("group", group)
    found = await about(tx, counts, groups[group])
    return {row: found[row] for row in groups[group] if row in found}  # a row known for no time at all leaves no trace


def _subjects(rows: dict[UUID, About]) -> dict[UUID, Subject]:
    return {row: Subject(person=one.person, case=one.case) for row, one in rows.items()}


def _outcome(row: UUID, one: About) -> ClosedOutcome:
    return ClosedOutcome.model_validate({"outcome": row, "kind": one.kind, "case_id": one.case})


def _answer(month: ClosedMonth, request: Request, *, with_cases: bool) -> ClosedMonthFigures:
    return ClosedMonthFigures.of_month(month, path=_path(request, month), with_cases=with_cases)


def _path(request: Request, month: ClosedMonth) -> str:
    return f"{request.scope.get('root_path', '')}/closed-months/{month.closing}"
