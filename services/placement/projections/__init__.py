"""Placement's read models: tables made only from its events, changed in the transaction that appends them. By stream."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from services.placement import events as e
from services.placement.projections import (
    candidacy,
    employer,
    employment,
    matching,
    opportunity,
    presentation,
    profile,
    search,
    subsidy,
    tasks,
)
from services.placement.projections.tables import metadata
from shared.db import Tx
from shared.eventstore import EventStore, Recorded
from shared.projections import ReadModel

Change = Callable[[Tx, Any, int], Awaitable[None]]
"""Changes the tables by one event and the version it gave its stream."""

CHANGES: Mapping[type, Change] = MappingProxyType(
    {
        **dict.fromkeys(get_args(e.EmployerEvent), employer.project),
        **dict.fromkeys(get_args(e.OpportunityEvent), opportunity.project),
        **dict.fromkeys(get_args(e.SearchEvent), search.project),
        e.ProfileRecorded: profile.project,
        **dict.fromkeys(get_args(e.PresentationEvent), presentation.project),
        **dict.fromkeys(get_args(e.CandidacyEvent), candidacy.project),
        **dict.fromkeys(get_args(e.EmploymentEvent), employment.project),
        **dict.fromkeys(get_args(e.SubsidyEvent), subsidy.project),
        e.TaskDone: tasks.follow.done,
    }
)

ALSO: Mapping[type, Change] = MappingProxyType(
    {
        **dict.fromkeys(get_args(e.OpportunityEvent), matching.project_opening),
        **dict.fromkeys(get_args(e.SearchEvent), matching.project_seeker),
        e.ProfileRecorded: matching.project_seeker,
        **dict.fromkeys(get_args(e.PresentationEvent), matching.project_seeker),
    }
)
"""What else changes by an event, after its own stream's tables."""


async def project(tx: Tx, events: Sequence[Recorded]) -> None:
    """Change the tables by these events, in order."""
    for recorded in events:
        await CHANGES[type(recorded.event)](tx, recorded.event, recorded.version)
        also = ALSO.get(type(recorded.event))
        if also is not None:
            await also(tx, recorded.event, recorded.version)
        await search.affected(tx, recorded.event)
        await employment.subsidised(tx, recorded.event)
        await tasks.follow.project(tx, recorded)


def read_model(store: EventStore) -> ReadModel[Recorded]:
    """Placement's read models and how they are made from its log."""
    return ReadModel(metadata=metadata, feed=store.feed, project=project)
