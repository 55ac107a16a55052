"""F10: months of work, and what one newly employed person costs; the published cost of Sundsvall 2022 comes out exactly."""

from fractions import Fraction
from uuid import UUID

import pytest

from services.metrics.figures.money import money, months_between
from tests.metrics.figures.building import about, d
from tests.metrics.figures.facts import share

YEAR = about("2022-01-01", "2022-12-31", "2022-12-31")


def people(number: int) -> tuple[UUID, ...]:
    return tuple(UUID(int=one) for one in range(number))


def test_sundsvall_2022_is_14_474_kronor_for_each() -> None:
    assert money([], people(76), YEAR, cost=1_100_000).cost_per_newly_in_work == 14_474


@pytest.mark.parametrize(("cost", "number", "each"), [(None, 5, None), (100, 0, None), (0, 5, 0), (5, 2, 3), (7, 3, 2)])
def test_a_cost_is_divided_only_when_there_is_something_to_divide(cost: int | None, number: int, each: int | None) -> None:
    assert money([], people(number), YEAR, cost=cost).cost_per_newly_in_work == each


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2022-01-01", "2022-12-31", Fraction(12)),
        ("2022-03-01", "2022-03-10", Fraction(10, 31)),
        ("2022-03-31", "2022-03-31", Fraction(1, 31)),
        ("2022-01-31", "2022-03-01", Fraction(1, 31) + 1 + Fraction(1, 31)),
        ("2024-02-29", "2024-02-29", Fraction(1, 29)),
        ("2023-02-28", "2023-02-28", Fraction(1, 28)),
        ("2022-03-02", "2022-03-01", Fraction(0)),
    ],
)
def test_part_of_a_month_counts_by_its_own_days(first: str, last: str, months: Fraction) -> None:
    assert months_between(d(first), d(last)) == months


def test_a_combination_role_is_split_by_appropriation() -> None:
    figure = money(
        [
            share(1, 75, "2021-01-01"),
            share(2, 25, "2021-01-01", of="1:1"),
            share(3, 100, "2022-12-01", officer="ali", unit="umea"),
            share(4, 100, "2023-01-01", officer="bo"),  # after the period
            share(5, 100, "2021-01-01", "2021-12-31", officer="bo"),  # before it
        ],
        (),
        YEAR,
    )
    assert {unit.unit: dict(unit.by_appropriation) for unit in figure.units} == {
        "sundsvall": {"1:4": 9, "1:1": 3, "other": 0},
        "umea": {"1:4": 1, "1:1": 0, "other": 0},
    }
    assert (figure.total.by_appropriation["1:4"], figure.total.total) == (Fraction(10), Fraction(13))


def test_days_after_as_of_are_planned_and_not_counted() -> None:
    half = money([share(1, 100, "2022-01-01")], (), about("2022-01-01", "2022-12-31", "2022-06-30"))
    assert half.total.total == 6


def test_shares_of_other_units_are_left_out_and_one_given_twice_counts_once() -> None:
    shares = [share(1, 100, "2022-01-01"), share(2, 100, "2022-01-01", unit="umea")] * 2
    assert money(shares, (), about("2022-01-01", "2022-12-31", "2022-12-31", unit=["umea"])).total.total == 12
