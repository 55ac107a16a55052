"""Plans as a support keeps them, and what is planned on a day. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, assert_never
from uuid import UUID

from services.followup import events as e
from shared.ids import Sealed

PlanStatus = Literal["proposed", "withdrawn", "agreed", "revised"]
"""`revised`: another plan has taken its place, from that one's first step on."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`kind` and `until` are None only in a plan from before plans had them. `gives_way_on`: a revision applies from then."""

    kind: e.PlanKind | None
    steps: tuple[e.TaperStep, ...]
    until: date | None
    status: PlanStatus
    proposed_on: date
    revises: UUID | None = None
    reason: e.RevisionReason | None = None
    note: Sealed | None = None
    agreements: Mapping[e.Party, date] = field(default_factory=dict)
    gives_way_on: date | None = None

    @property
    def applies_from(self) -> date:
        return self.steps[0].applies_from

    @property
    def agreements_stand(self) -> bool:
        """All three agreed; a revised plan applied until its revision did."""
        return self.status in ("agreed", "revised")

    def covers(self, day: date) -> bool:
        """Whether it is agreed, and applies on the day."""
        if not self.agreements_stand or day < self.applies_from:
            return False
        return (self.until is None or day <= self.until) and (self.gives_way_on is None or day < self.gives_way_on)

    def step_on(self, day: date) -> e.TaperStep:
        """The step that applies on a day that it covers."""
        return [step for step in self.steps if step.applies_from <= day][-1]


@dataclass(frozen=True, kw_only=True)
class Intensification:
    """More than the plan, from the step's first day to `until`."""

    plan: UUID
    step: e.TaperStep
    until: date

    def covers(self, day: date) -> bool:
        return self.step.applies_from <= day <= self.until


def plan_on(plans: Mapping[UUID, Plan], day: date) -> tuple[UUID, Plan] | None:
    """The plan that applies on the day: of several, the one whose first step is the latest, and of those the last agreed."""
    covering = [(key, plan) for key, plan in plans.items() if plan.covers(day)]
    return max(enumerate(covering), key=lambda one: (one[1][1].applies_from, one[0]))[1] if covering else None


def step_on(plans: Mapping[UUID, Plan], intensified: Sequence[Intensification], day: date) -> e.TaperStep | None:
    """What is planned on the day, and None when nothing is: the last intensification that covers it, else the plan's step."""
    more = [one for one in intensified if one.covers(day)]
    if more:
        return more[-1].step
    found = plan_on(plans, day)
    return found[1].step_on(day) if found else None


def evolve_plans(
    plans: Mapping[UUID, Plan], event: e.PlanProposed | e.PlanAgreedBy | e.PlanWithdrawn | e.PlanAgreed
) -> Mapping[UUID, Plan]:
    match event:
        case e.PlanProposed():
            return {**plans, event.plan: _proposed(event)}
        case e.PlanAgreedBy():
            plan = plans[event.plan]
            return {**plans, event.plan: replace(plan, agreements={**plan.agreements, event.party: event.on})}
        case e.PlanWithdrawn():
            return {**plans, event.plan: replace(plans[event.plan], status="withdrawn")}
        case e.PlanAgreed():
            return _agreed(plans, event)
        case _:
            assert_never(event)


def _proposed(event: e.PlanProposed) -> Plan:
    return Plan(
        kind=event.kind,
        steps=event.steps,
        until=event.until,
        status="proposed",
        proposed_on=event.on,
        revises=event.revises,
        reason=event.reason,
        note=event.note,
    )


def _agreed(plans: Mapping[UUID, Plan], event: e.PlanAgreed) -> Mapping[UUID, Plan]:
    """Last in order: the last agreed. A plan from before plans were proposed is first heard of here."""
    agreed = Plan(
        kind=event.kind,
        steps=event.steps,
        until=event.until,
        status="agreed",
        proposed_on=event.on,
        revises=event.revises,
        reason=event.reason,
        note=event.note,
        agreements={agreement.party: agreement.on for agreement in event.agreements},
    )
    others = {key: plan for key, plan in plans.items() if key != event.plan}
    if event.revises in others:
        before = others[event.revises]
        others[event.revises] = replace(before, status="revised", gives_way_on=agreed.applies_from)
    return {**others, event.plan: agreed}
