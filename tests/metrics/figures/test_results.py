"""F4: outcomes of a period, each dated in it; the published figures of Sundsvall 2022 come out exactly."""

from collections.abc import Collection
from datetime import date
from typing import get_args
from uuid import UUID

import pytest

from services.metrics.facts import Case, Employment, Subsidy
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.results import EXITS, Results, results
from services.metrics.figures.results.figure import RESULT_EXITS
from services.metrics.figures.states import State, StatesOn
from shared.contracts.types import ExitCategory
from tests.metrics.figures.building import about, d
from tests.metrics.figures.facts import case, employment, of_each, person, subsidy

YEAR = about("2022-01-01", "2022-12-31", "2022-12-31")


def state_by(employments: Collection[Employment]) -> StatesOn:
    def state_on(whom: UUID, day: date) -> State:
        covered = any(
            one.person == whom and one.started_on <= day and (one.ended_on is None or day <= one.ended_on) for one in employments
        )
        return State.WORK if covered else State.NOT

    return of_each(state_on)


def counted(
    cases: Collection[Case],
    employments: Collection[Employment] = (),
    subsidies: Collection[Subsidy] = (),
    goal: int | None = None,
    asked: Arguments = YEAR,
) -> Results:
    return results(cases, employments, subsidies, state_by(employments), asked, goal=goal)


def numbers(figure: Results) -> dict[str, int]:
    return {name: len(found.outcomes) for name, found in figure.sums().items()}


def sundsvall() -> Results:
    """47 new and 35 extended decisions on LFU and OSA, 12 without support, 10 nystartsjobb, 4 introduktionsjobb, 3 at Samhall;
    5 to sickness compensation, 1 to activity compensation, 9 to studies."""
    forms = ["NONE"] * 12 + ["NYSTART"] * 10 + ["INTRO"] * 4 + ["SAMHALL"] * 3
    exits = ["sickness-compensation"] * 5 + ["activity-compensation"] + ["studies"] * 9 + ["moved"] * 2
    new, extended = range(47), range(47, 82)
    jobs, left = range(82, 82 + len(forms)), range(200, 200 + len(exits))
    decisions = [subsidy(one, "2022-03-01", form="OSA" if one % 4 == 0 else "LFU") for one in new]
    decisions += [subsidy(one, "2022-12-31", extension=True) for one in extended]
    employments = [employment(one, "2022-05-02", form=form) for one, form in zip(jobs, forms, strict=True)]
    employments += [employment(one, "2022-03-01", form="LFU") for one in new]
    cases = [case(one, "2021-09-01") for one in (*new, *extended, *jobs)]
    cases += [case(one, "2021-09-01", "2022-06-30", left_as=how) for one, how in zip(left, exits, strict=True)]
    return counted(cases, employments, decisions, goal=60)


def test_sundsvall_2022_closes_exactly() -> None:
    figure = sundsvall()
    found = numbers(figure)
    assert (found["new-decisions"], found["extensions"]) == (47, 35)
    assert found["employed"] == 111
    assert found["outcomes"] == 126
    assert found["leaving-social-assistance"] == 91
    assert found["newly-in-work"] == 76
    assert (found["subsidised-with-extensions"], found["subsidised-new"]) == (96, 61)
    assert (figure.goal, figure.goal_met) == (60, True)
    assert {form: sum(len(found.outcomes) for found in figure.employments(form).values()) for form in ("NONE", "NYSTART")} == {
        "NONE": 12,
        "NYSTART": 10,
    }
    assert [len(figure.exits_as(how).outcomes) for how in ("sickness-compensation", "activity-compensation", "studies")] == [
        5,
        1,
        9,
    ]
    assert len(figure.exits_as("moved").outcomes) == 2


def test_outcomes_and_persons_are_counted_apart() -> None:
    figure = counted(
        [case(1, "2022-01-01"), case(2, "2022-01-01", "2022-08-01", left_as="studies")],
        [employment(2, "2022-02-01", "2022-06-30")],
        [subsidy(1, "2022-02-01"), subsidy(1, "2022-09-01", extension=True)],
    )
    whole = figure.sums()["outcomes"]
    assert (len(whole.outcomes), whole.persons) == (4, (person(1), person(2)))


def test_an_employment_is_new_when_there_was_no_spell_the_day_before() -> None:
    figure = counted(
        [case(one, "2022-01-01") for one in (1, 2, 3)],
        [
            employment(1, "2022-01-10", "2022-02-28", job=1),
            employment(1, "2022-03-01", job=2),  # straight from the one before
            employment(2, "2022-01-10", "2022-02-27", job=1),
            employment(2, "2022-03-01", job=2),  # a day between
            employment(3, "2022-05-05", "2022-05-05", job=1),  # started and ended on one day
            employment(3, "2022-05-05", job=2),  # began that same day: nothing the day before
        ],
    )
    found = numbers(figure)
    assert (found["employments"], found["employments-new"], found["employments-from-work"]) == (6, 5, 1)
    assert (found["newly-in-work"], found["leaving-social-assistance"]) == (5, 5)


def test_what_nobody_knows_of_the_day_before_is_named() -> None:
    cases, jobs = [case(1, "2022-01-01")], [employment(1, "2022-03-01")]
    figure = results(cases, jobs, [], of_each(lambda *_: State.UNKNOWN), YEAR)
    found = numbers(figure)
    assert (found["employments"], found["employments-unknown-before"], found["newly-in-work"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("on", "is_counted"), [("2021-12-31", False), ("2022-01-01", True), ("2022-12-31", True), ("2023-01-01", False)]
)
def test_an_outcome_is_dated_in_the_period(on: str, is_counted: bool) -> None:  # noqa: FBT001
    started = counted([case(1, "2021-01-01")], [employment(1, on)])
    decided = counted([case(1, "2021-01-01")], subsidies=[subsidy(1, on)])
    ended = counted([case(1, "2021-01-01", on, left_as="studies")])
    assert [numbers(figure)["outcomes"] for figure in (started, decided, ended)] == [int(is_counted)] * 3


def test_a_leap_day_is_a_day_of_its_month() -> None:
    february = about("2024-02-01", "2024-02-29", "2024-12-31")
    figure = counted([case(1, "2023-01-01")], [employment(1, "2024-02-29")], asked=february)
    assert numbers(figure)["employments-new"] == 1


def test_no_day_after_as_of_is_looked_at() -> None:
    figure = counted(
        [case(1, "2022-01-01")], [employment(1, "2022-07-01")], asked=about("2022-01-01", "2022-12-31", "2022-06-30")
    )
    assert numbers(figure)["outcomes"] == 0


def test_a_decision_whose_support_never_began_is_no_outcome_and_is_named() -> None:
    figure = counted([case(1, "2022-01-01")], subsidies=[subsidy(1, "2022-02-01", never_began=True)])
    assert (numbers(figure)["outcomes"], len(figure.never_began)) == (0, 1)


def test_a_nystartsjobb_counts_by_its_employment_and_again_when_it_is_extended() -> None:
    figure = counted(
        [case(1, "2022-01-01")],
        [employment(1, "2022-02-01", form="NYSTART")],
        [subsidy(1, "2022-01-20", form="NYSTART"), subsidy(1, "2022-12-20", form="NYSTART", extension=True)],
    )
    found = numbers(figure)
    assert (found["employed"], found["extensions"], found["newly-in-work"], found["subsidised-new"]) == (2, 1, 1, 1)


def test_rows_of_other_units_and_of_cases_that_never_were_are_left_out() -> None:
    figure = counted(
        [case(1, "2022-01-01"), case(2, "2022-01-01", unit="umea")],
        [employment(one, "2022-02-01") for one in (1, 2, 3)],
        asked=about("2022-01-01", "2022-12-31", "2022-12-31", unit=["sundsvall"]),
    )
    assert [one.person for one in figure.outcomes] == [person(1)]


def test_every_part_sums_to_its_whole_and_names_its_rows() -> None:
    figure = sundsvall()
    found, groups = numbers(figure), figure.groups()
    assert found["outcomes"] == found["employed"] + found["result-exits"]
    assert found["employed"] == found["new-decisions"] + found["extensions"] + found["employments"]
    assert sum(len(rows) for name, rows in groups.items() if name.startswith("new-decisions-")) == 47
    assert sum(len(rows) for name, rows in groups.items() if name.startswith("exits-")) == 17
    assert {name: len(rows) for name, rows in groups.items() if name in found} == found


def test_neither_order_nor_a_row_given_twice_changes_the_figure() -> None:
    cases = [case(one, "2022-01-01", "2022-09-01", left_as="studies") for one in (1, 2)]
    jobs, decisions = [employment(1, "2022-02-01"), employment(2, "2022-03-01")], [subsidy(1, "2022-02-01")]
    once = counted(cases, jobs, decisions)
    assert counted([*reversed(cases), *cases], [*reversed(jobs), *jobs], decisions * 2) == once
    assert d("2022-02-01") in {one.on for one in once.outcomes}


def test_every_exit_that_is_published_is_counted() -> None:
    assert set(EXITS) == set(get_args(ExitCategory))
    assert set(RESULT_EXITS) < set(EXITS)
