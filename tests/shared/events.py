"""A small domain for the kernel's own tests: a counter."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar
from uuid import UUID

from shared.codec import Codec
from shared.contracts.base import Contract
from shared.eventstore import Meta

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Counted:
    counter: UUID
    amount: int
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Reset:
    SCHEMA: ClassVar[int] = 2

    counter: UUID
    why: str


CODEC = Codec((Counted, Reset), {("Reset", 1): lambda data: {**data, "why": "not stated"}})


class CountedContract(Contract):
    """A count, published."""

    type: ClassVar[str] = "sius.test.counted.v1"
    key_field: ClassVar[str] = "counter"

    counter: UUID
    amount: int


def meta(at: datetime = NOON, by: str = "officer-1") -> Meta:
    return Meta(by=by, recorded_at=at, correlation="corr-1")
