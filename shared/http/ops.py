"""Operations: what is parked and why, how far relay and subscriptions are. No personal data."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import Field
from starlette.requests import Request

from shared import parking
from shared.auth import Principal, Requires
from shared.errors import NotFound
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.types import Body, Instant, Note, View
from shared.service import Service
from shared.subscriptions import Subscription

router = APIRouter(prefix="/ops", route_class=Transactional, tags=["ops"])

Operator = Annotated[Principal, Requires("ops")]
ParkedPath = Annotated[UUID, Path(description="A parked message / Ett parkerat meddelande")]


class ParkedView(View):
    """A parked key and the message that stands first in it."""

    id: UUID = Field(examples=["0195c1de-9d00-7000-8000-0000000000dd"])
    subscription: str = Field(examples=["placement"])
    key: str = Field(
        description="Key whose messages wait / Nyckel vars meddelanden väntar", examples=["0195c1de-9d00-7000-8000-0000000000bb"]
    )
    reason: str = Field(description="malformed, unknown-type, failed or gap / orsak", examples=["gap"])
    type: str | None = Field(description="Type of the message / Meddelandets typ", examples=["sius.intake.case-started.v1"])
    error: str = Field(
        description="What went wrong / Vad som gick fel", examples=["An earlier event of the stream has not come."]
    )
    since: Instant
    attempts: int = Field(examples=[1])
    queued: int = Field(description="Messages that wait, this one included / Meddelanden som väntar", examples=[3])
    topic: str = Field(examples=["sius.intake.v1"])


class StillWaiting(View):
    """How many messages of the key still wait; 0 means that it flows again."""

    waiting: int = Field(ge=0, examples=[0])


class SkipIn(Body):
    """Why the message is left out for good."""

    reason: Note = Field(examples=["The case was registered in error at the source"])


class RelayView(View):
    """How far the log has been published."""

    active: bool = Field(description="Whether this process publishes / Om denna process publicerar", examples=[True])
    era: int = Field(examples=[1])
    txid: int = Field(examples=[7211])
    position: int = Field(examples=[1042])
    lag: int = Field(description="Events not published yet / Händelser som inte publicerats", examples=[0])
    error: str | None = Field(examples=[None])


class SubscriptionView(View):
    """How far a subscription is."""

    name: str = Field(examples=["placement"])
    lag: int | None = Field(description="Messages not handled; null when not connected / Meddelanden kvar", examples=[0])
    error: str | None = Field(examples=[None])


@router.get("/parked")
async def list_parked(_operator: Operator, page: Page, tx: DbTx) -> Listing[ParkedView]:
    """Parked keys, oldest first. / Parkerade nycklar, äldst först."""
    rows, total = await parking.parked_list(tx, limit=page.limit, offset=page.offset)
    return page.of([ParkedView.model_validate(row) for row in rows], total)


@router.post("/parked/{parked}/retries")
async def retry_parked(operator: Operator, parked: ParkedPath, tx: DbTx, request: Request) -> StillWaiting:
    """Try the key's messages again, in order. / Försök igen med nyckelns meddelanden, i ordning."""
    subscription, key = await _parked(request, tx, parked)
    return StillWaiting(waiting=await subscription.retry(tx, key, by=operator.subject))


@router.post("/parked/{parked}/skips")
async def skip_parked(operator: Operator, parked: ParkedPath, body: SkipIn, tx: DbTx, request: Request) -> StillWaiting:
    """Leave a message out for good, with a reason, and try those behind it.

    Hoppa över ett meddelande för gott, med skäl, och försök med dem bakom det.
    """
    subscription, key = await _parked(request, tx, parked)
    return StillWaiting(waiting=await subscription.skip(tx, parked, key, reason=body.reason, by=operator.subject))


async def _parked(request: Request, tx: DbTx, parked: UUID) -> tuple[Subscription, str]:
    name, key = await parking.parked_key(tx, parked)
    service: Service = request.app.state.service
    for subscription in service.subscriptions:
        if subscription.name == name:
            return subscription, key
    raise NotFound("subscription", name)


PROGRESS = """select r.era, r.txid::text::bigint as txid, r.position,
       (select count(*) from events e where (e.era, e.txid, e.position) > (r.era, r.txid, r.position)) as lag
from relay r"""


@router.get("/relay")
async def show_relay(_operator: Operator, tx: DbTx, request: Request) -> RelayView:
    """How far the event log has been published. / Hur långt händelseloggen har publicerats."""
    relay = request.app.state.service.relay
    row = await tx.raw.fetchrow(PROGRESS)
    return RelayView(
        active=relay.active if relay else False,
        error=relay.error if relay else None,
        era=row["era"],
        txid=row["txid"],
        position=row["position"],
        lag=row["lag"],
    )


@router.get("/subscriptions")
async def list_subscriptions(_operator: Operator, page: Page, request: Request) -> Listing[SubscriptionView]:
    """Subscriptions and how many messages wait. / Prenumerationer och hur många meddelanden som väntar."""
    subscriptions: list[Subscription] = request.app.state.service.subscriptions
    shown = subscriptions[page.offset : page.offset + page.limit]
    return page.of([await _view(subscription) for subscription in shown], len(subscriptions))


async def _view(subscription: Subscription) -> SubscriptionView:
    return SubscriptionView(name=subscription.name, lag=await subscription.lag(), error=subscription.error)
