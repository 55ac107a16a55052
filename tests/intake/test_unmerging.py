"""Whatever happens while two persons are merged: undoing leaves the tables of a history in which they never were."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.intake import events as e
from services.intake.projections import project
from shared.db import Tx, prepare_connection
from shared.eventstore import Recorded
from tests.harness import Databases
from tests.intake.given import MAR_2, TODAY, WHY, received
from tests.intake.test_person import registered

ONE, TWO = UUID("0195c1de-9d00-7000-8000-0000000000c1"), UUID("0195c1de-9d00-7000-8000-0000000000c2")
BIRTH = UUID(int=1)
MERGE = (
    e.MergeProposed(person=ONE, other=TWO, reason=WHY, proposed_by="ali", on=TODAY),
    e.MergedFrom(
        person=ONE,
        merged=TWO,
        conflicts=(e.MergeConflict(conflict=BIRTH, about="birth-date"),),
        protected=False,
        reason=WHY,
        proposed_by="ali",
        merged_by="eva",
        on=TODAY,
    ),
    e.MergedInto(person=TWO, survivor=ONE, protected=False, merged_by="eva", on=TODAY),
)
SETTLED = e.MergeConflictSettled(
    person=ONE, merged=TWO, conflict=BIRTH, about="birth-date", holds="merged", reason=WHY, settled_by="eva", on=TODAY
)
UNDO = (
    e.MergeUndone(person=ONE, merged=TWO, protected=False, reason=WHY, undone_by="eva", on=TODAY),
    e.PersonRestored(person=TWO, survivor=ONE, protected=False, undone_by="eva", on=TODAY),
)


class Course:
    """What may happen to the two, one at a time: a person is held by one thing only, also while merged with the other."""

    def __init__(self) -> None:
        self.open: dict[UUID, UUID] = {}
        self.referred = 0

    def event(self, who: UUID, kind: str, *, merged: bool) -> Any:
        match kind:
            case "protect":
                return e.ProtectionSet(person=who, kind="secrecy-marking", set_by="ali", on=TODAY)
            case "lift":
                return e.ProtectionLifted(person=who, lifted_by="ali", on=TODAY)
            case _:
                return self.referral(who, merged=merged)

    def referral(self, who: UUID, *, merged: bool) -> Any:
        if who in self.open:
            return e.ReferralWithdrawn(referral=self.open.pop(who), person=who, on=TODAY)
        if merged and self.open:
            return None
        self.referred += 1
        self.open[who] = UUID(int=100 + self.referred)
        return Course.received(self.open[who], who)

    @staticmethod
    def received(referral: UUID, who: UUID) -> e.ReferralReceived:
        return replace(received(), referral=referral, person=who, on=MAR_2)


STEPS = st.lists(st.tuples(st.sampled_from([ONE, TWO]), st.sampled_from(["protect", "lift", "refer", "refer"])), max_size=6)


def told(events: list[Any]) -> Iterator[Recorded]:
    for version, event in enumerate(events, start=1):
        yield Recorded(
            event=event,
            stream="told",
            version=version,
            event_id=uuid5(NAMESPACE_URL, repr(event)),
            on=event.on,
            recorded_at=datetime(2026, 3, 10, tzinfo=UTC),
            by="ali",
            correlation="c",
            causation=None,
        )


async def tables_after(connection: asyncpg.Connection, events: list[Any]) -> dict[str, list[str]]:
    """Every read model's rows after these events, without versions; the database is left as it was."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        await connection.execute("set local search_path = read, public")
        await project(Tx(connection), list(told(events)))
        names = await connection.fetch("select tablename as name from pg_tables where schemaname = 'read'")
        rows = {
            name["name"]: await connection.fetch(f"select (to_jsonb(t) - 'version')::text as row from read.{name['name']} t")
            for name in names
        }
        return {name: sorted(row["row"] for row in found) for name, found in rows.items()}
    finally:
        await transaction.rollback()


@pytest.fixture
async def url(databases: Databases) -> str:
    return (await databases.of("intake")).migration_url


@given(before=STEPS, between=STEPS, settling=st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
async def test_undoing_a_merge_leaves_no_trace_in_the_tables(
    url: str,
    before: list[tuple[UUID, str]],
    between: list[tuple[UUID, str]],
    settling: bool,  # noqa: FBT001 - drawn
) -> None:
    course = Course()
    first = [event for who, kind in before if (event := course.event(who, kind, merged=False))]
    then = [event for who, kind in between if (event := course.event(who, kind, merged=True))]
    people = [registered(ONE), replace(registered(TWO), birth_date=date(1990, 2, 15))]
    settled = [SETTLED] if settling else []
    connection = await asyncpg.connect(url)
    try:
        await prepare_connection(connection)
        parted = await tables_after(connection, [*people, *first, *MERGE, *settled, *then, *UNDO])
        never = await tables_after(connection, [*people, *first, *then])
    finally:
        await connection.close()
    assert parted == never
