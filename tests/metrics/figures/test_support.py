"""F6 by hand: gaps, no-shows, handovers, and the limits of introduction and follow-up, at their boundaries."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.metrics.facts import Employment
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.lives import Life
from services.metrics.figures.support import Handovers, Support, SupportFacts, support
from services.metrics.figures.support.contacts import Gap
from tests.metrics.figures.building import PERSON, about, case, d, job, life
from tests.metrics.figures.done import CASE, OTHER_CASE, enrolled, followed_up, introduced, met

YEAR = about("2025-01-01", "2025-12-31", "2025-12-31")


def found(asked: Arguments = YEAR, lives: Iterable[Life] = (), **facts: Any) -> Support:
    return support(SupportFacts.of(**{"cases": [enrolled("2025-01-01")], **facts}), lives, asked)


def test_the_cohort_is_the_cases_whose_first_introduction_began_in_the_period() -> None:
    asked = about("2025-03-01", "2025-03-31", "2025-12-31")
    for begun, counted in (("2025-02-28", False), ("2025-03-01", True), ("2025-03-31", True), ("2025-04-01", False)):
        assert bool(found(asked, introductions=[introduced(begun)]).introduced) is counted
    earlier = introduced("2025-02-28", "2025-03-05", at_trial=True)
    assert found(asked, introductions=[earlier, introduced("2025-03-10")]).introduced == ()
    assert found(about("2025-03-01", "2025-03-31", "2025-03-09"), introductions=[introduced("2025-03-10")]).introduced == ()


def test_only_cases_of_the_units_are_counted() -> None:
    asked = about("2025-01-01", "2025-12-31", "2025-12-31", unit=["stockholm"])
    assert found(asked, introductions=[introduced("2025-03-01")]).introduced == ()


@pytest.mark.parametrize(("contact", "gap"), [("2025-01-01", 30), ("2025-01-15", 16), ("2025-01-16", 15), ("2025-01-20", 19)])
def test_the_longest_gap_goes_from_the_start_over_each_contact_to_the_end(contact: str, gap: int) -> None:
    asked = about("2025-01-01", "2025-01-31", "2025-01-31")
    figure = found(asked, introductions=[introduced("2025-01-01")], contacts=[met(contact)])
    assert (figure.longest_gap.largest, figure.gaps[Gap.TO_30]) == (gap, (CASE,))


def test_a_contact_after_as_of_ends_no_gap() -> None:
    asked = about("2025-01-01", "2025-01-31", "2025-01-31")
    assert found(asked, introductions=[introduced("2025-01-01")], contacts=[met("2025-02-01")]).longest_gap.largest == 30


@pytest.mark.parametrize(
    ("days", "band"), [(14, Gap.TO_14), (15, Gap.TO_30), (30, Gap.TO_30), (31, Gap.TO_60), (60, Gap.TO_60), (61, Gap.OVER_60)]
)
def test_the_bands_of_gaps_meet_without_overlap(days: int, band: Gap) -> None:
    as_of = d("2025-01-01").fromordinal(d("2025-01-01").toordinal() + days)
    figure = found(about("2025-01-01", "2025-01-01", as_of), introductions=[introduced("2025-01-01")])
    assert [name for name, cases in figure.gaps.items() if cases] == [band]


def test_a_missed_contact_breaks_no_gap_and_a_completed_support_has_none_after_it() -> None:
    figure = found(
        introductions=[introduced("2025-01-01")],
        follow_ups=[followed_up("2025-01-10", "2025-01-20")],
        contacts=[met("2025-01-10", "no-show"), met("2025-01-12"), met("2025-03-01")],
    )
    assert (figure.longest_gap.largest, figure.contacts.kept, figure.contacts.no_shows) == (11, 1, 1)


def test_no_shows_are_of_kept_and_missed_and_on_site_is_of_kept() -> None:
    contacts = [
        met("2025-02-01", on_site=True),
        met("2025-02-02"),
        met("2025-02-03"),
        met("2025-02-04", "no-show", on_site=True),
        met("2025-02-05", "moved"),
        met("2024-12-31"),
        met("2026-01-01"),
        met("2025-02-06", of=OTHER_CASE),
    ]
    counted = found(introductions=[introduced("2025-01-15")], contacts=contacts).contacts
    assert (counted.kept, counted.no_shows, counted.moved, counted.on_site) == (3, 1, 1, 1)
    assert (counted.share_no_shows.value, counted.share_on_site.denominator) == (0.25, 3)


@pytest.mark.parametrize(
    ("begun", "as_of", "over"),
    [
        ("2025-03-01", "2025-09-01", 0),
        ("2025-03-01", "2025-09-02", 1),
        ("2025-02-28", "2025-08-28", 0),
        ("2025-02-28", "2025-08-29", 1),
        ("2024-08-31", "2025-02-28", 0),
        ("2024-08-31", "2025-03-01", 1),
    ],
)
def test_introduction_that_goes_on_is_over_six_months_the_day_after_their_last(begun: str, as_of: str, over: int) -> None:
    figure = found(about("2024-08-01", "2025-06-30", as_of), introductions=[introduced(begun)])
    assert (len(figure.introduced), len(figure.over_six_months)) == (1, over)


def test_an_introduction_that_ended_is_over_six_months_when_followup_found_so() -> None:
    assert found(introductions=[introduced("2025-01-01", "2025-06-01", breach=True)]).over_six_months == (CASE,)
    assert found(introductions=[introduced("2025-01-01", "2025-09-01")]).over_six_months == ()


def test_an_end_after_as_of_is_not_looked_at() -> None:
    asked = about("2025-01-01", "2025-12-31", "2025-05-01")
    assert found(asked, introductions=[introduced("2025-01-01", "2025-08-01", breach=True)]).over_six_months == ()


def employed(started: str) -> Employment:
    return Employment(
        employment=UUID(int=900),
        case_id=CASE,
        person=PERSON,
        employer=UUID(int=901),
        started_on=d(started),
        form="NONE",
        weekly_hours=Decimal(20),
    )


@pytest.mark.parametrize(("completed", "short"), [("2025-06-01", False), ("2025-05-31", True)])
def test_a_follow_up_is_short_before_twelve_months_from_the_employments_start(*, completed: str, short: bool) -> None:
    figure = found(follow_ups=[followed_up("2024-11-01", completed)], employments=[employed("2024-06-01")])
    assert figure.follow_ups_ended == (CASE,)
    assert figure.follow_ups_short == ({"completed": (CASE,)} if short else {})


def test_the_reason_of_a_short_follow_up_is_how_the_case_ended() -> None:
    ended = [enrolled("2024-01-01", "2025-03-01", left_as="own-wish")]
    assert found(cases=ended, follow_ups=[followed_up("2024-12-01")]).follow_ups_short == {"own-wish": (CASE,)}
    untold = [ended[0]._replace(exit=None)]
    assert found(cases=untold, follow_ups=[followed_up("2024-12-01")]).follow_ups_short == {"not-told": (CASE,)}
    both = [followed_up("2024-12-01", "2025-03-01")]
    assert found(cases=ended, follow_ups=both).follow_ups_short == {"completed": (CASE,)}
    assert found(cases=[enrolled("2024-01-01")], follow_ups=[followed_up("2024-12-01")]).follow_ups_ended == ()


def test_handovers_are_counted_to_as_of_and_divide_the_started() -> None:
    cases = [
        enrolled("2025-02-01", named=UUID(int=1)),
        enrolled("2025-02-01", named=UUID(int=2), handed_over=["2025-04-01"]),
        enrolled("2025-02-01", named=UUID(int=3), handed_over=["2025-04-01", "2025-05-01", "2026-01-01"]),
        enrolled("2025-02-01", named=UUID(int=4), handed_over=["2026-01-01"]),
        enrolled("2024-12-31", named=UUID(int=5), handed_over=["2025-04-01"]),
    ]
    figure = found(cases=cases)
    groups = {group.handovers: [case.int for case in group.cases] for group in figure.by_handovers}
    assert groups == {Handovers.NONE: [1, 4], Handovers.ONE: [2], Handovers.MORE: [3]}
    assert (figure.handovers, len(figure.started)) == (3, 4)


@pytest.mark.parametrize(
    ("contacts", "days"),
    [
        (["2025-03-25", "2025-04-05"], 11),
        (["2025-04-01"], 0),
        (["2025-03-25", "2025-04-01"], 7),
        (["2025-04-05"], 4),
        (["2025-03-25"], None),
    ],
)
def test_days_without_contact_at_a_handover(contacts: list[str], days: int | None) -> None:
    handed = [enrolled("2025-02-01", handed_over=["2025-04-01"])]
    figure = found(cases=handed, contacts=[met(day) for day in contacts])
    assert figure.days_without_contact.largest == days
    assert figure.without_contact_yet == (() if days is not None else (CASE,))


def test_f2_and_f3_are_taken_for_each_number_of_handovers() -> None:
    lives = [
        life(case("2025-02-01"), job("2025-03-01")),
        life(case("2025-02-01", named=OTHER_CASE, person=UUID(int=7)), person=UUID(int=7)),
    ]
    cases = [enrolled("2025-02-01"), enrolled("2025-02-01", named=OTHER_CASE, handed_over=["2025-04-01"])]
    none, one, more = found(cases=cases, lives=lives).by_handovers
    assert (none.outflow.share_within_180.value, one.outflow.share_within_180.value, more.outflow.share_within_180.value) == (
        1,
        0,
        None,
    )
    assert (none.retention.any_employer.retained, one.retention.cohort) == ((CASE,), ())


def test_a_case_that_started_before_the_period_is_in_its_f3() -> None:
    lives = [life(case("2024-12-01"), job("2025-03-01"))]
    figure = found(cases=[enrolled("2024-12-01")], lives=lives)
    assert (figure.started, figure.by_handovers[0].retention.cohort) == ((), (CASE,))


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 28), st.integers(0, 4)), max_size=8))
def test_every_case_is_in_one_band_and_one_number_of_handovers(told: list[tuple[int, int, int]]) -> None:
    cases, introductions = [], []
    for number, (month, day, handovers) in enumerate(told, 1):
        on = f"2025-{month:02}-{day:02}"
        cases.append(enrolled(on, named=UUID(int=number), handed_over=[on] * handovers))
        introductions.append(introduced(on, of=UUID(int=number)))
    figure = found(cases=cases, introductions=introductions)
    assert sorted(case for band in figure.gaps.values() for case in band) == list(figure.introduced)
    assert sorted(case for group in figure.by_handovers for case in group.cases) == list(figure.started)
    assert figure == found(cases=cases[::-1], introductions=introductions[::-1])
