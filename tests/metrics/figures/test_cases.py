"""Cases as columns: who has each on a day, and what it is then, as a case by itself says; and the columns this is made with."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.metrics.facts import Case, Pause, Tenure
from services.metrics.figures.cases import Cases
from services.metrics.figures.columns import Texts, grouped, ids, joined, once, uuids
from services.metrics.figures.days import ints
from tests.metrics.figures.facts import case_id, person

FIRST = date(2025, 1, 1)
DAYS = st.integers(0, 12).map(lambda days: FIRST + timedelta(days=days))
PERHAPS = st.one_of(st.none(), DAYS)
UNITS = st.sampled_from(["gavle", "kiruna", "umea"])
TENURES = st.lists(st.builds(Tenure, unit=UNITS, support_person=st.sampled_from(["ali", "eva"]), from_on=DAYS), max_size=4)
PAUSES = st.lists(st.builds(Pause, from_on=DAYS, until=DAYS, resumed_on=PERHAPS), max_size=2)
CASES = st.lists(
    st.builds(
        Case,
        case_id=st.integers(0, 9).map(case_id),
        person=st.just(person(1)),
        unit=UNITS,
        opened_on=PERHAPS,
        started_on=PERHAPS,
        support_person=st.sampled_from([None, "eva", "bo"]),
        ended_on=PERHAPS,
        handovers=TENURES.map(tuple),
        pauses=PAUSES.map(tuple),
    ),
    max_size=8,
    unique_by=lambda case: case.case_id,
)


def goes_on(case: Case, day: date) -> bool:
    return case.started_on is not None and case.started_on <= day and (case.ended_on is None or day <= case.ended_on)


def had_by(case: Case, day: date) -> tuple[str, str | None]:
    """The latest tenure begun by the day, of two from one day the later told; before all of them the first."""
    held = None
    for tenure in case.tenures:
        if tenure.from_on <= day and (held is None or tenure.from_on >= held.from_on):
            held = tenure
    held = held or (case.tenures[0] if case.tenures else None)
    return (held.unit, held.support_person) if held else (case.unit, None)


def is_paused(case: Case, day: date) -> bool:
    return any(pause.from_on <= day and (pause.resumed_on is None or day < pause.resumed_on) for pause in case.pauses)


@given(CASES, DAYS)
def test_who_has_the_cases_that_go_on_is_what_each_case_says(cases: list[Case], day: date) -> None:
    ongoing = Cases.of([*cases, *reversed(cases)]).ongoing(day.toordinal())
    found = zip(uuids(ongoing.case), ongoing.unit, ongoing.support_person, ongoing.paused.tolist(), strict=True)
    there = sorted((case for case in cases if goes_on(case, day)), key=lambda case: case.case_id)
    assert list(found) == [(case.case_id, *had_by(case, day), is_paused(case, day)) for case in there]


@given(CASES, DAYS)
def test_a_case_waits_from_the_day_it_was_opened_until_it_starts_or_ends(cases: list[Case], day: date) -> None:
    courses = Cases.of(cases).courses
    expected = [
        case.case_id
        for case in cases
        if case.opened_on is not None
        and case.opened_on <= day
        and (case.started_on is None or day < case.started_on)
        and (case.ended_on is None or day <= case.ended_on)
    ]
    assert list(uuids(courses[courses.waiting(day.toordinal())].case_id)) == sorted(expected)


def test_each_id_once_is_found_at_its_place() -> None:
    column = ids(map(case_id, [3, 1, 3, 2, 1]))
    assert list(uuids(column[once(column)])) == list(map(case_id, [1, 2, 3]))


@given(st.lists(st.integers(0, 3)))
def test_numbers_are_grouped_with_their_places_in_order(numbers: list[int]) -> None:
    found = {number: places.tolist() for number, places in grouped(ints(numbers))}
    assert found == {number: np.flatnonzero(np.array(numbers) == number).tolist() for number in sorted(set(numbers))}


@given(*[st.lists(st.one_of(st.none(), UNITS))] * 2)
def test_texts_joined_are_the_one_after_the_other(these: list[str | None], those: list[str | None]) -> None:
    both = joined(Texts.of(these), Texts.of(those))
    assert list(both) == [*these, *those]
    assert len(both.names) == len(set(both.names))
