"""Plans, each until the next."""

from typing import Any

import sqlalchemy as sa

from services.followup import events as e
from services.followup.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

plans = sa.Table(
    "plans",
    metadata,
    sa.Column("plan", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("person_contacts_per_week", sa.Numeric, nullable=False),
    sa.Column("employer_contacts_per_week", sa.Numeric, nullable=False),
    sa.Column("applies_from", sa.Date, nullable=False),
    sa.Column("note", sa.Text, comment="sealed"),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Index("plans_case", "case_id", "applies_from"),
)

INSERT = inserting(plans)


async def project(tx: Tx, event: e.PlanAgreed, recorded: Recorded) -> None:
    common = {"case_id": event.case, "on": event.on, "recorded_at": recorded.recorded_at, "recorded_by": recorded.by}
    await tx.run(INSERT, **common, **_plan(event))


def _plan(event: e.PlanAgreed) -> dict[str, Any]:
    return {
        "plan": event.plan,
        "person_contacts_per_week": event.person_contacts_per_week,
        "employer_contacts_per_week": event.employer_contacts_per_week,
        "applies_from": event.applies_from,
        "note": event.note.text if event.note else None,
    }
