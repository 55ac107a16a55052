"""What a unit's bandwidth rests on, and what has been decided about it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.capacity import (
    benchmarks,
    capacity_guards,
    capacity_overrides,
    personal_caps,
    shares,
    support_persons,
)
from services.intake.projections.caseload import caseloads, pauses
from services.intake.projections.planning import plannings
from services.intake.queries.found import found, page
from services.intake.queries.named import named, page_of
from services.intake.standing import Benchmark, Cap, Period, Place, Share, Standing
from shared.db import Prepared, Row, Tx

DAY = timedelta(days=1)
_UNIT, _SINCE = sa.bindparam("unit", type_=sa.Text), sa.bindparam("since", type_=sa.Date)
_WHO = sa.bindparam("who", type_=sa.Text)
_lately = (caseloads.c.unit == _UNIT) & (caseloads.c.to_on.is_(None) | (caseloads.c.to_on > _SINCE))

# A row that another transaction changed since the snapshot cannot be changed any more: the request is run again from its start.
HOLD = Prepared(sa.update(capacity_guards).where(capacity_guards.c.unit == _UNIT).values(unit=capacity_guards.c.unit))
BENCHMARKS = Prepared(sa.select(benchmarks).where(benchmarks.c.unit == _UNIT).order_by(benchmarks.c.from_on))
SHARES = Prepared(sa.select(shares).where(shares.c.unit == _UNIT).order_by(shares.c.from_on, shares.c.share))
CAPS = Prepared(
    sa.select(personal_caps)
    .where(personal_caps.c.unit == _UNIT)
    .order_by(personal_caps.c.support_person, personal_caps.c.version)
)
LOADS = Prepared(
    sa.select(caseloads, plannings.c.planned_end)
    .join(plannings, plannings.c.case_id == caseloads.c.case_id)
    .where(_lately)
    .order_by(caseloads.c.case_id, caseloads.c.number)
)
PAUSES = Prepared(sa.select(pauses).join(caseloads, caseloads.c.case_id == pauses.c.case_id).where(_lately))
KEPT = Prepared(sa.select(plannings).where(plannings.c.unit == _UNIT, plannings.c.reserved).order_by(plannings.c.case_id))
SUPPORT_PERSON = Prepared(sa.select(support_persons).where(support_persons.c.support_person == _WHO))
SHARES_OF = Prepared(sa.select(shares).where(shares.c.support_person == _WHO).order_by(shares.c.from_on, shares.c.share))
CAPS_OF = Prepared(sa.select(personal_caps).where(personal_caps.c.support_person == _WHO).order_by(personal_caps.c.version))


async def hold(tx: Tx, unit: str) -> bool:
    """Nobody else changes what the unit's bandwidth rests on until this transaction is over: of two at once, one is run again.

    False when the unit has stated nothing of its capacity: then there is nothing to hold, and nothing to go over.
    """
    return await tx.run(HOLD, unit=unit) > 0


async def standing(tx: Tx, unit: str, *, since: date, today: date) -> Standing:
    """The unit's standing on every day from `since` on. Planned ends that lie ahead are taken as they are planned."""
    loads = await tx.all(LOADS, unit=unit, since=since)
    paused: dict[UUID, list[Period]] = {}
    for row in await tx.all(PAUSES, unit=unit, since=since):
        paused.setdefault(row["case_id"], []).append(Period(from_on=row["from_on"], until=_last(row["to_on"])))
    return Standing(
        unit=unit,
        benchmarks=tuple(Benchmark(from_on=row["from_on"], cases=row["cases"]) for row in await tx.all(BENCHMARKS, unit=unit)),
        shares=tuple(Share(**dict(row)) for row in await tx.all(SHARES, unit=unit)),
        caps=tuple(_cap(row) for row in await tx.all(CAPS, unit=unit)),
        places=(
            *(_place(row, tuple(paused.get(row["case_id"], ())), today) for row in loads),
            *(_kept(row) for row in await tx.all(KEPT, unit=unit)),
        ),
    )


def _last(to_on: date | None) -> date | None:
    return None if to_on is None else to_on - DAY


def _cap(row: Row) -> Cap:
    return Cap(support_person=row["support_person"], cap=row["cap"], from_on=row["from_on"], until=row["until"])


def _place(row: Row, paused: tuple[Period, ...], today: date) -> Place:
    planned: date | None = row["planned_end"]
    ahead = planned if row["to_on"] is None and planned is not None and planned > today else None
    return Place(
        case=row["case_id"],
        support_person=row["support_person"],
        from_on=row["from_on"],
        until=_last(row["to_on"] or ahead),
        planned_end=planned if row["to_on"] is None else None,
        pauses=paused,
    )


def _kept(row: Row) -> Place:
    return Place(case=row["case_id"], support_person=row["support_person"], from_on=row["assigned_on"], until=None, reserved=True)


async def list_benchmarks(tx: Tx, unit: str, limit: int, offset: int) -> tuple[list[Row], int]:
    """The unit's own benchmarks, latest first."""
    return await page(tx, benchmarks, [benchmarks.c.unit == unit], [benchmarks.c.from_on.desc()], limit, offset)


async def list_overrides(tx: Tx, unit: str, shown: sa.ColumnElement[bool], limit: int, offset: int) -> tuple[list[Row], int]:
    """Everything that was decided over the unit's capacity, latest first."""
    order: list[Any] = [
        capacity_overrides.c.decided_on.desc(),
        capacity_overrides.c.kind,
        capacity_overrides.c.subject,
        capacity_overrides.c.version.desc(),
    ]
    return await page_of(tx, named(capacity_overrides).where(capacity_overrides.c.unit == unit, shown), order, limit, offset)


async def support_person(tx: Tx, support_person: str) -> Row:
    return found("support-person", support_person, await tx.first(SUPPORT_PERSON, who=support_person))


async def shares_of(tx: Tx, support_person: str) -> list[Row]:
    return await tx.all(SHARES_OF, who=support_person)


async def caps_of(tx: Tx, support_person: str) -> list[Row]:
    return await tx.all(CAPS_OF, who=support_person)


async def share(tx: Tx, unit: str, share: UUID) -> Row:
    """The share, if it is one at the unit."""
    return found("share", share, await tx.first(sa.select(shares).where(shares.c.share == share, shares.c.unit == unit)))


async def at_unit(tx: Tx, unit: str, support_person: str) -> Row:
    """Any share of the support person's at the unit; NotFound for somebody who never had one there."""
    asked = (shares.c.unit == unit) & (shares.c.support_person == support_person)
    return found("support-person", support_person, await tx.first(sa.select(shares).where(asked).limit(1)))
