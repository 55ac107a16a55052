"""The numbers of a figure as tables, in three formats: CSV, XLSX, and JSON-stat 2 (json-stat.org/format). Of every figure alike.

A table has dimensions (codes) and measures (numbers). A number that is withheld is `WITHHELD`, one that there is none of is None:
a file never says 0 for either. Every file says the arguments it was made with, so that it can be made again.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any, Final


class Withheld(Enum):
    """A number that somebody may not be shown."""

    WITHHELD = ".."


WITHHELD: Final = Withheld.WITHHELD

Number = int | float | None | Withheld
Said = Mapping[str, str]
"""The arguments of a figure, as text, by name."""


class Format(StrEnum):
    """How a figure can be asked for."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    JSON_STAT = "json-stat"


MEDIA: Final[Mapping[Format, str]] = {
    Format.JSON: "application/json",
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON_STAT: "application/vnd.json-stat+json",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One combination of values of the dimensions, and a number for each measure."""

    key: tuple[str, ...]
    numbers: tuple[Number, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Rows by dimensions; without dimensions there is one row. No two rows have the same key."""

    name: str
    dimensions: tuple[str, ...]
    measures: tuple[str, ...]
    rows: tuple[Row, ...]


def one_row(name: str, numbers: Mapping[str, Number]) -> Table:
    """A table without dimensions."""
    return Table(name=name, dimensions=(), measures=tuple(numbers), rows=(Row(key=(), numbers=tuple(numbers.values())),))


def as_csv(tables: Sequence[Table], said: Said) -> bytes:
    """One long list (RFC 4180, UTF-8): a line for each number, the arguments on each. No number: empty, and `status` says why."""
    dimensions = list(dict.fromkeys(name for table in tables for name in table.dimensions))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["table", *dimensions, "measure", "value", "status", *said])
    for table in tables:
        for row in table.rows:
            place = dict(zip(table.dimensions, row.key, strict=True))
            for measure, number in zip(table.measures, row.numbers, strict=True):
                keys = [place.get(name, "") for name in dimensions]
                writer.writerow(map(_safe, [table.name, *keys, measure, _plain(number), _status(number), *said.values()]))
    return text.getvalue().encode()


def _plain(number: Number) -> int | float | str:
    return "" if number is None or isinstance(number, Withheld) else number


def _status(number: Number) -> str:
    if isinstance(number, Withheld):
        return "withheld"
    return "none" if number is None else ""


def _safe(value: float | str) -> float | str:
    """Codes come from elsewhere: a spreadsheet must not read one as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def as_xlsx(tables: Sequence[Table], said: Said) -> bytes:
    """A workbook: a sheet for each table, with a column for each dimension and measure, and one with the arguments."""
    import xlsxwriter  # type: ignore[import-untyped]  # here: a tenth of the idle process, for a format that few ask for

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True})
        for table in tables:
            sheet = book.add_worksheet(table.name[:31])
            lines = [[*row.key, *map(_cell, row.numbers)] for row in table.rows]
            _write(sheet, [[*table.dimensions, *table.measures], *lines], head)
        _write(book.add_worksheet("arguments"), [["argument", "value"], *([name, value] for name, value in said.items())], head)
    return content.getvalue()


def _cell(number: Number) -> int | float | str | None:
    return number.value if isinstance(number, Withheld) else number


def _write(sheet: Any, lines: Sequence[Sequence[Any]], head: Any) -> None:
    for number, line in enumerate(lines):
        sheet.write_row(number, 0, line, head if number == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.autofit()


def as_json_stat(tables: Sequence[Table], said: Said, label: str) -> dict[str, Any]:
    """A JSON-stat 2 collection with a dataset for each table. Every combination of values has a place; status c: withheld."""
    return {
        "version": "2.0",
        "class": "collection",
        "label": label,
        "extension": {"arguments": dict(said)},
        "link": {"item": [_dataset(table, said) for table in tables]},
    }


def _dataset(table: Table, said: Said) -> dict[str, Any]:
    values = {name: sorted({row.key[place] for row in table.rows}) for place, name in enumerate(table.dimensions)}
    axes = {**values, "measure": list(table.measures)}
    numbers = {row.key: row.numbers for row in table.rows}
    cells: list[Number] = []
    for key in _combinations(list(values.values())):
        cells.extend(numbers.get(key, (None,) * len(table.measures)))
    return {
        "version": "2.0",
        "class": "dataset",
        "label": table.name,
        "id": list(axes),
        "size": [len(codes) for codes in axes.values()],
        "role": {"metric": ["measure"]},
        "dimension": {name: {"label": name, "category": {"index": codes}} for name, codes in axes.items()},
        "value": [None if isinstance(cell, Withheld) else cell for cell in cells],
        "status": {str(place): "c" for place, cell in enumerate(cells) if isinstance(cell, Withheld)},
        "updated": said.get("known_at"),
        "extension": {"arguments": dict(said)},
    }


def _combinations(axes: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    for codes in axes:
        found = [(*before, code) for before in found for code in codes]
    return found
