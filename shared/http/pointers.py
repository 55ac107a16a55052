"""JSON pointers (RFC 6901) to the place of a fault, as URI fragments. A name that is not one of ours is not repeated."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

FIELD_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")


def pointer(place: Iterable[str | int]) -> str:
    """`#/weeks/0/from`. Stops before the first name that is no field name: a client's own key may be personal data."""
    parts = ["#"]
    for part in place:
        if isinstance(part, str) and not FIELD_NAME.fullmatch(part):
            break
        parts.append(str(part))
    return "/".join(parts)


def place_in(body: Any, location: Sequence[str | int]) -> list[str | int]:
    """The way through `body` that pydantic's `location` means, without the tags it adds for unions."""
    place: list[str | int] = []
    here = body
    for part in location:
        inside = part in here if isinstance(here, dict) else isinstance(here, list) and part in range(len(here))
        if inside:
            here = here[part]
            place.append(part)
    return place
