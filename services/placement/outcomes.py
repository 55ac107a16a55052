"""How candidacies came out, counted so that no number speaks of fewer than five persons. Pure.

A cell is withheld when it is about one to four persons. So that it does not follow from the total, the least of the other
cells is withheld with it until what is hidden is two cells and five persons or more; when the total is too small, everything
is. It does not hide what two questions tell by their difference.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar, get_args

from services.placement.events import Outcome

SMALLEST: Final = 5
FEWEST_CELLS: Final = 2

K = TypeVar("K", bound=str)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """So many candidacies, of so many persons. Added, the persons of one and the other are taken to be different ones."""

    number: int = 0
    persons: int = 0

    @property
    def small(self) -> bool:
        return 0 < self.persons < SMALLEST

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(number=self.number + other.number, persons=self.persons + other.persons)


@dataclass(frozen=True, kw_only=True)
class Shown(Generic[K]):
    """The cells in their order; None is withheld."""

    total: int | None
    cells: Mapping[K, int | None]


def shown(cells: Mapping[K, Cell], total: Cell) -> Shown[K]:
    """`total` is the cells' together, its persons counted once. Nothing is shown when it is small."""
    if total.small:
        return nothing(cells)
    hidden = {key for key, cell in cells.items() if cell.small}
    open_ = sorted((key for key, cell in cells.items() if cell.persons and key not in hidden), key=lambda key: cells[key].number)
    while hidden and too_plain([cells[key] for key in hidden]):
        if not open_:
            return nothing(cells)
        hidden.add(open_.pop(0))
    return Shown(total=total.number, cells={key: None if key in hidden else cell.number for key, cell in cells.items()})


def nothing(cells: Iterable[K]) -> Shown[K]:
    return Shown(total=None, cells=dict.fromkeys(cells))


def too_plain(hidden: list[Cell]) -> bool:
    """Whether the hidden cells' sum, which follows from the total, says too much about one of them."""
    return len(hidden) < FEWEST_CELLS or sum((cell.persons for cell in hidden), start=0) < SMALLEST


OPEN: Final = "open"
NO_ONE: Final = Cell()

Counted = tuple[str | None, str | None, int, int]
"""(outcome or `open`, reason, candidacies, persons). Without a reason: all of the outcome. Without an outcome: all there are."""


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """Each outcome's number and reasons, in the order of the codes; None is withheld."""

    total: int | None
    open: int | None
    outcomes: Mapping[str, tuple[int | None, Mapping[str, int | None]]]


def counted(rows: Iterable[Counted]) -> Outcomes:
    """An outcome that is withheld has its reasons withheld too."""
    cells = {(outcome, reason): Cell(number=number, persons=persons) for outcome, reason, number, persons in rows}
    by_outcome = {OPEN: NO_ONE, **dict.fromkeys(get_args(Outcome), NO_ONE)}
    by_outcome |= {outcome: cell for (outcome, reason), cell in cells.items() if outcome is not None and reason is None}
    overall = shown(by_outcome, cells.get((None, None), NO_ONE))
    return Outcomes(
        total=overall.total,
        open=overall.cells[OPEN],
        outcomes={
            outcome: (number, reasons(outcome, number, cells, by_outcome[outcome]))
            for outcome, number in overall.cells.items()
            if outcome != OPEN
        },
    )


def reasons(
    outcome: str, number: int | None, cells: Mapping[tuple[str | None, str | None], Cell], total: Cell
) -> Mapping[str, int | None]:
    own = {reason: cell for (of, reason), cell in sorted(cells.items(), key=str) if of == outcome and reason is not None}
    return (nothing(own) if number is None else shown(own, total)).cells
