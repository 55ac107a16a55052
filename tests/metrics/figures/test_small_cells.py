"""No withheld cell of a funnel can be computed from what is shown: proved by solving for its least and its greatest value.

The reader here knows what is shown. One who knows the rules of withholding as well is in test_small_cells_enumerated.
"""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

from services.metrics.figures.small_cells import FEWEST_VALUES, Counts, ShownFunnel, shown_funnel, small

Table = dict[str, Counts]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Groups whose counts never rise from one stage to the next; small, zero and large ones mixed."""
    stages = draw(st.integers(1, 5))

    def row() -> Counts:
        first = draw(st.sampled_from([0, 1, 3, 4, 5, 6, 9, 12, 20, 40]) | st.integers(0, 60))
        counts = [first]
        for _ in range(stages - 1):
            counts.append(max(0, counts[-1] - draw(st.sampled_from([0, 0, 1, 2, 5, 9]) | st.integers(0, 30))))
        return tuple(counts)

    return {f"g{number}": row() for number in range(draw(st.integers(1, 6)))}


class Reader:
    """Somebody who knows what is shown, that no count rises along a funnel, and that the totals are sums."""

    def __init__(self, shown: ShownFunnel, groups: Iterable[str]) -> None:
        self.rows = [shown.groups.get(group, (None,) * len(shown.total)) for group in groups]
        self.stages = len(shown.total)
        self.rules: list[tuple[np.ndarray, float, float]] = []
        self.low = np.array([0 if cell is None else cell for row in self.rows for cell in row], dtype=float)
        self.high = np.array([np.inf if cell is None else cell for row in self.rows for cell in row], dtype=float)
        for group, row in enumerate(self.rows):
            for stage in range(1, len(row)):
                self._rule({self._at(group, stage - 1): 1, self._at(group, stage): -1}, 0, np.inf)
        for stage, total in enumerate(shown.total):
            if total is not None:
                self._rule({self._at(group, stage): 1 for group in range(len(self.rows))}, total, total)

    def _at(self, group: int, stage: int) -> int:
        return group * self.stages + stage

    def _rule(self, weights: dict[int, float], low: float, high: float) -> None:
        row = np.zeros(len(self.low))
        for place, weight in weights.items():
            row[place] = weight
        self.rules.append((row, low, high))

    def can_be(self, group: int, stage: int) -> tuple[float, float]:
        """The least and the greatest whole number that the cell can be; infinite when nothing bounds it."""
        return self._range([self._at(group, stage)])

    def total_can_be(self, stage: int) -> tuple[float, float]:
        """The same of the total at a stage."""
        return self._range([self._at(group, stage) for group in range(len(self.rows))])

    def _range(self, places: list[int]) -> tuple[float, float]:
        weights = np.zeros(len(self.low))
        weights[places] = 1
        return self._least(weights), -self._least(-weights)

    def _least(self, weights: np.ndarray) -> float:
        rules = [LinearConstraint(np.array([row]), low, high) for row, low, high in self.rules]
        # nothing is lost by a bound that no count of these tables comes near, and an unbounded problem has no answer
        found = milp(
            weights,
            constraints=rules,
            bounds=Bounds(self.low, np.minimum(self.high, 1e4)),
            integrality=np.ones(len(self.low)),
            options={"presolve": False},  # presolving, HiGHS finds some of these infeasible, which no true table is
        )
        assert found.success, found.message
        return float(round(found.fun))


def cells(table: Table, shown: ShownFunnel) -> dict[tuple[str, int], int | None]:
    """Every cell as it is shown; a group that is left out shows none, unless it is not there: it counts nobody."""
    left_out: dict[str, tuple[int | None, ...]] = {
        group: (None if any(counts) else 0,) * len(counts) for group, counts in table.items()
    }
    found = {**left_out, **shown.groups}
    return {(group, stage): cell for group, row in found.items() for stage, cell in enumerate(row)}


@given(tables())
@settings(max_examples=30, deadline=None)
@example({"a": (40, 3), "b": (50, 20), "c": (30, 12)})
@example({"a": (40, 3), "b": (50, 50)})
@example({"a": (3,), "b": (0,)})
@example({"a": (4, 4, 0), "b": (20, 9, 9), "c": (7, 6, 5), "d": (0, 0, 0)})
@example({"a": (12, 2, 0), "b": (12, 12, 0), "c": (40, 40, 0)})
@example({"a": (4, 0, 0, 0, 0), "b": (0,) * 5, "c": (0,) * 5, "d": (5, 5, 5, 5, 1), "e": (6, 0, 0, 0, 0)})
@example({"a": (5, 5, 0), "b": (5, 3, 0), "c": (40, 38, 38), "d": (1, 0, 0), "e": (6, 5, 0), "f": (20, 15, 6)})
def test_no_withheld_cell_can_be_computed_from_what_is_shown(table: Table) -> None:
    shown = shown_funnel(table, stages=len(next(iter(table.values()))))
    places = list(table)
    withheld = [(places.index(group), stage) for (group, stage), cell in cells(table, shown).items() if cell is None]
    assume(withheld)
    reader = Reader(shown, table)
    for group, stage in withheld:
        least, greatest = reader.can_be(group, stage)
        nobody = greatest == 0 and places[group] not in shown.groups
        assert greatest > least or nobody, (shown, group, stage)
    for stage, total in enumerate(shown.total):
        if total is None:
            least, greatest = reader.total_can_be(stage)
            assert greatest - least >= FEWEST_VALUES - 1, (shown, stage, least, greatest)


@given(tables())
@settings(max_examples=100, deadline=None)
def test_what_is_shown_is_true_and_never_small(table: Table) -> None:
    shown = shown_funnel(table, stages=len(next(iter(table.values()))))
    totals = tuple(map(sum, zip(*table.values(), strict=True)))
    found = {**cells(table, shown), **{("", stage): total for stage, total in enumerate(shown.total)}}
    for (group, stage), cell in found.items():
        true = table[group][stage] if group else totals[stage]
        assert cell is None or (cell == true and not small(cell))


@given(tables())
@settings(max_examples=100, deadline=None)
def test_a_small_cell_is_withheld_and_a_total_only_when_it_is_small(table: Table) -> None:
    shown = shown_funnel(table, stages=len(next(iter(table.values()))))
    assert all(cell is None for (group, stage), cell in cells(table, shown).items() if small(table[group][stage]))
    totals = tuple(map(sum, zip(*table.values(), strict=True)))
    first = next((stage for stage, total in enumerate(totals) if small(total)), len(totals))
    assert shown.total[:first] == totals[:first]


@given(tables())
@settings(max_examples=100, deadline=None)
def test_a_table_with_room_and_without_small_counts_is_shown_whole(table: Table) -> None:
    apart = {group: tuple(10 * count for count in counts) for group, counts in table.items() if any(counts)}
    shown = shown_funnel(apart, stages=len(next(iter(table.values()))))
    assert shown.groups == apart


@pytest.mark.parametrize(
    ("table", "groups", "total"),
    [
        # one small cell: the one nearest to it in size at the stage before is withheld with it
        ({"a": (40, 3), "b": (50, 20), "c": (30, 12)}, {"a": (40, None), "b": (50, 20), "c": (30, None)}, (120, 35)),
        ({"a": (50, 20), "b": (30, 12), "c": (40, 3)}, {"a": (50, 20), "b": (30, None), "c": (40, None)}, (120, 35)),
        # of two groups neither can be shown
        ({"woman": (30, 2), "man": (30, 20)}, {"woman": (30, None), "man": (30, None)}, (60, 22)),
        # the total is small itself
        ({"a": (40, 3), "b": (40, 0)}, {"a": (40, None), "b": (40, None)}, (80, None)),
        # zeros are no secret
        ({"a": (40, 0), "b": (50, 0)}, {"a": (40, 0), "b": (50, 0)}, (90, 0)),
        # a small start withholds the whole row, and the row beside it; neither is named
        ({"a": (50, 30), "b": (9, 9), "c": (4, 0)}, {"a": (50, 30)}, (63, 39)),
        # one of 45 has left: the few counts that there can be are withheld, small or not
        ({"a": (5, 5), "b": (40, 39)}, {"a": (5, None), "b": (40, None)}, (45, 44)),
        ({"a": (5, 4), "b": (40, 40)}, {"a": (5, None), "b": (40, None)}, (45, 44)),
        # but not where none of them is small
        ({"a": (15, 14), "b": (15, 15)}, {"a": (15, 14), "b": (15, 15)}, (30, 29)),
    ],
)
def test_worked_by_hand(table: Table, groups: dict[str, tuple[int | None, ...]], total: tuple[int | None, ...]) -> None:
    shown = shown_funnel(table, stages=len(next(iter(table.values()))))
    assert (shown.groups, shown.total) == (groups, total)
