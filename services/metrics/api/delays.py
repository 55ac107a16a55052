"""F11: how late facts are recorded."""

from collections.abc import Iterable
from typing import Final

from fastapi import APIRouter, Response

from services.metrics import taking
from services.metrics.answers.delays import DelaysView, DelayView, delays_shown
from services.metrics.api.answering import FILES, Asking, By, Wanted, answer, number, refused_breakdown
from services.metrics.api.asking import Asked, MaySeeFigures
from services.metrics.api.tables import share
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.formats import WITHHELD, Number, Row, Table
from services.metrics.schemas import Asked as AskedView
from shared.http.dependencies import DbTx
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/delays", route_class=Transactional, tags=["figures"])

DAYS: Final = ("median", "p90", "largest")
MEASURES: Final = ("facts", *DAYS, "late", "share_late")


@router.get("", responses=FILES, response_model=DelaysView)
async def show_delays(
    principal: MaySeeFigures, arguments: Asked, tx: DbTx, wanted: Wanted, by: By = None
) -> DelaysView | Response:
    """Registration delay by kind of fact and unit: median, 90th percentile, and the share recorded after 30 days.

    From those without a unit small counts are withheld, and what they could be computed from. It counts events, of which the log
    keeps no list; it is broken down by unit, always, and by nothing else.

    Registreringens fördröjning per slag av uppgift och enhet: median, 90:e percentilen och andelen efter 30 dagar.
    För den som inte hör till en enhet visas inte små tal, och inte heller det som de kan räknas ut av. Måttet räknar händelser,
    som inte listas; det delas alltid upp per enhet, och inte efter något annat.
    """
    if by not in {None, Breakdown.UNIT}:
        raise refused_breakdown(
            by or Breakdown.UNIT,
            sv="en registrerings fördröjning hör till enheten som registrerade, inte till en person.",
            en="how late something was recorded is of the unit that recorded it, not of a person.",
        )
    figure = await taking.delays_of(tx, arguments)
    by_kind, by_unit, left_out = delays_shown(figure, protect=not principal.units)
    view = DelaysView(
        arguments=AskedView.of(arguments), definitions=DEFINITIONS, by_kind=by_kind, by_unit=by_unit, left_out=left_out
    )
    return answer(wanted, view, lambda: _tables(view), Asking(figure="delays", arguments=arguments, by=by))


def _tables(view: DelaysView) -> list[Table]:
    return [
        _table("by_kind", ("kind",), [((one.kind,), one) for one in view.by_kind]),
        _table("by_unit", ("kind", "unit"), [((one.kind, one.unit or ""), one) for one in view.by_unit]),
    ]


def _table(name: str, dimensions: tuple[str, ...], delays: Iterable[tuple[tuple[str, ...], DelayView]]) -> Table:
    rows = tuple(Row(key=key, numbers=_numbers(delay)) for key, delay in delays)
    return Table(name=name, dimensions=dimensions, measures=MEASURES, rows=rows)


def _numbers(delay: DelayView) -> tuple[Number, ...]:
    days = [getattr(delay.days, name) if delay.days else WITHHELD for name in DAYS]
    late = delay.after_30_days.numerator if delay.after_30_days else None
    return number(delay.facts), *days, number(late), share(delay.after_30_days)
