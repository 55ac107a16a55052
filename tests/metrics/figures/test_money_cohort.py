"""F10's months of six officers at two units, worked with pencil: February 2024 has 29 days, March 31; nothing after 03-10 counts.

officer  unit  appropriation  share  days                       months
eva      A     1:4            75 %   all of it                  0.75 * (1 + 10/31)         = 0.75 * 41/31 = 123/124
eva      A     1:1            25 %   all of it                  0.25 * 41/31               = 41/124
ali      A     1:4           100 %   02-29 alone                1/29
bo       A     other          50 %   02-15 to 03-01             0.5 * (15/29 + 1/31)
cia      B     1:4           100 %   from 03-10                 1/31
dag      B     1:4           100 %   from 03-11                 0: later than as_of
"""

from fractions import Fraction

from services.metrics.figures.money import money
from tests.metrics.figures.building import about
from tests.metrics.figures.facts import share

SHARES = [
    share(1, 75, "2024-01-01"),
    share(2, 25, "2024-01-01", of="1:1"),
    share(3, 100, "2024-02-29", "2024-02-29", officer="ali"),
    share(4, 50, "2024-02-15", "2024-03-01", officer="bo", of="other"),
    share(5, 100, "2024-03-10", officer="cia", unit="umea"),
    share(6, 100, "2024-03-11", officer="dag", unit="umea"),
]


def test_part_of_a_month_by_its_own_days() -> None:
    figure = money(SHARES, (), about("2024-02-01", "2024-03-31", "2024-03-10"))
    assert {unit.unit: dict(unit.by_appropriation) for unit in figure.units} == {
        "sundsvall": {
            "1:4": Fraction(123, 124) + Fraction(1, 29),
            "1:1": Fraction(41, 124),
            "other": Fraction(1, 2) * (Fraction(15, 29) + Fraction(1, 31)),
        },
        "umea": {"1:4": Fraction(1, 31), "1:1": 0, "other": 0},
    }
    assert figure.total.total == sum(unit.total for unit in figure.units)


def test_the_same_february_a_year_before_has_28_days() -> None:
    """ali on 02-28 alone: 1/28 of a month."""
    one = money([share(3, 100, "2023-02-28", "2023-02-28")], (), about("2023-02-01", "2023-03-31", "2023-12-31"))
    assert one.total.by_appropriation["1:4"] == Fraction(1, 28)


def test_two_months_that_meet_are_their_sum() -> None:
    """February to the 29th and March from the 1st share no day and leave none out."""
    february, march, both = (
        money(SHARES, (), about(first, last, "2024-03-10")).total.total
        for first, last in (("2024-02-01", "2024-02-29"), ("2024-03-01", "2024-03-31"), ("2024-02-01", "2024-03-31"))
    )
    assert february + march == both
