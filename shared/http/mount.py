"""Several services on one port: `/intake/v1`, `/placement/v1` …, with a list of them at `/`."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from html import escape
from typing import Final

import orjson
from fastapi import FastAPI
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

POLICY: Final = "default-src 'none'; style-src 'none'; frame-ancestors 'none'; base-uri 'none'"
DEPTH: Final = 3
"""A path splits into "", name, version and the rest."""


class Root:
    """Hands each request to the service that its path names. `apps`: service name → application."""

    def __init__(self, apps: Mapping[str, FastAPI]) -> None:
        self.apps = apps
        self._by_prefix = {f"/{name}/v1": app for name, app in apps.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(self.apps, receive, send)
        elif scope["type"] == "http":
            await self._dispatch(scope)(self._inner(scope), receive, send)

    def _prefix(self, scope: Scope) -> str:
        return "/".join(scope["path"].split("/", DEPTH)[:DEPTH])

    def _dispatch(self, scope: Scope) -> ASGIApp:
        return self._by_prefix.get(self._prefix(scope)) or self._index(scope)

    def _inner(self, scope: Scope) -> Scope:
        prefix = self._prefix(scope)
        return {**scope, "root_path": prefix} if prefix in self._by_prefix else scope

    def _index(self, scope: Scope) -> Response:
        """The list of services, or 404."""
        wants_page = any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])
        headers = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}
        if scope["path"] != "/":
            return Response(NOT_FOUND, 404, headers, "application/problem+json")
        if wants_page:
            return Response(self._page(), 200, headers, "text/html; charset=utf-8")
        listed = [
            {"name": name, "title": app.title, "api": f"/{name}/v1", "documentation": f"/{name}/v1/docs"}
            for name, app in self.apps.items()
        ]
        return Response(orjson.dumps({"services": listed}), 200, headers, "application/json")

    def _page(self) -> str:
        items = "".join(f'<li><a href="/{name}/v1/docs">{escape(app.title)}</a></li>' for name, app in self.apps.items())
        return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>SIUS</title><h1>SIUS</h1><ul>{items}</ul></html>'


NOT_FOUND: Final = orjson.dumps(
    {
        "type": "urn:sius:problem:unknown-path",
        "title": "Finns inte",
        "status": 404,
        "detail": "Adressen hör inte till någon tjänst. / The address belongs to no service.",
        "instance": "/",
        "code": "unknown-path",
    }
)


async def _lifespan(apps: Mapping[str, FastAPI], receive: Receive, send: Send) -> None:
    """Every service runs from the server's start to its end; they stop in the opposite order."""
    await receive()
    async with AsyncExitStack() as stack:
        try:
            for app in apps.values():
                await stack.enter_async_context(app.state.service.running())
        except Exception as error:
            await send({"type": "lifespan.startup.failed", "message": f"{type(error).__name__}: a service could not start"})
            raise
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})


def mount(apps: Mapping[str, FastAPI]) -> Root:
    """The services under one root. A server that sends lifespan events also runs them; `apps` are in starting order."""
    return Root(apps)
