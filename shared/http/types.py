"""Types for bodies and parameters that cannot carry what PostgreSQL or a calendar refuses.

JSON bodies are also searched as a whole (see `bodies`); these types guard query parameters and bound lengths.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2199, 12, 31)
ALLOWED_CONTROLS: Final = frozenset("\t\n\r")
FULL_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DATE_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})?", re.ASCII)


def storable(text: str) -> str:
    """The text itself; control characters and lone surrogates are refused: PostgreSQL or UTF-8 cannot hold them."""
    if text.isprintable():
        return text
    if any((c < " " and c not in ALLOWED_CONTROLS) or c == "\x7f" or "\ud800" <= c <= "\udfff" for c in text):
        raise PydanticCustomError("not_storable", "control characters are not accepted")
    return text


def _full_date(value: object) -> object:
    """RFC 3339's full-date; pydantic alone would also read numbers, as seconds since 1970."""
    if isinstance(value, date) or (isinstance(value, str) and FULL_DATE.fullmatch(value)):
        return value
    raise PydanticCustomError("date_parsing", "not a date")


def _date_time(value: object) -> object:
    """RFC 3339's date-time, the zone checked by its own rule."""
    if isinstance(value, datetime) or (isinstance(value, str) and DATE_TIME.fullmatch(value)):
        return value
    raise PydanticCustomError("datetime_parsing", "not a timestamp")


def _in_calendar(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise PydanticCustomError("date_out_of_range", "the date must be from 1900 to 2199")
    return day


def _in_utc(instant: datetime) -> datetime:
    _in_calendar(instant.date())
    return instant.astimezone(UTC)


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(storable),
    Field(examples=["Text"]),
]
"""A short text of 1-200 characters, such as a name."""

Note = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000),
    AfterValidator(storable),
    Field(examples=["Text"]),
]
"""A note of 1-4000 characters."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$"), Field(examples=["code"])]
"""A stable English code in lower case, such as `other-unit`."""

Day = Annotated[date, BeforeValidator(_full_date), AfterValidator(_in_calendar), Field(examples=["2026-03-02"])]
"""A calendar date, 1900-2199."""

Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_date_time),
    AfterValidator(_in_utc),
    Field(examples=["2026-03-02T08:15:00Z"]),
]
"""An instant with a time zone, 1900-2199; kept and answered in UTC with `Z` (RFC 3339)."""


class Body(BaseModel):
    """What a request body is made of: unknown fields are refused, numbers are finite, and errors hide the input."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, hide_input_in_errors=True)


class View(BaseModel):
    """What an answer is made of: read from a row or a mapping by name."""

    model_config = ConfigDict(frozen=True, from_attributes=True)
