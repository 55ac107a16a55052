"""The format of an answer: of those that a route offers, the one that Accept (RFC 9110 § 12.5.1) prefers, else 406."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from fastapi import Request

from shared.http.coded import Coded

ANY: Final = "*/*"


def format_of(request: Request, *offered: str) -> str:
    """The media type to answer in; the first one offered when the client takes several as gladly, or says nothing."""
    best = preferred(request.headers.get("accept", ""), offered)
    if best is None:
        raise Coded(406, "not-acceptable")
    return best


@lru_cache(maxsize=256)
def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The media type that an Accept header prefers among those offered; None when it takes none of them."""
    ranges = dict(_range(item) for item in (accept or ANY).split(",") if item.strip())
    weights = {kind: _weight(kind, ranges) for kind in offered}
    best = max(offered, key=lambda kind: weights[kind])
    return best if weights[best] > 0 else None


def _range(item: str) -> tuple[str, float]:
    kind, *parameters = (part.strip().lower() for part in item.split(";"))
    quality = next((value for name, _, value in (each.partition("=") for each in parameters) if name == "q"), "1")
    try:
        return kind, min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return kind, 0.0


def _weight(kind: str, ranges: dict[str, float]) -> float:
    """What is said of exactly this counts, then of its family, then of anything."""
    family = f"{kind.partition('/')[0]}/*"
    return next((ranges[said] for said in (kind, family, ANY) if said in ranges), 0.0)
