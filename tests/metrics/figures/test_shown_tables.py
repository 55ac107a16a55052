"""No withheld cell of a figure can be computed from its margins: proved by solving, for the steps that each figure has."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

from services.metrics.answers.coverage import coverage_steps
from services.metrics.answers.delays import DELAY_STEPS, MATURITY_STEPS, PAST_STEPS
from services.metrics.answers.fidelity import FIDELITY_STEPS, JOB_STEPS
from services.metrics.answers.support import SUPPORT_STEPS
from services.metrics.answers.survey import SURVEY_STEPS
from services.metrics.api.inflow import STEPS as INFLOW_STEPS
from services.metrics.figures.coverage import coverage
from services.metrics.figures.small_cells import ShownTable, Step, shown_table, small
from tests.metrics.telling import question

YEAR: Final = question("2025-01-01", "2025-12-31", known="2026-01-01")
TOLD: Final = coverage((), (), YEAR, registered=[UUID(int=1)])
NOT_TOLD: Final = coverage((), (), YEAR)

TABLES: Final[Mapping[str, Sequence[Step]]] = {
    "inflow": INFLOW_STEPS,
    "support": SUPPORT_STEPS,
    "fidelity": FIDELITY_STEPS,
    "jobs": JOB_STEPS,
    "coverage": coverage_steps(TOLD),
    "coverage-not-told": coverage_steps(NOT_TOLD),
    "survey": SURVEY_STEPS,
    "delays": DELAY_STEPS,
    "maturity": MATURITY_STEPS,
    "past": PAST_STEPS,
}
COUNTS: Final = st.sampled_from([0, 0, 1, 2, 4, 5, 6, 9, 14, 30])


def row(draw: st.DrawFn, steps: Sequence[Step]) -> dict[str, int]:
    """The counts of one slice."""
    found: dict[str, int] = {}
    for step in steps:
        for part in step.parts:
            found[part] = draw(COUNTS) if step.of is None else min(draw(COUNTS), found[step.of])
        if step.whole and step.of is not None:
            left = found[step.of]
            for part in step.parts[:-1]:
                found[part] = min(found[part], left)
                left -= found[part]
            found[step.parts[-1]] = left
    return found


class Reader:
    """Somebody who knows what is shown, which slices there are, and how the groups are parts of each other."""

    def __init__(self, shown: ShownTable, names: Sequence[str], steps: Sequence[Step]) -> None:
        self.groups = [part for step in steps for part in step.parts]
        self.names = names
        cells = [shown.slices.get(name, {}).get(group) for name in names for group in self.groups]
        self.low = np.array([0 if cell is None else cell for cell in cells], dtype=float)
        self.high = np.array([1e4 if cell is None else cell for cell in cells], dtype=float)
        self.rules: list[LinearConstraint] = []
        for group in self.groups:
            if (total := shown.total[group]) is not None:
                self._rule({(name, group): 1 for name in names}, total, total)
        for step in steps:
            for name in names:
                self._parts(step, name)

    def _parts(self, step: Step, name: str) -> None:
        if step.of is None:
            return
        if step.whole:
            self._rule({(name, step.of): -1, **{(name, part): 1 for part in step.parts}}, 0, 0)
        for part in step.parts:
            self._rule({(name, step.of): 1, (name, part): -1}, 0, np.inf)

    def _at(self, name: str, group: str) -> int:
        return self.names.index(name) * len(self.groups) + self.groups.index(group)

    def _rule(self, weights: Mapping[tuple[str, str], float], low: float, high: float) -> None:
        line = np.zeros(len(self.low))
        for place, weight in weights.items():
            line[self._at(*place)] = weight
        self.rules.append(LinearConstraint(line[np.newaxis, :], low, high))

    def can_be(self, names: Sequence[str], group: str) -> tuple[int, int]:
        """The least and the greatest that the count of these slices together can be."""
        weights = np.zeros(len(self.low))
        weights[[self._at(name, group) for name in names]] = 1
        return self._least(weights), -self._least(-weights)

    def _least(self, weights: np.ndarray) -> int:
        found = milp(
            weights,
            constraints=self.rules,
            bounds=Bounds(self.low, self.high),
            integrality=np.ones(len(self.low)),
            options={"presolve": False},
        )
        assert found.success, found.message
        least: float = found.fun
        return round(least)


@pytest.mark.parametrize("figure", TABLES)
@given(st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_withheld_count_can_be_computed_from_the_others(figure: str, data: st.DataObject) -> None:
    steps = TABLES[figure]
    slices = data.draw(st.composite(_slices)(steps))
    total = {part: sum(counts[part] for counts in slices.values()) for step in steps for part in step.parts}
    shown = shown_table(total, slices, steps)
    reader = Reader(shown, list(slices), steps)
    for group, count in total.items():
        assert shown.total[group] in {None, count}
        if small(count):
            _is_hidden(shown.total[group], reader.can_be(list(slices), group))
        for name, counts in slices.items():
            cell = shown.slices.get(name, {}).get(group)
            assert cell in {None, counts[group]}
            if small(counts[group]):
                _is_hidden(cell, reader.can_be([name], group))


def _slices(draw: st.DrawFn, steps: Sequence[Step]) -> dict[str, dict[str, int]]:
    return {f"slice-{at}": row(draw, steps) for at in range(draw(st.integers(1, 4)))}


def _is_hidden(cell: int | None, can_be: tuple[int, int]) -> None:
    least, greatest = can_be
    assert cell is None
    assert greatest > least
