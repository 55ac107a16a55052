"""Introductions, as they stand."""

from typing import Any, assert_never

import sqlalchemy as sa

from services.followup import events as e
from services.followup.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

introductions = sa.Table(
    "introductions",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("introduction", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("counted_from", sa.Date, nullable=False),
    sa.Column("allowed_days", sa.Integer, nullable=False),
    sa.Column("latest_end", sa.Date, nullable=False),
    sa.Column("basis", sa.Text, nullable=False),
    sa.Column("ended_on", sa.Date),
    sa.Column("cause", sa.Text),
    sa.Column("outcome", sa.Text),
    sa.Column("breach", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text, comment="sealed"),
)

INSERT = inserting(introductions)
UNENDED: dict[str, Any] = {"ended_on": None, "cause": None, "outcome": None, "breach": False, "reason": None}


async def project(tx: Tx, event: e.IntroductionEvent, _recorded: Recorded) -> None:
    this = (introductions.c.case_id == event.case) & (introductions.c.introduction == event.introduction)
    match event:
        case e.IntroductionStarted():
            values = {"kind": event.kind, "started_on": event.on, **_limit(event), **UNENDED}
            await tx.run(INSERT, case_id=event.case, introduction=event.introduction, **values)
        case e.IntroductionCancelled():
            await tx.run(sa.delete(introductions).where(this))
        case _:
            await tx.run(sa.update(introductions).where(this).values(**_changed(event)))


def _changed(
    event: e.IntroductionMoved | e.IntroductionLimitMoved | e.IntroductionEnded | e.IntroductionResumed,
) -> dict[str, Any]:
    match event:
        case e.IntroductionMoved():
            return {"started_on": event.on, **_limit(event), **UNENDED}
        case e.IntroductionLimitMoved():
            return _limit(event)
        case e.IntroductionEnded():
            reason = event.reason.text if event.reason else None
            how = {"cause": event.cause, "outcome": event.outcome, "breach": event.breach, "reason": reason}
            return {"ended_on": event.on, **how}
        case e.IntroductionResumed():
            return UNENDED
        case _:
            assert_never(event)


def _limit(event: e.IntroductionStarted | e.IntroductionMoved | e.IntroductionLimitMoved) -> dict[str, Any]:
    return {
        "counted_from": event.counted_from,
        "allowed_days": event.allowed_days,
        "latest_end": event.latest_end,
        "basis": event.basis,
    }
