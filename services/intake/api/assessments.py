"""Assessments in parts, and the readiness dossier that they make up."""

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter

from services.intake import commands as c
from services.intake import dossier, queries, rules, streams
from services.intake import events as e
from services.intake.api.access import CaseWork, MayAssess, MayReadReferrals, ReferralPath, referral_of
from services.intake.eligibility import eligibility
from services.intake.schemas.decisions import (
    AssessmentIn,
    AssessmentView,
    CriterionView,
    DossierView,
    PastAssessment,
)
from services.intake.schemas.evidence import AwaitedView, ReceivedView
from shared.db import Row
from shared.decider import handle
from shared.errors import NotFound
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional

router = APIRouter(prefix="/referrals/{referral}", route_class=Transactional, tags=["eligibility"])


@router.post("/assessments", status_code=201)
async def assess_eligibility(
    officer: MayAssess, referral: ReferralPath, body: AssessmentIn, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> AssessmentView:
    """Judge some criteria or all: met, not met or unknown. Those left out stay as they are; every assessment is kept.

    Bedöm några eller alla kriterier: uppfyllt, inte uppfyllt eller okänt. De som utelämnas står kvar; alla bedömningar sparas.
    """
    row = await referral_of(officer, log.tx, referral, held=True)
    person = await queries.person(log.tx, row["person"])
    command = c.AssessEligibility(
        referral=referral,
        person=row["person"],
        findings=tuple(e.Finding(**finding.model_dump()) for finding in body.findings),
        disability_group=body.disability_group,
        recheck_on=body.recheck_on,
        birth_date=person["birth_date"],
        registered_since=body.registered_since,
        referral_open=row["status"] == "open",
        by=officer.subject,
        on=body.on,
        today=today,
    )
    version = await handle(log, eligibility, streams.eligibility(referral), command, if_match=if_match)
    reply.created(f"/referrals/{referral}/assessments/latest", version)
    return AssessmentView.model_validate(dict(await queries.assessment(log.tx, referral) or {}))


@router.get("/assessments")
async def list_assessments(
    officer: MayReadReferrals, referral: ReferralPath, page: Page, tx: DbTx, reading: CaseWork
) -> Listing[PastAssessment]:
    """Every assessment of the referral, latest first. / Alla bedömningar av anvisningen, senaste först."""
    row = await referral_of(officer, tx, referral)
    await reading.of(person=row["person"])
    rows, total = await queries.list_assessments(tx, referral, limit=page.limit, offset=page.offset)
    return page.of([PastAssessment.model_validate(dict(past)) for past in rows], total)


@router.get("/assessments/latest")
async def show_assessment(
    officer: MayReadReferrals, referral: ReferralPath, tx: DbTx, reading: CaseWork, reply: Reply
) -> AssessmentView:
    """How all criteria stand after the latest assessment, and what was decided. / Läget efter senaste bedömningen."""
    row = await referral_of(officer, tx, referral)
    await reading.of(person=row["person"])
    assessment = await queries.assessment(tx, referral)
    if assessment is None:
        raise NotFound("assessment", referral)
    reply.version(assessment["version"])
    return AssessmentView.model_validate(dict(assessment))


@router.get("/dossier")
async def show_dossier(
    officer: MayReadReferrals, referral: ReferralPath, tx: DbTx, today: Today, reading: CaseWork, reply: Reply
) -> DossierView:
    """The readiness dossier: each criterion, what shows it, what is missing, the next step, and who holds what.

    Beredskapsunderlaget: varje kriterium, vad som visar det, vad som saknas, nästa steg, och vem som har underlag som väntas.
    """
    row = await referral_of(officer, tx, referral)
    await reading.of(person=row["person"])
    awaited = await queries.awaited_for(tx, [referral])
    received = await queries.received_for(tx, referral)
    view = _dossier(row, await queries.assessment(tx, referral), awaited, received, today)
    reply.version(view.version)
    return view


def _dossier(referral: Row, assessment: Row | None, awaited: Sequence[Row], received: Sequence[Row], today: date) -> DossierView:
    """By the rules it was assessed under; before the first assessment by those in force today, with everything unknown."""
    ruleset = rules.ruleset_named(assessment["ruleset"]) if assessment else rules.ruleset_on(today)
    findings = queries.findings_of(assessment) if assessment else ()
    known = dict(assessment) if assessment else {}
    entries = dossier.entries(ruleset, findings, known.get("recheck_on"))
    return DossierView(
        referral=referral["referral"],
        ruleset=ruleset.name,
        outcome=rules.outcome(ruleset, findings),
        criteria=[CriterionView.model_validate(entry) for entry in entries],
        awaited=[AwaitedView.of(request, today) for request in awaited],
        received=[ReceivedView.model_validate(dict(request)) for request in received if request["status"] == "received"],
        judge_again=list(dossier.to_judge_again(findings, _corrected(received))),
        alternatives=known.get("alternatives", []),
        registered_since=known.get("registered_since"),
        long_term=known.get("long_term"),
        recheck_on=known.get("recheck_on"),
        assessed_on=known.get("assessed_on"),
        decision=known.get("decision"),
        version=known.get("version", 0),
    )


def _corrected(received: Sequence[Row]) -> list[dossier.Corrected]:
    return [
        dossier.Corrected(
            kind=row["kind"],
            source=row["received_from"],
            document_date=row["document_date"],
            corrected_on=row["corrected_on"],
        )
        for row in received
        if row["corrected_on"]
    ]
