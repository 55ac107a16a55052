"""`PUT /clock` of a local process: the virtual clock of its services is moved. Never part of a real installation."""

import ipaddress
from datetime import datetime
from typing import Final

import orjson
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.clock import MovableClock

PATH: Final = "/clock"


class Moved(BaseModel):
    """Where to; null goes back to the machine's time."""

    model_config = ConfigDict(extra="forbid")

    now: AwareDatetime | None


class ClockApp:
    """GET and PUT of the clock, for callers on this machine. ValueError outside local mode."""

    def __init__(self, clock: MovableClock, mode: str) -> None:
        if mode != "local":
            raise ValueError("The clock can be moved only when the mode is local.")
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await self._answer(request) if _from_here(request) else _said(403, "only-from-this-machine")
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method == "PUT":
            try:
                moved = Moved.model_validate_json(await request.body())
            except ValidationError:
                return _said(422, "needs-now")
            self._move(moved.now)
        elif request.method != "GET":
            return _said(405, "method-not-allowed")
        return Response(orjson.dumps({"now": self._clock.now()}), media_type="application/json")

    def _move(self, now: datetime | None) -> None:
        if now is None:
            self._clock.reset()
        else:
            self._clock.move_to(now)


class Beside:
    """`root`, and other applications beside it on the same port: first path segment → application."""

    def __init__(self, root: ASGIApp, beside: dict[str, ASGIApp]) -> None:
        self._root, self._beside = root, beside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        prefix = "/" + scope["path"].split("/", 2)[1] if scope["type"] == "http" else ""
        app = self._beside.get(prefix)
        if app is None:
            await self._root(scope, receive, send)
        else:
            await app({**scope, "root_path": prefix}, receive, send)


def _from_here(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _said(status: int, code: str) -> Response:
    return Response(orjson.dumps({"code": code, "status": status}), status, media_type="application/problem+json")
