"""The matrix as somebody may see it: with its sums, and for those without units without small counts. Pure.

Small counts are withheld as in every table (`small_cells`), with the units as slices and the months as parts of the whole;
where a measure has parts, they are parts of the month. So the sums over the units are shown or withheld with the cells. The sum
of one such part over the months is shown only when each month's is, for it can be told from them and tells nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from services.metrics.figures.matrix import Matrix
from services.metrics.figures.measures import Meaning
from services.metrics.figures.small_cells import Step, shown_table

ALL: Final = "all"

Counted = dict[str, int | None]
"""Part → how many; None is withheld."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """Counts by unit and place of the column, and their sums; None is withheld. `left_out`: there are more units."""

    cells: Mapping[tuple[str, int], Counted]
    units: Mapping[str, Counted]
    months: tuple[Counted, ...]
    total: Counted
    left_out: bool = False


def everything(found: Matrix, meaning: Meaning) -> Shown:
    """Every count."""
    cells: dict[tuple[str, int], Counted] = {
        (unit, at): {part: found.count((unit, column.month), part) for part in meaning.parts}
        for unit in found.units
        for at, column in enumerate(found.columns)
    }
    places = range(len(found.columns))
    months = tuple(_sum((cells[unit, at] for unit in found.units), meaning) for at in places)
    return Shown(
        cells=cells,
        units={unit: _sum((cells[unit, at] for at in places), meaning) for unit in found.units},
        months=months,
        total=_sum(months, meaning),
    )


def protected(found: Matrix, meaning: Meaning) -> Shown:
    """Without the counts of one to four, and whatever they could be computed from."""
    parted = len(meaning.parts) > 1
    months = [str(at) for at in range(len(found.columns))]
    slices = {unit: _slice(found, meaning, unit) for unit in found.units}
    whole = {name: sum(counted[name] for counted in slices.values()) for name in _names(found, meaning)}
    table = shown_table(whole, slices, _steps(months, meaning, parted=parted))
    # A unit of which nothing can be shown has no row, but for one that was asked for by name.
    units = [unit for unit in found.units if unit in table.slices or unit in (found.arguments.unit or ())]

    def counts(shown: Mapping[str, int | None], month: str) -> Counted:
        return {part: shown.get(_name(month, part) if parted else month) for part in meaning.parts}

    cells = {(unit, at): counts(table.slices.get(unit, {}), month) for unit in units for at, month in enumerate(months)}
    by_month = tuple(counts(table.total, month) for month in months)
    by_unit = {unit: _sum((cells[unit, at] for at in range(len(months))), meaning) for unit in units}
    total = _sum(by_month, meaning)
    if not parted and not meaning.on_the_last_day:
        [part] = meaning.parts
        by_unit, total = {unit: {part: table.slices.get(unit, {}).get(ALL)} for unit in units}, {part: table.total[ALL]}
    return Shown(cells=cells, units=by_unit, months=by_month, total=total, left_out=len(units) < len(found.units))


def _name(month: str, part: str) -> str:
    return f"{month} {part}"


def _names(found: Matrix, meaning: Meaning) -> list[str]:
    months = [str(at) for at in range(len(found.columns))]
    return [ALL, *months, *(_name(month, part) for month in months for part in meaning.parts)]


def _slice(found: Matrix, meaning: Meaning, unit: str) -> dict[str, int]:
    parts = {
        _name(str(at), part): found.count((unit, column.month), part)
        for at, column in enumerate(found.columns)
        for part in meaning.parts
    }
    months = {
        str(at): sum(found.count((unit, column.month), part) for part in meaning.parts) for at, column in enumerate(found.columns)
    }
    return {ALL: sum(months.values()), **months, **parts}


def _steps(months: list[str], meaning: Meaning, *, parted: bool) -> list[Step]:
    if meaning.on_the_last_day:  # the same cases month after month: no whole that the months are parts of
        return [Step(parts=(month,)) for month in months]
    whole = [Step(parts=(ALL,)), Step(parts=tuple(months), of=ALL, whole=True)]
    parts = [Step(parts=tuple(_name(month, part) for part in meaning.parts), of=month, whole=True) for month in months]
    return [*whole, *parts] if parted else whole


def _sum(counted: Iterable[Counted], meaning: Meaning) -> Counted:
    known = list(counted)
    return {part: _added([counts[part] for counts in known]) for part in meaning.parts}


def _added(counts: list[int | None]) -> int | None:
    return None if None in counts else sum(count or 0 for count in counts)
