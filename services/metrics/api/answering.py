"""How every figure is answered: in the format asked for, broken down if asked, and with the counts that the caller may see."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeVar
from uuid import UUID

import orjson
from fastapi import Depends, Query, Request, Response

from services.metrics import queries
from services.metrics.answers.counts import BreakdownView, lengths
from services.metrics.api.asking import unknown_units
from services.metrics.api.values import VALUES, can_be
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import Breakdown, Slice, Values, sliced
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.shares import Rows, together
from services.metrics.figures.small_cells import ShownTable, Step, shown_table, small
from services.metrics.formats import MEDIA, WITHHELD, Format, Number, Said, Table, as_csv, as_json_stat, as_xlsx
from services.metrics.formats import Row as TableRow
from services.metrics.schemas import Asked
from shared.auth import Principal
from shared.db import Tx
from shared.errors import unprocessable
from shared.http.access import Reader
from shared.http.dependencies import DbTx
from shared.http.formats import format_of
from shared.http.paging import Listing, Window
from shared.http.types import Code, View

R = TypeVar("R", bound=View)

FILES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {
            MEDIA[Format.CSV]: {"schema": {"type": "string"}},
            MEDIA[Format.XLSX]: {"schema": {"type": "string", "format": "binary"}},
            MEDIA[Format.JSON_STAT]: {"schema": {"type": "object"}},
        }
    }
}
"""What a figure's route answers in besides JSON: `@router.get("", responses=FILES)`."""

BY_MEDIA: Final = {media: form for form, media in MEDIA.items()}


async def _wanted(
    request: Request,
    form: Annotated[
        Format | None,
        Query(alias="format", description="Instead of Accept: json, csv, xlsx or json-stat / I stället för Accept"),
    ] = None,
) -> Format:
    return form or BY_MEDIA[format_of(request, *MEDIA.values())]


Wanted = Annotated[Format, Depends(_wanted)]
By = Annotated[Breakdown | None, Query(alias="breakdown", description="Cut the counts by this / Dela upp antalen efter detta")]
SliceValue = Annotated[
    str | None,
    Query(max_length=64, pattern=r"^[A-Za-z0-9-]+$", description="Only this value of the breakdown / Bara detta värde"),
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """Which slice of a list is wanted; the whole list without a value."""

    by: Breakdown | None = None
    value: str | None = None


async def cut_to(tx: Tx, by: Breakdown | None, value: str | None) -> Cut:
    """The slice. Refused (422): a value without its breakdown, or one that the breakdown cannot have.

    An empty list would say that nobody has it.
    """
    if value is None:
        return Cut()
    if by is None:
        raise unprocessable("value", "without-breakdown", sv="Ange breakdown också.", en="Say breakdown as well.")
    if await unknown_units(tx, [value]) if by is Breakdown.UNIT else not can_be(by, value):
        known = f": {', '.join(VALUES[by])}." if by in VALUES else "."
        raise unprocessable(
            "value",
            "unknown-value",
            sv=f"Det finns inget sådant värde av {by.value}{known}",
            en=f"There is no such value of {by.value}{known}",
        )
    return Cut(by=by, value=value)


async def _cut(tx: DbTx, by: By = None, value: SliceValue = None) -> Cut:
    return await cut_to(tx, by, value)


CutTo = Annotated[Cut, Depends(_cut)]
GroupName = Annotated[Code, Query(description="Which of the counted groups / Vilken av de räknade grupperna")]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """A figure by name, and everything that it was asked with."""

    figure: str
    arguments: Arguments
    by: Breakdown | None = None
    more: Mapping[str, str] | None = None

    def said(self) -> Said:
        """Every argument as text, and the version of the definitions."""
        told = Asked.of(self.arguments).model_dump(mode="json", by_alias=True)
        given = {name: " ".join(map(str, value)) if isinstance(value, list) else value for name, value in told.items()}
        texts = {name: "" if value is None else str(value) for name, value in given.items()}
        breakdown = {"breakdown": self.by.value} if self.by else {}
        return {"figure": self.figure, "definitions": DEFINITIONS, **texts, **breakdown, **(self.more or {})}


def answer(wanted: Format, view: R, tables: Callable[[], Sequence[Table]], asking: Asking) -> R | Response:
    """The view itself for JSON, or the tables as a file."""
    if wanted is Format.JSON:
        return view
    if wanted is Format.JSON_STAT:
        collection = as_json_stat(tables(), asking.said(), asking.figure)
        return Response(orjson.dumps(collection), media_type=MEDIA[wanted])
    content = as_csv(tables(), asking.said()) if wanted is Format.CSV else as_xlsx(tables(), asking.said())
    name = f"{asking.figure}-{asking.arguments.from_}-{asking.arguments.to}.{wanted.value}"
    return Response(content, media_type=MEDIA[wanted], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def identifying() -> Exception:
    """Raise what this gives: the breakdown would speak of one to four persons, to somebody who may not know who they are."""
    return unprocessable(
        "breakdown",
        "would-identify",
        sv="Uppdelningen skulle visa en till fyra personer. Välj fler enheter, en längre period eller en grövre uppdelning.",
        en="The breakdown would show one to four persons. Choose more units, a longer period or a coarser breakdown.",
    )


def withheld(parameter: str) -> Exception:
    """Raise what this gives: the count is not shown, and so not what it counts."""
    return unprocessable(
        parameter,
        "withheld",
        sv="Antalet visas inte, eftersom det eller ett annat är 1-4.",
        en="The count is not shown, for it or another is 1-4.",
    )


def slices_for(principal: Principal, groups: Mapping[str, Rows], values: Values) -> tuple[Slice, ...]:
    """The slices; refused (422, would-identify) to those without a unit when a count in them is 1-4."""
    found = sliced(groups, values)
    if not principal.units and any(small(len(counted)) for one in found for counted in one.groups.values()):
        raise identifying()
    return found


def refused_breakdown(by: Breakdown, *, sv: str, en: str) -> Exception:
    """Raise what this gives: the figure cannot be broken down so, for the reason given."""
    return unprocessable("breakdown", "makes-no-sense", sv=f"{by.value}: {sv}", en=f"{by.value}: {en}")


async def slices_of_cases(
    tx: Tx, arguments: Arguments, groups: Mapping[str, Rows], by: Breakdown | None
) -> tuple[Slice, ...] | None:
    """The slices of groups of cases; None without a breakdown."""
    if by is None:
        return None
    return sliced(groups, await queries.values_of_cases(tx, arguments, together(groups.values()), by))


def shown_to(
    principal: Principal, total: Mapping[str, int], slices: Collection[Slice] | None, steps: Sequence[Step]
) -> ShownTable:
    """The counts that the caller may see: all of them at a unit; else all but the small cells and what they come of."""
    counts = {one.value: lengths(one.groups) for one in slices or ()}
    return ShownTable(total=total, slices=counts) if principal.units else shown_table(total, counts, steps)


def breakdown_view(by: Breakdown | None, shown: ShownTable) -> BreakdownView | None:
    """The slices as they may be shown; None without a breakdown."""
    return None if by is None else BreakdownView.of(by, shown.slices, left_out=shown.left_out)


def nothing_in(shown: ShownTable) -> bool:
    """Whether every count is withheld, so that there is nothing to show."""
    return all(count is None for count in shown.total.values())


def any_small(counts: Iterable[int]) -> bool:
    """Whether one of the counts speaks of one to four."""
    return any(map(small, counts))


def number(count: int | None) -> Number:
    """A count as a table says it; None is withheld."""
    return WITHHELD if count is None else count


def breakdown_table(by: Breakdown, counts: Mapping[str, Mapping[str, int | None]]) -> Table:
    """The slices as a table."""
    measures = tuple(next(iter(counts.values()))) if counts else ()
    return Table(
        name="breakdown",
        dimensions=(by.value,),
        measures=measures,
        rows=tuple(TableRow(key=(value,), numbers=tuple(map(number, counted.values()))) for value, counted in counts.items()),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """Whom a counted row is about."""

    person: UUID
    case: UUID | None


async def listed(
    tx: Tx,
    principal: Principal,
    page: Window,
    reading: Reader,
    rows: Collection[UUID],
    about: Mapping[UUID, Subject],
    view: Callable[[UUID], R],
) -> Listing[R]:
    """One page of the rows that the caller may be shown, in order of their ids; written to the access log."""
    persons = {row: about[row].person for row in rows}
    shown = await queries.shown_cases(tx, principal, tuple(rows), persons)
    window = shown[page.offset : page.offset + page.limit]
    await reading.of_each([(persons[row], about[row].case) for row in window])
    return page.of([view(row) for row in window], len(shown))
