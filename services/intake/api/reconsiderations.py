"""Reconsideration of a decision: the request is recorded, and answered by another officer than the one who decided."""

from typing import assert_never

from fastapi import APIRouter

from services.intake import commands as c
from services.intake import queries, streams
from services.intake.api.access import CaseWork, Intake, MayAssess, MayDecide, MayReadReferrals, ReferralPath, referral_of
from services.intake.eligibility import eligibility
from services.intake.referral import referral as referral_decider
from services.intake.schemas.decisions import ReconsiderationDecisionIn, ReconsiderationIn, ReconsiderationView
from shared.auth import Principal
from shared.db import Tx
from shared.decider import handle
from shared.errors import NotFound
from shared.http.dependencies import DbTx, IfMatch, Log, Reply, Today
from shared.http.transactional import Transactional
from shared.ids import Sealed
from shared.sealing import Sealing
from shared.service import Service

router = APIRouter(prefix="/referrals/{referral}", route_class=Transactional, tags=["decisions"])


@router.post("/reconsiderations", status_code=201)
async def request_reconsideration(
    officer: MayAssess,
    referral: ReferralPath,
    body: ReconsiderationIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ReconsiderationView:
    """Record a written request for reconsideration of a grant or refusal, and whether it came in time (2017:462 57 §).

    Registrera en skriftlig begäran om omprövning, och om den kom in i tid.
    """
    row = await referral_of(officer, log.tx, referral)
    sealing = Sealing(service.vault, log.tx, row["person"], streams.eligibility(referral))
    command = c.RequestReconsideration(
        requested_by=body.requested_by,
        notified_on=body.notified_on,
        grounds=await sealing.note(body.grounds, "grounds"),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    version = await handle(log, eligibility, streams.eligibility(referral), command, if_match=if_match)
    reply.created(f"/referrals/{referral}/reconsiderations/latest", version)
    return await request_view(officer, service, log.tx, referral)


@router.post("/reconsideration-decisions", status_code=201)
async def decide_reconsideration(
    officer: MayDecide,
    referral: ReferralPath,
    body: ReconsiderationDecisionIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ReconsiderationView:
    """Answer the request: uphold, change a refusal to a grant, or dismiss what came too late. Never to the disadvantage.

    Besvara begäran: beslutet står fast, avslaget ändras till bevillning, eller begäran avvisas. Aldrig till personens nackdel.
    """
    row = await referral_of(officer, log.tx, referral)
    sealing = Sealing(service.vault, log.tx, row["person"], streams.eligibility(referral))
    command = _answer(body, await sealing.text(body.reason, "reason"), officer, today)
    version = await handle(log, eligibility, streams.eligibility(referral), command, if_match=if_match)
    if body.outcome == "changed":
        engaged = await queries.engagement(log.tx, row["person"])
        await handle(log, referral_decider, streams.referral(referral), c.ReopenReferral(engaged_in=engaged, on=body.on))
    reply.created(f"/referrals/{referral}/reconsiderations/latest", version)
    return await request_view(officer, service, log.tx, referral)


def _answer(body: ReconsiderationDecisionIn, reason: Sealed, officer: Principal, today: Today) -> c.Reconsider:
    match body.outcome:
        case "upheld":
            return c.UpholdDecision(reason=reason, decided_by=officer.subject, on=body.on, today=today)
        case "changed":
            return c.ChangeDecision(reason=reason, decided_by=officer.subject, on=body.on, today=today)
        case "dismissed":
            return c.DismissRequest(reason=reason, decided_by=officer.subject, on=body.on, today=today)
        case _:
            assert_never(body.outcome)


@router.get("/reconsiderations/latest")
async def show_reconsideration(
    officer: MayReadReferrals, referral: ReferralPath, service: Intake, tx: DbTx, reading: CaseWork, reply: Reply
) -> ReconsiderationView:
    """The request for reconsideration, and its answer. / Begäran om omprövning, och svaret."""
    row = await referral_of(officer, tx, referral)
    await reading.of(person=row["person"])
    view = await request_view(officer, service, tx, referral)
    reply.version(view.version)
    return view


async def request_view(officer: Principal, service: Service, tx: Tx, referral: ReferralPath) -> ReconsiderationView:
    """The request with its texts unsealed, for those who assess or decide. NotFound without a request."""
    row = await queries.reconsideration(tx, referral)
    if row is None:
        raise NotFound("reconsideration", referral)
    values = dict(row)
    person = (await queries.referral(tx, referral))["person"]
    reads = officer.may("eligibility:assess") or officer.may("eligibility:decide")
    sealing = Sealing(service.vault, tx, person, streams.eligibility(referral))
    for field in ("grounds", "reason"):
        values[field] = await sealing.read(values[field], field) if reads else None
    return ReconsiderationView.model_validate(values)
