"""What was so on a day; what has been corrected says by what."""

from typing import Any

import sqlalchemy as sa

from services.followup import events as e
from services.followup.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

statuses = sa.Table(
    "statuses",
    metadata,
    sa.Column("status", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("situation", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("corrects", sa.Uuid),
    sa.Column("corrected_by", sa.Uuid),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Index("statuses_case", "case_id", "on"),
)

INSERT = inserting(statuses)


async def project(tx: Tx, event: e.StatusEstablished, recorded: Recorded) -> None:
    common = {"case_id": event.case, "on": event.on, "recorded_at": recorded.recorded_at, "recorded_by": recorded.by}
    await tx.run(INSERT, **common, **_status(event))
    if event.corrects is not None:
        corrected = statuses.c.status == event.corrects
        await tx.run(sa.update(statuses).where(corrected).values(corrected_by=event.status))


def _status(event: e.StatusEstablished) -> dict[str, Any]:
    return {
        "status": event.status,
        "situation": event.situation,
        "source": event.source,
        "corrects": event.corrects,
        "corrected_by": None,
    }
