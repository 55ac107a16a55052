"""Cases and where they stand."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from services.intake import events as e
from services.intake.projections import handover
from services.intake.projections.engagement import hold, release_from
from services.intake.projections.proposal import proposal
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
    sa.Column("first_contact_on", sa.Date, comment="of this support person"),
    sa.Column("paused_on", sa.Date),
    sa.Column("pause_reason", sa.Text),
    sa.Column("paused_until", sa.Date, comment="as expected"),
    sa.Column("end_proposed_on", sa.Date),
    sa.Column("ended_on", sa.Date),
    sa.Column("end_kind", sa.Text),
    sa.Column("exit", sa.Text),
    sa.Column("exit_form", sa.Text),
    sa.Column("informed", JSONB, comment="who was told of the end, and when"),
    sa.Column("proposal", JSONB, comment="a late registration that awaits a second officer; its reason is sealed"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("cases_unit", "unit", "status", "started_on"),
)


INSERT = inserting(cases)


UNPAUSED = {"paused_on": None, "pause_reason": None, "paused_until": None}
UNENDED = {"ended_on": None, "end_kind": None, "exit": None, "exit_form": None, "informed": None, "end_proposed_on": None}


async def project(tx: Tx, event: e.CaseEvent, version: int) -> None:
    match event:
        case e.CaseOpened():
            await tx.run(INSERT, **_opened(event), version=version)
        case e.CaseEnded():
            await _change(tx, event, version, status="ended", informed=handover.told(event.informed), **UNPAUSED, **_end(event))
            await release_from(tx, event.case)
        case e.CaseReopened():
            await _reopened(tx, event, version)
        case e.CaseRegisteredInError():
            await _change(tx, event, version, status="in-error", proposal=sa.null())
            await release_from(tx, event.case)
        case e.CaseHandedOver():
            await handover.add(tx, event, version)
            here = {"unit": event.unit, "support_person": event.support_person}
            await _change(tx, event, version, **here, first_contact_on=None)
        case e.FirstContactMade():
            await handover.first_contact(tx, event)
            await _change(tx, event, version, first_contact_on=event.on)
        case _:
            await _change(tx, event, version, **_values(event))


def _values(event: e.CaseEvent) -> dict[str, Any]:
    """What the event changes in the case's row, when it changes nothing else."""
    match event:
        case e.CaseStarted():
            return {"status": "ongoing", "started_on": event.on, "support_person": event.support_person}
        case e.CaseStartCorrected():
            return {"started_on": event.on}
        case e.CasePaused():
            paused = {"paused_on": event.on, "pause_reason": event.reason, "paused_until": event.until}
            return {"status": "paused", **paused}
        case e.CaseResumed():
            return {"status": "ongoing", **UNPAUSED}
        case e.CaseEndProposed():
            return {"end_proposed_on": event.on}
        case e.CaseEndCorrected():
            return _end(event)
        case e.CaseChangeProposed():
            return {"proposal": proposal(event)}
        case e.CaseChangeApproved() | e.CaseChangeRefused():
            return {"proposal": sa.null()}
        case _:
            raise TypeError(f"{type(event).__name__} changes no case: say here what it does.")


def _end(event: e.CaseEnded | e.CaseEndCorrected) -> dict[str, Any]:
    return {"ended_on": event.on, "end_kind": event.kind, "exit": event.exit, "exit_form": event.form}


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
        "first_contact_on": None,
        "proposal": None,
        **UNPAUSED,
        **UNENDED,
    }


async def _reopened(tx: Tx, event: e.CaseReopened, version: int) -> None:
    await _change(tx, event, version, status="ongoing", **UNENDED)
    referral = await tx.scalar(sa.select(cases.c.referral).where(cases.c.case_id == event.case))
    await hold(tx, event.person, referral=referral, case=event.case)


async def _change(tx: Tx, event: e.CaseEvent, version: int, **values: Any) -> None:
    await tx.run(sa.update(cases).where(cases.c.case_id == event.case).values(version=version, **values))
