"""What every figure is asked with: who asks, of which units, and the arguments that the answer says back."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Annotated, Final

from fastapi import Depends, Query

from services.metrics.figures.arguments import GAP, Arguments, AsOfAfterKnownAt, PeriodEndsBeforeItStarts, asked, stockholm_date
from services.metrics.figures.worktypes import DEFAULT_CLASSES, WorkClass
from shared.auth import Principal, Requires
from shared.db import Tx
from shared.errors import Forbidden, unprocessable
from shared.http.access import Reader, Reading
from shared.http.dependencies import DbTx, Now
from shared.http.types import Code, Day, Instant

MaySeeFigures = Annotated[Principal, Requires("figures")]
Statistics = Annotated[Reader, Reading("statistics")]

LARGEST_GAP: Final = 365

FromDay = Annotated[
    Day | None,
    Query(alias="from", description="First day of the period; default 1 January of the year of `as_of` / Periodens första dag"),
]
ToDay = Annotated[Day | None, Query(description="Last day of the period; default `as_of` / Periodens sista dag")]
AsOf = Annotated[
    Day | None,
    Query(description="What is true on this day; default and latest: the date of `known_at` / Vad som gäller denna dag"),
]
KnownAt = Annotated[
    Instant | None,
    Query(description="Only what had been recorded by then; default now / Bara det som var registrerat då"),
]
UnitCodes = Annotated[
    list[Code] | None,
    Query(description="Units where the cases started; default all that one may see / Enheter där ärendena började"),
]
WorkClasses = Annotated[list[WorkClass] | None, Query(description="What counts as work / Vad som räknas som arbete")]
GapDays = Annotated[
    int, Query(ge=0, le=LARGEST_GAP, description="Days in no job that still join two / Dagar utan arbete som ändå fogar ihop två")
]


def units_of(principal: Principal, unit: list[str] | None) -> frozenset[str] | None:
    """The units to look at; None is every unit. Forbidden for another unit than one's own, unless one has none (analysts)."""
    if not principal.units:
        return frozenset(unit) if unit else None
    if unit and not principal.units.issuperset(unit):
        raise Forbidden("other-unit")
    return frozenset(unit) if unit else principal.units


def only_with_units(principal: Principal) -> None:
    """Cases are named to those who work at their unit, and to nobody else."""
    if not principal.units:
        raise Forbidden("other-unit")


def not_later_than_now(instant: datetime, now: datetime, parameter: str) -> None:
    """A question about facts that are yet to come would have another answer tomorrow."""
    if instant > now:
        raise unprocessable(parameter, "in-the-future", sv="Får inte vara senare än nu.", en="May not be later than now.")


NOT_THERE: Final = """
select unit from unnest($1::text[]) as asked (unit)
where not exists (select from cases where cases.unit = asked.unit)
  and not exists (select from referrals where referrals.unit = asked.unit)
  and not exists (select from shares where shares.unit = asked.unit)
  and not exists (select from benchmarks where benchmarks.unit = asked.unit)
"""


async def unknown_units(tx: Tx, units: Collection[str]) -> list[str]:
    """Those of the units that nobody has told of, in order."""
    return sorted(row["unit"] for row in await tx.raw.fetch(NOT_THERE, list(units)))


async def _known(tx: Tx, units: Collection[str]) -> None:
    """A figure of a unit that nobody has told of would be zeros, as if nothing went on there."""
    if unknown := ", ".join(await unknown_units(tx, units)):
        raise unprocessable("unit", "unknown-unit", sv=f"Ingenting är känt om: {unknown}.", en=f"Nothing is known of: {unknown}.")


async def _arguments(
    principal: MaySeeFigures,
    now: Now,
    tx: DbTx,
    from_: FromDay = None,
    to: ToDay = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    unit: UnitCodes = None,
    work_classes: WorkClasses = None,
    gap: GapDays = GAP,
) -> Arguments:
    known_at = known_at or now
    not_later_than_now(known_at, now, "known_at")
    units = units_of(principal, unit)
    if units and not principal.units:
        await _known(tx, units)
    as_of = as_of or stockholm_date(known_at)
    if from_ is not None and as_of < from_:
        raise unprocessable("as_of", "before-from", sv="Får inte vara tidigare än from.", en="May not be earlier than from.")
    try:
        return asked(
            from_=from_ or date(as_of.year, 1, 1),
            to=to or as_of,
            as_of=as_of,
            known_at=known_at,
            unit=units,
            work_classes=work_classes or DEFAULT_CLASSES,
            gap=gap,
        )
    except AsOfAfterKnownAt:
        raise unprocessable(
            "as_of",
            "later-than-known",
            sv="Får inte vara senare än datumet för known_at i Stockholm.",
            en="May not be later than the date of known_at in Stockholm.",
        ) from None
    except PeriodEndsBeforeItStarts:
        raise unprocessable(
            "to", "before-from", sv="Får inte vara tidigare än from.", en="May not be earlier than from."
        ) from None


Asked = Annotated[Arguments, Depends(_arguments)]
"""The arguments of the request, restricted to the units that the caller may see."""
