"""Assessment of eligibility, and the decision."""

from typing import assert_never

from fastapi import APIRouter

from services.intake import commands as c
from services.intake import events as e
from services.intake import queries, streams
from services.intake.api.access import (
    CaseWork,
    Intake,
    MayAssess,
    MayDecide,
    MayReadReferrals,
    ReferralPath,
    Sealing,
    within_unit,
)
from services.intake.eligibility import eligibility
from services.intake.referral import referral as referral_decider
from services.intake.schemas.decisions import AssessmentIn, AssessmentView, DecisionIn
from shared.auth import Principal
from shared.decider import handle
from shared.errors import NotFound, unprocessable
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Reply
from shared.http.transactional import Transactional
from shared.ids import Sealed

router = APIRouter(prefix="/referrals/{referral}", route_class=Transactional, tags=["eligibility"])


@router.post("/assessments", status_code=201)
async def assess_eligibility(
    officer: MayAssess, referral: ReferralPath, body: AssessmentIn, log: Log, if_match: IfMatch, reply: Reply
) -> AssessmentView:
    """Judge every criterion: met, not met or unknown. Can be done again until the decision; every assessment is kept.

    Bedöm alla kriterier: uppfyllt, inte uppfyllt eller okänt. Kan göras om fram till beslutet; alla bedömningar sparas.
    """
    row = within_unit(officer, await queries.referral(log.tx, referral))
    command = c.AssessEligibility(
        referral=referral,
        person=row["person"],
        findings=tuple(e.Finding(**finding.model_dump()) for finding in body.findings),
        disability_group=body.disability_group,
        recheck_on=body.recheck_on,
        by=officer.subject,
        on=body.on,
    )
    return await _done(log, referral, command, if_match, reply)


@router.get("/assessments/latest")
async def show_assessment(
    officer: MayReadReferrals, referral: ReferralPath, tx: DbTx, reading: CaseWork, reply: Reply
) -> AssessmentView:
    """The latest assessment and what was decided. / Den senaste bedömningen och beslutet."""
    row = within_unit(officer, await queries.referral(tx, referral))
    await reading.of(person=row["person"])
    assessment = await queries.assessment(tx, referral)
    if assessment is None:
        raise NotFound("assessment", referral)
    reply.version(assessment["version"])
    return AssessmentView.model_validate(dict(assessment))


@router.post("/decisions", status_code=201)
async def decide_referral(
    officer: MayDecide, referral: ReferralPath, body: DecisionIn, service: Intake, log: Log, if_match: IfMatch, reply: Reply
) -> AssessmentView:
    """Grant or refuse the programme for an assessed referral, or set it to not yet.

    Bevilja eller avslå programmet för en bedömd anvisning, eller skjut upp beslutet.
    """
    row = within_unit(officer, await queries.referral(log.tx, referral))
    sealing = Sealing(service.vault, log.tx, row["person"], streams.eligibility(referral))
    command = _decision(body, await sealing.note(body.reason, "reason"), officer)
    view = await _done(log, referral, command, if_match, reply)
    if body.decision == "refused":
        await handle(log, referral_decider, streams.referral(referral), c.DeclineReferral(on=body.on))
    return view


def _decision(body: DecisionIn, reason: Sealed | None, officer: Principal) -> c.EligibilityCommand:
    match body.decision:
        case "granted":
            return c.GrantProgramme(override_reason=reason, decided_by=officer.subject, on=body.on)
        case "refused" if reason is not None:
            return c.RefuseProgramme(reason=reason, decided_by=officer.subject, on=body.on)
        case "refused":
            raise unprocessable("#/reason", "missing", sv="Ett avslag behöver ett skäl.", en="A refusal needs a reason.")
        case "not-yet" if body.recheck_on is not None:
            return c.SetToNotYet(recheck_on=body.recheck_on, decided_by=officer.subject, on=body.on)
        case "not-yet":
            raise unprocessable("#/recheck_on", "missing", sv="Ange när ny bedömning görs.", en="Say when it is looked at again.")
        case _:
            assert_never(body.decision)


async def _done(
    log: EventLog, referral: ReferralPath, command: c.EligibilityCommand, if_match: int | None, reply: Reply
) -> AssessmentView:
    version = await handle(log, eligibility, streams.eligibility(referral), command, if_match=if_match)
    reply.created(f"/referrals/{referral}/assessments/latest", version)
    row = await queries.assessment(log.tx, referral)
    return AssessmentView.model_validate(dict(row or {}))
