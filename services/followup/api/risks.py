"""Flags that the job is at risk, until they are cleared."""

from uuid import UUID

from fastapi import APIRouter

from services.followup import commands as c
from services.followup import queries, streams
from services.followup.api.access import CasePath, CaseWork, FlagPath, MayRead, MayWrite, Safe, own_support, read_support, sealing
from services.followup.schemas.risks import ClearanceIn, FlagDetail, FlagIn, FlagView
from services.followup.support import support
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id

router = APIRouter(prefix="/supports/{case}/risk-flags", route_class=Transactional, tags=["risk"])


@router.post("", status_code=201)
async def flag_at_risk(
    officer: MayWrite, case: CasePath, body: FlagIn, vault: Safe, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> FlagView:
    """The job is at risk: somebody looks again within days, until the flag is cleared. / Jobbet är i riskzonen."""
    row = await own_support(officer, log.tx, case)
    flag = new_id()
    command = c.FlagAtRisk(
        flag=flag,
        reasons=tuple(body.reasons),
        text=await sealing(vault, log.tx, row).note(body.text, text_of(flag)),
        on=body.on,
        today=today,
    )
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/risk-flags/{flag}", version)
    return FlagView.of(await queries.flag(log.tx, case, flag))


@router.get("")
async def list_risk_flags(officer: MayRead, case: CasePath, page: Page, tx: DbTx, reading: CaseWork) -> Listing[FlagView]:
    """The case's flags of risk, the last one first, cleared ones too. / Ärendets riskmarkeringar, senaste först."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_flags(tx, case, limit=page.limit, offset=page.offset)
    return page.of([FlagView.of(row) for row in rows], total)


@router.get("/{flag}")
async def show_risk_flag(
    officer: MayRead, case: CasePath, flag: FlagPath, vault: Safe, tx: DbTx, reading: CaseWork, reply: Reply
) -> FlagDetail:
    """One flag of risk, with its texts. / En riskmarkering, med texter."""
    row = await read_support(officer, tx, case, reading)
    found, seals = await queries.flag(tx, case, flag), sealing(vault, tx, row)
    reply.version(row["version"])
    return FlagDetail.of(
        found,
        text=await seals.read(found["text"], text_of(flag)),
        cleared_text=await seals.read(found["cleared_text"], cleared_of(flag)),
    )


@router.post("/{flag}/clearances", status_code=201)
async def clear_risk(
    officer: MayWrite,
    case: CasePath,
    flag: FlagPath,
    body: ClearanceIn,
    vault: Safe,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> FlagView:
    """The job is not at risk any more, or it is lost. / Jobbet är inte i riskzonen längre, eller så är det förlorat."""
    row = await own_support(officer, log.tx, case)
    await queries.flag(log.tx, case, flag)
    text = await sealing(vault, log.tx, row).note(body.text, cleared_of(flag))
    command = c.ClearRisk(flag=flag, outcome=body.outcome, text=text, on=body.on, today=today)
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/risk-flags/{flag}", version)
    return FlagView.of(await queries.flag(log.tx, case, flag))


def text_of(flag: UUID) -> str:
    """The sealed field's name: a seal fits the flag it was made for and no other."""
    return f"risk-flags/{flag}/text"


def cleared_of(flag: UUID) -> str:
    return f"risk-flags/{flag}/cleared"
