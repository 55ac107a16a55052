"""One request, one transaction: opened before the route's dependencies, committed before the answer leaves.

Any exception rolls back. A lost race (somebody appended first) rolls back and runs the whole route again, dependencies
included, on a fresh snapshot; when the client sent If-Match it has its answer at once instead.
"""

import inspect
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from functools import wraps
from typing import Any, Final

import asyncpg
from fastapi import Request, Response
from fastapi.routing import APIRoute

from shared.db import Database
from shared.errors import VersionConflict
from shared.http import idempotency
from shared.http.bodies import JsonRequest
from shared.http.replies import unless_unchanged
from shared.http.served import service_of

TRIES: Final = 3
LOST_RACES: Final = (VersionConflict, asyncpg.SerializationError, asyncpg.DeadlockDetectedError, asyncpg.UniqueViolationError)

CLAIMING: Final = "claiming_request"

Handler = Callable[[Request], Awaitable[Response]]
Endpoint = Callable[..., Any]


class Transactional(APIRoute):
    """A route with a transaction, found at `request.state.tx`: `APIRouter(route_class=Transactional)`.

    A POST honours Idempotency-Key. JSON bodies are read strictly (see `bodies`).
    """

    def __init__(self, path: str, endpoint: Endpoint, **options: Any) -> None:
        methods = {method.upper() for method in options.get("methods") or ()}
        super().__init__(path, _once_per_key(endpoint) if "POST" in methods else endpoint, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()
        has_body = self.body_field is not None

        async def handle(request: Request) -> Response:
            rerunnable = JsonRequest(request.scope, request.receive)
            if has_body:
                await rerunnable.load()
            return await _until_committed(handler, rerunnable)

        return handle


def _once_per_key(endpoint: Endpoint) -> Endpoint:
    """The endpoint, claiming the key first: after the dependencies, so who may not call it gets no stored answer either."""
    claim = idempotency.claim_unstored if getattr(endpoint, "unstored", False) else idempotency.claim
    signature = inspect.signature(endpoint)
    parameters = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in signature.parameters.values()]
    own = next((parameter.name for parameter in parameters if parameter.annotation is Request), None)

    @wraps(endpoint)
    async def once(**values: Any) -> Any:
        await claim(values[own] if own else values.pop(CLAIMING))
        return await endpoint(**values)

    if own is None:  # FastAPI gives the request to one parameter
        parameters.append(inspect.Parameter(CLAIMING, inspect.Parameter.KEYWORD_ONLY, annotation=Request))
    once.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined] # read by inspect
    return once


async def _until_committed(handler: Handler, request: Request) -> Response:
    database = service_of(request).database
    try:
        for _ in range(TRIES - 1):
            try:
                return await _in_transaction(handler, request, database)
            except LOST_RACES as error:
                if isinstance(error, VersionConflict) and "if-match" in request.headers:
                    raise
        return await _in_transaction(handler, request, database)
    except idempotency.Replay as replay:
        return replay.response


async def _in_transaction(handler: Handler, request: Request, database: Database) -> Response:
    async with database.transaction() as tx, AsyncExitStack() as stack:
        request.state.tx = tx
        # FastAPI keeps the contexts of dependencies here; each try has its own, closed when the try ends.
        request.scope["fastapi_inner_astack"] = request.scope["fastapi_function_astack"] = stack
        response = await handler(request)
        await idempotency.keep(request, response)
    return unless_unchanged(request, response)
