"""Early signs, and flags that the job is at risk."""

from typing import Any, assert_never

import sqlalchemy as sa

from services.followup import events as e
from services.followup.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

early_signs = sa.Table(
    "early_signs",
    metadata,
    sa.Column("sign", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("signs", sa.ARRAY(sa.Text), nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("text", sa.Text, comment="sealed"),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Index("early_signs_case", "case_id", "on"),
)

risks = sa.Table(
    "risks",
    metadata,
    sa.Column("flag", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("reasons", sa.ARRAY(sa.Text), nullable=False),
    sa.Column("text", sa.Text, comment="sealed"),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("cleared_on", sa.Date),
    sa.Column("outcome", sa.Text),
    sa.Column("cleared_text", sa.Text, comment="sealed"),
    sa.Column("cleared_by", sa.Text),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Index("risks_case", "case_id", "on"),
)

NOTE = inserting(early_signs)
FLAG = inserting(risks)
UNCLEARED = dict.fromkeys(("cleared_on", "outcome", "cleared_text", "cleared_by"))


async def project(tx: Tx, event: e.RiskEvent, recorded: Recorded) -> None:
    text = event.text.text if event.text else None
    common: dict[str, Any] = {"case_id": event.case, "text": text, "on": event.on}
    recording = {"recorded_at": recorded.recorded_at, "recorded_by": recorded.by}
    match event:
        case e.EarlySignNoted():
            await tx.run(NOTE, **common, **recording, sign=event.sign, signs=list(event.signs), source=event.source)
        case e.AtRiskFlagged():
            await tx.run(FLAG, **common, **recording, **UNCLEARED, flag=event.flag, reasons=list(event.reasons))
        case e.AtRiskCleared():
            cleared = {"cleared_on": event.on, "outcome": event.outcome, "cleared_text": text, "cleared_by": recorded.by}
            await tx.run(sa.update(risks).where(risks.c.flag == event.flag).values(**cleared))
        case _:
            assert_never(event)
