"""What somebody wants done about what employers may be told."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from services.placement.commands.search import Searched
from services.placement.events.presentation import Extent, Fact, Recipients, Step
from shared.ids import Sealed

Gap = Literal["not-agreed", "over", "withdrawn"]
"""Why nothing may be told: nobody agreed to it, the agreement has run out, or the person took it back."""


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What the person lets this employer (None: one that no agreement names) be told on this day.

    Without an `agreement` nothing, and `gap` says why.
    """

    employer: UUID | None
    on: date
    agreement: UUID | None
    facts: tuple[Fact, ...] = ()
    gap: Gap | None = None


@dataclass(frozen=True, kw_only=True)
class AgreePresentation:
    """`unknown` are those of the named employers that nobody has registered."""

    search: Searched
    agreement: UUID
    extent: Extent
    facts: tuple[Fact, ...]
    wording: Sealed | None
    to: Recipients
    unknown: tuple[UUID, ...]
    until: date | None
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class WithdrawPresentation:
    """Take back one agreement, or (None) all of them."""

    agreement: UUID | None
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class UsePresentation:
    """The employer is told of the person, in this step of the candidacy."""

    candidacy: UUID
    employer: UUID
    step: Step
    on: date
    today: date


PresentationCommand = AgreePresentation | WithdrawPresentation | UsePresentation
