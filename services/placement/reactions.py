"""What placement does when another service says that something happened."""

from services.placement import commands as c
from services.placement import streams
from services.placement.search import search
from shared import protection
from shared.contracts import intake
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
    command = follows(delivery.contract)
    if command is not None:
        await handle(log, search, streams.search(delivery.contract.case_id), command)


def follows(contract: Contract) -> c.SearchCommand | None:
    """What the search has to do; None for intake's events that are none of placement's business."""
    match contract:
        case intake.CaseStarted():
            return c.OpenSearch(case=contract.case, person=contract.person, unit=contract.unit, on=contract.on)
        case intake.CaseStartCorrected():
            return c.CorrectSearchStart(on=contract.on)
        case intake.CaseHandedOver():
            return c.HandOverSearch(unit=contract.unit, on=contract.on)
        case intake.CaseEnded() | intake.CaseEndCorrected():
            return c.CloseSearch(on=contract.on)
        case intake.CaseReopened():
            return c.ReopenSearch(on=contract.on)
        case intake.CaseRegisteredInError():
            return c.CancelSearch()
        case _:
            return None
