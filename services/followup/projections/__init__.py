"""Followup's read models: tables made only from its events, changed in the transaction that appends them. By part."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from services.followup import events as e
from services.followup.projections import contact, introduction, phases, plan, status, support
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
        e.PlanAgreed: plan.project,
        e.ContactLogged: contact.project,
        e.StatusEstablished: status.project,
    }
)

NO_PHASE = (e.PlanAgreed, e.ContactLogged, e.StatusEstablished)
"""What never moves a support to another phase."""


async def project(tx: Tx, events: Sequence[Recorded]) -> None:
    """Change the tables by these events, in order; then each support whose course changed has its phase worked out anew."""
    for recorded in events:
        await CHANGES[type(recorded.event)](tx, recorded.event, recorded)
        await support.seen(tx, recorded)
    await phases.refresh(tx, {recorded.event.case for recorded in events if not isinstance(recorded.event, NO_PHASE)})


def read_model(store: EventStore) -> ReadModel[Recorded]:
    """Followup's read models and how they are made from its log."""
    return ReadModel(metadata=metadata, feed=store.feed, project=project)
