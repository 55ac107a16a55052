"""Early signs, and what in the facts says that there may be a relapse."""

from uuid import UUID

from fastapi import APIRouter

from services.followup import commands as c
from services.followup import queries, streams
from services.followup.api.access import CasePath, CaseWork, MayRead, MayWrite, Safe, SignPath, own_support, read_support, sealing
from services.followup.relapse import signs_of
from services.followup.schemas.risks import EarlySignDetail, EarlySignIn, EarlySignView, RelapseSignView
from services.followup.support import support
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id

router = APIRouter(prefix="/supports/{case}/early-signs", route_class=Transactional, tags=["risk"])
relapse_router = APIRouter(prefix="/supports/{case}/relapse-signs", route_class=Transactional, tags=["risk"])


@router.post("", status_code=201)
async def note_early_sign(
    officer: MayWrite, case: CasePath, body: EarlySignIn, vault: Safe, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> EarlySignView:
    """Note what may lead to a lost job, while it is early. / Anteckna ett tidigt tecken på att jobbet kan vara i fara."""
    row = await own_support(officer, log.tx, case)
    sign = new_id()
    command = c.NoteEarlySign(
        sign=sign,
        signs=tuple(body.signs),
        source=body.source,
        text=await sealing(vault, log.tx, row).note(body.text, text_of(sign)),
        on=body.on,
        today=today,
    )
    version = await handle(log, support, streams.support(case), command, if_match=if_match)
    reply.created(f"/supports/{case}/early-signs/{sign}", version)
    return EarlySignView.of(await queries.early_sign(log.tx, case, sign))


@router.get("")
async def list_early_signs(officer: MayRead, case: CasePath, page: Page, tx: DbTx, reading: CaseWork) -> Listing[EarlySignView]:
    """The case's early signs, the last one first. / Ärendets tidiga tecken, senaste först."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_early_signs(tx, case, limit=page.limit, offset=page.offset)
    return page.of([EarlySignView.of(row) for row in rows], total)


@router.get("/{sign}")
async def show_early_sign(
    officer: MayRead, case: CasePath, sign: SignPath, vault: Safe, tx: DbTx, reading: CaseWork, reply: Reply
) -> EarlySignDetail:
    """One early sign, with its text. / Ett tidigt tecken, med text."""
    row = await read_support(officer, tx, case, reading)
    found = await queries.early_sign(tx, case, sign)
    reply.version(row["version"])
    return EarlySignDetail.of(found, text=await sealing(vault, tx, row).read(found["text"], text_of(sign)))


@relapse_router.get("")
async def list_relapse_signs(
    officer: MayRead, case: CasePath, page: Page, today: Today, tx: DbTx, reading: CaseWork
) -> Listing[RelapseSignView]:
    """What says today that there may be a relapse, with the evidence: a gap, no-shows, falling hours, another manager.

    Nothing while the case is flagged as at risk, or after somebody acted on it.

    Vad som i dag talar för återfall, med underlag: glapp, uteblivanden, färre timmar, ny chef.
    """
    await read_support(officer, tx, case, reading)
    found = [sign for sign in signs_of(await queries.state(tx, case)) if sign.since <= today]
    shown = [RelapseSignView.of(sign) for sign in found]
    return page.of(shown[page.offset : page.offset + page.limit], len(shown))


def text_of(sign: UUID) -> str:
    """The sealed field's name: a seal fits the sign it was made for and no other."""
    return f"early-signs/{sign}/text"
