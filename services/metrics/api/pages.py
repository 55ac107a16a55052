"""Routes that answer a browser with a page: signed in by cookie, in the language of the address, and faults as pages too."""

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

import orjson
from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from services.metrics.dashboard.numbers import Place
from services.metrics.dashboard.page import Fault, fault_page
from services.metrics.dashboard.style import POLICY
from services.metrics.dashboard.words import Words
from services.metrics.figures.arguments import STOCKHOLM
from shared import problems
from shared.http.browser import take_cookie, take_language
from shared.http.formats import preferred
from shared.http.language import Tongue, language_of
from shared.http.served import service_of
from shared.http.transactional import Transactional

HTML: Final = "text/html"
LOCAL_TIME: Final = len("2026-03-02T08:15")
HOME: Final = "/dashboard"


class BrowserPage(Transactional):
    """A route whose answer is a page. To whoever does not prefer pages, what goes wrong is told as problem details."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            asked = Request(_as_filled_in(request).scope, request.receive)
            try:
                return await handler(asked)
            except Exception as error:
                if not _prefers_page(request):
                    raise
                return await _told(asked, error)

        return handle


def _as_filled_in(request: Request) -> Request:
    """The request with its cookie, its language, and its form as a person filled it in."""
    pairs = parse_qsl(request.scope["query_string"].decode("latin-1"))  # a field left empty is one not sent
    given = [(name, _with_zone(value) if name == "known_at" else value) for name, value in pairs]
    request.scope["query_string"] = urlencode(given).encode("latin-1")
    take_cookie(request)
    take_language(request, _language(dict(given), request))
    return request


def _language(given: dict[str, str], request: Request) -> Tongue:
    match given.get("lang"):
        case "sv":
            return "sv"
        case "en":
            return "en"
        case _:
            return language_of(request)


def _with_zone(text: str) -> str:
    """A browser's field for a time has no zone: it is meant as the clock shows in Sweden."""
    if len(text) != LOCAL_TIME:
        return text
    try:
        return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM).isoformat()
    except ValueError:
        return text


def _prefers_page(request: Request) -> bool:
    return preferred(request.headers.get("accept", ""), (problems.MEDIA_TYPE, HTML)) == HTML


async def _told(request: Request, error: Exception) -> Response:
    """The same problem as a page, with the same status and headers."""
    answer = await problems.answer(request, error)
    headers = {name: value for name, value in answer.headers.items() if name not in {"content-length", "content-type"}}
    fault = Fault(status=answer.status_code, problem=orjson.loads(bytes(answer.body)), sign_in=sign_in(request))
    return page_of(fault_page(fault, place_of(request), other_language(request)), answer.status_code, headers)


def page_of(content: str, status: int = 200, headers: dict[str, str] | None = None) -> HTMLResponse:
    """The page, which may load nothing and be framed by nobody."""
    return HTMLResponse(content, status, {"Vary": "Accept-Language", **(headers or {}), "Content-Security-Policy": POLICY})


def place_of(request: Request, *, lists: bool = False) -> Place:
    """Where the dashboard is, in the language of the request. `lists`: numbers lead to their rows."""
    return Place(path=f"{request.scope.get('root_path', '')}{HOME}", words=Words(language_of(request)), lists=lists)


def other_language(request: Request) -> str:
    """This page's address in the other language."""
    return _again(request, lang=Words(language_of(request)).other)


def sign_in(request: Request) -> str | None:
    """Where to sign in and come back here: the development issuer's page, in a local run only."""
    settings = service_of(request).settings
    if settings.mode != "local":
        return None
    return f"{settings.issuer}/sign-in?{urlencode({'next': _again(request), 'lang': language_of(request)})}"


def _again(request: Request, **more: str) -> str:
    given = [(name, value) for name, value in request.query_params.multi_items() if name not in more]
    query = urlencode([*given, *more.items()])
    return f"{request.url.path}?{query}" if query else request.url.path
