"""The outermost layer, as one ASGI application: pure, because every wrapper around a request costs each request.

In order: correlation id → size limit → the application → problem for whatever nobody handled → headers → measure and log line.
"""

import logging
from collections.abc import Mapping
from time import perf_counter
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared import problems
from shared.http import request_line
from shared.http.measures import METHODS, Measures
from shared.logging import bound_correlation

CORRELATION: Final = b"x-correlation-id"
LARGEST_BODY: Final = 1024 * 1024
UNMATCHED: Final = "unmatched"
QUIET: Final = frozenset({"/healthz", "/readyz", "/metrics-prom"})
SERVER_ERROR: Final = 500

HEADERS: Final[Mapping[bytes, bytes]] = {
    b"cache-control": b"no-store",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"referrer-policy": b"no-referrer",
    b"strict-transport-security": b"max-age=31536000; includeSubDomains",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
}
"""On every answer that does not say otherwise itself (the documentation pages do)."""


class Edge:
    """ASGI middleware around a service's application."""

    def __init__(self, app: ASGIApp, *, service: str, measures: Measures, largest: int = LARGEST_BODY) -> None:
        self._app = app
        self._service = service
        self._measures = measures
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = dict(scope["headers"])
        with bound_correlation(given.get(CORRELATION, b"").decode("latin-1") or None) as correlation:
            answer = _Answer(send, correlation)
            started = perf_counter()
            try:
                await self._answer(scope, self._limited(given, receive), answer)
            finally:
                self._tell(scope, answer.status, perf_counter() - started, correlation)

    async def _answer(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        try:
            await self._app(scope, receive, answer)
        except Exception as error:
            if answer.status:
                raise  # half an answer is out: the server can only close the connection
            response = await problems.answer(Request(scope), error)
            await response(scope, receive, answer)

    def _limited(self, given: Mapping[bytes, bytes], receive: Receive) -> Receive:
        """The body, refused when it is larger than the limit: by what it says it is, else by counting."""
        length = given.get(b"content-length", b"")
        if length.isdigit():
            return receive if int(length) <= self._largest else _refuse
        return _counted(receive, self._largest) if b"transfer-encoding" in given else receive

    def _tell(self, scope: Scope, status: int, seconds: float, correlation: str) -> None:
        route = getattr(scope.get("route"), "path", UNMATCHED)
        status = status or SERVER_ERROR
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._measures.observe(method, route, status, seconds)
        principal = scope.get("state", {}).get("principal")
        request_line.write(
            logging.DEBUG if route in QUIET else logging.INFO,
            service=self._service,
            method=method,
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            who=principal.subject if principal else None,
            correlation=correlation,
        )


class _Answer:
    """Sends on, adding the headers that every answer has."""

    __slots__ = ("_correlation", "_send", "status")

    def __init__(self, send: Send, correlation: str) -> None:
        self._send = send
        self._correlation = correlation.encode("latin-1")
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            own = message.get("headers", [])
            said = {name for name, _ in own}
            more = [item for item in HEADERS.items() if item[0] not in said]
            message = {**message, "headers": [*own, *more, (CORRELATION, self._correlation)]}
        await self._send(message)


async def _refuse() -> Message:
    raise HTTPException(413)


def _counted(receive: Receive, largest: int) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > largest:
            raise HTTPException(413)
        return message

    return counted
