"""F4 of twelve persons in the leap February of 2024, worked with pencil, and what F10 makes of it.

    no  what happened                                                        counted as
     1  job to 02-28, another from 02-29, without support                    employment, straight from work
     2  job to 02-27, another from 02-29, without support                    employment, new: in no spell on 02-28
     3  nystartsjobb from 02-01                                              employment, new
     4  introduktionsjobb from 03-01                                         not of February
     5  LFU decided on 02-29, job from that day                              new decision; its job is not counted again
     6  LFU extended on 02-01                                                extension
     7  OSA decided on 01-31                                                 not of February
     8  LFA decided on 02-15, never began                                    no outcome, named
     9  job 02-05 to 02-20 without support; left to study on 02-29           employment, new, and exit: two outcomes
    10  left with sickness compensation on 03-01                             not of February
    11  moved on 02-10                                                       an exit, no outcome
    12  an old job nobody knows the end of; Samhall from 02-12               employment, unknown before

Decisions: 1 new, 1 extended. Employments: 1 2 3 9 12 = 5, of them new 2 3 9, from work 1, unknown before 12. Result exits: 1.
Employed 2 + 5 = 7. Outcomes 7 + 1 = 8, of 7 persons (no. 9 has two).
Leaving social assistance: 8 - 1 (extension) - 1 (from work) = 6. Newly in work: 1 (decision) + 3 (new) = 4.
Subsidised with extensions: 3 5 6 = 3; without: 2.
"""

from datetime import date
from uuid import UUID

import pytest

from services.metrics.figures.money import money
from services.metrics.figures.results import Results, results
from services.metrics.figures.states import State
from services.metrics.figures.states import state_on as of_life
from services.metrics.figures.worktypes import WorkClass
from tests.metrics.figures import building
from tests.metrics.figures.building import about, job, life
from tests.metrics.figures.facts import case, case_id, employment, of_each, person, subsidy

FEBRUARY = about("2024-02-01", "2024-02-29", "2024-02-29")
STARTED = "2023-06-01"
CASES = [
    *(case(number, STARTED) for number in (1, 2, 3, 4, 5, 6, 7, 8)),
    case(9, STARTED, "2024-02-29", left_as="studies"),
    case(10, STARTED, "2024-03-01", left_as="sickness-compensation"),
    case(11, STARTED, "2024-02-10", left_as="moved"),
    case(12, STARTED),
]
EMPLOYMENTS = [
    employment(1, "2023-09-01", "2024-02-28"),
    employment(1, "2024-02-29", job=1),
    employment(2, "2023-09-01", "2024-02-27"),
    employment(2, "2024-02-29", job=1),
    employment(3, "2024-02-01", form="NYSTART"),
    employment(4, "2024-03-01", form="INTRO"),
    employment(5, "2024-02-29", form="LFU"),
    employment(9, "2024-02-05", "2024-02-20"),
    employment(12, "2024-02-12", form="SAMHALL"),
]
SUBSIDIES = [
    subsidy(5, "2024-02-29"),
    subsidy(6, "2024-02-01", extension=True),
    subsidy(7, "2024-01-31", form="OSA"),
    subsidy(8, "2024-02-15", form="LFA", never_began=True),
]
OLD_JOB = job("2022-03-01", of=UUID(int=1), person=person(12))  # of a case that ended long ago, never said to have ended


def state_on(whom: UUID, day: date) -> State:
    spells = [
        job(one.started_on, one.ended_on, form=one.form, of=one.case_id, person=whom, named=one.employment)
        for one in EMPLOYMENTS
        if one.person == whom
    ]
    theirs = building.case(STARTED, named=case_id(whom.int - 10_000), person=whom)
    return of_life(day, life(theirs, *spells, *([OLD_JOB] if whom == person(12) else []), person=whom), tuple(WorkClass))


@pytest.fixture(scope="module")
def f4() -> Results:
    return results(CASES, EMPLOYMENTS, SUBSIDIES, of_each(state_on), FEBRUARY, goal=3)


def test_every_sum(f4: Results) -> None:
    assert {name: len(found.outcomes) for name, found in f4.sums().items()} == {
        "outcomes": 8,
        "employed": 7,
        "new-decisions": 1,
        "extensions": 1,
        "employments": 5,
        "employments-new": 3,
        "employments-from-work": 1,
        "employments-unknown-before": 1,
        "result-exits": 1,
        "leaving-social-assistance": 6,
        "newly-in-work": 4,
        "subsidised-with-extensions": 3,
        "subsidised-new": 2,
    }
    assert (f4.goal, f4.goal_met) == (3, False)


def test_outcomes_and_persons_are_different_columns(f4: Results) -> None:
    persons = [whom.int - 10_000 for whom in f4.sums()["outcomes"].persons]
    assert persons == [1, 2, 3, 5, 6, 9, 12]


def test_every_part(f4: Results) -> None:
    groups = {name: len(rows) for name, rows in f4.groups().items() if rows and name not in f4.sums()}
    assert groups == {
        "new-decisions-lfu": 1,
        "extensions-lfu": 1,
        "employments-none-from-work": 1,
        "employments-none-new": 2,
        "employments-nystart-new": 1,
        "employments-samhall-unknown-before": 1,
        "exits-studies": 1,
        "exits-moved": 1,
        "never-began": 1,
    }


def test_the_day_before_the_first_of_the_period_is_looked_at_too() -> None:
    """No. 3 began on 02-01; with a job to 01-31 it would have come straight from work."""
    before = [employment(3, "2023-09-01", "2024-01-31", job=1), *EMPLOYMENTS]

    def known(whom: UUID, day: date) -> State:
        covered = any(one.person == whom and one.started_on <= day <= (one.ended_on or date.max) for one in before)
        return State.WORK if covered else State.NOT

    figure = results(CASES, before, SUBSIDIES, of_each(known), FEBRUARY)
    assert len(figure.employments("NYSTART")[State.WORK].outcomes) == 1


def test_what_one_of_them_costs(f4: Results) -> None:
    """10 002 / 4 = 2 500.50, half a krona up: 2 501. Of nobody there is no cost: 10 002 / 0."""
    newly = f4.groups()["newly-in-work"]
    assert money([], newly, FEBRUARY, cost=10_002).cost_per_newly_in_work == 2_501
    assert money([], (), FEBRUARY, cost=10_002).cost_per_newly_in_work is None


def test_sundsvalls_76_cost_14_474_each() -> None:
    """76 * 14 473 = 1 099 948, and 52 of 76 are left: more than half, so 14 474."""
    newly = tuple(UUID(int=number) for number in range(76))
    assert money([], newly, FEBRUARY, cost=1_100_000).cost_per_newly_in_work == 14_474
