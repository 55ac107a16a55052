"""Somebody who knows every rule of withholding can compute no withheld cell either: proved by taking every table there is.

Every table up to a size is withheld from, and put with those of which the same is shown. These are all that the reader can tell
apart: a withheld cell must have several values among them. None larger is left out, for either the sum is shown, or it is 1-4.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

import pytest

from services.metrics.figures.small_cells import FEWEST_VALUES, ShownTable, Step, shown_table, small

Slices = dict[str, dict[str, int]]
Place = tuple[str, str]
TOTAL = ""


def numbers(places: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every so many numbers with a sum of at most `most`."""
    if not places:
        yield ()
        return
    for first in range(most + 1):
        for others in numbers(places - 1, most - first):
            yield (first, *others)


def values_of(tables: Iterable[Slices], steps: tuple[Step, ...]) -> list[int]:
    """Of each withheld cell of everything that can be shown, how many values it has; fails if what is shown is not so.

    A slice that is left out and cannot count anybody is not there, and is no secret.
    """
    groups = [part for step in steps for part in step.parts]
    alike: dict[str, dict[tuple[bool, str, str], set[int]]] = defaultdict(lambda: defaultdict(set))
    for slices in tables:
        total = {group: sum(counts[group] for counts in slices.values()) for group in groups}
        shown = shown_table(total, slices, steps)
        for place, (cell, true) in told(shown, total, slices).items():
            assert cell == true and not small(true) if cell is not None else True, (shown, place)
            if cell is None:
                alike[f"{shown.total} {shown.slices}"][place[0] in {TOTAL, *shown.slices}, *place].add(true)
    found = [(listed, values) for cells in alike.values() for (listed, *_), values in cells.items()]
    return [len(values) for listed, values in found if listed or values != {0}]


def told(shown: ShownTable, total: Mapping[str, int], slices: Slices) -> dict[Place, tuple[int | None, int]]:
    """Every cell and total, as it is shown and as it is."""
    cells = {(TOTAL, group): (shown.total[group], count) for group, count in total.items()}
    for name, counts in slices.items():
        cells |= {(name, group): (shown.slices.get(name, {}).get(group), count) for group, count in counts.items()}
    return cells


def whole(slices: int, parts: int, most: int) -> tuple[Iterator[Slices], tuple[Step, ...]]:
    """Tables of a group and the parts that are all of it."""
    names = tuple(f"part-{number}" for number in range(parts))

    def tables() -> Iterator[Slices]:
        for found in numbers(slices * parts, most):
            rows = [found[at * parts : (at + 1) * parts] for at in range(slices)]
            yield {f"slice-{at}": {"all": sum(row), **dict(zip(names, row, strict=True))} for at, row in enumerate(rows)}

    return tables(), (Step(parts=("all",)), Step(parts=names, of="all", whole=True))


def funnel(slices: int, stages: int, most: int) -> tuple[Iterator[Slices], tuple[Step, ...]]:
    """Tables of groups that each are some of the one before."""
    names = [f"stage-{number}" for number in range(stages)]

    def tables() -> Iterator[Slices]:
        for found in numbers(slices * stages, most):
            rows = [found[at * stages : (at + 1) * stages] for at in range(slices)]
            yield {f"slice-{at}": {name: sum(row[stage:]) for stage, name in enumerate(names)} for at, row in enumerate(rows)}

    before = [None, *names]
    return tables(), tuple(Step(parts=(name,), of=of) for of, name in zip(before, names, strict=False))


def handed_over(slices: int, most: int) -> tuple[Iterator[Slices], tuple[Step, ...]]:
    """Parts of parts, and some of a part beside them, as F6 has."""
    steps = (
        Step(parts=("started",)),
        Step(parts=("none", "handed"), of="started", whole=True),
        Step(parts=("one", "more"), of="handed", whole=True),
        Step(parts=("without",), of="handed"),
    )

    def tables() -> Iterator[Slices]:
        for found in numbers(slices * 3, most):
            rows = [found[at * 3 : at * 3 + 3] for at in range(slices)]
            for without in product(*(range(one + more + 1) for _, one, more in rows)):
                cut = zip(rows, without, strict=True)
                yield {f"slice-{at}": _handed(*row, without=some) for at, (row, some) in enumerate(cut)}

    return tables(), steps


def _handed(none: int, one: int, more: int, *, without: int) -> dict[str, int]:
    handed = one + more
    return {"started": none + handed, "none": none, "handed": handed, "one": one, "more": more, "without": without}


@pytest.mark.parametrize(
    ("slices", "parts", "most"), [(1, 2, 25), (1, 3, 20), (1, 5, 13), (2, 1, 20), (4, 1, 13), (2, 2, 15), (2, 3, 11), (3, 2, 11)]
)
def test_a_withheld_part_of_a_whole_has_four_values_at_least(slices: int, parts: int, most: int) -> None:
    found = values_of(*whole(slices, parts, most))
    assert found
    assert min(found) >= FEWEST_VALUES


@pytest.mark.parametrize(("slices", "stages", "most"), [(2, 2, 16), (3, 2, 12), (2, 3, 12)])
def test_a_withheld_stage_never_has_a_single_value(slices: int, stages: int, most: int) -> None:
    found = values_of(*funnel(slices, stages, most))
    assert found
    assert min(found) > 1


def test_a_withheld_total_has_four_values_at_least() -> None:
    found = values_of(*funnel(1, 3, 20))
    assert found
    assert min(found) >= FEWEST_VALUES


@pytest.mark.parametrize(("slices", "most"), [(1, 18), (2, 9)])
def test_parts_of_parts_tell_no_more_of_each_other(slices: int, most: int) -> None:
    found = values_of(*handed_over(slices, most))
    assert found
    assert min(found) > 1
