"""The wage-cost claim clock: until when the employer claims money for each work month, and what came of it."""

from fastapi import APIRouter

from services.placement import commands as c
from services.placement import queries, streams
from services.placement.api.access import CaseWork, EmploymentPath, MayRead, MayWrite, Placement, within_unit
from services.placement.api.subsidised import employed, subsidy_sealing
from services.placement.claims import WorkMonth, claimable, work_month
from services.placement.rules import rules_on
from services.placement.schemas.claims import ClaimClock, ClaimIn, WorkMonthView
from services.placement.subsidy import subsidy as decider
from shared.db import Row
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import IfMatch, Log, Reply, Today
from shared.http.transactional import Transactional

router = APIRouter(prefix="/employments/{employment}", route_class=Transactional, tags=["subsidies"])


@router.get("/claim-clock")
async def show_claim_clock(
    officer: MayRead, employment: EmploymentPath, log: Log, today: Today, reading: CaseWork, reply: Reply
) -> ClaimClock:
    """Every work month with support: until when the employer claims, and whether it has. After 180 days the money is lost.

    Varje arbetsmånad med stöd: till när arbetsgivaren begär pengarna, och om det är gjort. Efter 180 dagar är de förlorade.
    """
    row = await within_unit(officer, log.tx, await queries.employment(log.tx, employment))
    await reading.of(person=row["person"], case=row["case_id"])
    return await _clock(log, row, today, reply)


@router.post("/claims", status_code=201)
async def register_claim(
    officer: MayWrite,
    employment: EmploymentPath,
    body: ClaimIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ClaimClock:
    """Record that the employer has claimed for a work month, or lost it. With a reason: correct what was recorded.

    Registrera att arbetsgivaren har begärt stöd för en arbetsmånad, eller gått miste om det. Med skäl: rätta det registrerade.
    """
    row = await within_unit(officer, log.tx, await queries.employment(log.tx, employment))
    command = c.RegisterClaim(
        employed=await employed(log, employment),
        month=body.month,
        outcome=body.outcome,
        claimed_on=body.claimed_on,
        reason=await subsidy_sealing(service, log.tx, row["person"]).note(body.reason, "claim-reason"),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    await handle(log, decider, streams.subsidy(row["person"]), command, if_match=if_match)
    reply.created(f"/employments/{employment}/claim-clock")
    return await _clock(log, row, today, reply)


async def _clock(log: EventLog, row: Row, today: Today, reply: Reply) -> ClaimClock:
    employment = row["employment"]
    history, version = await log.read(streams.subsidy(row["person"]))
    reply.version(version)
    ledger = decider.fold(history)
    months = [work_month(ledger, employment, month, today) for month in claimable(ledger, employment)]
    registered = await queries.claims_of(log.tx, employment)
    awaited = [month.claim_by for month in months if month.state in {"open", "overdue", "not-over"}]
    return ClaimClock(
        employment=employment,
        as_of=today,
        basis=rules_on(today).claim.basis,
        next_claim_by=min(awaited, default=None),
        months=[_month(month, registered.get(month.month), today) for month in months],
    )


def _month(month: WorkMonth, registered: Row | None, today: Today) -> WorkMonthView:
    return WorkMonthView(
        month=month.month,
        last_day=month.last_day,
        claim_by=month.claim_by,
        state=month.state,
        claimed_on=registered["claimed_on"] if registered else None,
        days_left=(month.claim_by - today).days if month.state == "open" else None,
    )
