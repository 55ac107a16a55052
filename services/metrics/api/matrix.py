"""Units × months of one measure of a figure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from services.metrics.answers.counts import Counted
from services.metrics.answers.matrix import (
    COHORTS,
    IN_THE_MONTH,
    ON_THE_DAY,
    ClosedCell,
    Counting,
    MatrixCell,
    MatrixMonth,
    MatrixRow,
    MatrixTotal,
    MatrixView,
)
from services.metrics.api.answering import FILES, Asking, Wanted, answer, number
from services.metrics.api.asking import Asked, MaySeeFigures
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.margins import Shown, everything, protected
from services.metrics.figures.matrix import MOST_MONTHS, Cohort, Column, Matrix, Place, months_of
from services.metrics.figures.measures import MEANINGS, Meaning, Measure
from services.metrics.figures.shares import Share
from services.metrics.formats import WITHHELD, Number, Row, Table
from services.metrics.published import Published, published
from services.metrics.schemas import Asked as AskedView
from services.metrics.schemas import ShareView
from services.metrics.tabulating import matrix_of
from shared.errors import unprocessable
from shared.http.dependencies import DbTx
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/matrix", route_class=Transactional, tags=["figures"])

MeasureQuery = Annotated[Measure, Query(alias="measure", description="What is counted in each cell / Vad varje cell räknar")]
CohortQuery = Annotated[
    Cohort,
    Query(
        alias="cohort",
        description="Of F2 and F3: which month a case belongs to; as-closed is the question of closed months / Vilken månad",
    ),
]
Links = Callable[[str, Column, Counted], dict[str, str]]


@router.get("", responses=FILES, response_model=MatrixView)
async def show_matrix(
    principal: MaySeeFigures,
    arguments: Asked,
    tx: DbTx,
    request: Request,
    wanted: Wanted,
    measure: MeasureQuery = Measure.STARTED,
    cohort: CohortQuery = Cohort.OF_THE_MONTH,
) -> MatrixView | Response:
    """One measure by unit and calendar month, at most 36: each cell is what the figure says of the unit and the month.

    The months are those with a day in the period, whole, up to `as_of`. A closed month's cell says what was published, when the
    question is that of closed months. Of those without a unit small counts are withheld, and what they could be computed from.

    Ett mått per enhet och kalendermånad, högst 36: varje cell är vad måttet säger om enheten och månaden. Månaderna är de som har
    en dag i perioden, hela, till och med `as_of`. En stängd månads cell säger vad som publicerades, när frågan är densamma.
    För den som inte hör till en enhet visas inte små tal, och inte heller det som de kan räknas ut av.
    """
    _not_too_many(arguments)
    meaning = MEANINGS[measure]
    found = await matrix_of(tx, arguments, measure, cohort)
    shown = everything(found, meaning) if principal.units else protected(found, meaning)
    closed = await published(tx, arguments, meaning, cohort, found.columns)
    cells = _Cells(found, meaning, shown, closed, _links(request, arguments, meaning) if principal.units else None)
    english, swedish = ON_THE_DAY if meaning.on_the_last_day else COHORTS.get((meaning.figure, cohort), IN_THE_MONTH)
    view = MatrixView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        measure=measure,
        figure=meaning.figure,
        cohort=cohort,
        cohort_en=english,
        cohort_sv=swedish,
        months=[
            MatrixMonth(month=str(column.month), from_=column.from_, to=column.to, as_of=column.as_of) for column in found.columns
        ],
        units=[cells.row(unit) for unit in shown.units],
        units_left_out=shown.left_out,
        totals=[cells.month(at) for at in range(len(found.columns))],
        total=None if meaning.on_the_last_day else counting(shown.total, meaning),
    )
    asking = Asking(figure="matrix", arguments=arguments, more={"matrix_of": measure.value, "cohort": cohort.value})
    return answer(wanted, view, lambda: _tables(view, meaning), asking)


def _not_too_many(arguments: Arguments) -> None:
    last = max(arguments.from_, min(arguments.to, arguments.as_of))
    if len(months_of(arguments.from_, last)) > MOST_MONTHS:
        raise unprocessable(
            "from",
            "too-many-months",
            sv=f"Perioden har fler än {MOST_MONTHS} månader. Välj en kortare period.",
            en=f"The period has more than {MOST_MONTHS} months. Choose a shorter one.",
        )


def _links(request: Request, arguments: Arguments, meaning: Meaning) -> Links:
    """Part → path of the figure's own list with the cell's arguments, for parts that count anything."""
    path = f"{request.url.path.removesuffix('matrix')}{meaning.figure}/{meaning.rows}"
    asked: dict[Column, str] = {}

    def of(unit: str, column: Column, counts: Counted) -> dict[str, str]:
        if column not in asked:
            cell = replace(arguments, from_=column.from_, to=column.to, as_of=column.as_of, unit=None)
            query = AskedView.of(cell).model_dump(mode="json", by_alias=True, exclude_none=True)
            asked[column] = urlencode(query, doseq=True)
        return {part: f"{path}?{asked[column]}&unit={unit}&group={part}" for part, many in counts.items() if many}

    return of


class _Cells:
    """The matrix's rows as they are answered."""

    def __init__(
        self, found: Matrix, meaning: Meaning, shown: Shown, closed: Mapping[Place, Published], links: Links | None
    ) -> None:
        self._found, self._meaning, self._shown, self._closed, self._links = found, meaning, shown, closed, links

    def row(self, unit: str) -> MatrixRow:
        return MatrixRow(
            unit=unit,
            cells=[self._cell(unit, at, column) for at, column in enumerate(self._found.columns)],
            total=None if self._meaning.on_the_last_day else counting(self._shown.units[unit], self._meaning),
        )

    def month(self, at: int) -> MatrixTotal:
        month = self._found.columns[at].month
        capacity = sum(self._capacity(unit, at) or 0 for unit in self._found.units) if self._of_load else None
        counted = counting(self._shown.months[at], self._meaning, capacity)
        return MatrixTotal(month=str(month), **_fields(counted))

    def _cell(self, unit: str, at: int, column: Column) -> MatrixCell:
        counts = self._shown.cells[unit, at]
        return MatrixCell(
            month=str(column.month),
            closed=self._closed_cell(unit, column, counts),
            rows=self._links(unit, column, counts) if self._links else None,
            **_fields(counting(counts, self._meaning, self._capacity(unit, at))),
        )

    @property
    def _of_load(self) -> bool:
        return "ongoing" in self._meaning.parts

    def _capacity(self, unit: str, at: int) -> float | None:
        return float(self._found.capacity.get((unit, self._found.columns[at].month), 0)) if self._of_load else None

    def _closed_cell(self, unit: str, column: Column, counts: Counted) -> ClosedCell | None:
        closed = self._closed.get((unit, column.month))
        if closed is None:
            return None
        if self._links is None:  # what changed is a small count more often than not
            return ClosedCell(closing=closed.closing, then=None, same=None)
        return ClosedCell(closing=closed.closing, then=dict(closed.counts), same=closed.counts == counts)


def _fields(counted: Counting) -> dict[str, Any]:
    return {name: getattr(counted, name) for name in Counting.model_fields}


def counting(counts: Counted, meaning: Meaning, capacity: float | None = None) -> Counting:
    """The counts with their share, or with the load. None where a part that it takes is withheld."""
    full = None
    if capacity and (ongoing := counts["ongoing"]) is not None:
        full = ongoing / capacity
    return Counting(counts=counts, share=_share(counts, meaning), capacity=capacity, load=full)


def _share(counts: Counted, meaning: Meaning) -> ShareView | None:
    parts = [counts[part] for part in meaning.denominator]
    if not parts or None in parts:
        return None
    numerator = sum(counts[part] or 0 for part in meaning.numerator)
    return ShareView.of(Share(numerator=numerator, denominator=sum(many or 0 for many in parts)))


def _tables(view: MatrixView, meaning: Meaning) -> list[Table]:
    extra: tuple[str, ...] = ("share",) if meaning.denominator else ()
    extra += ("capacity", "load") if "ongoing" in meaning.parts else ()
    measures = (*meaning.parts, *extra)

    def row(key: tuple[str, ...], counted: Counting) -> Row:
        return Row(key=key, numbers=(*(number(counted.counts[part]) for part in meaning.parts), *_derived(counted, extra)))

    cells = tuple(row((unit.unit, cell.month), cell) for unit in view.units for cell in unit.cells)
    tables = [
        Table(name="matrix", dimensions=("unit", "month"), measures=measures, rows=cells),
        Table(
            name="months", dimensions=("month",), measures=measures, rows=tuple(row((each.month,), each) for each in view.totals)
        ),
    ]
    if view.total is not None:
        sums = tuple(row((unit.unit,), unit.total) for unit in view.units if unit.total is not None)
        tables.append(Table(name="units", dimensions=("unit",), measures=measures, rows=sums))
        tables.append(Table(name="total", dimensions=(), measures=measures, rows=(row((), view.total),)))
    return tables


def _derived(counted: Counting, extra: tuple[str, ...]) -> list[Number]:
    withheld = None in counted.counts.values()
    values: dict[str, Number] = {
        "share": counted.share.value if counted.share else (WITHHELD if withheld else None),
        "capacity": counted.capacity,
        "load": WITHHELD if withheld else counted.load,
    }
    return [values[name] for name in extra]
