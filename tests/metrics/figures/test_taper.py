"""The taper curve by hand: weeks of a case, steps inside a week, plans that replace each other."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.metrics.facts import Contact, Plan
from services.metrics.figures.taper import PARTIES, WEEKS, Coverage, Followed, taper
from tests.metrics.figures.building import d
from tests.metrics.figures.done import CASE, OTHER_CASE, met, planned

MONDAY = "2025-01-06"


def followed(begun: str, last: str, of: UUID = CASE) -> Followed:
    return Followed(case=of, begun_on=d(begun), last_day=d(last))


def test_a_week_is_followed_when_its_last_day_is() -> None:
    assert followed(MONDAY, "2025-01-12").weeks == 1
    assert followed(MONDAY, "2025-01-11").weeks == 0
    assert followed(MONDAY, "2025-01-18").weeks == 1
    assert followed(MONDAY, "2030-01-01").weeks == WEEKS


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
    first, second = taper([followed(MONDAY, "2025-01-19")], [plan], contacts)
    assert first.planned == {"person": Fraction(3), "employer": Fraction(1)}
    assert first.kept == {"person": 2, "employer": 1}
    assert second.planned == {"person": Fraction(2), "employer": Fraction(1, 2)}
    assert second.kept == {"person": 1, "employer": 0}


def test_a_step_in_the_middle_of_a_week_counts_for_its_days() -> None:
    plan = planned((MONDAY, "7", "0"), ("2025-01-10", "0", "0"))
    [week] = taper([followed(MONDAY, "2025-01-12")], [plan], [])
    assert week.planned["person"] == 4


def test_a_week_without_a_plan_is_not_one_with_nothing_planned() -> None:
    contacts = [met(MONDAY), met(MONDAY, of=OTHER_CASE)]
    cases = [followed(MONDAY, "2025-01-12"), followed(MONDAY, "2025-01-12", OTHER_CASE)]
    [week] = taper(cases, [planned((MONDAY, "0", "0"))], contacts)
    assert (week.followed, week.with_plan, week.kept["person"], week.kept_with_plan["person"]) == (2, 1, 2, 1)


def test_a_revised_plan_ends_where_the_other_begins_also_when_that_one_is_over() -> None:
    first = planned((MONDAY, "5", "0"), named=1)
    second = planned(("2025-01-13", "2", "0"), named=2, until="2025-01-19", revises=1)
    plans = Coverage([second, first])
    days = (MONDAY, "2025-01-12", "2025-01-13", "2025-01-19")
    assert [rate and rate[0] for rate in map(plans.rate, map(d, days))] == [Decimal(5), Decimal(5), Decimal(2), Decimal(2)]
    assert plans.rate(d("2025-01-20")) is None
    assert plans.rate(d("2025-01-05")) is None


def test_of_two_plans_that_cover_a_day_the_one_that_began_last_holds() -> None:
    plans = [planned((MONDAY, "5", "0"), named=1), planned(("2025-01-08", "1", "0"), named=2)]
    [week] = taper([followed(MONDAY, "2025-01-12")], plans, [])
    assert week.planned == {"person": Fraction(2 * 5 + 5 * 1, 7), "employer": 0}


@given(st.lists(st.integers(0, 60), max_size=20), st.integers(0, 70))
def test_every_kept_contact_of_a_followed_week_is_counted_once(days: list[int], last: int) -> None:
    begun = d(MONDAY)
    contacts = [_on(begun + timedelta(days=day), number) for number, day in enumerate(days)]
    one = Followed(case=CASE, begun_on=begun, last_day=begun + timedelta(days=last))
    curve = taper([one], [], contacts)
    assert len(curve) == (last + 1) // 7
    assert sum(week.kept["person"] for week in curve) == sum(day < 7 * one.weeks for day in days)


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


@settings(deadline=None)
@given(any_plans(), st.integers(0, 60))
def test_what_is_planned_for_a_week_is_the_sum_of_its_days(plans: list[Plan], last: int) -> None:
    begun = d("2025-01-03")
    curve = taper([Followed(case=CASE, begun_on=begun, last_day=begun + timedelta(days=last))], plans, [])
    assert len(curve) == (last + 1) // 7
    for week in curve:
        days = [Coverage(plans).rate(begun + timedelta(days=7 * week.week + day)) for day in range(7)]
        covered = [rate for rate in days if rate is not None]
        assert week.with_plan == bool(covered)
        for at, party in enumerate(PARTIES):
            assert week.planned[party] == sum((Fraction(rate[at]) for rate in covered), Fraction(0)) / 7
