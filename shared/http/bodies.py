"""JSON bodies, read once: UTF-8, bounded depth, no NaN, no lone surrogates, no NUL. Every fault is the client's (4xx)."""

from collections.abc import Iterator
from typing import Any, Final

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request

from shared.errors import FieldError, Unprocessable
from shared.http.pointers import pointer

JSON: Final = "application/json"


class JsonRequest(Request):
    """A request whose JSON has been read by `load`, so that trying the route again costs no second reading."""

    _parsed: Any = None

    async def load(self) -> None:
        """Read the body. HTTPException 415 for another media type; Unprocessable for what is no JSON or cannot be stored."""
        raw = await self.body()
        if not raw:
            return
        if not _is_json(self.headers.get("content-type", "")):
            raise HTTPException(415)
        self._parsed = parse(raw)

    async def json(self) -> Any:
        return self._parsed


def _is_json(media: str) -> bool:
    essence = media.partition(";")[0].strip().lower()
    return essence == JSON or (essence.startswith("application/") and essence.endswith("+json"))


def parse(raw: bytes) -> Any:
    """The JSON value, or Unprocessable. orjson refuses invalid UTF-8, NaN, lone surrogates and more than 1024 levels."""
    try:
        value = orjson.loads(raw)
    except ValueError:
        raise Unprocessable([NOT_JSON]) from None
    if rb"\u0000" in raw:  # a raw NUL is no JSON; only the escape can bring one
        found = [FieldError(pointer=pointer(place), code="not-storable", sv=SV, en=EN) for place in _places_of_nul(value)]
        if found:
            raise Unprocessable(found)
    return value


NOT_JSON: Final = FieldError(
    pointer="#", code="json-invalid", sv="Innehållet är inte JSON i UTF-8.", en="The body is not JSON in UTF-8."
)
SV: Final = "Texten innehåller tecken som inte kan lagras."
EN: Final = "The text holds characters that cannot be stored."


def _places_of_nul(value: Any) -> Iterator[tuple[str | int, ...]]:
    """Every place with a NUL in it. A loop, not a recursion: the depth is the client's choice."""
    ahead: list[tuple[tuple[str | int, ...], Any]] = [((), value)]
    while ahead:
        place, here = ahead.pop()
        match here:
            case str() if "\x00" in here:
                yield place
            case list():
                ahead.extend(((*place, index), item) for index, item in enumerate(here))
            case dict():
                ahead.extend(((*place, key), item) for key, item in here.items())
                if any("\x00" in key for key in here):
                    yield place
