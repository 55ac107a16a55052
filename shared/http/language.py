"""The language of people: Swedish unless Accept-Language prefers English. Codes and field names are English always."""

from functools import lru_cache
from typing import Annotated, Final, Literal

from fastapi import Depends, Request

Tongue = Literal["sv", "en"]

DEFAULT: Final[Tongue] = "sv"


@lru_cache(maxsize=256)
def preferred(accept: str) -> Tongue:
    """The language that an Accept-Language header (RFC 9110 § 12.5.4) prefers among Swedish and English."""
    weights = {"sv": 0.0, "en": 0.0}
    for item in accept.split(","):
        tag, _, weight = item.strip().partition(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary in weights:
            weights[primary] = max(weights[primary], _quality(weight))
    return "en" if weights["en"] > weights["sv"] else DEFAULT


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def language_of(request: Request) -> Tongue:
    """The language to answer this request in."""
    return preferred(request.headers.get("accept-language", ""))


async def _language(request: Request) -> Tongue:
    return language_of(request)


Language = Annotated[Tongue, Depends(_language)]
