"""The pages themselves: the dashboard, a list of rows, and what went wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.metrics.dashboard import charts
from services.metrics.dashboard.answered import Sources
from services.metrics.dashboard.choices import Choices
from services.metrics.dashboard.goals import goals
from services.metrics.dashboard.numbers import Number, Place
from services.metrics.dashboard.panels import panels
from services.metrics.dashboard.shown import Bar
from services.metrics.dashboard.style import STYLE
from services.metrics.dashboard.words import NONE, WITHHELD, Words
from services.metrics.schemas import Asked
from shared.http.paging import Links

_pages: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_pages.tests |= {"number": lambda cell: isinstance(cell, Number), "bar": lambda cell: isinstance(cell, Bar)}
_pages.filters["bar"] = lambda cell: charts.bar(cell.value, cell.mark)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """Who looks: their units (none: all of them, protected), and where they change role in a local run."""

    units: Sequence[str]
    sign_in: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """One page of rows: each a mapping of heading → text."""

    title: str
    about: tuple[str, ...]
    columns: tuple[str, ...]
    lines: Sequence[tuple[str, ...]]
    first: int
    total: int
    links: Links


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What went wrong, as problem details tell it; `sign_in` is where to sign in, in a local run."""

    status: int
    problem: Mapping[str, Any]
    sign_in: str | None = None

    @property
    def reasons(self) -> list[tuple[str, str, str]]:
        """(parameter, what is wrong, code) of each fault of the input."""
        return [
            (str(one.get("parameter") or one.get("pointer")), one["detail"], one["code"])
            for one in self.problem.get("errors", ())
        ]


def _render(name: str, place: Place, other: str, **more: object) -> str:
    words = place.words
    common = {"words": words, "style": STYLE, "home": place.address(), "other": other, "signs": (WITHHELD, NONE)}
    return _pages.get_template(name).render(**common, **more)


def dashboard_page(sources: Sources, choices: Choices, reader: Reader, other: str) -> str:
    """The dashboard. `other`: its address in the other language."""
    words = sources.place.words
    return _render(
        "dashboard.html",
        sources.place,
        other,
        asked=sources.asked,
        choices=choices,
        reader=reader,
        goals=goals(sources, words),
        panels=panels(sources, words),
        definitions=sources.answered.inflow.definitions,
        here=sources.place.address(sources.asked, breakdown=choices.breakdown),
        chosen=chosen(sources.asked, words),
    )


def rows_page(rows: Rows, asked: Asked, place: Place, other: str) -> str:
    """The list of what a number counts."""
    return _render("rows.html", place, other, rows=rows, chosen=chosen(asked, place.words), back=place.address(asked))


def fault_page(fault: Fault, place: Place, other: str) -> str:
    """What went wrong, with every reason."""
    return _render("fault.html", place, other, fault=fault)


def chosen(asked: Asked, words: Words) -> dict[str, str]:
    """The arguments, as one reads them."""
    return {
        words("units"): ", ".join(asked.unit) if asked.unit else words("all-units"),
        words("period"): words("from-to", first=asked.from_, last=asked.to),
        words("as-of"): asked.as_of.isoformat(),
        words("known-at"): words("swedish-time", instant=words.instant(asked.known_at)),
        words("work-classes"): ", ".join(words.code(one.value).lower() for one in asked.work_classes),
    }
