"""What a unit sets for itself: how long follow-up is."""

from fastapi import APIRouter

from services.followup import commands as c
from services.followup import queries, streams
from services.followup.api.access import MayRead, MaySetLengths, UnitPath
from services.followup.schemas.units import FollowUpLengthIn, FollowUpLengthView
from services.followup.unit import unit as decider
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.units import require_unit

router = APIRouter(prefix="/units/{unit}/follow-up-lengths", route_class=Transactional, tags=["units"])


@router.post("", status_code=201)
async def set_follow_up_length(
    officer: MaySetLengths, unit: UnitPath, body: FollowUpLengthIn, log: Log, if_match: IfMatch, reply: Reply
) -> FollowUpLengthView:
    """Set how long follow-up is, for employments that begin from a day on: the same for every kind of employer.

    Ange hur lång uppföljningen är, för anställningar som börjar från en dag: lika för alla slags arbetsgivare.
    """
    require_unit(officer, unit)
    command = c.SetFollowUpLength(unit=unit, at_least_months=body.at_least_months, at_most_months=body.at_most_months, on=body.on)
    version = await handle(log, decider, streams.unit(unit), command, if_match=if_match)
    reply.created(f"/units/{unit}/follow-up-lengths", version)
    return FollowUpLengthView.of(await queries.length_from(log.tx, unit, body.on))


@router.get("")
async def list_follow_up_lengths(officer: MayRead, unit: UnitPath, page: Page, tx: DbTx) -> Listing[FollowUpLengthView]:
    """What the unit has set, the latest first; without any, practice holds. / Enhetens inställningar, senaste först."""
    require_unit(officer, unit)
    rows, total = await queries.list_lengths(tx, unit, limit=page.limit, offset=page.offset)
    return page.of([FollowUpLengthView.of(row) for row in rows], total)
