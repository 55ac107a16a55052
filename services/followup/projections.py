"""Followup's read models: tables made only from its events, changed in the transaction that appends them."""

from collections.abc import Sequence
from typing import Any, assert_never
from uuid import UUID

import sqlalchemy as sa

from services.followup import events as e
from services.followup import phases
from services.followup.tables import INSERT, contacts, introductions, metadata, plans, statuses, supports
from shared.db import Prepared, Tx
from shared.eventstore import EventStore, Recorded
from shared.projections import ReadModel

CourseEvent = (
    e.CaseStartNoted | e.SupportHandedOver | e.SupportClosed | e.SupportReopened | e.FollowUpStarted | e.SupportCompleted
)
RowEvent = e.PlanAgreed | e.ContactLogged | e.StatusEstablished

SEEN = Prepared(
    sa.update(supports)
    .where(supports.c.case_id == sa.bindparam("case", type_=sa.Uuid))
    .values(version=sa.bindparam("now_at", type_=sa.Integer))
)


async def project(tx: Tx, events: Sequence[Recorded]) -> None:
    """Change the tables by these events, in order; then each support whose course changed has its phase worked out anew."""
    for recorded in events:
        await _apply(tx, recorded)
        await _seen(tx, recorded)
    await phases.refresh(tx, {recorded.event.case for recorded in events if not isinstance(recorded.event, RowEvent)})


async def _apply(tx: Tx, recorded: Recorded) -> None:
    event: e.SupportEvent = recorded.event
    match event:
        case e.SupportOpened():
            await _open(tx, event)
        case (
            e.CaseStartNoted()
            | e.SupportHandedOver()
            | e.SupportClosed()
            | e.SupportReopened()
            | e.FollowUpStarted()
            | e.SupportCompleted()
        ):
            await _change(tx, event.case, **_course(event))
        case e.EmploymentNoted() | e.EmploymentFoundInError():
            pass  # what follows from them for introductions are events of their own
        case e.SupportFoundInError():
            await _forget(tx, event.case)
        case e.PlanAgreed() | e.ContactLogged() | e.StatusEstablished():
            await _row(tx, event, recorded)
        case _:
            await _introduction(tx, event)


async def _seen(tx: Tx, recorded: Recorded) -> None:
    """The support's version is its stream's, whatever happened in it."""
    await tx.run(SEEN, case=recorded.event.case, now_at=recorded.version)


async def _open(tx: Tx, event: e.SupportOpened) -> None:
    await tx.run(
        INSERT[supports.name],
        case_id=event.case,
        person=event.person,
        unit=event.unit,
        phase="waiting",
        began_on=event.on,
        follow_up_on=None,
        completed_on=None,
        closed_on=None,
        version=1,
    )


def _course(event: CourseEvent) -> dict[str, Any]:
    match event:
        case e.CaseStartNoted():
            return {"began_on": event.on, "unit": event.unit}
        case e.SupportHandedOver():
            return {"unit": event.unit}
        case e.SupportClosed():
            return {"closed_on": event.on}
        case e.SupportReopened():
            return {"closed_on": None}
        case e.FollowUpStarted():
            return {"follow_up_on": event.on}
        case e.SupportCompleted():
            return {"completed_on": event.on}
        case _:
            assert_never(event)


async def _change(tx: Tx, case: UUID, **values: Any) -> None:
    await tx.run(sa.update(supports).where(supports.c.case_id == case).values(**values))


async def _forget(tx: Tx, case: UUID) -> None:
    """A case registered in error never was: nothing of it is shown."""
    for table in metadata.sorted_tables:
        await tx.run(sa.delete(table).where(table.c.case_id == case))


async def _introduction(tx: Tx, event: e.IntroductionEvent) -> None:
    this = (introductions.c.case_id == event.case) & (introductions.c.employment == event.employment)
    unended = {"ended_on": None, "cause": None, "breach": False, "reason": None}
    match event:
        case e.IntroductionStarted():
            values = {"started_on": event.on, "latest_end": event.latest_end, "basis": event.basis, **unended}
            await tx.run(INSERT[introductions.name], case_id=event.case, employment=event.employment, **values)
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


async def _row(tx: Tx, event: RowEvent, recorded: Recorded) -> None:
    common = {"case_id": event.case, "on": event.on, "recorded_at": recorded.recorded_at, "recorded_by": recorded.by}
    match event:
        case e.PlanAgreed():
            await tx.run(INSERT[plans.name], **common, **_plan(event))
        case e.ContactLogged():
            await tx.run(INSERT[contacts.name], **common, **_contact(event))
        case e.StatusEstablished():
            await tx.run(INSERT[statuses.name], **common, **_status(event))
            if event.corrects is not None:
                corrected = statuses.c.status == event.corrects
                await tx.run(sa.update(statuses).where(corrected).values(corrected_by=event.status))
        case _:
            assert_never(event)


def _plan(event: e.PlanAgreed) -> dict[str, Any]:
    return {
        "plan": event.plan,
        "person_contacts_per_week": event.person_contacts_per_week,
        "employer_contacts_per_week": event.employer_contacts_per_week,
        "applies_from": event.applies_from,
        "note": event.note.text if event.note else None,
    }


def _contact(event: e.ContactLogged) -> dict[str, Any]:
    return {
        "contact": event.contact,
        "channel": event.channel,
        "contact_with": event.contact_with,
        "kept": event.kept,
        "on_site": event.on_site,
        "late": event.late,
        "note": event.note.text if event.note else None,
    }


def _status(event: e.StatusEstablished) -> dict[str, Any]:
    return {
        "status": event.status,
        "situation": event.situation,
        "source": event.source,
        "corrects": event.corrects,
        "corrected_by": None,
    }


def read_model(store: EventStore) -> ReadModel[Recorded]:
    """Followup's read models and how they are made from its log."""
    return ReadModel(metadata=metadata, feed=store.feed, project=project)
