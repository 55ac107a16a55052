"""F8: the way from referral to a job that lasts, by group; and 2014's published shares, counted from as many persons."""

from typing import Any

import pytest

from services.metrics.figures.access import STAGES, FairAccess, Stage, courses_of, fair_access
from services.metrics.figures.breakdowns import Breakdown, Traits, Values, age_group, sliced
from services.metrics.figures.lives import Life
from services.metrics.figures.outflow import outflow
from tests.metrics.figures import building
from tests.metrics.figures.building import about, d, job, life
from tests.metrics.figures.facts import case, case_id, person, referral, referral_id
from tests.metrics.traits import referred

SPRING = about("2024-01-01", "2024-02-29", "2025-06-30")


def lived(number: int, started: str, *jobs: tuple[str, str | None], ended: str | None = None) -> Life:
    theirs = building.case(started, ended, named=case_id(number), person=person(number))
    spells = [job(*one, of=case_id(number), person=person(number)) for one in jobs]
    return life(theirs, *spells, person=person(number))


def counted(
    referrals: list[Any], cases: list[Any], lives: list[Life], *, by: Breakdown = Breakdown.SEX, asked: Any = SPRING
) -> FairAccess:
    return fair_access(referred(referrals, cases, by), courses_of(lives, asked), asked, by)


def test_each_referral_is_counted_as_far_as_it_came() -> None:
    ways: list[tuple[str, Life]] = [
        ("2024-03-01", lived(3, "2025-02-01", ("2025-03-01", None))),  # not mature by 30 June 2025
        ("2024-03-01", lived(4, "2024-03-01")),
        ("2024-03-01", lived(5, "2024-03-01", ("2024-08-29", None))),  # day 181
        ("2024-03-01", lived(6, "2024-03-01", ("2024-08-28", "2024-08-28"))),  # day 180, one day: lost
        ("2024-03-01", lived(7, "2024-03-01", ("2024-03-01", "2024-08-28"))),  # in work until day 180 itself
        ("2024-03-01", lived(8, "2024-03-01", ("2024-03-01", "2024-08-27"))),  # until the day before
        ("2024-03-01", lived(9, "2025-01-01", ("2025-01-01", None))),  # day 180 is 30 June 2025: mature
        ("2024-03-01", lived(10, "2025-01-01", ("2025-01-02", None))),  # in work; its day 180 is yet to come
    ]
    referrals = [referral(1, "2024-02-29"), referral(2, "2024-02-29", accepted="2024-03-01")]
    referrals += [referral(number, "2024-01-01", accepted=on) for number, (on, _) in enumerate(ways, start=3)]
    referrals += [referral(20, "2023-12-31"), referral(21, "2024-03-01")]
    cases = [case(2), *(case(number, "2024-03-01") for number in range(3, 11))]
    figure = counted(referrals, cases, [one for _, one in ways])
    reached = {stage: [row.int - 30_000 for row in figure.total.stages[stage]] for stage in STAGES}
    assert reached == {
        Stage.RECEIVED: list(range(1, 11)),
        Stage.ACCEPTED: list(range(2, 11)),
        Stage.STARTED: list(range(3, 11)),
        Stage.MATURE: [4, 5, 6, 7, 8, 9, 10],
        Stage.IN_WORK: [6, 7, 8, 9, 10],
        Stage.ENTERED: [6, 7, 8, 9],
        Stage.RETAINED: [7, 9],
    }
    assert {stage: (share.numerator, share.denominator) for stage, share in figure.total.shares.items()} == {
        Stage.ACCEPTED: (9, 10),
        Stage.STARTED: (8, 9),
        Stage.IN_WORK: (5, 7),
        Stage.RETAINED: (2, 4),
    }


def test_the_groups_have_nobody_in_common_and_are_everybody() -> None:
    referrals = [referral(number, "2024-01-01", sex=sex) for number, sex in enumerate(["woman", "man", None, "woman"])]
    figure = counted(referrals, [], [])
    assert [(one.group, one.counts[0]) for one in figure.groups] == [("man", 1), ("unknown", 1), ("woman", 2)]


def test_what_the_referral_does_not_tell_the_case_does() -> None:
    referrals = [referral(1, "2024-01-01", accepted="2024-01-02"), referral(2, "2024-01-01", disability_group="33")]
    figure = counted(referrals, [case(1, disability_group="61")], [], by=Breakdown.DISABILITY_GROUP)
    assert {one.group: one.stages[Stage.RECEIVED] for one in figure.groups} == {
        "61": (referral_id(1),),
        "33": (referral_id(2),),
    }


def test_the_need_of_support_is_what_was_judged_of_the_referral() -> None:
    needs = {1: "needed", 2: "not-needed", 3: None, 4: "needed"}
    referrals = [referral(number, "2024-01-01", accepted="2024-01-02", support_need=need) for number, need in needs.items()]
    figure = counted(referrals, [case(3)], [], by=Breakdown.SUPPORT_NEED)
    assert {one.group: [row.int - 30_000 for row in one.stages[Stage.ACCEPTED]] for one in figure.groups} == {
        "needed": [1, 4],
        "not-needed": [2],
        "unknown": [3],
    }


def test_age_groups_are_by_the_year_that_the_referral_came() -> None:
    days = {1: "2023-12-31", 2: "2024-01-01", 3: "2024-01-01", 4: "2024-01-01", 5: "2024-01-01"}
    born = {1: 1999, 2: 1999, 3: 1964, 4: None, 5: 2010}
    referrals = [referral(number, on, birth_year=born[number], accepted=on) for number, on in days.items()]
    cases, winter = [case(4, birth_year=1990)], about("2023-12-01", "2024-02-29", "2025-06-30")
    figure = counted(referrals, cases, [], by=Breakdown.AGE_GROUP, asked=winter)
    assert {one.group: [row.int - 30_000 for row in one.stages[Stage.RECEIVED]] for one in figure.groups} == {
        "25-29": [2],
        "30-39": [4],
        "60-plus": [3],
        "under-25": [1, 5],
    }
    assert [one.group for one in counted(referrals[3:4], [], [], by=Breakdown.AGE_GROUP).groups] == ["unknown"]


def test_without_a_referral_there_is_no_group() -> None:
    assert counted([], [], []).groups == ()


def test_shares_over_fewer_than_20_have_no_place() -> None:
    of = {"woman": (20, 10), "man": (40, 30), "unknown": (19, 19)}
    referrals, number = [], 0
    for sex, (came, taken) in of.items():
        for one in range(came):
            number += 1
            referrals.append(
                referral(
                    number, "2024-01-01", accepted="2024-01-02" if one < taken else None, sex=None if sex == "unknown" else sex
                )
            )
    assert counted(referrals, [], []).ranks(Stage.ACCEPTED, {"man", "woman"}) == {"man": 1, "woman": 2}


@pytest.mark.parametrize(
    ("born", "group"),
    [
        (2000, "under-25"),
        (1999, "25-29"),
        (1995, "25-29"),
        (1994, "30-39"),
        (1984, "40-49"),
        (1974, "50-59"),
        (1964, "60-plus"),
        (None, "unknown"),
    ],
)
def test_the_age_is_the_one_turned_in_the_year(born: int | None, group: str) -> None:
    assert age_group(born, d("2024-02-29")) == group


def test_2014_comes_out_as_published() -> None:
    """9 908 participants: 6 170 got work (62.3 %), 4 327 were under 30 (43.7 %)."""
    year = about("2014-01-01", "2014-12-31", "2016-12-31")
    lives = [lived(number, "2014-06-01", *([("2014-09-01", None)] if number < 6170 else [])) for number in range(9908)]
    figure = outflow(lives, year)
    share = figure.share_within_180
    assert (share.numerator, share.denominator) == (6170, 9908)
    assert share.value == pytest.approx(0.623, abs=0.0005)
    traits = {
        case_id(number): Traits(unit="riket", on=d("2014-06-01"), birth_year=1990 if number % 9908 < 4327 else 1980)
        for number in range(9908)
    }
    slices = sliced({"cohort": figure.cohort}, Values.by(Breakdown.AGE_GROUP, traits))
    young = sum(len(one.groups["cohort"]) for one in slices if one.value in {"under-25", "25-29"})
    assert young == 4327
    assert young / len(figure.cohort) == pytest.approx(0.437, abs=0.0005)
