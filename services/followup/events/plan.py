"""Plans for the support: proposed, agreed by each of the three, revised with a reason, and intensified for a time."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.followup.events.vocabulary import Agreement, IntensifyReason, Party, PlanKind, RevisionReason, TaperStep
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class PlanProposed:
    """A plan that nobody has to follow before all three have agreed. `steps` by date, to `until`.

    `revises` names the plan that it replaces from its first step on. `reason` and `reason_text` say why: for a revision, and for
    a follow-up that is shorter or longer than the unit's practice.
    """

    plan: UUID
    case: UUID
    person: UUID
    kind: PlanKind
    steps: tuple[TaperStep, ...]
    until: date
    revises: UUID | None
    reason: RevisionReason | None
    reason_text: Sealed | None
    note: Sealed | None
    on: date


@dataclass(frozen=True, kw_only=True)
class PlanAgreedBy:
    """One of the three agrees to the proposed plan."""

    plan: UUID
    case: UUID
    person: UUID
    party: Party
    on: date


@dataclass(frozen=True, kw_only=True)
class PlanWithdrawn:
    """The proposed plan will not be agreed: it was taken back, or another of its kind was proposed (`for_plan`)."""

    plan: UUID
    case: UUID
    person: UUID
    for_plan: UUID | None
    on: date


@dataclass(frozen=True, kw_only=True)
class PlanAgreed:
    """All three have agreed, the last of them on `on`: its steps apply, until it ends or is revised.

    `until` is None only in plans from before plans had an end.
    """

    SCHEMA: ClassVar[int] = 2

    plan: UUID
    case: UUID
    person: UUID
    kind: PlanKind | None
    steps: tuple[TaperStep, ...]
    until: date | None
    revises: UUID | None
    reason: RevisionReason | None
    agreements: tuple[Agreement, ...]
    note: Sealed | None
    on: date


@dataclass(frozen=True, kw_only=True)
class SupportIntensified:
    """More than the plan plans, from `step.applies_from` to `until`, for a reason: a relapse cannot wait for a new agreement."""

    intensification: UUID
    plan: UUID
    case: UUID
    person: UUID
    step: TaperStep
    until: date
    reason: IntensifyReason
    reason_text: Sealed | None
    on: date


PlanEvent = PlanProposed | PlanAgreedBy | PlanWithdrawn | PlanAgreed | SupportIntensified
