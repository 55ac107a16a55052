"""The course of the support after introduction."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.followup.events.vocabulary import CompletionGround
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class FollowUpStarted:
    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class SupportCompleted:
    """Follow-up is over on `on`. `at_least_until`: practice's earliest end, as it stood; an earlier end has a written `reason`.

    `ground` and `at_least_until` are None where nobody asked for them yet.
    """

    SCHEMA: ClassVar[int] = 2

    case: UUID
    person: UUID
    ground: CompletionGround | None
    at_least_until: date | None
    reason: Sealed | None
    on: date
