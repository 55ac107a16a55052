"""Pauses of a case, past ones too: days on which no contact is planned."""

from typing import assert_never

import sqlalchemy as sa

from services.followup import events as e
from services.followup.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

pauses = sa.Table(
    "pauses",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, comment="of the support, after the pause"),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("until", sa.Date, nullable=False),
    sa.Column("resumed_on", sa.Date),
)

INSERT = inserting(pauses)


async def project(tx: Tx, event: e.PauseNoted | e.PauseEndNoted | e.SupportReopened, recorded: Recorded) -> None:
    """A case that was paused when it ended goes on when it is reopened."""
    match event:
        case e.PauseNoted():
            noted = {"on": event.on, "until": event.until, "resumed_on": None}
            await tx.run(INSERT, case_id=event.case, version=recorded.version, **noted)
        case e.PauseEndNoted() | e.SupportReopened():
            going_on = sa.update(pauses).where(pauses.c.case_id == event.case, pauses.c.resumed_on.is_(None))
            await tx.run(going_on.values(resumed_on=event.on))
        case _:
            assert_never(event)
