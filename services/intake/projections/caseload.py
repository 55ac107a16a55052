"""Who had which case when: the load of past and present days. `to_on` is the first day without it."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from services.intake import events as e
from services.intake.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

caseloads = sa.Table(
    "caseloads",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, comment="the version that the case had when this began"),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("support_person", sa.Text, nullable=False),
    sa.Column("from_on", sa.Date, nullable=False),
    sa.Column("to_on", sa.Date),
    sa.Index("caseloads_unit", "unit", "to_on"),
    sa.Index("caseloads_person", "person"),
)
pauses = sa.Table(
    "pauses",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("from_on", sa.Date, nullable=False),
    sa.Column("to_on", sa.Date),
)

BEGIN = inserting(caseloads)
PAUSE = inserting(pauses)


async def follow(tx: Tx, recorded: Recorded) -> None:
    event, version = recorded.event, recorded.version
    match event:
        case e.CaseStarted() | e.CaseHandedOver():
            await _close(tx, event.case, event.on)
            await tx.run(
                BEGIN,
                case_id=event.case,
                number=version,
                person=event.person,
                unit=event.unit,
                support_person=event.support_person,
                from_on=event.on,
                to_on=None,
            )
        case e.CaseStartCorrected():
            await _began(tx, event.case, event.on)
        case e.CaseEnded() | e.CaseEndCorrected():
            await _ended(tx, event.case, event.on)
            await _resumed(tx, event.case, event.on)
        case e.CaseReopened():
            await _ended(tx, event.case, None)
        case e.CaseRegisteredInError():
            await tx.run(sa.delete(caseloads).where(caseloads.c.case_id == event.case))
            await tx.run(sa.delete(pauses).where(pauses.c.case_id == event.case))
        case e.CasePaused():
            await tx.run(PAUSE, case_id=event.case, number=version, from_on=event.on, to_on=None)
        case e.CaseResumed():
            await _resumed(tx, event.case, event.on)
        case _:  # nothing else moves anybody's load
            pass


async def _close(tx: Tx, case: UUID, on: date) -> None:
    open_now = (caseloads.c.case_id == case) & caseloads.c.to_on.is_(None)
    await tx.run(sa.update(caseloads).where(open_now).values(to_on=on))


async def _began(tx: Tx, case: UUID, on: date) -> None:
    first = sa.select(sa.func.min(caseloads.c.number)).where(caseloads.c.case_id == case).scalar_subquery()
    await tx.run(sa.update(caseloads).where(caseloads.c.case_id == case, caseloads.c.number == first).values(from_on=on))


async def _ended(tx: Tx, case: UUID, on: date | None) -> None:
    last = sa.select(sa.func.max(caseloads.c.number)).where(caseloads.c.case_id == case).scalar_subquery()
    await tx.run(sa.update(caseloads).where(caseloads.c.case_id == case, caseloads.c.number == last).values(to_on=on))


async def _resumed(tx: Tx, case: UUID, on: date) -> None:
    await tx.run(sa.update(pauses).where(pauses.c.case_id == case, pauses.c.to_on.is_(None)).values(to_on=on))
