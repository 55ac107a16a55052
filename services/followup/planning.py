"""Plans: proposed, agreed by each of the three, revised and intensified. Pure: no clock, no I/O.

What is planned never rises without a reason that is kept: a plan's own steps only taper, a plan in force is replaced only by a
revision, and more for a time is an intensification. The kind of employer is nowhere in these rules.
"""

from datetime import date
from itertools import pairwise
from typing import assert_never
from uuid import UUID

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.doubts import before, in_the_future, over
from services.followup.planned import Plan, plan_on, step_on
from services.followup.rules import follow_up_length
from services.followup.state import Support
from shared.errors import Refused, refuse

PARTIES: tuple[e.Party, ...] = ("person", "employer", "support-person")
PLANNED_WITH: tuple[e.PlannedWith, ...] = ("person", "employer")


def plan(command: c.PlanCommand, support: Support) -> list[e.SupportEvent]:
    match command:
        case c.ProposePlan():
            return propose(command, support)
        case c.AgreeToPlan():
            return agree(command, support)
        case c.WithdrawPlan():
            return [withdraw(command, support)]
        case c.IntensifySupport():
            return [intensify(command, support)]
        case _:
            assert_never(command)


def propose(command: c.ProposePlan, support: Support) -> list[e.SupportEvent]:
    """The plan, with the agreements there are already; an open proposal of the same kind gives way to it."""
    refuse(
        over(support),
        nothing_to_plan(command, support),
        in_the_future(max((command.on, *(one.on for one in command.agreements))), command.today),
        before(support, min((command.on, *(one.on for one in command.agreements)))),
        before(support, command.steps[0].applies_from) if command.on >= support.began_on else None,
        *misshapen(command),
        *unrevised(command, support),
        *wrong_length(command, support),
    )
    proposed = e.PlanProposed(
        plan=command.plan,
        case=support.case,
        person=support.person,
        kind=command.kind,
        steps=command.steps,
        until=command.until,
        revises=command.revises,
        reason=command.reason,
        reason_text=command.reason_text,
        note=command.note,
        on=command.on,
    )
    by = [_agreed_by(support, command.plan, one.party, one.on) for one in command.agreements]
    agreed = _agreed(support, proposed, {one.party: one.on for one in command.agreements})
    return [*_giving_way(command, support), proposed, *by, *agreed]


def nothing_to_plan(command: c.ProposePlan, support: Support) -> Refused | None:
    """Introduction is planned while it is under way; follow-up from its beginning on, and also when the job was lost."""
    if command.kind == "introduction":
        return None if support.ongoing else errors.NothingToPlan()
    return None if support.live else errors.NothingToPlan()


def misshapen(command: c.ProposePlan) -> list[Refused | None]:
    """Why the plan's steps are no taper."""
    steps = command.steps
    in_order = all(first.applies_from < second.applies_from for first, second in pairwise(steps))
    rising = [second.applies_from for first, second in pairwise(steps) if _more(second, first)]
    twice = len({one.party for one in command.agreements}) < len(command.agreements)
    return [
        None if any(steps[0].per_week(party) for party in PLANNED_WITH) else errors.PlanWithoutContacts(),
        None if in_order else errors.StepsNotInOrder(),
        errors.PlanRises(steps=rising) if in_order and rising else None,
        errors.PlanEndsTooEarly(last_step=steps[-1].applies_from) if command.until < steps[-1].applies_from else None,
        errors.AgreedTwice() if twice else None,
    ]


def _more(one: e.TaperStep, other: e.TaperStep) -> bool:
    """Whether the one plans more than the other, with either party."""
    return any(one.per_week(party) > other.per_week(party) for party in PLANNED_WITH)


def unrevised(command: c.ProposePlan, support: Support) -> list[Refused | None]:
    """Why it may not take the place of the plan that it names, or of the one that it does not name."""
    revised = support.plans.get(command.revises) if command.revises else None
    fits = revised is not None and revised.status == "agreed" and revised.kind in (command.kind, None)
    overlapping = [key for key, one in support.plans.items() if key != command.revises and _overlaps(one, command)]
    return [
        errors.RevisedPlanUnknown(plan=command.revises) if command.revises and not fits else None,
        errors.RevisionNeedsReason() if command.revises and command.reason is None else None,
        errors.PlanInForce(plans=overlapping) if overlapping else None,
    ]


def _overlaps(one: Plan, command: c.ProposePlan) -> bool:
    """An agreed plan of the same kind that applies on some day of the proposed one. One without an end gives way by itself."""
    if one.status != "agreed" or one.kind != command.kind or one.until is None:
        return False
    return one.applies_from <= command.until and command.steps[0].applies_from <= one.until


def wrong_length(command: c.ProposePlan, support: Support) -> list[Refused | None]:
    if command.kind == "introduction":
        latest = max((support.introductions[key].latest_end for key in support.ongoing), default=None)
        return [errors.PlanBeyondLimit(latest_end=latest) if latest and command.until > latest else None]
    if support.employed_on is None or command.reason is not None:
        return []
    length = follow_up_length(command.lengths, support.employed_on)
    earliest, latest = length.at_least_until(support.employed_on), length.at_most_until(support.employed_on)
    return [
        errors.FollowUpTooShort(at_least_until=earliest) if command.until < earliest else None,
        errors.FollowUpTooLong(at_most_until=latest) if command.until > latest else None,
    ]


def _giving_way(command: c.ProposePlan, support: Support) -> list[e.SupportEvent]:
    open_ones = [key for key, one in support.plans.items() if one.status == "proposed" and one.kind == command.kind]
    return [
        e.PlanWithdrawn(plan=key, case=support.case, person=support.person, for_plan=command.plan, on=command.on)
        for key in open_ones
    ]


def agree(command: c.AgreeToPlan, support: Support) -> list[e.SupportEvent]:
    """One party's agreement; with the third the plan is agreed, if it may still take the place that it was proposed for."""
    proposed = _proposed(support, command.plan)
    refuse(
        over(support),
        in_the_future(command.on, command.today),
        errors.BeforeProposal(proposed_on=proposed.proposed_on) if command.on < proposed.proposed_on else None,
        errors.AlreadyAgreed(party=command.party) if command.party in proposed.agreements else None,
        _revised_meanwhile(proposed, support),
    )
    agreements = {**proposed.agreements, command.party: command.on}
    as_proposed = _as_proposed(support, command.plan, proposed)
    return [_agreed_by(support, command.plan, command.party, command.on), *_agreed(support, as_proposed, agreements)]


def _proposed(support: Support, plan: UUID) -> Plan:
    found = support.plans.get(plan)
    if found is None:
        raise errors.PlanUnknown(plan=plan)
    if found.status != "proposed":
        raise errors.PlanNotOpen(status=found.status)
    return found


def _revised_meanwhile(proposed: Plan, support: Support) -> Refused | None:
    stale = proposed.revises is not None and support.plans[proposed.revises].status != "agreed"
    return errors.RevisedMeanwhile() if stale else None


def _as_proposed(support: Support, key: UUID, proposed: Plan) -> e.PlanProposed:
    if proposed.kind is None or proposed.until is None:
        raise TypeError("A plan from before plans had a kind was never proposed: the stream is damaged.")
    return e.PlanProposed(
        plan=key,
        case=support.case,
        person=support.person,
        kind=proposed.kind,
        steps=proposed.steps,
        until=proposed.until,
        revises=proposed.revises,
        reason=proposed.reason,
        reason_text=None,
        note=proposed.note,
        on=proposed.proposed_on,
    )


def _agreed_by(support: Support, plan: UUID, party: e.Party, on: date) -> e.PlanAgreedBy:
    return e.PlanAgreedBy(plan=plan, case=support.case, person=support.person, party=party, on=on)


def _agreed(support: Support, proposed: e.PlanProposed, agreements: dict[e.Party, date]) -> list[e.SupportEvent]:
    """The agreed plan, when all three have said so: on the day of the last."""
    if any(party not in agreements for party in PARTIES):
        return []
    return [
        e.PlanAgreed(
            plan=proposed.plan,
            case=support.case,
            person=support.person,
            kind=proposed.kind,
            steps=proposed.steps,
            until=proposed.until,
            revises=proposed.revises,
            reason=proposed.reason,
            agreements=tuple(e.Agreement(party=party, on=agreements[party]) for party in PARTIES),
            note=proposed.note,
            on=max(agreements.values()),
        )
    ]


def withdraw(command: c.WithdrawPlan, support: Support) -> e.PlanWithdrawn:
    proposed = _proposed(support, command.plan)
    refuse(
        in_the_future(command.on, command.today),
        errors.BeforeProposal(proposed_on=proposed.proposed_on) if command.on < proposed.proposed_on else None,
    )
    return e.PlanWithdrawn(plan=command.plan, case=support.case, person=support.person, for_plan=None, on=command.on)


def intensify(command: c.IntensifySupport, support: Support) -> e.SupportIntensified:
    """More than is planned, at once and for a time: nobody has to agree first, and the plan stays as it is behind it."""
    first = command.step.applies_from
    found, planned = plan_on(support.plans, first), step_on(support.plans, support.intensified, first)
    last = found[1].until if found else None
    refuse(
        over(support),
        in_the_future(command.on, command.today),
        before(support, min(command.on, first)),
        errors.NoPlanInForce(on=first) if found is None else None,
        errors.NotMoreThanPlanned() if planned and not _is_more(command.step, planned) else None,
        errors.IntensifiedBeyondPlan(until=last) if last and command.until > last else None,
        errors.EndsBeforeItBegins() if command.until < first else None,
    )
    if found is None:
        raise errors.NoPlanInForce(on=first)
    return e.SupportIntensified(
        intensification=command.intensification,
        plan=found[0],
        case=support.case,
        person=support.person,
        step=command.step,
        until=command.until,
        reason=command.reason,
        reason_text=command.reason_text,
        on=command.on,
    )


def _is_more(step: e.TaperStep, planned: e.TaperStep) -> bool:
    return _more(step, planned) and not _more(planned, step)
