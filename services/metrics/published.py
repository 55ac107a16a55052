"""What closed months say of a matrix's cells: the same counts, as they were published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.metrics.figures.arguments import GAP, Arguments
from services.metrics.figures.matrix import Cohort, Column, Place
from services.metrics.figures.measures import Meaning
from services.metrics.figures.worktypes import DEFAULT_CLASSES
from services.metrics.months import Month
from shared.db import Tx

PUBLISHED: Final = """
select unit, month, closing,
       array(select (f.numbers #>> string_to_array(place, '.'))::integer from unnest($4::text[]) with ordinality as n (place, o)
             order by o) as counts
from closed_months join closed_figures f using (closing)
where f.figure = $1 and month = any($2) and ($3::text[] is null or unit = any($3))
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """A cell as it was published."""

    closing: UUID
    counts: dict[str, int]


async def published(
    tx: Tx, arguments: Arguments, meaning: Meaning, cohort: Cohort, columns: Sequence[Column]
) -> dict[Place, Published]:
    """The closed cells among these; none where a cell asks something else than what is closed."""
    months: list[date] = [column.month.first for column in columns if _asked_alike(column, arguments, meaning, cohort)]
    units = None if arguments.unit is None else sorted(arguments.unit)
    rows = await tx.raw.fetch(PUBLISHED, meaning.figure, months, units, list(meaning.published))
    return {
        (row["unit"], Month.of(row["month"])): Published(
            closing=row["closing"], counts=dict(zip(meaning.parts, row["counts"], strict=True))
        )
        for row in rows
    }


def _asked_alike(column: Column, arguments: Arguments, meaning: Meaning, cohort: Cohort) -> bool:
    if column.month.last > arguments.as_of:
        return False
    if not meaning.by_day_180:
        return True
    return cohort is Cohort.AS_CLOSED and arguments.work_classes == DEFAULT_CLASSES and arguments.gap == GAP
