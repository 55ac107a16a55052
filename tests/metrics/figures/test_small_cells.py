"""No withheld cell of a funnel can be computed from what is shown: proved by solving for its least and its greatest value."""

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

from services.metrics.figures.small_cells import SMALLEST, Counts, ShownFunnel, shown_funnel, small

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

    def __init__(self, shown: ShownFunnel) -> None:
        self.rows = list(shown.groups.values())
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
            weights, constraints=rules, bounds=Bounds(self.low, np.minimum(self.high, 1e4)), integrality=np.ones(len(self.low))
        )
        assert found.success, found.message
        return float(round(found.fun))


@given(tables())
@settings(max_examples=60, deadline=None)
@example({"a": (40, 3), "b": (50, 20), "c": (30, 12)})
@example({"a": (40, 3), "b": (50, 50)})
@example({"a": (3,), "b": (0,)})
@example({"a": (4, 4, 0), "b": (20, 9, 9), "c": (7, 6, 5), "d": (0, 0, 0)})
@example({"a": (12, 2, 0), "b": (12, 12, 0), "c": (40, 40, 0)})
@example({"a": (4, 0, 0, 0, 0), "b": (0,) * 5, "c": (0,) * 5, "d": (5, 5, 5, 5, 1), "e": (6, 0, 0, 0, 0)})
def test_no_withheld_cell_can_be_computed_from_what_is_shown(table: Table) -> None:
    shown = shown_funnel(table, stages=len(next(iter(table.values()))))
    withheld = [(g, s) for g, row in enumerate(shown.groups.values()) for s, cell in enumerate(row) if cell is None]
    assume(withheld)
    reader = Reader(shown)
    for group, stage in withheld:
        least, greatest = reader.can_be(group, stage)
        assert greatest - least >= SMALLEST, (shown, group, stage, least, greatest)
    for stage, total in enumerate(shown.total):
        if total is None:
            least, greatest = reader.total_can_be(stage)
            assert greatest - least >= SMALLEST, (shown, stage, least, greatest)


@given(tables())
@settings(max_examples=100, deadline=None)
def test_what_is_shown_is_true_and_never_small(table: Table) -> None:
    shown = shown_funnel(table, stages=len(next(iter(table.values()))))
    totals = tuple(map(sum, zip(*table.values(), strict=True)))
    for counts, true in [*((shown.groups[name], table[name]) for name in table), (shown.total, totals)]:
        assert all(cell is None or (cell == count and not small(cell)) for cell, count in zip(counts, true, strict=True))


@given(tables())
@settings(max_examples=100, deadline=None)
def test_a_table_without_small_counts_is_shown_whole(table: Table) -> None:
    assume(not any(small(count) for counts in table.values() for count in counts))
    shown = shown_funnel(table, stages=len(next(iter(table.values()))))
    assert shown.groups == table


@pytest.mark.parametrize(
    ("table", "groups", "total"),
    [
        # one small cell: the next group in order covers it
        ({"a": (40, 3), "b": (50, 20), "c": (30, 12)}, {"a": (40, None), "b": (50, None), "c": (30, 12)}, (120, 35)),
        # the last one is covered by the first
        ({"a": (50, 20), "b": (30, 12), "c": (40, 3)}, {"a": (50, None), "b": (30, 12), "c": (40, None)}, (120, 35)),
        # of two groups neither can be shown
        ({"woman": (30, 2), "man": (30, 20)}, {"woman": (30, None), "man": (30, None)}, (60, 22)),
        # nobody is left to cover: the total is withheld too
        ({"a": (40, 3), "b": (40, 0)}, {"a": (40, None), "b": (40, None)}, (80, None)),
        # zeros are no secret
        ({"a": (40, 0), "b": (50, 0)}, {"a": (40, 0), "b": (50, 0)}, (90, 0)),
        # a small start withholds the whole row, and the row beside it
        ({"a": (4, 0), "b": (50, 30), "c": (9, 9)}, {"a": (None, None), "b": (None, None), "c": (9, 9)}, (63, 39)),
    ],
)
def test_worked_by_hand(table: Table, groups: dict[str, tuple[int | None, ...]], total: tuple[int | None, ...]) -> None:
    shown = shown_funnel(table, stages=len(next(iter(table.values()))))
    assert (shown.groups, shown.total) == (groups, total)
