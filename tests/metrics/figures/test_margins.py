"""The matrix as those without units see it: no withheld count can be computed from what is shown, proved by solving."""

from datetime import UTC, datetime

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

from services.metrics.figures.arguments import asked
from services.metrics.figures.margins import Shown, everything, protected
from services.metrics.figures.matrix import Cohort, Matrix, columns_of, matrix
from services.metrics.figures.measures import MEANINGS, Meaning, Measure
from services.metrics.figures.small_cells import small
from tests.metrics.telling import d

UNITS = ("a", "b", "c", "d")
MEASURES = (Measure.STARTED, Measure.RETAINED, Measure.LOAD)


@st.composite
def matrices(draw: st.DrawFn, measure: Measure) -> Matrix:
    """Up to four units and four months; small, zero and large counts mixed."""
    meaning = MEANINGS[measure]
    arguments = asked(
        from_=d("2025-01-01"),
        to=d(draw(st.sampled_from(["2025-01-31", "2025-02-28", "2025-04-30"]))),
        known_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    columns = columns_of(arguments, Cohort.OF_THE_MONTH, by_day_180=False, on_the_last_day=meaning.on_the_last_day)
    count = st.sampled_from([0, 0, 1, 3, 4, 5, 6, 12, 30])
    cells = {
        (unit, column.month): {part: draw(count) for part in meaning.parts}
        for unit in UNITS[: draw(st.integers(1, 4))]
        for column in columns
    }
    return matrix(cells, arguments, columns)


class Reader:
    """Somebody who knows what is shown and that sums are sums."""

    def __init__(self, shown: Shown, found: Matrix, meaning: Meaning) -> None:
        self.places = [(unit, at, part) for unit in found.units for at in range(len(found.columns)) for part in meaning.parts]
        cells = [shown.cells[unit, at][part] if unit in shown.units else None for unit, at, part in self.places]
        self.low = np.array([0 if cell is None else cell for cell in cells], dtype=float)
        self.high = np.array([1e4 if cell is None else cell for cell in cells], dtype=float)
        self.rules: list[LinearConstraint] = []
        for part in meaning.parts:
            for at in range(len(found.columns)):
                self._sum(shown.months[at][part], lambda place, at=at, part=part: place[1:] == (at, part))
            if not meaning.on_the_last_day:
                for unit in shown.units:
                    self._sum(shown.units[unit][part], lambda place, unit=unit, part=part: (place[0], place[2]) == (unit, part))
                self._sum(shown.total[part], lambda place, part=part: place[2] == part)

    def _sum(self, total: int | None, chosen: object) -> None:
        if total is not None:
            row = np.array([[float(chosen(place)) for place in self.places]])  # type: ignore[operator]
            self.rules.append(LinearConstraint(row, total, total))

    def can_be(self, place: int) -> tuple[int, int]:
        """The least and the greatest that the count can be."""
        weights = np.zeros(len(self.places))
        weights[place] = 1
        return self._least(weights), -self._least(-weights)

    def _least(self, weights: np.ndarray) -> int:
        found = milp(weights, constraints=self.rules, bounds=Bounds(self.low, self.high), integrality=np.ones(len(self.low)))
        assert found.success, found.message
        least: int = round(found.fun)
        return least


def check(found: Matrix, measure: Measure) -> None:
    meaning = MEANINGS[measure]
    shown, whole = protected(found, meaning), everything(found, meaning)
    reader = Reader(shown, found, meaning)
    for number, (unit, at, part) in enumerate(reader.places):
        cell, true = shown.cells[unit, at][part] if unit in shown.units else None, whole.cells[unit, at][part]
        assert cell in (None, true)
        assert true is not None
        if small(true):
            assert cell is None
            low, high = reader.can_be(number)
            assert high - low >= 3, (unit, at, part, true, low, high)  # four values at least
    for sums, true_sums in ((shown.units, whole.units), (dict(enumerate(shown.months)), dict(enumerate(whole.months)))):
        for name, counts in sums.items():
            assert all(counts[part] in (None, true_sums[name][part]) for part in meaning.parts)  # type: ignore[index]
            assert not any(small(count) for count in counts.values() if count is not None)


@given(matrices(Measure.STARTED))
@settings(max_examples=40, deadline=None)
def test_no_small_count_of_a_measure_can_be_computed_from_cells_and_sums(found: Matrix) -> None:
    check(found, Measure.STARTED)


@given(matrices(Measure.RETAINED))
@settings(max_examples=25, deadline=None)
def test_nor_one_of_a_measure_with_parts(found: Matrix) -> None:
    check(found, Measure.RETAINED)


@given(matrices(Measure.LOAD))
@settings(max_examples=25, deadline=None)
def test_nor_one_of_what_is_counted_on_a_date(found: Matrix) -> None:
    check(found, Measure.LOAD)


def test_a_matrix_of_large_counts_is_shown_whole() -> None:
    arguments = asked(from_=d("2025-01-01"), to=d("2025-03-31"), known_at=datetime(2026, 1, 1, tzinfo=UTC))
    for measure in MEASURES:
        meaning = MEANINGS[measure]
        columns = columns_of(arguments, Cohort.OF_THE_MONTH, by_day_180=False, on_the_last_day=False)
        cells = {(unit, column.month): dict.fromkeys(meaning.parts, 7) for unit in UNITS for column in columns}
        found = matrix(cells, arguments, columns)
        assert protected(found, meaning) == everything(found, meaning)
