"""Days on which somebody should ask how it went: day 180 of the case and of an employment, and 90 days after the case's end.

A day stands here whether or not it has come, and whether or not it was answered: the statuses say that (see `queries`).
"""

from datetime import date
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.followup import events as e
from services.followup.projections.tables import metadata
from services.followup.rules import support_practice_on
from shared.db import Tx

DueKind = Literal["day-180", "day-180-of-employment", "after-end"]

status_days = sa.Table(
    "status_days",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("about", sa.Uuid, primary_key=True, comment="the employment, or the case"),
    sa.Column("on", sa.Date, nullable=False),
    sa.Index("status_days_on", "on"),
)


async def project(tx: Tx, event: object) -> None:
    match event:
        case e.SupportOpened(opened_by="case") | e.CaseStartNoted():
            await _asked(tx, event.case, "day-180", event.case, event.on + support_practice_on(event.on).day_180)
        case e.EmploymentNoted():
            day = event.on + support_practice_on(event.on).day_180
            await _asked(tx, event.case, "day-180-of-employment", event.employment, day)
        case e.EmploymentFoundInError():
            await _dropped(tx, event.case, "day-180-of-employment", event.employment)
        case e.SupportClosed():
            await _asked(tx, event.case, "after-end", event.case, event.on + support_practice_on(event.on).status_after_end)
        case e.SupportReopened():
            await _dropped(tx, event.case, "after-end", event.case)
        case _:
            pass


async def _asked(tx: Tx, case: UUID, kind: DueKind, about: UUID, on: date) -> None:
    values: dict[str, Any] = {"case_id": case, "kind": kind, "about": about, "on": on}
    asked = insert(status_days).values(**values)
    await tx.run(asked.on_conflict_do_update(index_elements=["case_id", "kind", "about"], set_={"on": on}))


async def _dropped(tx: Tx, case: UUID, kind: DueKind, about: UUID) -> None:
    days = status_days.c
    await tx.run(sa.delete(status_days).where(days.case_id == case, days.kind == kind, days.about == about))
