"""Placement's read models: tables made only from its events, changed in the transaction that appends them. By stream."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from services.placement import events as e
from services.placement.projections import employer, employment, opportunity, search
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
        **dict.fromkeys(get_args(e.EmploymentEvent), employment.project),
    }
)


async def project(tx: Tx, events: Sequence[Recorded]) -> None:
    """Change the tables by these events, in order."""
    for recorded in events:
        await CHANGES[type(recorded.event)](tx, recorded.event, recorded.version)


def read_model(store: EventStore) -> ReadModel[Recorded]:
    """Placement's read models and how they are made from its log."""
    return ReadModel(metadata=metadata, feed=store.feed, project=project)
