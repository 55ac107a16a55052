"""What the routes about a seeker share: whose search it is, and what its streams say."""

from datetime import date
from uuid import UUID

from services.placement import commands as c
from services.placement import events as e
from services.placement import presentation as presenting
from services.placement import queries, streams, telling
from services.placement.api.access import within_unit
from services.placement.schemas.presentations import Sheet
from shared.auth import Principal
from shared.db import Row, Tx
from shared.eventstore import Log as EventLog
from shared.sealing import Sealing
from shared.service import Service


async def search_of(officer: Principal, tx: Tx, case: UUID) -> Row:
    """The search, if its case is one of the officer's units' and the person may be seen; else Forbidden."""
    return await within_unit(officer, tx, await queries.search(tx, case))


async def agreements_of(log: EventLog, case: UUID) -> presenting.State:
    """What the person lets employers be told, as the presentation's own stream tells it."""
    history, _ = await log.read(streams.presentation(case))
    return presenting.presentation.fold(history)


async def covering(log: EventLog, case: UUID, employer: UUID | None, on: date) -> c.Cover:
    """What the person lets this employer be told on the day."""
    return presenting.cover(await agreements_of(log, case), employer, on)


async def latest_profile(log: EventLog, case: UUID) -> e.ProfileRecorded | None:
    history, _ = await log.read(streams.profile(case))
    return history[-1] if history else None


async def sheet(service: Service, log: EventLog, search: Row, cover: c.Cover) -> Sheet:
    """What the employer is told under the cover, unsealed. The one way to an answer that an employer may read."""
    case, person = search["case_id"], search["person"]
    history, _ = await log.read(streams.presentation(case))
    wordings = {event.agreement: event.wording for event in history if isinstance(event, e.PresentationAgreed)}
    wording = wordings.get(cover.agreement) if cover.agreement else None
    told = telling.told(cover, await latest_profile(log, case), wording)
    return await Sheet.of(told, profile_sealing(service, log.tx, person, case), wording_sealing(service, log.tx, person, case))


def profile_sealing(service: Service, tx: Tx, person: UUID, case: UUID) -> Sealing:
    return Sealing(service.vault, tx, person, streams.profile(case))


def wording_sealing(service: Service, tx: Tx, person: UUID, case: UUID) -> Sealing:
    return Sealing(service.vault, tx, person, streams.presentation(case))
