"""A number on the page is always one of an answer: it knows its place there, and where the rows are that it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import urlencode

from services.metrics.dashboard.words import NONE, WITHHELD, Words
from services.metrics.schemas import Asked
from shared.http.types import View

Kind = Literal["count", "share", "days", "amount"]
Absent = Literal["withheld", "none", "not-told"]

ROWS: Final = "rows"


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """One number as it is written. `source` is its place in an answer, `href` the page of its rows."""

    value: float | None
    text: str
    source: str
    spoken: str = ""
    href: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where the page is, and in which language its links lead on. `lists`: whether rows may be opened."""

    path: str
    words: Words
    lists: bool

    def address(self, asked: Asked | None = None, /, *, under: str = "", **more: str) -> str:
        """An address of the dashboard with every argument pinned."""
        pinned = asked.model_dump(mode="json", by_alias=True, exclude_none=True) if asked else {}
        return f"{self.path}{under}?{urlencode({**pinned, **more, 'lang': self.words.tongue}, doseq=True)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """An answer of the figure `name`, to what was asked. `prefix`: which answer of several of the figure it is."""

    name: str
    view: View
    asked: Asked
    place: Place
    prefix: str = ""

    def value(self, path: str) -> Any:
        """What stands at the path, such as figure/counts/mature; None from where something is withheld."""
        found: Any = self.view
        for part in path.split("/"):
            match found:
                case None:
                    return None
                case list():
                    found = found[int(part)]
                case Mapping():
                    found = found[part]
                case _:
                    found = getattr(found, part)
        return found

    def number(
        self,
        path: str,
        kind: Kind = "count",
        *,
        group: str | None = None,
        absent: Absent | None = None,
        more: Mapping[str, str] | None = None,
    ) -> Number:
        """The number at the path. With `group` it opens its rows, for those who may see them."""
        value = self.value(path)
        source = f"{self.name}{self.prefix}/{path}"
        if value is None:
            return self._absent(source, absent or self._why(path, kind))
        opens = group is not None and self.place.lists and value > 0  # nothing has no rows
        return Number(
            value=value,
            text=self._written(value, kind),
            source=source,
            href=self._rows(group, more or {}) if opens and group else None,
        )

    def _rows(self, group: str, more: Mapping[str, str]) -> str:
        asked = self.asked.model_copy(update={"unit": [more["unit"]]}) if "unit" in more else self.asked
        others = {name: value for name, value in more.items() if name != "unit"}
        return self.place.address(asked, under=f"/{ROWS}", figure=self.name, group=group, **others)

    def _written(self, value: float, kind: Kind) -> str:
        words = self.place.words
        match kind:
            case "count":
                return words.count(value)
            case "share":
                return words.share(value)
            case "days":
                return words.amount(value, 0 if value == int(value) else 1)
            case "amount":
                return words.amount(value, 2)

    def _why(self, path: str, kind: Kind) -> Absent:
        """A count that is not there is withheld, as is what stands under something that is; a share of nobody has no value."""
        above = path.rpartition("/")[0]
        return "withheld" if kind == "count" or (above and self.value(above) is None) else "none"

    def _absent(self, source: str, why: Absent) -> Number:
        words = self.place.words
        texts = {"withheld": (WITHHELD, "withheld"), "none": (NONE, "no-value"), "not-told": (NONE, "not-told")}
        text, spoken = texts[why]
        return Number(value=None, text=text, source=source, spoken=words(spoken))
