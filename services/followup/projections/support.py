"""Supports: one per case, and where each stands."""

from typing import Any, Final, assert_never
from uuid import UUID

import sqlalchemy as sa

from services.followup import events as e
from services.followup.projections import due, employment, handover, pause
from services.followup.projections.tables import inserting, metadata
from shared.db import Prepared, Tx
from shared.eventstore import Recorded

supports = sa.Table(
    "supports",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("support_person", sa.Text, comment="an officer's subject; none until intake has told"),
    sa.Column("phase", sa.Text, nullable=False),
    sa.Column("began_on", sa.Date, nullable=False),
    sa.Column("follow_up_on", sa.Date),
    sa.Column("completed_on", sa.Date),
    sa.Column("ground", sa.Text, comment="why follow-up was over"),
    sa.Column("at_least_until", sa.Date, comment="the earliest end without a reason, when it was completed"),
    sa.Column("reason", sa.Text, comment="sealed; for an earlier end"),
    sa.Column("paused_on", sa.Date),
    sa.Column("paused_until", sa.Date),
    sa.Column("closed_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("supports_unit", "unit", "phase", "began_on"),
)

INSERT = inserting(supports)
SEEN = Prepared(
    sa.update(supports)
    .where(supports.c.case_id == sa.bindparam("case", type_=sa.Uuid))
    .values(version=sa.bindparam("now_at", type_=sa.Integer))
)


CourseEvent = (
    e.CaseStartNoted
    | e.PauseNoted
    | e.PauseEndNoted
    | e.SupportHandedOver
    | e.SupportClosed
    | e.SupportReopened
    | e.FollowUpStarted
    | e.SupportCompleted
)


async def project(tx: Tx, event: e.LearntEvent | e.FollowUpStarted | e.SupportCompleted, recorded: Recorded) -> None:
    await due.project(tx, event)
    match event:
        case e.SupportOpened():
            await _open(tx, event)
        case e.EmploymentNoted() | e.EmploymentTermsNoted() | e.EmploymentFoundInError():
            await employment.project(tx, event)
        case e.WorkTrialNoted() | e.WorkTrialFoundInError() | e.SearchAgainAsked():
            pass  # what follows from a trial for introductions are events of their own; a search is placement's
        case e.SupportFoundInError():
            await _forget(tx, event.case)
        case _:
            await _on_course(tx, event, recorded)


async def _on_course(tx: Tx, event: CourseEvent, recorded: Recorded) -> None:
    if isinstance(event, e.SupportHandedOver):
        await handover.add(tx, event, recorded)
    if isinstance(event, e.PauseNoted | e.PauseEndNoted | e.SupportReopened):
        await pause.project(tx, event, recorded)
    await tx.run(sa.update(supports).where(supports.c.case_id == event.case).values(**_course(event)))


async def seen(tx: Tx, recorded: Recorded) -> None:
    """The support's version is its stream's, whatever happened in it."""
    await tx.run(SEEN, case=recorded.event.case, now_at=recorded.version)


async def _open(tx: Tx, event: e.SupportOpened) -> None:
    await tx.run(
        INSERT,
        case_id=event.case,
        person=event.person,
        unit=event.unit,
        support_person=event.support_person,
        phase="waiting",
        began_on=event.on,
        follow_up_on=None,
        completed_on=None,
        ground=None,
        at_least_until=None,
        reason=None,
        paused_on=None,
        paused_until=None,
        closed_on=None,
        version=1,
    )


UNPAUSED: Final = {"paused_on": None, "paused_until": None}


def _course(event: CourseEvent) -> dict[str, Any]:
    match event:
        case e.CaseStartNoted():
            return {"began_on": event.on, "unit": event.unit, **_who(event)}
        case e.SupportHandedOver():
            return {"unit": event.unit, **_who(event)}
        case e.PauseNoted():
            return {"paused_on": event.on, "paused_until": event.until}
        case e.PauseEndNoted():
            return UNPAUSED
        case e.SupportClosed():
            return {"closed_on": event.on}
        case e.SupportReopened():
            return {"closed_on": None, **UNPAUSED}
        case e.FollowUpStarted():
            return {"follow_up_on": event.on}
        case e.SupportCompleted():
            return _completed(event)
        case _:
            assert_never(event)


def _who(event: e.CaseStartNoted | e.SupportHandedOver) -> dict[str, Any]:
    """What was told before stays where nothing was told."""
    return {"support_person": event.support_person} if event.support_person else {}


def _completed(event: e.SupportCompleted) -> dict[str, Any]:
    reason = event.reason.text if event.reason else None
    return {"completed_on": event.on, "ground": event.ground, "at_least_until": event.at_least_until, "reason": reason}


async def _forget(tx: Tx, case: UUID) -> None:
    """A case registered in error never was: nothing of it is shown."""
    for table in metadata.sorted_tables:
        if "case_id" in table.c:
            await tx.run(sa.delete(table).where(table.c.case_id == case))
