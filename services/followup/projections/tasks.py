"""Tasks: made, done, dropped and moved, as `deadlines` says of the support before and after each event.

What there is to do follows from everything that is known of a support, so the projection keeps that: each support's state, as it
stands, in `states`. It is read and written once for a batch of events and folded by one event after the other, so the tables are
the same whether events come one by one or are replayed by thousands.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, get_args
from uuid import UUID

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import insert

from services.followup import deadlines
from services.followup import events as e
from services.followup.evolving import evolve
from services.followup.projections.tables import metadata
from services.followup.state import State, Support, Unopened
from shared.db import Prepared, Tx
from shared.eventstore import Recorded
from shared.tasks.projection import TaskProjection
from shared.tasks.tables import task_tables

OPENED: Final = TypeAdapter(Support)
UNOPENED: Final = TypeAdapter(Unopened)
SHAPE: Final = hashlib.sha256(json.dumps(OPENED.json_schema(), sort_keys=True).encode()).hexdigest()[:16]
"""Changes when the state does. It stands in the table's definition, so that the next release rebuilds it."""

tables = task_tables(metadata)

states = sa.Table(
    "states",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("opened", sa.Boolean, nullable=False),
    sa.Column("state", sa.Text, nullable=False, comment="as JSON in the order in which it was learnt, which jsonb loses"),
    sa.Column("shape", sa.Text, nullable=False, server_default=SHAPE),
)

_CASES = sa.bindparam("cases", type_=sa.ARRAY(sa.Uuid))
LOAD = Prepared(sa.select(states).where(states.c.case_id == sa.any_(_CASES)))
_NEW = insert(states).values(
    case_id=sa.bindparam("case", type_=sa.Uuid),
    opened=sa.bindparam("is_open", type_=sa.Boolean),
    state=sa.bindparam("now_as", type_=sa.Text),
)
SAVE = Prepared(
    _NEW.on_conflict_do_update(index_elements=["case_id"], set_={"opened": _NEW.excluded.opened, "state": _NEW.excluded.state})
)
OF_A_CASE: Final = get_args(e.SupportEvent)


@dataclass
class Following:
    """The supports that a batch of events is about, as each stands after the events so far, and the tasks wanted of it."""

    known: dict[UUID, State]
    wanted: dict[UUID, deadlines.Tasks] = field(default_factory=dict)

    @classmethod
    async def of(cls, tx: Tx, events: Sequence[Recorded]) -> "Following":
        """Loaded before the first of the events changes any table."""
        cases = {recorded.event.case for recorded in events if isinstance(recorded.event, OF_A_CASE)}
        rows = await tx.all(LOAD, cases=list(cases)) if cases else []
        return cls({row["case_id"]: state_of(row["state"], opened=row["opened"]) for row in rows})

    async def follow(self, tx: Tx, recorded: Recorded) -> None:
        """What the event does to the worklists."""
        event = recorded.event
        if not isinstance(event, OF_A_CASE):
            return
        before = self.known.get(event.case, Unopened())
        after = evolve(before, event)
        old = self.wanted[event.case] if event.case in self.wanted else deadlines.wanted(before)
        new = deadlines.wanted(after)
        self.known[event.case], self.wanted[event.case] = after, new
        await _projection.take(tx, deadlines.steps(before, after, event, (old, new)), recorded)

    async def save(self, tx: Tx) -> None:
        """A support that never was has no row: its rows are gone."""
        kept = [(case, state) for case, state in self.known.items() if isinstance(state, Support | Unopened)]
        await tx.run_many(SAVE, [{"case": case, **_row(state)} for case, state in kept])


def state_of(text: str, *, opened: bool = True) -> Support | Unopened:
    """The state as it was saved."""
    return OPENED.validate_json(text) if opened else UNOPENED.validate_json(text)


def _row(state: Support | Unopened) -> dict[str, Any]:
    if isinstance(state, Support):
        return {"is_open": True, "now_as": OPENED.dump_json(state).decode()}
    return {"is_open": False, "now_as": UNOPENED.dump_json(state).decode()}


_projection: Final = TaskProjection(tables, deadlines.KINDS, lambda _event: ())


async def done(tx: Tx, event: e.TaskDone, recorded: Recorded) -> None:
    """Somebody completed it."""
    await _projection.done(tx, event, recorded.version)
