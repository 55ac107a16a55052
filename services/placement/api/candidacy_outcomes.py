"""How a candidacy comes out: accepted, declined, withdrawn; and an outcome that is reversed."""

from fastapi import APIRouter

from services.placement import commands as c
from services.placement import streams
from services.placement.api.access import MayWrite
from services.placement.api.candidacy_step import CandidacyStep
from services.placement.api.employments import offered
from services.placement.api.opportunities import employer_standing
from services.placement.opportunity import opportunity as opportunity_decider
from services.placement.queries import candidacies
from services.placement.schemas.candidacies import CandidacyView, CandidacyWithdrawalIn, DeclineIn, ReversalIn, StepIn
from shared.decider import handle
from shared.errors import NotFound
from shared.http.transactional import Transactional

router = APIRouter(prefix="/candidacies/{candidacy}", route_class=Transactional, tags=["candidacies"])


@router.post("/acceptances", status_code=201)
async def accept_offer(_officer: MayWrite, body: StepIn, step: CandidacyStep) -> CandidacyView:
    """The person takes the job: one of the opportunity's places is kept until the employment is agreed.

    Personen tackar ja: en av jobbmöjlighetens platser hålls tills anställningen är avtalad.
    """
    row = await step.mine()
    offer = await offered(step.log, row["opportunity"])
    if offer is None:
        raise NotFound("opportunity", row["opportunity"])
    standing = await employer_standing(step.log, row["employer"], body.on)
    search = await step.search(row)
    command = c.AcceptOffer(search=search, offer=offer, employer_is=standing, on=body.on, today=step.today)
    accepted = await step.done(command)
    keeping = c.ReservePlace(candidacy=step.candidacy, on=body.on)
    await handle(step.log, opportunity_decider, streams.opportunity(row["opportunity"]), keeping)
    return accepted


@router.post("/declines", status_code=201)
async def decline_candidacy(_officer: MayWrite, body: DeclineIn, step: CandidacyStep) -> CandidacyView:
    """The person or the employer has said no, and why. What is left of a trial ends. / Personen eller arbetsgivaren sa nej."""
    note = await step.sealing(await step.mine()).note(body.note, "note")
    return await step.done(c.DeclineCandidacy(by=body.by, reason=body.reason, note=note, on=body.on, today=step.today))


@router.post("/withdrawals", status_code=201)
async def withdraw_candidacy(_officer: MayWrite, body: CandidacyWithdrawalIn, step: CandidacyStep) -> CandidacyView:
    """The candidacy is taken back; neither party said no. / Kandidaturen tas tillbaka; ingen part sa nej."""
    note = await step.sealing(await step.mine()).note(body.note, "note")
    return await step.done(c.WithdrawCandidacy(reason=body.reason, note=note, on=body.on, today=step.today))


@router.post("/reversals", status_code=201)
async def reverse_outcome(officer: MayWrite, body: ReversalIn, step: CandidacyStep) -> CandidacyView:
    """The outcome does not hold: the candidacy stands where it stood before it, and a place that was kept is free.

    Utfallet gäller inte: kandidaturen är där den var före det, och en plats som hölls är ledig.
    """
    row = await step.mine()
    command = c.ReverseOutcome(
        search=await step.search(row),
        reverses=body.reverses,
        already=await candidacies.standing_candidacy(step.log.tx, row["case_id"], row["opportunity"], but=step.candidacy),
        reason=await step.sealing(row).text(body.reason, "reversal"),
        by=officer.subject,
        on=body.on,
        today=step.today,
    )
    reversed_ = await step.done(command)
    freeing = c.ReleasePlace(candidacy=step.candidacy, on=body.on)
    await handle(step.log, opportunity_decider, streams.opportunity(row["opportunity"]), freeing)
    return reversed_
