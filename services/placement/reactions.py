"""What placement does when another service says that something happened."""

from services.placement import candidacies, streams
from services.placement import commands as c
from services.placement.queries import searches
from services.placement.search import search
from shared import protection
from shared.clock import stockholm
from shared.contracts import followup, intake
from shared.contracts.base import Contract
from shared.decider import handle
from shared.eventstore import Log
from shared.inbox import Delivery


async def react(log: Log, delivery: Delivery) -> None:
    """The case's course is the search's: what tells nothing new, or of a case unknown here, changes nothing."""
    match delivery.contract:
        case intake.PersonProtected() as said:
            await protection.conceal(log.tx, said.person)
        case intake.PersonProtectionLifted() as said:
            await protection.reveal(log.tx, said.person)
        case _:
            await _follow(log, delivery)


async def _follow(log: Log, delivery: Delivery) -> None:
    contract = delivery.contract
    command = await _knowing(log, contract) or follows(contract)
    if command is None:
        return
    await handle(log, search, streams.search(contract.case_id), command)
    match contract:
        case intake.CasePaused():
            await candidacies.withdraw_open(log, contract.case, "case-paused", contract.on)
        case intake.CaseEnded() | intake.CaseEndCorrected():
            await candidacies.withdraw_open(log, contract.case, "case-ended", contract.on)
        case intake.CaseRegisteredInError():
            today = stockholm(delivery.recorded_at)
            await candidacies.withdraw_open(log, contract.case, "case-in-error", today)
        case _:
            pass  # what is open stays open


async def _knowing(log: Log, contract: Contract) -> c.SearchCommand | None:
    """What the search has to do, where that hangs on what placement knows besides."""
    match contract:
        case intake.CaseReopened():
            visited, lost = await searches.visited(log.tx, contract.case), await searches.lost_job(log.tx, contract.case)
            return c.ReopenSearch(visited=visited, lost=lost, on=contract.on)
        case followup.SearchAgain():
            needed = await searches.needed_again(log.tx, contract.case, contract.employment)
            return c.SearchAgain(employment=contract.employment, needed=needed, on=contract.on)
        case _:
            return None


def follows(contract: Contract) -> c.SearchCommand | None:
    """What the search has to do; None for what is none of placement's business: of followup's everything but a lost job."""
    match contract:
        case intake.CaseStarted():
            return opens(contract)
        case intake.CaseStartCorrected():
            return c.CorrectSearchStart(on=contract.on)
        case intake.CaseHandedOver():
            return c.HandOverSearch(unit=contract.unit, support_person=contract.support_person, on=contract.on)
        case intake.CasePaused():
            return c.PauseSearch(until=contract.until, on=contract.on)
        case intake.CaseResumed():
            return c.ResumeSearch(on=contract.on)
        case intake.CaseEnded() | intake.CaseEndCorrected():
            return c.CloseSearch(on=contract.on)
        case intake.CaseRegisteredInError():
            return c.CancelSearch()
        case _:
            return None


def opens(contract: intake.CaseStarted) -> c.OpenSearch:
    return c.OpenSearch(
        case=contract.case,
        person=contract.person,
        unit=contract.unit,
        support_person=contract.support_person,
        on=contract.on,
    )
