"""Small cells of a table: which counts are withheld, so that no withheld one can be computed from what is shown. Pure.

A table counts rows in groups, in all and by slice (the values of a breakdown; the slices are the whole). A group is counted by
itself, or it is a part of another: some of its rows, or one of the parts that together are all of it. A count of 1-4 is small.

- In all: a group by itself, or some of another, is withheld when its count is small. Parts of a whole are halved in their order,
  and the halves again: a halving is shown unless a half counts 1-4, and where it is not, every part in it is withheld.
- By slice: the slices are halved in the same way, for one group at a time (for all the parts of a whole at once). The greatest by
  the count in the group that this one is a part of come first, and slices that could not be told apart there stay together. A
  halving is shown unless a half counts 1-4 here, or unless hardly any other count could be: where the counts of the two halves
  in the group before leave fewer than four small values possible, it is withheld whatever they are, for to withhold it only when
  one is small would say which.
- What is nobody is shown to be nobody: where a half counts 0, every part and every slice in it is 0.
- A group of which the total is withheld is withheld in every slice, and so are its parts.
- A slice of which nothing but 0 can be shown is left out: it is there because it counts somebody, and to name it would say so.

Whether a halving is shown rests on the two counts that it tells apart, and on shown counts: nothing else that is withheld is
asked. So a reader who knows these rules learns of a withheld halving that one of the two counts is 1-4 (or nothing), and of no
other halving. With S the shown sum, the one can be 1-4 or S - 4 to S - 1: at least four values, for S is at least 5 or it would
not be shown. Only where the counts before are shown too, and fewer than four rows have left between them, are there fewer, and
never only one. The totals do not depend on the breakdown, so two breakdowns of a figure tell no more than each by itself.

How many left between two groups, of which the one is some of the other, is no count of the table: it can be small.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SMALLEST: Final = 5
FEWEST_VALUES: Final = 4

Counts = tuple[int, ...]
Shown = tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownFunnel:
    """The table as it may be shown; None is withheld, and a group of which nothing can be shown is not there."""

    groups: Mapping[str, Shown]
    total: Shown


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Groups counted together: `parts` of the group `of` (None: by themselves). `whole`: they are all of it, no row in two."""

    parts: tuple[str, ...]
    of: str | None = None
    whole: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownTable:
    """Group → count, in all and of each slice, as it may be shown; None is withheld. `left_out`: there are more slices."""

    total: Mapping[str, int | None]
    slices: Mapping[str, Mapping[str, int | None]]
    left_out: bool = False


def small(count: int) -> bool:
    """Whether it would speak of one to four persons."""
    return 0 < count < SMALLEST


def shown_funnel(groups: Mapping[str, Counts], *, stages: int) -> ShownFunnel:
    """What may be shown of these groups, each with a count for each of the stages, none greater than the one before it."""
    names = [str(stage) for stage in range(stages)]
    steps = [Step(parts=(name,), of=before) for before, name in zip([None, *names], names, strict=False)]
    slices = {group: dict(zip(names, counts, strict=True)) for group, counts in groups.items()}
    total = {name: sum(counts[name] for counts in slices.values()) for name in names}
    shown = shown_table(total, slices, steps)
    return ShownFunnel(
        groups={group: tuple(counts[name] for name in names) for group, counts in shown.slices.items()},
        total=tuple(shown.total[name] for name in names),
    )


def shown_table(total: Mapping[str, int], slices: Mapping[str, Mapping[str, int]], steps: Sequence[Step]) -> ShownTable:
    """What may be shown of a table. Every step comes after the one that its `of` is a part of; the slices add up to the total."""
    told = _Told(total=total, slices=slices)
    for step in steps:
        told.tell(step)
    cells = {name: {group: told.cells[name, group] for group in told.totals} for name in slices}
    shown = {name: counts for name, counts in cells.items() if any(counts.values())}
    return ShownTable(total=told.totals, slices=shown, left_out=len(shown) < len(slices))


@dataclass(frozen=True, slots=True)
class _Block:
    """Slices that a group does not tell apart, and how many it counts of them together; None: nothing is counted yet."""

    names: tuple[str, ...]
    count: int | None = None


class _Told:
    """What has been told so far: the totals and cells as shown, and the blocks of each group whose total is shown."""

    def __init__(self, total: Mapping[str, int], slices: Mapping[str, Mapping[str, int]]) -> None:
        self._total, self._slices = total, slices
        self._blocks: dict[str, list[_Block]] = {}
        self.totals: dict[str, int | None] = {}
        self.cells: dict[tuple[str, str], int | None] = {}

    def tell(self, step: Step) -> None:
        """Decide what of the step's groups is shown."""
        for part in step.parts:
            self.totals[part] = None
            self.cells |= {(name, part): self._nobody(name, step.of) for name in self._slices}
        if step.of is not None and step.of not in self._blocks:
            return
        blocks = [_Block((name,)) for name in self._slices] if step.of is None else self._blocks[step.of]
        if step.whole:
            self._tell(blocks, self._halved(step.parts), whole=True)
        else:
            for part in step.parts:
                if not small(self._total[part]):
                    self._tell(blocks, [(part,)], whole=False)

    def _nobody(self, name: str, of: str | None) -> int | None:
        """What is nobody in a group is nobody in its parts; nothing else is known of a withheld cell."""
        return 0 if of is not None and self.cells[name, of] == 0 else None

    def _halved(self, parts: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The parts of a whole, those together that cannot be told apart."""
        halves = parts[: len(parts) // 2], parts[len(parts) // 2 :]
        if len(parts) == 1 or any(small(sum(self._total[part] for part in half)) for half in halves):
            return [parts]
        return [*self._halved(halves[0]), *self._halved(halves[1])]

    def _tell(self, blocks: Sequence[_Block], columns: Sequence[tuple[str, ...]], *, whole: bool) -> None:
        """Show these totals, and each cell that can be told apart. A column is the parts that are told together."""
        counted = [block for block in blocks if block.count != 0]
        together = self._split(sorted(counted, key=_size), columns, whole=whole)
        for column in columns:
            found = [_Block(names, self._count(names, column)) for names in together]
            total = sum(self._total[part] for part in column)
            for part in column:
                self.totals[part] = total if len(column) == 1 or total == 0 else None
                self.cells |= {(name, part): 0 for block in found if block.count == 0 for name in block.names}
            if len(column) == 1:
                self._blocks[column[0]] = found
                self.cells |= {(block.names[0], column[0]): block.count for block in found if len(block.names) == 1}

    def _count(self, names: Sequence[str], column: Sequence[str]) -> int:
        return sum(self._slices[name][part] for name in names for part in column)

    def _split(self, blocks: Sequence[_Block], columns: Sequence[tuple[str, ...]], *, whole: bool) -> list[tuple[str, ...]]:
        """The slices of the blocks, those together that cannot be told apart in these columns."""
        if not blocks:
            return []
        first, second = blocks[: len(blocks) // 2], blocks[len(blocks) // 2 :]
        if first and all(self._tells_apart(first, second, column, whole=whole) for column in columns):
            return [*self._split(first, columns, whole=whole), *self._split(second, columns, whole=whole)]
        return [_names(blocks)]

    def _tells_apart(self, first: Sequence[_Block], second: Sequence[_Block], column: Sequence[str], *, whole: bool) -> bool:
        """Whether the halving may be shown."""
        counts = self._count(_names(first), column), self._count(_names(second), column)
        if any(map(small, counts)):
            return False
        return whole or not 0 < _small_values(sum(counts), _room(first), _room(second)) < FEWEST_VALUES


def _size(block: _Block) -> int:
    return -(block.count or 0)


def _names(blocks: Sequence[_Block]) -> tuple[str, ...]:
    return tuple(name for block in blocks for name in block.names)


def _room(blocks: Sequence[_Block]) -> int | None:
    """How many there can be of these at most; None: no count says."""
    counts = [block.count for block in blocks if block.count is not None]
    return sum(counts) if len(counts) == len(blocks) else None


def _small_values(total: int, first: int | None, second: int | None) -> int:
    """How many values the first of two counts that are the total can have with one of them small."""
    least = 0 if second is None else max(0, total - second)
    most = total if first is None else min(first, total)
    values = {value for low in range(1, SMALLEST) for value in (low, total - low)}
    return sum(least <= value <= most for value in values)
