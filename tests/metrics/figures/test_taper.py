"""The taper curve by hand: weeks of a case, steps inside a week, plans that replace each other."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.metrics.facts import Contact, Plan
from services.metrics.figures.columns import days
from services.metrics.figures.days import ints
from services.metrics.figures.support.facts import contacts_of, plans_of
from services.metrics.figures.support.followed import WEEKS, Followed
from services.metrics.figures.support.taper import PARTIES, TaperWeek, taper
from tests.metrics.figures.building import d
from tests.metrics.figures.done import CASE, OTHER_CASE, met, planned

MONDAY = "2025-01-06"


class Course(NamedTuple):
    """A case from the first day of introduction to the last day that it is followed."""

    case: UUID
    begun: date
    last: date


def followed(begun: str, last: str, of: UUID = CASE) -> Course:
    return Course(case=of, begun=d(begun), last=d(last))


def numbered(courses: Sequence[Course]) -> Followed:
    begun, last = days(one.begun for one in courses), days(one.last for one in courses)
    return Followed(case=ints(range(len(courses))), begun=begun, last=last)


def weeks(one: Course) -> int:
    return int(numbered([one]).weeks[0])


def curve_of(courses: Sequence[Course], plans: Iterable[Plan], contacts: Iterable[Contact]) -> tuple[TaperWeek, ...]:
    numbers = {one.case: number for number, one in enumerate(courses)}
    return taper(numbered(courses), *plans_of(plans, numbers), contacts_of(contacts, numbers))


def rate(plans: Iterable[Plan], day: date) -> tuple[Decimal, Decimal] | None:
    """Contacts a week with person and employer that hold on the day by the plans of one case; None when none covers it."""
    begin = {plan.plan: min(step.applies_from for step in plan.steps) for plan in plans}
    covering = [
        plan
        for plan in plans
        if begin[plan.plan] <= day
        and (plan.until is None or day <= plan.until)
        and not any(other.revises == plan.plan and begin[other.plan] <= day for other in plans)
    ]
    if not covering:
        return None
    holds = max(covering, key=lambda plan: (begin[plan.plan], plan.agreed_on, plan.plan))
    step = max((step for step in holds.steps if step.applies_from <= day), key=lambda step: step.applies_from)
    return step.person, step.employer


def test_a_week_is_followed_when_its_last_day_is() -> None:
    assert weeks(followed(MONDAY, "2025-01-12")) == 1
    assert weeks(followed(MONDAY, "2025-01-11")) == 0
    assert weeks(followed(MONDAY, "2025-01-18")) == 1
    assert weeks(followed(MONDAY, "2030-01-01")) == WEEKS


def test_planned_and_kept_contacts_by_week_and_party() -> None:
    plan = planned((MONDAY, "3", "1"), ("2025-01-13", "2", "0.50"))
    contacts = [
        met(MONDAY),
        met("2025-01-12"),
        met("2025-01-13"),
        met("2025-01-08", party="employer"),
        met("2025-01-09", "no-show"),
        met("2025-01-10", "moved"),
        met("2025-01-05"),
    ]
    first, second = curve_of([followed(MONDAY, "2025-01-19")], [plan], contacts)
    assert first.planned == {"person": Fraction(3), "employer": Fraction(1)}
    assert first.kept == {"person": 2, "employer": 1}
    assert second.planned == {"person": Fraction(2), "employer": Fraction(1, 2)}
    assert second.kept == {"person": 1, "employer": 0}


def test_a_step_in_the_middle_of_a_week_counts_for_its_days() -> None:
    plan = planned((MONDAY, "7", "0"), ("2025-01-10", "0", "0"))
    [week] = curve_of([followed(MONDAY, "2025-01-12")], [plan], [])
    assert week.planned["person"] == 4


def test_a_week_without_a_plan_is_not_one_with_nothing_planned() -> None:
    contacts = [met(MONDAY), met(MONDAY, of=OTHER_CASE)]
    cases = [followed(MONDAY, "2025-01-12"), followed(MONDAY, "2025-01-12", OTHER_CASE)]
    [week] = curve_of(cases, [planned((MONDAY, "0", "0"))], contacts)
    assert (week.followed, week.with_plan, week.kept["person"], week.kept_with_plan["person"]) == (2, 1, 2, 1)


def test_a_revised_plan_ends_where_the_other_begins_also_when_that_one_is_over() -> None:
    first = planned((MONDAY, "5", "0"), named=1)
    second = planned(("2025-01-13", "2", "0"), named=2, until="2025-01-19", revises=1)
    curve = curve_of([followed("2024-12-30", "2025-01-26")], [second, first], [])
    assert [(float(week.planned["person"]), week.with_plan) for week in curve] == [(0, 0), (5, 1), (2, 1), (0, 0)]


def test_of_two_plans_that_cover_a_day_the_one_that_began_last_holds() -> None:
    plans = [planned((MONDAY, "5", "0"), named=1), planned(("2025-01-08", "1", "0"), named=2)]
    [week] = curve_of([followed(MONDAY, "2025-01-12")], plans, [])
    assert week.planned == {"person": Fraction(2 * 5 + 5 * 1, 7), "employer": 0}


@given(st.lists(st.integers(0, 60), max_size=20), st.integers(0, 70))
def test_every_kept_contact_of_a_followed_week_is_counted_once(days: list[int], last: int) -> None:
    begun = d(MONDAY)
    contacts = [_on(begun + timedelta(days=day), number) for number, day in enumerate(days)]
    one = Course(case=CASE, begun=begun, last=begun + timedelta(days=last))
    curve = curve_of([one], [], contacts)
    assert len(curve) == (last + 1) // 7
    assert sum(week.kept["person"] for week in curve) == sum(day < 7 * weeks(one) for day in days)


def _on(day: date, number: int) -> Contact:
    return met(day.isoformat(), of=CASE, party="person", on_site=bool(number % 2))


january = st.integers(0, 40).map(lambda n: d("2025-01-01") + timedelta(days=n))
rates = st.sampled_from(["0", "0.25", "1", "3"])


@st.composite
def any_plans(draw: st.DrawFn) -> list[Plan]:
    """Plans of one case, some of which revise another or have an end."""
    plans = []
    for number in range(draw(st.integers(0, 4))):
        steps = draw(
            st.lists(st.tuples(january.map(date.isoformat), rates, rates), min_size=1, max_size=3, unique_by=itemgetter(0))
        )
        until, revises = draw(st.none() | january.map(date.isoformat)), draw(st.none() | st.integers(0, 4))
        plans.append(planned(*steps, named=number, until=until, revises=revises))
    return plans


def of_another(plan: Plan) -> Plan:
    """The same plan in the other case."""
    revises = None if plan.revises is None else UUID(int=plan.revises.int + 100)
    return plan._replace(case_id=OTHER_CASE, plan=UUID(int=plan.plan.int + 100), revises=revises)


@settings(deadline=None)
@given(any_plans(), any_plans(), st.integers(0, 60))
def test_what_is_planned_for_a_week_is_the_sum_of_its_days(plans: list[Plan], others: list[Plan], last: int) -> None:
    begun = d("2025-01-03")
    courses = [Course(case=case, begun=begun, last=begun + timedelta(days=last)) for case in (OTHER_CASE, CASE)]
    curve = curve_of(courses, [*map(of_another, others), *plans], [])
    assert len(curve) == (last + 1) // 7
    for week in curve:
        whole = [begun + timedelta(days=7 * week.week + day) for day in range(7)]
        covered = [[found for day in whole if (found := rate(theirs, day)) is not None] for theirs in (plans, others)]
        assert week.with_plan == sum(map(bool, covered))
        for at, party in enumerate(PARTIES):
            assert week.planned[party] == sum((Fraction(one[at]) for theirs in covered for one in theirs), Fraction(0)) / 7
