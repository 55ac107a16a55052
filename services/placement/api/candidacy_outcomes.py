"""How a candidacy comes out: accepted, declined, withdrawn; and an outcome that is reversed."""

from fastapi import APIRouter

from services.placement import commands as c
from services.placement import streams
from services.placement.api.access import MayWrite, Placement
from services.placement.api.candidacies import CandidacyPath, done, mine, sealing_of
from services.placement.api.employments import offered, searched
from services.placement.api.opportunities import employer_standing
from services.placement.opportunity import opportunity as opportunity_decider
from services.placement.queries import candidacies
from services.placement.schemas.candidacies import (
    CandidacyView,
    CandidacyWithdrawalIn,
    DeclineIn,
    ReversalIn,
    StepIn,
)
from shared.decider import handle
from shared.errors import NotFound
from shared.http.dependencies import IfMatch, Log, Reply, Today
from shared.http.transactional import Transactional

router = APIRouter(prefix="/candidacies/{candidacy}", route_class=Transactional, tags=["candidacies"])


@router.post("/acceptances", status_code=201)
async def accept_offer(
    officer: MayWrite,
    candidacy: CandidacyPath,
    body: StepIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CandidacyView:
    """The person takes the job: one of the opportunity's places is kept until the employment is agreed.

    Personen tackar ja: en av jobbmöjlighetens platser hålls tills anställningen är avtalad.
    """
    row = await mine(officer, log.tx, candidacy)
    offer = await offered(log, row["opportunity"])
    if offer is None:
        raise NotFound("opportunity", row["opportunity"])
    standing = await employer_standing(log, row["employer"], body.on)
    search = await searched(log, row["case_id"])
    command = c.AcceptOffer(search=search, offer=offer, employer_is=standing, on=body.on, today=today)
    accepted = await done(service, log, row, command, if_match, reply)
    keeping = c.ReservePlace(candidacy=candidacy, on=body.on)
    await handle(log, opportunity_decider, streams.opportunity(row["opportunity"]), keeping)
    return accepted


@router.post("/declines", status_code=201)
async def decline_candidacy(
    officer: MayWrite,
    candidacy: CandidacyPath,
    body: DeclineIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CandidacyView:
    """The person or the employer has said no, and why. What is left of a trial ends. / Personen eller arbetsgivaren sa nej."""
    row = await mine(officer, log.tx, candidacy)
    note = await sealing_of(service, log.tx, row).note(body.note, "note")
    command = c.DeclineCandidacy(by=body.by, reason=body.reason, note=note, on=body.on, today=today)
    return await done(service, log, row, command, if_match, reply)


@router.post("/withdrawals", status_code=201)
async def withdraw_candidacy(
    officer: MayWrite,
    candidacy: CandidacyPath,
    body: CandidacyWithdrawalIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CandidacyView:
    """The candidacy is taken back; neither party said no. / Kandidaturen tas tillbaka; ingen part sa nej."""
    row = await mine(officer, log.tx, candidacy)
    note = await sealing_of(service, log.tx, row).note(body.note, "note")
    command = c.WithdrawCandidacy(reason=body.reason, note=note, on=body.on, today=today)
    return await done(service, log, row, command, if_match, reply)


@router.post("/reversals", status_code=201)
async def reverse_outcome(
    officer: MayWrite,
    candidacy: CandidacyPath,
    body: ReversalIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> CandidacyView:
    """The outcome does not hold: the candidacy stands where it stood before it, and a place that was kept is free.

    Utfallet gäller inte: kandidaturen är där den var före det, och en plats som hölls är ledig.
    """
    row = await mine(officer, log.tx, candidacy)
    command = c.ReverseOutcome(
        search=await searched(log, row["case_id"]),
        reverses=body.reverses,
        already=await candidacies.standing_candidacy(log.tx, row["case_id"], row["opportunity"], but=candidacy),
        reason=await sealing_of(service, log.tx, row).text(body.reason, "reversal"),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    reversed_ = await done(service, log, row, command, if_match, reply)
    freeing = c.ReleasePlace(candidacy=candidacy, on=body.on)
    await handle(log, opportunity_decider, streams.opportunity(row["opportunity"]), freeing)
    return reversed_
