"""Parts of answers as tables for files."""

from collections.abc import Sequence

from services.metrics.api.answering import number
from services.metrics.formats import WITHHELD, Number, Table, one_row
from services.metrics.schemas import ShareView
from shared.http.types import View


def withheld_row(name: str, measures: Sequence[str]) -> Table:
    """A table without dimensions in which every number is withheld."""
    return one_row(name, dict.fromkeys(measures, WITHHELD))


def table_of(name: str, view: View) -> Table:
    """A table without dimensions of numbers that are null only when they are withheld."""
    return one_row(name, {measure: number(count) for measure, count in view.model_dump().items()})


def share(found: ShareView | None) -> Number:
    """The value of a share; withheld without one."""
    return WITHHELD if found is None else found.value
