"""Where the question whether somebody gets the programme stands. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from services.intake import events as e


@dataclass(frozen=True, kw_only=True)
class Open: ...


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """`findings` are all criteria as they stand; `by` are those who judged one of them, or assessed last.

    `first_answers` is each criterion's first judgement; one that nobody has judged is not there.
    """

    referral: UUID
    person: UUID
    findings: tuple[e.Finding, ...]
    first_answers: Mapping[e.Criterion, e.Answer]
    alternatives: tuple[e.Alternative, ...]
    registered_since: date | None
    disability_group: e.DisabilityGroup | None
    by: frozenset[str]
    on: date


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request for reconsideration that waits."""

    in_time: bool
    on: date


@dataclass(frozen=True, kw_only=True)
class Decided:
    """`request` waits to be decided; once `reconsidered`, the decision is not reconsidered again."""

    assessed: Assessed
    decision: Literal["granted", "refused"]
    by: str
    on: date
    request: Request | None = None
    reconsidered: bool = False


State = Open | Assessed | Decided
