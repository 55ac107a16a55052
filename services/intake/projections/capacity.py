"""Units' benchmarks, support persons' shares, caps and descriptions, and every override of capacity."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert

from services.intake import events as e
from services.intake.projections.tables import inserting, metadata
from shared.db import Prepared, Tx

capacity_guards = sa.Table(
    "capacity_guards",
    metadata,
    sa.Column(
        "unit", sa.Text, primary_key=True, comment="whoever takes or reduces room touches it: of two at once, one goes first"
    ),
)
benchmarks = sa.Table(
    "benchmarks",
    metadata,
    sa.Column("unit", sa.Text, primary_key=True),
    sa.Column("from_on", sa.Date, primary_key=True),
    sa.Column("cases", sa.Integer, nullable=False),
    sa.Column("set_by", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
shares = sa.Table(
    "shares",
    metadata,
    sa.Column("share", sa.Uuid, primary_key=True),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("support_person", sa.Text, nullable=False),
    sa.Column("appropriation", sa.Text, nullable=False),
    sa.Column("percent", sa.Integer, nullable=False),
    sa.Column("from_on", sa.Date, nullable=False),
    sa.Column("until", sa.Date),
    sa.Index("shares_unit", "unit"),
    sa.Index("shares_support_person", "support_person"),
)
personal_caps = sa.Table(
    "personal_caps",
    metadata,
    sa.Column("support_person", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("cap", sa.Integer, nullable=False),
    sa.Column("from_on", sa.Date, nullable=False),
    sa.Column("until", sa.Date),
    sa.Index("personal_caps_unit", "unit"),
)
support_persons = sa.Table(
    "support_persons",
    metadata,
    sa.Column("support_person", sa.Text, primary_key=True),
    sa.Column("languages", ARRAY(sa.Text), nullable=False),
    sa.Column("sectors", ARRAY(sa.Text), nullable=False),
    sa.Column("municipalities", ARRAY(sa.Text), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
capacity_overrides = sa.Table(
    "capacity_overrides",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("case_id", sa.Uuid),
    sa.Column("person", sa.Uuid),
    sa.Column("support_person", sa.Text),
    sa.Column("over", ARRAY(sa.Text), nullable=False),
    sa.Column("reason_code", sa.Text),
    sa.Column("decided_by", sa.Text, nullable=False),
    sa.Column("decided_on", sa.Date, nullable=False),
    sa.Index("capacity_overrides_unit", "unit", "decided_on"),
)

OVERRIDDEN = inserting(capacity_overrides)
SHARE = inserting(shares)
CAP = inserting(personal_caps)
GUARD = Prepared(insert(capacity_guards).values(unit=sa.bindparam("unit")).on_conflict_do_nothing())
_benchmark = insert(benchmarks).values({column.name: sa.bindparam(column.name) for column in benchmarks.columns})
BENCHMARK = Prepared(
    _benchmark.on_conflict_do_update(
        index_elements=["unit", "from_on"], set_={name: _benchmark.excluded[name] for name in ("cases", "set_by", "version")}
    )
)
_described = insert(support_persons).values({column.name: sa.bindparam(column.name) for column in support_persons.columns})
KNOWN = ("languages", "sectors", "municipalities")
DESCRIBE = Prepared(
    _described.on_conflict_do_update(
        index_elements=["support_person"], set_={name: _described.excluded[name] for name in (*KNOWN, "version")}
    )
)
TOUCH = Prepared(
    _described.on_conflict_do_update(index_elements=["support_person"], set_={"version": _described.excluded["version"]})
)


async def project_unit(tx: Tx, event: e.CapacityEvent, version: int) -> None:
    match event:
        case e.BenchmarkSet():
            await tx.run(GUARD, unit=event.unit)
            await tx.run(BENCHMARK, unit=event.unit, from_on=event.on, cases=event.cases, set_by=event.set_by, version=version)
            await _overridden(tx, event, version, kind="benchmark", subject=event.unit, by=event.set_by)


async def project_workload(tx: Tx, event: e.WorkloadEvent, version: int) -> None:
    match event:
        case e.ShareSet():
            await tx.run(GUARD, unit=event.unit)
            await tx.run(SHARE, **_share(event))
            await _overridden(tx, event, version, kind="share", subject=event.support_person, by=event.set_by)
        case e.ShareEnded():
            await tx.run(sa.update(shares).where(shares.c.share == event.share).values(until=event.on))
            await _overridden(tx, event, version, kind="share", subject=event.support_person, by=event.ended_by)
        case e.ShareCorrected():
            await tx.run(sa.update(shares).where(shares.c.share == event.share).values(**_share(event)))
            await _overridden(tx, event, version, kind="share", subject=event.support_person, by=event.corrected_by)
        case e.PersonalCapSet():
            await tx.run(GUARD, unit=event.unit)
            await tx.run(CAP, **_cap(event), version=version)
            await _overridden(tx, event, version, kind="cap", subject=event.support_person, by=event.set_by)
        case e.SupportPersonDescribed():
            known = {name: list(getattr(event, name)) for name in KNOWN}
            await tx.run(DESCRIBE, support_person=event.support_person, **known, version=version)
            return
    await tx.run(TOUCH, support_person=event.support_person, languages=[], sectors=[], municipalities=[], version=version)


def _share(event: e.ShareSet | e.ShareCorrected) -> dict[str, Any]:
    return {
        "share": event.share,
        "unit": event.unit,
        "support_person": event.support_person,
        "appropriation": event.appropriation,
        "percent": event.percent,
        "from_on": event.on,
        "until": event.until,
    }


def _cap(event: e.PersonalCapSet) -> dict[str, Any]:
    return {
        "support_person": event.support_person,
        "unit": event.unit,
        "cap": event.cap,
        "from_on": event.on,
        "until": event.until,
    }


Reducing = e.BenchmarkSet | e.ShareSet | e.ShareEnded | e.ShareCorrected | e.PersonalCapSet


async def _overridden(tx: Tx, event: Reducing, version: int, *, kind: str, subject: str, by: str) -> None:
    """A reduction that left too little room is listed with the assignments that went over."""
    if event.over:
        await tx.run(
            OVERRIDDEN,
            kind=kind,
            subject=subject,
            version=version,
            unit=event.unit,
            case_id=None,
            person=None,
            support_person=None if isinstance(event, e.BenchmarkSet) else event.support_person,
            over=list(event.over),
            reason_code=event.reason,
            decided_by=by,
            decided_on=event.on,
        )
