"""Introduction, follow-up and plans. What the person was found to be doing is in `status`."""

from typing import assert_never
from uuid import UUID

from services.metrics.facts import FollowUp, Introduction, Plan, Step
from services.metrics.subjects.subject import Subject
from shared.contracts import followup

Begun = followup.IntroductionStarted | followup.TrialIntroductionStarted
Over = followup.IntroductionEnded | followup.TrialIntroductionEnded


def introduction_after(before: Introduction | None, event: Begun | Over) -> Introduction | None:
    """What is known of introduction at one workplace after the event; begun again, it is the latest that is told of."""
    match event:
        case followup.IntroductionStarted():
            return _introduced(event, event.employment)
        case followup.TrialIntroductionStarted():
            return _introduced(event, event.trial)
        case followup.IntroductionEnded() | followup.TrialIntroductionEnded():
            return before and before._replace(ended_on=event.on, breach=event.breach)
        case _:
            assert_never(event)


def _introduced(event: Begun, workplace: UUID) -> Introduction:
    return Introduction(
        workplace=workplace,
        case_id=event.case,
        person=event.person,
        at_trial=isinstance(event, followup.TrialIntroductionStarted),
        started_on=event.on,
    )


def follow_up_after(before: FollowUp | None, event: followup.FollowUpStarted | followup.SupportCompleted) -> FollowUp | None:
    match event:
        case followup.FollowUpStarted():
            return FollowUp(case_id=event.case, person=event.person, started_on=event.on)
        case followup.SupportCompleted():
            return before and before._replace(completed_on=event.on)
        case _:
            assert_never(event)


def plan_after(_before: Plan | None, event: followup.PlanAgreed) -> Plan:
    return Plan(
        plan=event.plan,
        case_id=event.case,
        person=event.person,
        kind=event.kind,
        agreed_on=event.on,
        until=event.until,
        revises=event.revises,
        steps=tuple(Step(applies_from=step.applies_from, person=step.person, employer=step.employer) for step in event.steps),
    )


INTRODUCTIONS = Subject(
    "introductions",
    Introduction,
    key=("case_id", "workplace"),
    step=introduction_after,
    events={
        followup.IntroductionStarted: ("case", "employment"),
        followup.IntroductionEnded: ("case", "employment"),
        followup.TrialIntroductionStarted: ("case", "trial"),
        followup.TrialIntroductionEnded: ("case", "trial"),
    },
    indexes=[("case_id",), ("started_on",)],
    current=("started_on", "case_id", "ended_on", "breach"),
)
FOLLOW_UPS = Subject(
    "follow_ups",
    FollowUp,
    key=("case_id",),
    step=follow_up_after,
    events={followup.FollowUpStarted: ("case",), followup.SupportCompleted: ("case",)},
    indexes=[("case_id",), ("completed_on",)],
)
PLANS = Subject("plans", Plan, key=("plan",), step=plan_after, events={followup.PlanAgreed: ("plan",)}, indexes=[("case_id",)])
