"""What other parts of placement do to candidacies: take a case's open ones back, and follow the employment that one led to."""

from datetime import date
from uuid import UUID

from services.placement import commands as c
from services.placement import events as e
from services.placement import streams
from services.placement.candidacy import candidacy as decider
from services.placement.opportunity import opportunity
from services.placement.queries.candidacies import led_to, open_candidacies
from shared.decider import handle
from shared.eventstore import Log


async def withdraw_open(log: Log, case: UUID, reason: e.WithdrawalReason, on: date) -> list[UUID]:
    """Take back every open candidacy of the case from `on`, or from the day it was proposed if that is later; gives which.

    Never refused: what happens to a case closes what is open. What is left of their trials ends too.
    """
    withdrawn = []
    for row in await open_candidacies(log.tx, case):
        day = max(on, row["proposed_on"])
        command = c.WithdrawCandidacy(reason=reason, note=None, on=day, today=day)
        await handle(log, decider, streams.candidacy(row["candidacy"]), command)
        withdrawn.append(row["candidacy"])
    return withdrawn


async def follow_employment(log: Log, candidacy: UUID, agreeing: c.Employ) -> None:
    """The accepted candidacy leads to this employment, and the place kept for it is given to the employment.

    To be called before the opportunity is asked for a place. Refused unless it was accepted, leads to no employment yet, and is
    about the same case, employer and opportunity.
    """
    await handle(log, decider, streams.candidacy(candidacy), agreeing)
    if agreeing.opportunity is not None:
        releasing = c.ReleasePlace(candidacy=candidacy, on=agreeing.on)
        await handle(log, opportunity, streams.opportunity(agreeing.opportunity), releasing)


async def undo_employment(log: Log, employment: UUID, on: date) -> None:
    """The employment was registered in error: the candidacy that led to it, if one did, stands accepted again."""
    candidacy = await led_to(log.tx, employment)
    if candidacy is not None:
        await handle(log, decider, streams.candidacy(candidacy), c.UndoEmployment(employment=employment, on=on))
