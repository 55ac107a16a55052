"""What the page shows, before it is markup: panels of pictures and tables."""

from dataclasses import dataclass
from string import Formatter

from markupsafe import Markup

from services.metrics.dashboard.numbers import Number
from services.metrics.dashboard.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A number as a length beside it, for the eye alone: 1 is the whole width. `mark` is a line across it."""

    value: float | None
    mark: float | None = None


Cell = Number | Bar | str


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A row of a table, under its heading. `part`: one of the row above it."""

    head: str
    cells: tuple[Cell, ...]
    part: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A table. `name` is its id; the first column's heading comes first. A heading that is empty is over bars.

    `texts`: how many columns after the first are texts.
    """

    name: str
    caption: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = ""
    texts: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A chart, and the table of what it draws."""

    name: str
    title: str
    drawn: Markup
    table: Grid


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A piece of a text: words, or a number."""

    words: str = ""
    number: Number | None = None


def told(words: Words, key: str, **named: Number | str) -> tuple[Part, ...]:
    """The text, with the numbers that it names as numbers."""
    found: list[Part] = []
    for text, name, _, _ in Formatter().parse(words.text(key)):
        found.append(Part(words=text))
        if name is not None:
            value = named[name]
            found.append(Part(words=value) if isinstance(value, str) else Part(number=value))
    return tuple(found)


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """A part of the page. Without pictures and tables it says why in its lead."""

    name: str
    heading: str
    lead: tuple[Part, ...]
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Grid, ...] = ()
    more: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal:
    """One of the three goals: its number against the target and last year's."""

    name: str
    heading: str
    about: str
    number: Number
    unit: str
    of: tuple[Part, ...]
    verdict: str
    met: bool | None
    target: str
    earlier: tuple[Part, ...]
    drawn: Markup
