"""Followup's read models: tables made only from its events, changed in the transaction that appends them. By part."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from services.followup import events as e
from services.followup.projections import (
    attendance,
    contact,
    handover,
    introduction,
    phases,
    plan,
    report,
    risk,
    status,
    support,
    survey,
    tasks,
    unit,
)
from services.followup.projections.tables import metadata
from shared.db import Tx
from shared.eventstore import EventStore, Recorded
from shared.projections import ReadModel

Change = Callable[[Tx, Any, Recorded], Awaitable[None]]
"""Changes the tables by one event, recorded as it is."""

CHANGES: Mapping[type, Change] = MappingProxyType(
    {
        **dict.fromkeys(get_args(e.LearntEvent), support.project),
        **dict.fromkeys((e.FollowUpStarted, e.SupportCompleted), support.project),
        **dict.fromkeys(get_args(e.IntroductionEvent), introduction.project),
        **dict.fromkeys(get_args(e.PlanEvent), plan.project),
        **dict.fromkeys(get_args(e.HandoverEvent), handover.project),
        **dict.fromkeys(e.OF_SURVEYS, survey.project),
        **dict.fromkeys(get_args(e.ReportEvent), report.project),
        e.FollowUpLengthSet: unit.project,
        **dict.fromkeys(get_args(e.ContactEvent), contact.project),
        e.AttendanceLogged: attendance.project,
        **dict.fromkeys(get_args(e.RiskEvent), risk.project),
        e.StatusEstablished: status.project,
        e.TaskDone: tasks.done,
    }
)

OF_A_CASE = get_args(e.SupportEvent)
"""What happened in a case's support; the rest is a unit's own."""

NO_PHASE = (
    *get_args(e.PlanEvent),
    *get_args(e.HandoverEvent),
    *get_args(e.ContactEvent),
    *get_args(e.RiskEvent),
    e.AttendanceLogged,
    e.StatusEstablished,
)
"""What never moves a support to another phase."""


async def project(tx: Tx, events: Sequence[Recorded]) -> None:
    """Change the tables by these events, in order; then each support whose course changed has its phase worked out anew."""
    following = await tasks.Following.of(tx, events)
    for recorded in events:
        await CHANGES[type(recorded.event)](tx, recorded.event, recorded)
        if isinstance(recorded.event, OF_A_CASE):
            await support.seen(tx, recorded)
        await following.follow(tx, recorded)
    await following.save(tx)
    moving = [recorded.event for recorded in events if isinstance(recorded.event, OF_A_CASE)]
    await phases.refresh(tx, {event.case for event in moving if not isinstance(event, NO_PHASE)})


def read_model(store: EventStore) -> ReadModel[Recorded]:
    """Followup's read models and how they are made from its log."""
    return ReadModel(metadata=metadata, feed=store.feed, project=project)
