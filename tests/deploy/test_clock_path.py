"""`PUT /clock`: only in local mode, only from this machine."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from deploy.clock import PATH, Beside, ClockApp
from shared.clock import MovableClock, SystemClock
from shared.http.mount import mount

THEN = datetime(2025, 6, 2, 8, tzinfo=UTC)
NEARBY = timedelta(minutes=1)


def client(clock: MovableClock, caller: str = "127.0.0.1") -> httpx.AsyncClient:
    front = Beside(mount({}), {PATH: ClockApp(clock, "local")})
    return httpx.AsyncClient(transport=httpx.ASGITransport(front, client=(caller, 1)), base_url="http://test")


async def test_the_clock_is_moved_and_set_back() -> None:
    clock = MovableClock()
    async with client(clock) as caller:
        assert (await caller.put("/clock", json={"now": "2025-06-02T10:00:00+02:00"})).status_code == 200
        assert THEN <= clock.now() < THEN + NEARBY
        assert datetime.fromisoformat((await caller.get("/clock")).json()["now"]) - THEN < NEARBY
        await caller.put("/clock", json={"now": None})
        assert abs(clock.now() - SystemClock().now()) < NEARBY


@pytest.mark.parametrize("caller", ["192.0.2.7", "2001:db8::1", "testclient"])
async def test_nobody_from_elsewhere_moves_it(caller: str) -> None:
    clock = MovableClock()
    async with client(clock, caller) as stranger:
        assert (await stranger.put("/clock", json={"now": "2025-06-02T10:00:00Z"})).status_code == 403
    assert clock.now() > THEN + timedelta(days=30)


@pytest.mark.parametrize("body", [{}, {"now": "2025-06-02T10:00:00"}, {"now": "soon"}, {"now": None, "more": 1}, []])
async def test_a_moment_without_a_zone_or_anything_else_is_refused(body: object) -> None:
    async with client(MovableClock()) as caller:
        assert (await caller.put("/clock", json=body)).status_code == 422


async def test_nothing_but_get_and_put() -> None:
    async with client(MovableClock()) as caller:
        assert (await caller.post("/clock", json={"now": None})).status_code == 405


def test_outside_local_mode_there_is_none() -> None:
    with pytest.raises(ValueError, match="local"):
        ClockApp(MovableClock(), "production")
