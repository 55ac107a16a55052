"""Plans: agreed by three, tapering, revised and intensified with a reason; the same whoever the employer is."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from services import followup
from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.planned import plan_on, step_on
from services.followup.rules import FollowUpLength, UnitLength
from services.followup.state import State, Support
from services.followup.support import support
from shared.errors import Refused
from tests.followup.build import (
    AUG_2,
    AUG_3,
    CLOSED,
    COMPLETED,
    DEC_1,
    FEB_2,
    IN_FOLLOW_UP,
    IN_INTRODUCTION,
    INTRODUCTION_OVER,
    ITEM,
    JUL_31,
    MAR_2,
    OTHER_ITEM,
    SEP_1,
    TODAY,
    agree,
    agreed_by,
    agreements,
    at_once,
    complete,
    given,
    intensified,
    intensify,
    job_noted,
    meeting,
    opened,
    planned,
    propose,
    proposed,
    step,
)

MAY_4 = date(2026, 5, 4)
THINNER = step(MAY_4, meeting(every_weeks=2))
YEAR = date(2027, 2, 2)  # twelve months after the job began
PLANNED = (*IN_INTRODUCTION, *at_once())


def test_a_plan_is_agreed_when_the_third_has_said_so_each_on_a_day_of_its_own() -> None:
    history = (*IN_INTRODUCTION, proposed(), agreed_by("person"), agreed_by("support-person", date(2026, 3, 4)))
    given(*history).when(agree("employer", date(2026, 3, 3))).then(
        agreed_by("employer", date(2026, 3, 3)),
        planned(date(2026, 3, 4), by=agreements(MAR_2, date(2026, 3, 3), date(2026, 3, 4))),
    )


def test_a_plan_that_all_have_agreed_to_already_applies_at_once() -> None:
    given(*IN_INTRODUCTION).when(propose(by=agreements(MAR_2))).then(*at_once())


def test_a_party_agrees_once_and_not_before_the_proposal_nor_ahead_of_time() -> None:
    history = (*IN_INTRODUCTION, proposed(), agreed_by("person"))
    given(*history).when(agree("person")).refused(errors.AlreadyAgreed)
    given(*history).when(agree("employer", FEB_2)).refused(errors.BeforeProposal)
    given(*history).when(agree("employer", SEP_1, today=AUG_3)).refused(errors.DateInTheFuture)
    given(*PLANNED).when(agree("employer")).refused(errors.PlanNotOpen)
    given(*IN_INTRODUCTION).when(agree("employer")).refused(errors.PlanUnknown)


def test_a_new_proposal_takes_the_place_of_an_open_one() -> None:
    withdrawn = e.PlanWithdrawn(case=proposed().case, person=proposed().person, plan=ITEM, for_plan=OTHER_ITEM, on=MAR_2)
    given(*IN_INTRODUCTION, proposed()).when(propose(plan=OTHER_ITEM)).then(withdrawn, proposed(plan=OTHER_ITEM))


def test_a_plan_tapers() -> None:
    rising = (step(MAR_2, meeting(every_weeks=2)), step(MAY_4, meeting(every_weeks=1)))
    given(*IN_INTRODUCTION).when(propose(steps=rising)).refused(errors.PlanRises)
    given(*IN_INTRODUCTION).when(propose(steps=(step(MAR_2), THINNER))).then(proposed(steps=(step(MAR_2), THINNER)))


def test_a_plan_tells_all_its_faults_at_once() -> None:
    nothing = e.TaperStep(applies_from=MAR_2, contacts=())
    command = propose(SEP_1, (nothing, nothing), until=FEB_2, by=(agreements(MAR_2)[0],) * 2, today=AUG_3)
    given(opened()).when(command).refused(
        errors.NothingToPlan,
        errors.DateInTheFuture,
        errors.PlanWithoutContacts,
        errors.StepsNotInOrder,
        errors.PlanEndsTooEarly,
        errors.AgreedTwice,
    )


def test_introduction_is_never_planned_beyond_the_ordinance_whatever_the_reason() -> None:
    refusal = given(*IN_INTRODUCTION).when(propose(until=AUG_3, reason="setback")).refused(errors.PlanBeyondLimit)
    assert (refusal.basis, refusal.named) == ("förordning (2017:462) 11 §", {"latest_end": AUG_2})


def test_a_plan_in_force_is_replaced_by_a_revision_with_a_reason_and_by_nothing_else() -> None:
    given(*PLANNED).when(propose(plan=OTHER_ITEM)).refused(errors.PlanInForce)
    given(*PLANNED).when(propose(plan=OTHER_ITEM, revises=ITEM)).refused(errors.RevisionNeedsReason)
    given(*PLANNED).when(propose(plan=OTHER_ITEM, revises=OTHER_ITEM, reason="setback")).refused(
        errors.RevisedPlanUnknown, errors.PlanInForce
    )
    revision = {"plan": OTHER_ITEM, "revises": ITEM, "reason": "setback"}
    given(*PLANNED).when(propose(**revision)).then(proposed(**revision))  # type: ignore[arg-type]


def test_no_plan_is_proposed_when_the_support_is_over() -> None:
    given(*CLOSED).when(propose(kind="follow-up", until=YEAR)).refused(errors.SupportIsClosed)
    given(*COMPLETED).when(propose(kind="follow-up", until=YEAR)).refused(errors.SupportIsCompleted)


def test_follow_up_is_planned_for_at_least_a_year_of_employment_and_at_most_two_unless_there_is_a_reason() -> None:
    early, late = date(2027, 2, 1), date(2028, 2, 3)
    refusal = given(*IN_FOLLOW_UP).when(propose(kind="follow-up", until=early)).refused(errors.FollowUpTooShort)
    assert refusal.named == {"at_least_until": YEAR}
    given(*IN_FOLLOW_UP).when(propose(kind="follow-up", until=late)).refused(errors.FollowUpTooLong)
    for until in (early, late):
        more = {"kind": "follow-up", "until": until, "reason": "extension"}
        given(*IN_FOLLOW_UP).when(propose(**more)).then(proposed(**more))  # type: ignore[arg-type]


def test_the_units_own_length_holds_from_its_day_for_employments_that_begin_then() -> None:
    longer = FollowUpLength(at_least_months=18, at_most_months=36)
    command = complete(YEAR, reason=None, lengths=(UnitLength(version=FEB_2, length=longer),))
    refusal = given(*IN_FOLLOW_UP).when(command).refused(errors.FollowUpTooShort)
    assert refusal.named == {"at_least_until": date(2027, 8, 2)}
    later = UnitLength(version=date(2026, 2, 3), length=longer)
    assert given(*IN_FOLLOW_UP).when(complete(YEAR, reason=None, lengths=(later,))).events()


def test_follow_up_ends_early_only_with_a_reason() -> None:
    given(*IN_FOLLOW_UP).when(complete(DEC_1, reason=None)).refused(errors.FollowUpTooShort)
    assert given(*IN_FOLLOW_UP).when(complete(DEC_1)).events()
    assert given(*IN_FOLLOW_UP).when(complete(YEAR, reason=None)).events()


def test_nothing_in_followup_asks_what_kind_of_employer_it_is() -> None:
    """Support is the same for private and municipal employers: no rule, event or contract that it reads names a sector."""
    folder = Path(followup.__file__).parent
    sources = [path for path in folder.rglob("*.py") if "sector" in path.read_text(encoding="utf-8").lower()]
    assert sources == []


def test_after_support_goes_on_when_the_result_counts_and_the_job_is_lost() -> None:
    """Day 180 of the employment was 2026-08-01; nothing ends by itself, neither then nor with the job."""
    plan = propose(DEC_1, (step(DEC_1),), kind="follow-up", until=YEAR)
    assert given(*IN_FOLLOW_UP).when(plan).events()
    assert given(*IN_FOLLOW_UP, job_noted(ended_on=SEP_1)).when(plan).events()
    state = given(*IN_FOLLOW_UP, job_noted(ended_on=SEP_1)).state()
    assert isinstance(state, Support)
    assert state.phase == "follow-up"
    assert given(*INTRODUCTION_OVER).when(plan).events()


def test_support_is_intensified_at_once_for_a_time_and_the_plan_stays() -> None:
    more = (meeting(), meeting(weekday=4), meeting("employer", 2, "phone"))
    until = date(2026, 3, 29)
    given(*PLANNED).when(intensify(MAR_2, until, *more)).then(intensified(MAR_2, until, *more))
    state = given(*PLANNED, intensified(MAR_2, until, *more)).state()
    assert isinstance(state, Support)
    rates = {day: step_on(state.plans, state.intensified, day) for day in (until, until + timedelta(days=1))}
    assert [found.per_week("person") if found else None for found in rates.values()] == [2, 1]


def test_what_is_no_more_than_the_plan_or_beyond_it_is_no_intensification() -> None:
    given(*PLANNED).when(intensify(MAR_2, MAR_2)).refused(errors.NotMoreThanPlanned)
    more = (meeting(), meeting(weekday=4), meeting("employer", 2, "phone"))
    given(*PLANNED).when(intensify(MAR_2, AUG_3, *more)).refused(errors.IntensifiedBeyondPlan)
    given(*PLANNED).when(intensify(MAR_2, FEB_2, *more)).refused(errors.EndsBeforeItBegins)
    given(*IN_INTRODUCTION).when(intensify(MAR_2, MAR_2)).refused(errors.NoPlanInForce)


OFFSETS = st.integers(0, 170)
RATES = st.sampled_from([1, 2, 3, 4, 8])


@st.composite
def commands_about_plans(draw: st.DrawFn) -> c.PlanCommand:
    first = FEB_2 + timedelta(days=draw(OFFSETS))
    if draw(st.booleans()):
        return intensify(first, first + timedelta(days=draw(OFFSETS)), meeting(every_weeks=draw(RATES)), meeting("employer"))
    later = [first + timedelta(days=offset) for offset in sorted(draw(st.sets(st.integers(1, 90), max_size=2)))]
    steps = tuple(step(day, meeting(every_weeks=draw(RATES))) for day in [first, *later])
    plan = draw(st.sampled_from([ITEM, OTHER_ITEM, *KEYS]))
    revises = draw(st.none() | st.sampled_from([ITEM, OTHER_ITEM, *KEYS]))
    reason: e.RevisionReason | None = "setback" if revises and draw(st.booleans()) else None
    until = first + timedelta(days=draw(OFFSETS))
    return propose(FEB_2, steps, plan=plan, until=until, revises=revises, reason=reason, by=agreements(FEB_2))


KEYS = tuple(ITEM.__class__(int=ITEM.int + number) for number in range(10, 14))


@any_of(st.lists(commands_about_plans(), max_size=8))
def test_what_is_planned_never_rises_unless_a_revision_or_an_intensification_gives_a_reason(
    commands: list[c.PlanCommand],
) -> None:
    state: State = given(*IN_INTRODUCTION).state()
    known: set[object] = set()
    for command in commands:
        if isinstance(command, c.ProposePlan) and command.plan in known:
            continue  # ids are made anew for every plan
        try:
            events = support.decide(command, state)
        except Refused:
            continue
        known |= {event.plan for event in events if isinstance(event, e.PlanProposed)}
        for event in events:
            state = support.evolve(state, event)
    assert isinstance(state, Support)
    assert not any(unexplained(state, FEB_2 + timedelta(days=days)) for days in range(1, 400))


def unexplained(state: Support, day: date) -> bool:
    """Whether more is planned on the day than on the day before, within one plan or from one to another, for no reason."""
    before, after = plan_on(state.plans, day - timedelta(days=1)), plan_on(state.plans, day)
    rates = [step_on(state.plans, state.intensified, when) for when in (day - timedelta(days=1), day)]
    if before is None or after is None or rates[0] is None or rates[1] is None:
        return False
    if any(rates[1].per_week(party) > rates[0].per_week(party) for party in ("person", "employer")):
        revised = after[0] != before[0] and after[1].reason is not None
        more = any(one.covers(day) or one.covers(day - timedelta(days=1)) for one in state.intensified)
        followed = after[0] != before[0] and before[1].until == day - timedelta(days=1)
        return not (revised or more or followed)
    return False


@pytest.mark.parametrize("day", [JUL_31, TODAY])
def test_a_plan_from_before_plans_had_a_schedule_keeps_the_numbers_it_stated(day: date) -> None:
    stated = e.StatedRate(person=Decimal(2), employer=Decimal("0.5"))
    old = planned(steps=(e.TaperStep(applies_from=MAR_2, contacts=(), stated=stated),))
    lifted = e.PlanAgreed(**{**vars(old), "kind": None, "until": None})
    state = given(*IN_INTRODUCTION, lifted).state()
    assert isinstance(state, Support)
    found = step_on(state.plans, state.intensified, day)
    assert found is not None
    assert (found.per_week("person"), found.per_week("employer")) == (Decimal(2), Decimal("0.5"))
