"""Introductions, as they stand."""

from typing import assert_never

import sqlalchemy as sa

from services.followup import events as e
from services.followup.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

introductions = sa.Table(
    "introductions",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("employment", sa.Uuid, primary_key=True),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("latest_end", sa.Date, nullable=False),
    sa.Column("basis", sa.Text, nullable=False),
    sa.Column("ended_on", sa.Date),
    sa.Column("cause", sa.Text),
    sa.Column("breach", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text, comment="sealed"),
)

INSERT = inserting(introductions)


async def project(tx: Tx, event: e.IntroductionEvent, _recorded: Recorded) -> None:
    this = (introductions.c.case_id == event.case) & (introductions.c.employment == event.employment)
    unended = {"ended_on": None, "cause": None, "breach": False, "reason": None}
    match event:
        case e.IntroductionStarted():
            values = {"started_on": event.on, "latest_end": event.latest_end, "basis": event.basis, **unended}
            await tx.run(INSERT, case_id=event.case, employment=event.employment, **values)
        case e.IntroductionMoved():
            values = {"started_on": event.on, "latest_end": event.latest_end, "basis": event.basis, **unended}
            await tx.run(sa.update(introductions).where(this).values(**values))
        case e.IntroductionEnded():
            reason = event.reason.text if event.reason else None
            values = {"ended_on": event.on, "cause": event.cause, "breach": event.breach, "reason": reason}
            await tx.run(sa.update(introductions).where(this).values(**values))
        case e.IntroductionResumed():
            await tx.run(sa.update(introductions).where(this).values(**unended))
        case e.IntroductionCancelled():
            await tx.run(sa.delete(introductions).where(this))
        case _:
            assert_never(event)
