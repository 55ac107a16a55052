"""F11's band: by hand, and back-tested on cohorts whose outcome is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.metrics.figures.maturity import SETTLED, Band, Course, Past, Young, maturity
from tests.metrics.figures.building import about, d

ASKED = about("2025-01-01", "2025-06-30", "2025-06-30")
TODAY = d("2025-06-30")


def young(age: int, *, counts: bool = False, named: int = 1) -> Young:
    return Young(case=UUID(int=named), started_on=TODAY - timedelta(days=age), counts=counts)


def past(*known: int | None, times: int = 10) -> list[Past]:
    return [Past(known_after=after) for after in known] * times


def test_what_is_expected_is_what_the_past_was_known_to_be_at_that_age() -> None:
    figure = maturity([young(100)], past(50, 100, 101, None), ASKED, today=TODAY)
    assert figure.expected_known == pytest.approx(2 / 3)
    assert figure.band is not None
    assert figure.band.expected == pytest.approx(10 / 20)
    assert (figure.past, figure.past_counted) == (40, 30)


def test_a_settled_cohort_is_what_it_is() -> None:
    cases = [young(SETTLED, counts=n < 3, named=n) for n in range(8)]
    figure = maturity(cases, past(50, 359, None), ASKED, today=TODAY)
    assert (figure.band, figure.expected_known) == (Band(expected=3.0, low=3, high=3), 1.0)


def test_what_was_known_only_after_the_settled_age_never_counted() -> None:
    assert Course(past(SETTLED, SETTLED + 1, times=1)).counted == 1


@pytest.mark.parametrize(("times", "given_band"), [(29, False), (30, True)])
def test_with_fewer_than_thirty_past_cases_no_band_is_given(*, times: int, given_band: bool) -> None:
    figure = maturity([young(100)], past(50, times=times), ASKED, today=TODAY)
    assert (figure.band is not None, figure.expected_known is not None) == (given_band, given_band)


def test_when_nobody_counted_in_the_past_nothing_more_is_expected() -> None:
    figure = maturity([young(10), young(10, counts=True, named=2)], past(None, times=40), ASKED, today=TODAY)
    assert (figure.band, figure.expected_known) == (Band(expected=1.0, low=1, high=1), None)


def test_an_empty_cohort_has_an_empty_band() -> None:
    assert maturity([], past(50, None, times=20), ASKED, today=TODAY).band == Band(expected=0.0, low=0, high=0)


CASES = st.lists(st.tuples(st.integers(0, 500), st.booleans()), max_size=12)
PASTS = st.lists(st.none() | st.integers(0, 400), min_size=30, max_size=60)


@given(CASES, PASTS)
def test_the_band_lies_between_what_is_known_and_the_cohort(told: list[tuple[int, bool]], known: list[int | None]) -> None:
    cases = [young(age, counts=counts, named=named) for named, (age, counts) in enumerate(told)]
    figure = maturity(cases, past(*known, times=1), ASKED, today=TODAY)
    assert figure.band is not None
    assert len(figure.known) <= figure.band.low <= figure.band.high <= len(figure.cohort)
    assert len(figure.known) <= figure.band.expected <= len(figure.cohort)
    assert maturity(cases[::-1], past(*known[::-1], times=1), ASKED, today=TODAY) == figure


@dataclass(frozen=True)
class Person:
    """Somebody of a synthetic cohort: on which day the work began, and how many days later it was recorded."""

    work: int | None
    delay: int

    @property
    def known_after(self) -> int | None:
        return None if self.work is None or self.work > 180 or self.work + self.delay > SETTLED else self.work + self.delay


def people(random: Random, count: int) -> Sequence[Person]:
    """Two in five get work, most of them in the first months; it is recorded within weeks, some of it after months."""
    return [
        Person(
            work=int(random.triangular(0, 180, 60)) if random.random() < 0.4 else None,
            delay=int(random.expovariate(1 / 20) if random.random() < 0.85 else random.uniform(30, 170)),
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize(("cohort", "ages"), [(40, (30, 120)), (120, (90, 200)), (400, (0, 180)), (1000, (150, 260))])
def test_the_band_named_80_percent_holds_the_truth_in_70_to_90_of_100_back_tests(cohort: int, ages: tuple[int, int]) -> None:
    held, tests = 0, 400
    random = Random(20251122)
    for _ in range(tests):
        behind = [Past(known_after=person.known_after) for person in people(random, 500)]
        now = [(person, random.randint(*ages)) for person in people(random, cohort)]
        told = [
            young(age, counts=person.known_after is not None and person.known_after <= age, named=named)
            for named, (person, age) in enumerate(now)
        ]
        band = maturity(told, behind, ASKED, today=TODAY).band
        truth = sum(person.known_after is not None for person, _ in now)
        assert band is not None
        held += band.low <= truth <= band.high
    assert 0.70 <= held / tests <= 0.90
