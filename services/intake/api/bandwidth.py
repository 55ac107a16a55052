"""A unit's room for cases, past and to come; its waiting list; what was decided over its capacity."""

from datetime import date, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Query

from services.intake.api.access import CaseWork, MayReadCases, UnitPath
from services.intake.projections.capacity import capacity_overrides
from services.intake.protection import shown_to
from services.intake.queries import capacity, planning
from services.intake.schemas.bandwidth import BandwidthView, ForecastView, MonthsOfWorkView, OverrideView
from services.intake.schemas.planning import PlaceReason, WaitingView, Why
from shared.db import Row
from shared.errors import unprocessable
from shared.http.dependencies import DbTx, Page, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.types import Day
from shared.http.units import require_unit

router = APIRouter(prefix="/units/{unit}", route_class=Transactional, tags=["capacity"])

AHEAD: Final = timedelta(weeks=12)
LONGEST: Final = timedelta(days=5 * 366)

OnDay = Annotated[Day | None, Query(alias="on", description="On this day; today if not given / Per dag; i dag om inget anges")]
FromDay = Annotated[Day | None, Query(alias="from", description="First day / Första dag")]
ToDay = Annotated[Day | None, Query(alias="to", description="Last day / Sista dag")]


@router.get("/bandwidth")
async def show_bandwidth(officer: MayReadCases, unit: UnitPath, today: Today, tx: DbTx, on: OnDay = None) -> BandwidthView:
    """Capacity, load and bandwidth of the unit and of each support person: past days by history, coming days by planned ends.

    Kapacitet, belastning och ledigt utrymme för enheten och varje stödperson: förflutna dagar enligt historiken, kommande
    enligt planerade avslut.
    """
    require_unit(officer, unit)
    day = on or today
    now = await capacity.standing(tx, unit, since=min(day, today), today=today)
    return BandwidthView.of(now, day, today)


@router.get("/forecast")
async def show_forecast(
    officer: MayReadCases, unit: UnitPath, today: Today, tx: DbTx, first: FromDay = None, last: ToDay = None
) -> ForecastView:
    """Expected exits and bandwidth week by week, and what they rest on. Nothing is assumed of cases without a planned end.

    Väntade avslut och ledigt utrymme per vecka, och vad prognosen bygger på. Inget antas om ärenden utan planerat slut.
    """
    require_unit(officer, unit)
    begins = first or today
    if begins < today:
        raise unprocessable("from", "past", sv="En prognos börjar tidigast i dag.", en="A forecast begins today at the earliest.")
    ends = _ending(begins, last or begins + AHEAD)
    return ForecastView.of(await capacity.standing(tx, unit, since=today, today=today), begins, ends, today)


def _ending(first: date, last: date) -> date:
    if last < first:
        raise unprocessable("to", "before-from", sv="Sista dagen ligger före den första.", en="The last day is before the first.")
    if last - first > LONGEST:
        raise unprocessable("to", "too-long", sv="Högst fem år i taget.", en="Five years at a time at most.")
    return last


@router.get("/workload-months")
async def show_workload_months(
    officer: MayReadCases, unit: UnitPath, today: Today, tx: DbTx, first: FromDay = None, last: ToDay = None
) -> MonthsOfWorkView:
    """Months of work on each appropriation; this month if no days are given. / Arbetsmånader per anslag."""
    require_unit(officer, unit)
    begins = first or (last or today).replace(day=1)
    now = await capacity.standing(tx, unit, since=today, today=today)
    return MonthsOfWorkView.of(now, begins, _ending(begins, last or max(begins, today)))


@router.get("/overrides")
async def list_overrides(officer: MayReadCases, unit: UnitPath, page: Page, tx: DbTx, reading: CaseWork) -> Listing[OverrideView]:
    """What was decided over the unit's capacity, latest first. / Beslut utöver enhetens kapacitet, senaste först."""
    require_unit(officer, unit)
    shown = shown_to(officer, capacity_overrides.c.person)
    rows, total = await capacity.list_overrides(tx, unit, shown, page.limit, page.offset)
    await reading.of_each([(row["person"], row["case_id"]) for row in rows if row["person"]])
    return page.of([OverrideView.of(row) for row in rows], total)


@router.get("/waiting-list")
async def list_waiting(
    officer: MayReadCases, unit: UnitPath, today: Today, page: Page, tx: DbTx, reading: CaseWork
) -> Listing[WaitingView]:
    """Waiting cases in order, with the reasons for each place: priority, planned employment, then the date granted.

    Väntande ärenden i ordning, med skälen till varje plats: företräde, planerat arbete, sedan beslutets datum.
    """
    require_unit(officer, unit)
    rows, total = await planning.waiting_list(tx, unit, lambda person: shown_to(officer, person), page.limit, page.offset)
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([_waiting(row, today) for row in rows], total)


def _waiting(row: Row, today: date) -> WaitingView:
    codes: list[PlaceReason] = []
    if row["prioritised_on"] is not None:
        codes.append("priority")
    if row["planned_job"]:
        codes.append("planned-job")
    why = [Why.of(code) for code in (*codes, "granted-on")]
    days = max(0, (today - row["granted_on"]).days)
    return WaitingView.model_validate({**dict(row), "case": row["case_id"], "days": days, "why": why})
