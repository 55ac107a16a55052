"""Plans, from proposal to revision, and what was intensified beyond them."""

from typing import Any, Final, assert_never

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import JSONB

from services.followup import events as e
from services.followup.projections.tables import inserting, metadata
from shared.db import Prepared, Tx
from shared.eventstore import Recorded

plans = sa.Table(
    "plans",
    metadata,
    sa.Column("plan", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("kind", sa.Text, comment="none in plans from before they had one"),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("steps", JSONB, nullable=False),
    sa.Column("applies_from", sa.Date, nullable=False),
    sa.Column("until", sa.Date),
    sa.Column("revises", sa.Uuid),
    sa.Column("revised_by", sa.Uuid),
    sa.Column("gives_way_on", sa.Date, comment="its revision applies from then"),
    sa.Column("reason", sa.Text),
    sa.Column("reason_text", sa.Text, comment="sealed"),
    sa.Column("agreements", JSONB, nullable=False, comment="party: date"),
    sa.Column("proposed_on", sa.Date, nullable=False),
    sa.Column("agreed_on", sa.Date),
    sa.Column("agreed_version", sa.Integer, comment="of the support, then: of two plans the last agreed applies"),
    sa.Column("note", sa.Text, comment="sealed"),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Index("plans_case", "case_id", "applies_from"),
)

intensifications = sa.Table(
    "intensifications",
    metadata,
    sa.Column("intensification", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("plan", sa.Uuid, nullable=False),
    sa.Column("step", JSONB, nullable=False),
    sa.Column("applies_from", sa.Date, nullable=False),
    sa.Column("until", sa.Date, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("reason_text", sa.Text, comment="sealed"),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Index("intensifications_case", "case_id", "applies_from"),
)

INSERT = inserting(plans)
INTENSIFY = inserting(intensifications)
KNOWN = Prepared(sa.select(plans.c.plan).where(plans.c.plan == sa.bindparam("which", type_=sa.Uuid)))
STEP: Final = TypeAdapter(e.TaperStep)


async def project(tx: Tx, event: e.PlanEvent, recorded: Recorded) -> None:
    match event:
        case e.PlanProposed():
            await tx.run(INSERT, **_proposed(event), **_recorded(recorded))
        case e.PlanAgreedBy():
            said = sa.func.jsonb_build_object(event.party, event.on.isoformat())
            await _update(tx, event, agreements=plans.c.agreements.op("||")(said))
        case e.PlanWithdrawn():
            await _update(tx, event, status="withdrawn")
        case e.PlanAgreed():
            await _agreed(tx, event, recorded)
        case e.SupportIntensified():
            await tx.run(INTENSIFY, **_intensified(event), **_recorded(recorded))
        case _:
            assert_never(event)


async def _agreed(tx: Tx, event: e.PlanAgreed, recorded: Recorded) -> None:
    """A plan from before plans were proposed is first heard of here."""
    if await tx.first(KNOWN, which=event.plan) is None:
        await tx.run(INSERT, **_from_before(event), **_recorded(recorded))
    await _update(tx, event, status="agreed", agreed_on=event.on, agreed_version=recorded.version)
    if event.revises is not None:
        revised = sa.update(plans).where(plans.c.plan == event.revises)
        await tx.run(revised.values(status="revised", revised_by=event.plan, gives_way_on=event.steps[0].applies_from))


async def _update(tx: Tx, event: e.PlanAgreedBy | e.PlanWithdrawn | e.PlanAgreed, **values: Any) -> None:
    await tx.run(sa.update(plans).where(plans.c.plan == event.plan).values(**values))


def _recorded(recorded: Recorded) -> dict[str, Any]:
    return {"recorded_at": recorded.recorded_at, "recorded_by": recorded.by}


def _proposed(event: e.PlanProposed) -> dict[str, Any]:
    return {
        **_content(event),
        "reason_text": event.reason_text.text if event.reason_text else None,
        "agreements": {},
        "proposed_on": event.on,
    }


def _from_before(event: e.PlanAgreed) -> dict[str, Any]:
    agreements = {agreement.party: agreement.on.isoformat() for agreement in event.agreements}
    return {**_content(event), "reason_text": None, "agreements": agreements, "proposed_on": event.on}


def _content(event: e.PlanProposed | e.PlanAgreed) -> dict[str, Any]:
    return {
        "plan": event.plan,
        "case_id": event.case,
        "kind": event.kind,
        "status": "proposed",
        "steps": [STEP.dump_python(step, mode="json") for step in event.steps],
        "applies_from": event.steps[0].applies_from,
        "until": event.until,
        "revises": event.revises,
        "revised_by": None,
        "gives_way_on": None,
        "reason": event.reason,
        "agreed_on": None,
        "agreed_version": None,
        "note": event.note.text if event.note else None,
    }


def _intensified(event: e.SupportIntensified) -> dict[str, Any]:
    return {
        "intensification": event.intensification,
        "case_id": event.case,
        "plan": event.plan,
        "step": STEP.dump_python(event.step, mode="json"),
        "applies_from": event.step.applies_from,
        "until": event.until,
        "reason": event.reason,
        "reason_text": event.reason_text.text if event.reason_text else None,
        "on": event.on,
    }
