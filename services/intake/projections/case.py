"""Cases and where they stand."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.intake import events as e
from services.intake.projections.engagement import engagements, release, release_from
from services.intake.projections.tables import inserting, metadata
from shared.db import Tx

cases = sa.Table(
    "cases",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("referral", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("planned_job", sa.Boolean, nullable=False),
    sa.Column("granted_on", sa.Date, nullable=False),
    sa.Column("started_on", sa.Date),
    sa.Column("support_person", sa.Text),
    sa.Column("end_proposed_on", sa.Date),
    sa.Column("ended_on", sa.Date),
    sa.Column("end_kind", sa.Text),
    sa.Column("exit", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("cases_unit", "unit", "status", "started_on"),
)


INSERT = inserting(cases)


async def project(tx: Tx, event: e.CaseEvent, version: int) -> None:
    match event:
        case e.CaseOpened():
            await tx.run(INSERT, **_opened(event), version=version)
        case e.CaseStarted():
            await _change(tx, event, version, status="ongoing", started_on=event.on, support_person=event.support_person)
        case e.CaseStartCorrected():
            await _change(tx, event, version, started_on=event.on)
        case e.CaseEndProposed():
            await _change(tx, event, version, end_proposed_on=event.on)
        case e.CaseEnded():
            await _change(tx, event, version, status="ended", ended_on=event.on, end_kind=event.kind, exit=event.exit)
            await release(tx, event.person)
        case e.CaseReopened():
            await _reopened(tx, event, version)
        case e.CaseRegisteredInError():
            await _change(tx, event, version, status="in-error")
            await release_from(tx, event.case)


def _opened(event: e.CaseOpened) -> dict[str, Any]:
    return {
        "case_id": event.case,
        "person": event.person,
        "referral": event.referral,
        "unit": event.unit,
        "status": "waiting",
        "planned_job": event.planned_job is not None,
        "granted_on": event.granted_on,
        "started_on": None,
        "support_person": None,
        "end_proposed_on": None,
        "ended_on": None,
        "end_kind": None,
        "exit": None,
    }


async def _reopened(tx: Tx, event: e.CaseReopened, version: int) -> None:
    await _change(tx, event, version, status="ongoing", ended_on=None, end_kind=None, exit=None, end_proposed_on=None)
    referral = sa.select(cases.c.referral).where(cases.c.case_id == event.case).scalar_subquery()
    await tx.run(insert(engagements).values(person=event.person, referral=referral, case_id=event.case))


async def _change(tx: Tx, event: e.CaseEvent, version: int, **values: Any) -> None:
    await tx.run(sa.update(cases).where(cases.c.case_id == event.case).values(version=version, **values))
