"""Tasks about plans: one is needed, or one waits for somebody's agreement."""

from collections.abc import Iterator
from datetime import date, timedelta

from services.followup.deadlines.wanted import Wanted
from services.followup.planned import Plan
from services.followup.practice import practice_on
from services.followup.state import Support


def wanted(support: Support) -> Iterator[Wanted]:
    if support.over_since is not None:
        return
    for key, plan in support.plans.items():
        if plan.status == "proposed":
            due_on = practice_on(plan.proposed_on).plan_agreed.after(plan.proposed_on)
            yield Wanted(kind="plan-agreement", about=key, due_on=due_on)
    yield from _needed(support)


def _needed(support: Support) -> Iterator[Wanted]:
    """Without a plan: soon after introduction or follow-up began. With one: when it ends, for what comes then."""
    since = _supported_since(support)
    if since is None:
        return
    agreed = [plan for plan in support.plans.values() if plan.agreements_stand]
    if any(_last_day(plan) is None for plan in agreed):
        return
    covered = max((day for plan in agreed if (day := _last_day(plan)) is not None and day >= since), default=None)
    due_on = practice_on(since).plan_agreed.after(since) if covered is None else covered
    yield Wanted(kind="plan-needed", about=support.case, due_on=due_on)


def _supported_since(support: Support) -> date | None:
    """The start of the introduction or follow-up that is under way."""
    if support.ongoing:
        return min(support.introductions[key].on for key in support.ongoing)
    return support.in_follow_up_since


def _last_day(plan: Plan) -> date | None:
    """The last day that it covers; None: no end."""
    if plan.gives_way_on is not None:
        before = plan.gives_way_on - timedelta(days=1)
        return before if plan.until is None else min(plan.until, before)
    return plan.until
