"""Operators see what is parked and why, try it again, or skip it with a reason."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import asyncpg
import httpx
import pytest

from shared import parking
from shared.bus import Received
from shared.db import Tx
from shared.ids import new_id
from shared.inbox import Delivery
from shared.subscriptions import Subscription
from tests.shared.http import small
from tests.shared.http.conftest import OPERATOR, bearer

KEY = "0195c1de-9d00-7000-8000-0000000000bb"
WHEN = datetime(2026, 3, 2, 8, 15, tzinfo=UTC)


async def nothing(_tx: Tx, _deliveries: Sequence[Delivery]) -> None:
    """Reacts to nothing."""


@pytest.fixture
def subscription(service: small.Small) -> Iterator[Subscription]:
    made = Subscription(
        "small", topics=(), contracts={}, react=nothing, database=service.database, bus=service.bus, clock=service.clock
    )
    service.subscriptions.append(made)
    yield made
    service.subscriptions.remove(made)


async def park(service: small.Small) -> str:
    """A message of a type that nobody knows; gives its id."""
    message = Received(topic="sius.intake.v1", partition=0, offset=0, key=KEY, value=b"{}", headers={"ce_type": "unheard-of"})
    known = new_id()
    async with service.database.transaction() as tx:
        await parking.park(tx, "small", message, reason="unknown-type", error="unheard-of is unknown", at=WHEN, message=known)
    return str(known)


@pytest.mark.usefixtures("subscription")
async def test_what_is_parked_is_listed_with_its_reason(http: httpx.AsyncClient, service: small.Small) -> None:
    message = await park(service)
    listed = (await http.get("/ops/parked", headers=bearer(OPERATOR))).json()
    assert listed["total"] == 1
    assert listed["items"] == [
        {
            "id": message,
            "subscription": "small",
            "key": KEY,
            "reason": "unknown-type",
            "type": "unheard-of",
            "error": "unheard-of is unknown",
            "since": "2026-03-02T08:15:00Z",
            "attempts": 0,
            "queued": 1,
            "topic": "sius.intake.v1",
        }
    ]


@pytest.mark.usefixtures("subscription")
async def test_a_retry_that_fails_again_leaves_the_key_parked(http: httpx.AsyncClient, service: small.Small) -> None:
    message = await park(service)
    answer = await http.post(f"/ops/parked/{message}/retries", headers=bearer(OPERATOR))
    assert (answer.status_code, answer.json()) == (200, {"waiting": 1})
    listed = (await http.get("/ops/parked", headers=bearer(OPERATOR))).json()
    assert listed["items"][0]["attempts"] == 1


@pytest.mark.usefixtures("subscription")
async def test_a_skipped_message_frees_its_key_and_keeps_who_and_why(
    http: httpx.AsyncClient, service: small.Small, db: asyncpg.Connection
) -> None:
    message = await park(service)
    answer = await http.post(f"/ops/parked/{message}/skips", json={"reason": "Sent in error"}, headers=bearer(OPERATOR))
    assert (answer.status_code, answer.json()) == (200, {"waiting": 0})
    row = await db.fetchrow("select state, settled_by, settled_reason from parked")
    assert tuple(row) == ("skipped", "operator-1", "Sent in error")
    again = await http.post(f"/ops/parked/{message}/skips", json={"reason": "Again"}, headers=bearer(OPERATOR))
    assert again.status_code == 404


async def test_a_skip_needs_a_reason(http: httpx.AsyncClient, service: small.Small) -> None:
    message = await park(service)
    for body in ({}, {"reason": " "}):
        assert (await http.post(f"/ops/parked/{message}/skips", json=body, headers=bearer(OPERATOR))).status_code == 422


async def test_the_relays_place_and_lag_are_shown(http: httpx.AsyncClient) -> None:
    await http.post("/cases", json={"unit": "north", "on": "2026-03-02"}, headers=bearer())
    shown = (await http.get("/ops/relay", headers=bearer(OPERATOR))).json()
    assert shown == {"active": False, "era": 0, "txid": 0, "position": 0, "lag": 1, "error": None}


@pytest.mark.usefixtures("subscription")
async def test_subscriptions_are_shown_with_what_waits(http: httpx.AsyncClient) -> None:
    shown = (await http.get("/ops/subscriptions", headers=bearer(OPERATOR))).json()
    assert shown["items"] == [{"name": "small", "lag": None, "error": None}]


@pytest.mark.parametrize("path", ["/ops/parked", "/ops/relay", "/ops/subscriptions"])
async def test_only_operators_operate(http: httpx.AsyncClient, path: str) -> None:
    assert (await http.get(path, headers=bearer())).status_code == 403
