"""Decisions: grant, refuse, not yet; and the decision as it can be read again, with the rules it was taken under."""

from typing import Final, assert_never
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.intake import commands as c
from services.intake import dossier, letter, queries, rules, streams
from services.intake.api.access import CaseWork, Intake, MayDecide, MayReadReferrals, ReferralPath, referral_of
from services.intake.api.reconsiderations import request_view
from services.intake.eligibility import eligibility
from services.intake.referral import referral as referral_decider
from services.intake.schemas.decisions import (
    AssessmentView,
    CriterionView,
    DecisionIn,
    DecisionView,
    HowToAsk,
    PastDecision,
)
from shared.auth import Principal
from shared.db import Row, Tx
from shared.decider import handle
from shared.errors import NotFound, unprocessable
from shared.http.dependencies import DbTx, IfMatch, Language, Log, Page, Reply, Today
from shared.http.formats import format_of
from shared.http.language import Tongue
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import Sealed
from shared.sealing import Sealing
from shared.service import Service

router = APIRouter(prefix="/referrals/{referral}/decisions", route_class=Transactional, tags=["decisions"])

JSON: Final = "application/json"
HTML: Final = "text/html"

ASKING = {
    "sv": "Du kan begära att Arbetsförmedlingen omprövar beslutet. Gör det skriftligt: skriv vilket beslut det gäller, hur du "
    "vill att det ändras och varför. Begäran ska ha kommit in till Arbetsförmedlingen inom {weeks} veckor från den dag du fick "
    "del av beslutet ({basis}). En annan handläggare prövar den, och beslutet kan inte ändras till din nackdel.",
    "en": "You can ask Arbetsförmedlingen to reconsider the decision. Do so in writing: say which decision it is, how you want "
    "it changed and why. The request must reach Arbetsförmedlingen within {weeks} weeks from the day you got the decision "
    "({basis}). Another officer tries it, and the decision cannot be changed to your disadvantage.",
}


@router.post("", status_code=201)
async def decide_referral(
    officer: MayDecide,
    referral: ReferralPath,
    body: DecisionIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> AssessmentView:
    """Grant or refuse the programme for an assessed referral, or set it to not yet.

    Bevilja eller avslå programmet för en bedömd anvisning, eller skjut upp beslutet.
    """
    row = await referral_of(officer, log.tx, referral, held=True)
    sealing = Sealing(service.vault, log.tx, row["person"], streams.eligibility(referral))
    reason = await sealing.note(body.reason, "reason")
    command = _decision(body, reason, officer, today, referral_open=row["status"] == "open")
    version = await handle(log, eligibility, streams.eligibility(referral), command, if_match=if_match)
    if body.decision == "refused":
        await handle(log, referral_decider, streams.referral(referral), c.DeclineReferral(on=body.on))
    reply.created(f"/referrals/{referral}/decisions/latest", version)
    return AssessmentView.model_validate(dict(await queries.assessment(log.tx, referral) or {}))


def _decision(
    body: DecisionIn, reason: Sealed | None, officer: Principal, today: Today, *, referral_open: bool
) -> c.EligibilityCommand:
    by = officer.subject
    match body.decision:
        case "granted":
            return c.GrantProgramme(override_reason=reason, referral_open=referral_open, decided_by=by, on=body.on, today=today)
        case "refused" if reason is not None:
            return c.RefuseProgramme(reason=reason, referral_open=referral_open, decided_by=by, on=body.on, today=today)
        case "refused":
            raise unprocessable("#/reason", "missing", sv="Ett avslag behöver ett skäl.", en="A refusal needs a reason.")
        case "not-yet" if body.recheck_on is not None:
            return c.SetToNotYet(
                recheck_on=body.recheck_on, reason=reason, referral_open=referral_open, decided_by=by, on=body.on, today=today
            )
        case "not-yet":
            raise unprocessable("#/recheck_on", "missing", sv="Ange när ny bedömning görs.", en="Say when it is looked at again.")
        case _:
            assert_never(body.decision)


@router.get("")
async def list_decisions(
    officer: MayReadReferrals, referral: ReferralPath, page: Page, tx: DbTx, reading: CaseWork
) -> Listing[PastDecision]:
    """Every decision on the referral with the rules it was taken under, latest first. / Alla beslut, senaste först."""
    row = await referral_of(officer, tx, referral)
    await reading.of(person=row["person"])
    rows, total = await queries.list_decisions(tx, referral, limit=page.limit, offset=page.offset)
    return page.of([PastDecision.model_validate(dict(past)) for past in rows], total)


@router.get("/latest", response_model=DecisionView, responses={200: {"content": {HTML: {"schema": {"type": "string"}}}}})
async def show_decision(
    officer: MayReadReferrals,
    referral: ReferralPath,
    service: Intake,
    tx: DbTx,
    language: Language,
    request: Request,
    reading: CaseWork,
    reply: Reply,
) -> DecisionView | HTMLResponse:
    """The decision that holds: basis, rules, criteria as they stood, reason for those who assess or decide, how to ask again.

    By Accept as JSON or as the page at `latest/document`.

    Beslutet som gäller: grund, regelverk, kriterier, skäl för dem som bedömer eller beslutar, och hur omprövning begärs.
    Enligt Accept som JSON eller som sidan på `latest/document`.
    """
    wanted = format_of(request, JSON, HTML)
    row = await _latest(officer, tx, referral)
    await reading.of(person=row["person"])
    if wanted == HTML:
        return await _page(officer, service, tx, row)
    return await _view(officer, service, tx, row, language, reply)


async def _view(officer: Principal, service: Service, tx: Tx, row: Row, language: Tongue, reply: Reply) -> DecisionView:
    referral: UUID = row["referral"]
    request = await queries.reconsideration(tx, referral)
    reply.version(max(row["version"], request["version"] if request else 0))
    return DecisionView(
        **PastDecision.model_validate(dict(row)).model_dump(),
        referral=referral,
        criteria=[CriterionView.model_validate(entry) for entry in _entries(row)],
        reason=await _reason(officer, service, tx, row),
        how_to_ask=how_to_ask(row, language),
        reconsideration=await request_view(officer, service, tx, referral) if request else None,
    )


@router.get("/latest/document", response_class=HTMLResponse)
async def show_decision_document(
    officer: MayReadReferrals, referral: ReferralPath, service: Intake, tx: DbTx, reading: CaseWork
) -> HTMLResponse:
    """The decision as a page in Swedish to read or print (PDF by the browser's print). / Beslutet att läsa eller skriva ut."""
    row = await _latest(officer, tx, referral)
    await reading.of(person=row["person"])
    return await _page(officer, service, tx, row)


async def _page(officer: Principal, service: Service, tx: Tx, row: Row) -> HTMLResponse:
    person = await queries.person(tx, row["person"])
    who = person["person"]  # another than the referral's when the two were merged
    asking = how_to_ask(row, "sv")
    told = letter.Letter(
        referral=str(row["referral"]),
        name=await Sealing(service.vault, tx, who, streams.person(who)).read(person["name"], "name"),
        decision=row["decision"],
        decided_on=row["decided_on"],
        decided_by=row["decided_by"],
        basis=row["basis"],
        ruleset=row["ruleset"],
        reconsidered=row["reconsidered"] is not None,
        criteria=_entries(row),
        alternatives=row["alternatives"],
        recheck_on=row["recheck_on"],
        reason=await _reason(officer, service, tx, row),
        how_to_ask=asking.text if asking else None,
    )
    headers = {"Content-Security-Policy": letter.POLICY, "Content-Language": "sv", "Cache-Control": "no-store", "Vary": "Accept"}
    return HTMLResponse(letter.page(told), headers=headers)


async def _latest(officer: Principal, tx: Tx, referral: ReferralPath) -> Row:
    await referral_of(officer, tx, referral)
    row = await queries.latest_decision(tx, referral)
    if row is None:
        raise NotFound("decision", referral)
    return row


def _entries(row: Row) -> tuple[dossier.Entry, ...]:
    """The criteria as they stood, by the rules of the decision."""
    return dossier.entries(rules.ruleset_named(row["ruleset"]), queries.findings_of(row), row["recheck_on"])


async def _reason(officer: Principal, service: Service, tx: Tx, row: Row) -> str | None:
    """The written reason, for those who assess or decide."""
    if not (officer.may("eligibility:assess") or officer.may("eligibility:decide")):
        return None
    return await Sealing(service.vault, tx, row["person"], streams.eligibility(row["referral"])).read(row["reason"], "reason")


def how_to_ask(row: Row, language: Tongue) -> HowToAsk | None:
    """How to ask for reconsideration of a decision; None for one that is not final, or was reconsidered already."""
    if row["decision"] == "not-yet" or row["reconsidered"] is not None:
        return None
    limit = rules.ruleset_named(row["ruleset"]).reconsideration
    text = ASKING[language].format(weeks=limit.days // 7, basis=limit.basis)
    return HowToAsk(days=limit.days, basis=limit.basis, text=text)
