"""What every route about an employer does: name it for those who may read the name, and answer with it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Path

from services.placement import commands as c
from services.placement import sole_traders, streams
from services.placement.employer import employer as decider
from services.placement.queries import employers as queries
from services.placement.schemas.employers import EmployerPage
from shared.db import Row, Tx
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.access import Reader, Reading
from shared.http.replies import Replies
from shared.sealing import Sealing
from shared.service import Service

EmployerWork = Annotated[Reader, Reading("employer-work")]

WorkplacePath = Annotated[UUID, Path(description="A workplace / En arbetsplats")]
ContactPersonPath = Annotated[UUID, Path(description="A contact person / En kontaktperson")]
ContactPath = Annotated[UUID, Path(description="A contact / En kontakt")]
WishPath = Annotated[UUID, Path(description="A wish not to be contacted / En önskan att inte kontaktas")]


async def page_of(service: Service, tx: Tx, row: Row, today: date) -> EmployerPage:
    """The whole employer; a sole trader with the name, which the access log must tell of."""
    employer: UUID = row["employer"]
    more = {} if not row["sole_trader"] else {"name": await sole_traders.name_of(tx, service.vault, employer)}
    return EmployerPage.of(row, today, possible_duplicates=await queries.possible_duplicates(tx, row), **more)


async def shown(service: Service, tx: Tx, reading: Reader, employer: UUID, today: date) -> EmployerPage:
    """The employer; whoever is shown a sole trader's name is in the access log."""
    row = await queries.employer(tx, employer)
    if row["sole_trader"]:
        await reading.of(person=employer)
    return await page_of(service, tx, row, today)


async def done(
    log: EventLog, employer: UUID, command: c.EmployerCommand, if_match: int | None, reply: Replies, path: str = ""
) -> None:
    """Carry the command out and say where what came of it stands."""
    version = await handle(log, decider, streams.employer(employer), command, if_match=if_match)
    reply.created(f"/employers/{employer}{path}", version)


def sealing(service: Service, tx: Tx, employer: UUID, whose: UUID | None = None) -> Sealing:
    """Seals texts about the employer under its own key, or under that of `whose` text it is."""
    return Sealing(service.vault, tx, whose or employer, streams.employer(employer))
