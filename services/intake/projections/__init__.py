"""Intake's read models: tables made only from its events, changed in the transaction that appends them. By stream."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from services.intake import events as e
from services.intake.projections import (
    capacity,
    case,
    caseload,
    consent,
    eligibility,
    evidence,
    meeting,
    person,
    planning,
    referral,
    sus,
    tasks,
)
from services.intake.projections.tables import metadata
from shared.db import Tx
from shared.eventstore import EventStore, Recorded
from shared.projections import ReadModel

Change = Callable[[Tx, Any, int], Awaitable[None]]
"""Changes the tables by one event and the version it gave its stream."""

CHANGES: Mapping[type, Change] = MappingProxyType(
    {
        **dict.fromkeys(get_args(e.PersonEvent), person.project),
        **dict.fromkeys(get_args(e.ReferralEvent), referral.project),
        **dict.fromkeys(get_args(e.EligibilityEvent), eligibility.project),
        **dict.fromkeys(get_args(e.CaseEvent), case.project),
        e.BenchmarkSet: capacity.project_unit,
        **dict.fromkeys(get_args(e.WorkloadEvent), capacity.project_workload),
        **dict.fromkeys(get_args(e.PlanningEvent), planning.project),
        **dict.fromkeys(get_args(e.EvidenceEvent), evidence.project),
        **dict.fromkeys(get_args(e.ConsentEvent), consent.project),
        **dict.fromkeys(get_args(e.MeetingEvent), meeting.project),
        **dict.fromkeys(get_args(e.SusEvent), sus.project),
        e.TaskDone: tasks.done,
    }
)

Follow = Callable[[Tx, Recorded], Awaitable[None]]
FOLLOWING: Sequence[Follow] = (caseload.follow, planning.follow, evidence.follow, tasks.project, consent.follow)
"""What the events of several streams change, after the event's own tables."""


async def project(tx: Tx, events: Sequence[Recorded]) -> None:
    """Change the tables by these events, in order."""
    for recorded in events:
        await CHANGES[type(recorded.event)](tx, recorded.event, recorded.version)
        for follow in FOLLOWING:
            await follow(tx, recorded)


def read_model(store: EventStore) -> ReadModel[Recorded]:
    """Intake's read models and how they are made from its log."""
    return ReadModel(metadata=metadata, feed=store.feed, project=project)
