"""Errors to answers: the only place that turns what went wrong into RFC 9457 problem details.

Nothing that was sent is echoed: pydantic's `input` and `ctx` are dropped, and a path segment that looks like an identity number
is masked in `instance`. A 5xx carries no text of the exception; the log has it, under the same correlation id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import asyncpg
import orjson
import structlog
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from shared import access_log
from shared.auth import Unauthenticated
from shared.db import TRANSIENT
from shared.errors import FieldError, Forbidden, NotFound, PreconditionFailed, Refused, Unprocessable, VersionConflict
from shared.http.coded import Coded
from shared.http.language import Tongue, language_of
from shared.http.phrases import DETAILS, field_detail, title
from shared.http.pointers import place_in, pointer
from shared.logging import correlation_id, masked

MEDIA_TYPE: Final = "application/problem+json"
TYPE: Final = "urn:sius:problem:"
RETRY_AFTER: Final = {"Retry-After": "1"}
STATUS_CODES: Final = {404: "unknown-path", 405: "method-not-allowed", 413: "content-too-large", 415: "unsupported-media-type"}
UNSTORABLE: Final = (asyncpg.DataError, OverflowError)

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Problem:
    """An answer before it has a language: `members` are further members of the JSON object."""

    status: int
    code: str
    detail: str
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


async def answer(request: Request, error: Exception) -> Response:
    """The response for whatever was raised while this request was handled."""
    language = language_of(request)
    problem = problem_of(error, language, conditional="if-match" in request.headers)
    if isinstance(error, Forbidden):
        await access_log.record_refusal(request, error)
    if problem.status >= 500:  # noqa: PLR2004 - every server error
        log.error("request failed", code=problem.code, exc_info=error)
    return response(request, problem, language)


def response(request: Request, problem: Problem, language: Tongue) -> Response:
    """The problem as `application/problem+json`."""
    content = {
        **problem.members,
        "type": TYPE + problem.code,
        "title": title(problem.status, language),
        "status": problem.status,
        "detail": problem.detail,
        "instance": instance(request),
        "code": problem.code,
        "correlation": correlation_id(),
    }
    headers = {"Content-Language": language, "Vary": "Accept-Language", **problem.headers}
    return Response(orjson.dumps(content, default=str), problem.status, headers, MEDIA_TYPE)


def instance(request: Request) -> str:
    """The request's path without its query; anything like an identity number is masked."""
    return masked(request.url.path)


def problem_of(error: Exception, language: Tongue, *, conditional: bool = False) -> Problem:
    """Which problem an error is. `conditional`: the client sent If-Match, so a lost race means its version is gone."""
    match error:
        case Refused():
            return _refused(error, language)
        case RequestValidationError():
            return _invalid([_field(fault, error.body, language) for fault in error.errors()], language)
        case Unprocessable():
            return _invalid([_stated(fault, language) for fault in error.errors], language)
        case NotFound():
            return _plain(404, "not-found", language, kind=error.kind)
        case Forbidden():
            return _forbidden(error, language)
        case Unauthenticated():
            return _plain(401, "unauthenticated", language, headers={"WWW-Authenticate": error.challenge})
        case PreconditionFailed():
            return _plain(412, "precondition-failed", language)
        case VersionConflict():
            return _plain(412, "precondition-failed", language) if conditional else _plain(409, "concurrent-change", language)
        case HTTPException():
            return _by_status(error, language)
        case _:
            return _fault(error, language)


def _plain(status: int, code: str, language: Tongue, headers: Mapping[str, str] | None = None, **members: object) -> Problem:
    detail = DETAILS[code][language] if code in DETAILS else title(status, language)
    return Problem(status=status, code=code, detail=detail, members=members, headers=headers or {})


def _refused(error: Refused, language: Tongue) -> Problem:
    reasons = [
        {**reason.named, "code": reason.code, "basis": reason.basis, "detail": getattr(reason, language)}
        for reason in error.reasons
    ]
    return Problem(
        status=409, code=error.code, detail=getattr(error, language), members={"basis": error.basis, "reasons": reasons}
    )


def _forbidden(error: Forbidden, language: Tongue) -> Problem:
    detail = DETAILS.get(error.reason, DETAILS["forbidden"])[language]
    needed = {"needed": error.needed} if error.needed else {}
    return Problem(status=403, code=error.reason, detail=detail, members=needed)


def _by_status(error: HTTPException, language: Tongue) -> Problem:
    code = error.code if isinstance(error, Coded) else STATUS_CODES.get(error.status_code, f"http-{error.status_code}")
    return _plain(error.status_code, code, language, headers=error.headers)


def _fault(error: Exception, language: Tongue) -> Problem:
    """What nobody raised on purpose."""
    refused_input = isinstance(error, UNSTORABLE) or (isinstance(error, asyncpg.InterfaceError) and isinstance(error, ValueError))
    if refused_input:
        log.warning("a value reached the database that it refuses", exc_info=error)
        return _plain(422, "not-storable", language, errors=[])
    if isinstance(error, ClientDisconnect):
        return _plain(400, "client-gone", language)
    if isinstance(error, asyncpg.UniqueViolationError) and error.table_name in {"events", "idempotency"}:
        return _plain(409, "concurrent-change", language)
    if isinstance(error, asyncpg.SerializationError | asyncpg.DeadlockDetectedError):
        return _plain(409, "concurrent-change", language)
    if isinstance(error, TRANSIENT):
        return _plain(503, "unavailable", language, headers=RETRY_AFTER)
    return _plain(500, "unexpected", language)


def _invalid(errors: list[dict[str, str]], language: Tongue) -> Problem:
    return Problem(status=422, code="invalid", detail=DETAILS["invalid"][language], members={"errors": errors})


def _stated(fault: FieldError, language: Tongue) -> dict[str, str]:
    where = {"pointer": _fragment(fault.pointer)} if fault.pointer[:1] in {"", "/", "#"} else {"parameter": fault.pointer}
    return {**where, "code": fault.code, "detail": fault.sv if language == "sv" else fault.en}


def _fragment(place: str) -> str:
    return place if place.startswith("#") else "#" + place


def _field(fault: Mapping[str, Any], body: Any, language: Tongue) -> dict[str, str]:
    code = str(fault["type"]).replace("_", "-")
    return {
        **_where(fault["loc"], fault["type"], body),
        "code": code,
        "detail": field_detail(code, language, fault.get("ctx") or {}),
    }


def _where(location: Sequence[str | int], kind: str, body: Any) -> dict[str, str]:
    source, *rest = location
    if source != "body":
        return {"parameter": str(rest[0]) if rest else str(source)}
    if kind == "json_invalid":
        return {"pointer": "#"}
    place = place_in(body, rest)
    if kind == "missing" and rest:
        place.append(rest[-1])
    return {"pointer": pointer(place)}


HANDLED: Final = (
    Refused,
    RequestValidationError,
    Unprocessable,
    NotFound,
    Forbidden,
    Unauthenticated,
    PreconditionFailed,
    VersionConflict,
    HTTPException,
)
"""Errors with an answer of their own; the outermost middleware answers everything else."""
