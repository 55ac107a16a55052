"""About a plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup.events import Agreement, IntensifyReason, Party, PlanKind, RevisionReason, TaperStep
from services.followup.rules import UnitLength
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class ProposePlan:
    """`agreements` are those there are already; `lengths` of follow-up are what the unit has set."""

    plan: UUID
    kind: PlanKind
    steps: tuple[TaperStep, ...]
    until: date
    revises: UUID | None
    reason: RevisionReason | None
    reason_text: Sealed | None
    note: Sealed | None
    agreements: tuple[Agreement, ...]
    lengths: Sequence[UnitLength]
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class AgreeToPlan:
    plan: UUID
    party: Party
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class WithdrawPlan:
    plan: UUID
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class IntensifySupport:
    intensification: UUID
    step: TaperStep
    until: date
    reason: IntensifyReason
    reason_text: Sealed | None
    on: date
    today: date


PlanCommand = ProposePlan | AgreeToPlan | WithdrawPlan | IntensifySupport
