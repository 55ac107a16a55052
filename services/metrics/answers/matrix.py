"""Answers of the unit × month matrix."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from pydantic import ConfigDict, Field

from services.metrics.answers.counts import Counted, Lists
from services.metrics.figures.matrix import Cohort
from services.metrics.figures.measures import Measure
from services.metrics.schemas import Asked, ShareView
from shared.http.types import View

CLOSING: Final = "0195c1de-9d00-7000-8000-0000000000c1"
COUNTS: Final[Counted] = {"in-work-within-180": 9, "not-within-180": 14, "unknown-within-180": 1, "pending": 0}
LISTED: Final = "/metrics/v1/figures/outflow/cases?from=2025-01-01&to=2025-01-31&unit=stockholm&group=in-work-within-180"


class MatrixMonth(View):
    """A column: the month, and what the figure of each of its cells is asked with."""

    model_config = ConfigDict(populate_by_name=True)

    month: str = Field(examples=["2025-01"])
    from_: date = Field(alias="from", examples=["2025-01-01"])
    to: date = Field(examples=["2025-01-31"])
    as_of: date


class ClosedCell(View):
    """The month was closed at the unit: what was published for it. Null for those without a unit."""

    closing: UUID = Field(examples=[CLOSING])
    then: Counted | None = Field(description="As published / Som publicerat", examples=[COUNTS])
    same: bool | None = Field(description="Whether nothing has changed / Om inget har ändrats", examples=[True])


class Counting(View):
    """Counts of the measure's parts, none of which has a row of another. Null is withheld."""

    counts: Counted = Field(examples=[COUNTS])
    share: ShareView | None = Field(description="null: the measure is no share, or it is withheld / null: ingen andel")
    capacity: float | None = Field(description="Of the load alone / Bara för belastningen", examples=[None])
    load: float | None = Field(description="Ongoing of capacity / Pågående av kapacitet", examples=[None])


class MatrixCell(Counting):
    """One unit and month."""

    month: str = Field(examples=["2025-01"])
    closed: ClosedCell | None = Field(description="null: not closed, or asked otherwise / null: inte stängd")
    rows: Lists | None = Field(
        description="Lists of what was counted; null for who may not see cases / Listor över det räknade",
        examples=[{"in-work-within-180": LISTED}],
    )


class MatrixRow(View):
    """A unit: its months, and their sum (null for what is counted on a date)."""

    unit: str = Field(examples=["stockholm"])
    cells: list[MatrixCell]
    total: Counting | None


class MatrixTotal(Counting):
    """All units of one month."""

    month: str = Field(examples=["2025-01"])


class MatrixView(View):
    """A measure of a figure by unit and month. Every cell is what the figure says, asked with the unit and its column."""

    arguments: Asked
    definitions: str = Field(description="Version of the definitions / Definitionernas version", examples=["2026-1"])
    measure: Measure = Field(examples=["in-work-within-180"])
    figure: str = Field(description="Whose counts they are / Vilket mått", examples=["outflow"])
    cohort: Cohort = Field(examples=["of-the-month"])
    cohort_en: str = Field(examples=["Cases started in the month, as they stand on as_of."])
    cohort_sv: str = Field(examples=["Ärenden som började under månaden, så som de står på as_of."])
    months: list[MatrixMonth]
    units: list[MatrixRow]
    units_left_out: bool = Field(
        description="There are more, of which nothing may be shown / Det finns fler, som inget får visas av", examples=[False]
    )
    totals: list[MatrixTotal]
    total: Counting | None = Field(description="null for what is counted on a date / null för det som räknas en viss dag")


ON_THE_DAY: Final = (
    "Counted on the column's as_of: the last day of the month, or of the period.",
    "Räknat på kolumnens as_of: månadens sista dag, eller periodens.",
)
IN_THE_MONTH: Final = ("What is dated in the month.", "Det som är daterat i månaden.")
COHORTS: Final[Mapping[tuple[str, Cohort], tuple[str, str]]] = {
    ("outflow", Cohort.OF_THE_MONTH): (
        "Cases started in the month, as they stand on as_of.",
        "Ärenden som började under månaden, så som de står på as_of.",
    ),
    ("outflow", Cohort.AS_CLOSED): (
        "Cases whose day 180 after the start is in the month, as they stand on its last day.",
        "Ärenden vars dag 180 efter starten ligger i månaden, så som de står på dess sista dag.",
    ),
    ("retention", Cohort.OF_THE_MONTH): (
        "Cases whose person got work in the month, as they stand on as_of.",
        "Ärenden där personen fick arbete under månaden, så som de står på as_of.",
    ),
    ("retention", Cohort.AS_CLOSED): (
        "Cases whose day 180 after the person got work is in the month, as they stand on its last day.",
        "Ärenden vars dag 180 efter att personen fick arbete ligger i månaden, så som de står på dess sista dag.",
    ),
}
"""English, Swedish."""
