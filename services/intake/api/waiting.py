"""What waits for others: lead times of those who hold evidence, and the referrals that cannot go on before they answer."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from fastapi import APIRouter

from services.intake import protection, queries
from services.intake.api.access import CaseWork, MayReadTasks
from services.intake.lead_times import MEDIAN, NINE_TENTHS, Wait, quantile
from services.intake.projections.evidence import evidence
from services.intake.projections.referral import referrals
from services.intake.schemas.evidence import AwaitedView, BlockedReferral, LeadTimes, SourceLeadTime
from shared.db import Row
from shared.http.dependencies import DbTx, Page, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(route_class=Transactional, tags=["evidence"])


@router.get("/evidence-lead-times")
async def show_evidence_lead_times(officer: MayReadTasks, tx: DbTx, today: Today) -> LeadTimes:
    """How long each source takes to answer one's own units: median and 90th percentile in days, and what is still open.

    Requests that are open, waived or lapsed are told apart and never left out: they count as under way for as long as they
    lasted (Kaplan-Meier), so late answers cannot flatter the figures.

    Hur lång tid varje part tar: median och 90:e percentil i dagar, och vad som väntar. Öppna, efterlåtna och förfallna
    begäranden redovisas för sig och räknas som pågående så länge de varade.
    """
    shown = protection.shown_to(officer, evidence.c.person)
    rows = await queries.waits(tx, sorted(officer.units), shown)
    by_source = groupby(rows, key=lambda row: (row["source"], row["source_unit"]))
    return LeadTimes(as_of=today, sources=[_lead_time(source, list(theirs), today) for source, theirs in by_source])


def _lead_time(source: tuple[Any, str | None], rows: Sequence[Row], today: date) -> SourceLeadTime:
    waits = [
        Wait(days=max(((row["closed_on"] or today) - row["requested_on"]).days, 0), over=row["status"] == "received")
        for row in rows
    ]
    counts = Counter(row["status"] for row in rows)
    oldest = min((row["requested_on"] for row in rows if row["status"] == "open"), default=None)
    return SourceLeadTime(
        source=source[0],
        source_unit=source[1],
        requested=len(rows),
        received=counts["received"],
        open=counts["open"],
        waived=counts["waived"],
        lapsed=counts["lapsed"],
        median_days=quantile(waits, MEDIAN),
        ninetieth_percentile_days=quantile(waits, NINE_TENTHS),
        oldest_open_days=(today - oldest).days if oldest else None,
        oldest_open_on=oldest,
    )


@router.get("/blocked-referrals")
async def list_blocked_referrals(
    officer: MayReadTasks, page: Page, tx: DbTx, today: Today, reading: CaseWork
) -> Listing[BlockedReferral]:
    """Referrals of one's own units that wait for evidence: who holds it, and for how long. Who has waited longest first.

    Den egna enhetens anvisningar som väntar på underlag: hos vem och hur länge. Längst väntan först.
    """
    shown = protection.shown_to(officer, referrals.c.person)
    rows, total = await queries.blocked_referrals(
        tx, shown=shown, units=sorted(officer.units), limit=page.limit, offset=page.offset
    )
    awaited = await queries.awaited_for(tx, [row["referral"] for row in rows])
    await reading.of_each([(row["person"], None) for row in rows])
    return page.of([_blocked(row, awaited, today) for row in rows], total)


def _blocked(row: Row, awaited: Sequence[Row], today: date) -> BlockedReferral:
    referral: UUID = row["referral"]
    days = (today - row["since"]).days
    mine = [AwaitedView.of(wait, today) for wait in awaited if wait["referral"] == referral]
    return BlockedReferral.model_validate({**dict(row), "days_waited": days, "awaited": mine})
