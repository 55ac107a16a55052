"""Subscriptions: every effect once, whatever comes; what cannot be handled is parked with its key and the rest flows."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg
import pytest

from shared import parking
from shared.bus import Received, Topic
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.db import Database, Tx
from shared.inbox import Delivery
from shared.subscriptions import Subscription
from tests.shared.events import CountedContract

TOPIC = Topic(name="sius.test.v1", partitions=3, readers=("adder",))
A, B = UUID("0195c1de-9d00-7000-8000-00000000000a"), UUID("0195c1de-9d00-7000-8000-00000000000b")


class Adder:
    """Adds amounts up in a table: an effect that shows whether it happened once, and in which order."""

    def __init__(self) -> None:
        self.fails_on: int | None = None

    async def react(self, tx: Tx, deliveries: Sequence[Delivery]) -> None:
        for delivery in deliveries:
            assert isinstance(delivery.contract, CountedContract)
            if delivery.contract.amount == self.fails_on:
                raise ValueError("This amount cannot be added.")
            await tx.raw.execute(
                "insert into read.sums (counter, amount) values ($1, $2)", delivery.contract.counter, delivery.contract.amount
            )


@pytest.fixture
def adder() -> Adder:
    return Adder()


@pytest.fixture
async def subscription(database: Database, owner: asyncpg.Connection, adder: Adder, clock: MovableClock) -> Subscription:
    await owner.execute("create table read.sums (n bigint generated always as identity, counter uuid, amount integer)")
    await owner.execute("grant select, insert on read.sums to kernel_app")
    return Subscription(
        "adder",
        topics=[TOPIC],
        contracts={CountedContract.type: CountedContract},
        react=adder.react,
        database=database,
        bus=LocalBus([TOPIC]),
        clock=clock,
    )


def message(
    counter: UUID, version: int, changes: dict[str, str | None] | None = None, *, previous: int | None = None
) -> Received:
    """Version `version` of a counter's stream; its amount is the version."""
    headers = {
        "ce_id": str(UUID(int=counter.int + version)),
        "ce_type": CountedContract.type,
        "ce_subject": f"counter-{counter}",
        "ce_sequence": str(version),
        "ce_previous": str(version - 1 if previous is None else previous),
        "ce_time": "2026-03-02T12:00:00Z",
        "ce_correlationid": "corr-1",
    }
    named = {name: text for name, text in {**headers, **(changes or {})}.items() if text is not None and name.startswith("ce_")}
    value = (changes or {}).get("value") or CountedContract(counter=counter, amount=version).model_dump_json()
    return Received(topic=TOPIC.name, partition=0, offset=version, key=str(counter), value=value.encode(), headers=named)


async def amounts(database: Database, counter: UUID = A) -> list[int]:
    async with database.transaction() as tx:
        rows = await tx.raw.fetch("select amount from read.sums where counter = $1 order by n", counter)
    return [row["amount"] for row in rows]


async def parked(database: Database) -> list[tuple[str, str, int]]:
    """(key, reason, messages waiting) of every parked key."""
    async with database.transaction() as tx:
        rows, _ = await parking.parked_list(tx, limit=10, offset=0)
    return [(row["key"], row["reason"], row["queued"]) for row in rows]


async def retry(subscription: Subscription, database: Database, key: UUID) -> int:
    async with database.transaction() as tx:
        return await subscription.retry(tx, str(key), by="operator-1")


class TestExactlyOnce:
    async def test_a_batch_takes_effect_in_order(self, subscription: Subscription, database: Database) -> None:
        await subscription.handle([message(A, 1), message(A, 2), message(B, 1)])
        assert (await amounts(database, A), await amounts(database, B)) == ([1, 2], [1])

    async def test_duplicates_have_no_effect_within_a_batch_or_later(
        self, subscription: Subscription, database: Database
    ) -> None:
        await subscription.handle([message(A, 1), message(A, 1), message(A, 2)])
        await subscription.handle([message(A, 1), message(A, 2), message(A, 3)])
        assert await amounts(database) == [1, 2, 3]

    async def test_versions_that_were_never_published_are_no_gap(self, subscription: Subscription, database: Database) -> None:
        await subscription.handle([message(A, 1), message(A, 4, previous=1)])
        assert await amounts(database) == [1, 4]

    async def test_effect_and_memory_of_it_commit_together(
        self, subscription: Subscription, database: Database, adder: Adder
    ) -> None:
        adder.fails_on = 2
        await subscription.handle([message(A, 1), message(A, 2)])
        adder.fails_on = None
        await subscription.handle([message(A, 1)])
        assert await amounts(database) == [1]


class TestParking:
    async def test_a_message_that_fails_is_parked_with_its_key_and_the_rest_flows(
        self, subscription: Subscription, database: Database, adder: Adder
    ) -> None:
        adder.fails_on = 2
        await subscription.handle([message(A, 1), message(A, 2), message(A, 3), message(B, 1)])
        await subscription.handle([message(A, 4), message(B, 3, previous=1)])
        assert (await amounts(database, A), await amounts(database, B)) == ([1], [1, 3])
        assert await parked(database) == [(str(A), "failed", 3)]

    async def test_when_it_can_be_handled_a_retry_brings_the_whole_key_in_order(
        self, subscription: Subscription, database: Database, adder: Adder
    ) -> None:
        adder.fails_on = 2
        await subscription.handle([message(A, 1), message(A, 2), message(A, 3)])
        assert await retry(subscription, database, A) == 2
        adder.fails_on = None
        assert await retry(subscription, database, A) == 0
        await subscription.handle([message(A, 4)])
        assert (await amounts(database), await parked(database)) == ([1, 2, 3, 4], [])

    async def test_a_skipped_message_has_no_effect_and_those_behind_it_go_on(
        self, subscription: Subscription, database: Database, adder: Adder, owner: asyncpg.Connection
    ) -> None:
        adder.fails_on = 2
        await subscription.handle([message(A, 1), message(A, 2), message(A, 3)])
        async with database.transaction() as tx:
            rows, _ = await parking.parked_list(tx, limit=10, offset=0)
            left = await subscription.skip(tx, rows[0]["id"], str(A), reason="registered in error", by="operator-1")
        assert (left, await amounts(database)) == (0, [1, 3])
        settled = await owner.fetchrow("select settled_by, settled_reason from parked where state = 'skipped'")
        assert tuple(settled) == ("operator-1", "registered in error")

    async def test_a_duplicate_of_a_parked_message_waits_once(
        self, subscription: Subscription, database: Database, adder: Adder
    ) -> None:
        adder.fails_on = 1
        await subscription.handle([message(A, 1)])
        await subscription.handle([message(A, 1), message(A, 1)])
        assert await parked(database) == [(str(A), "failed", 1)]

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"ce_type": "sius.test.unheard-of.v1"}, "unknown-type"),
            ({"ce_type": None}, "malformed"),
            ({"ce_sequence": "first"}, "malformed"),
            ({"ce_time": "yesterday"}, "malformed"),
            ({"value": "{not json"}, "malformed"),
            ({"value": '{"counter": 7}'}, "malformed"),
        ],
    )
    async def test_malformed_and_unknown_messages_are_parked_and_the_rest_flows(
        self, subscription: Subscription, database: Database, changes: dict[str, str | None], reason: str
    ) -> None:
        await subscription.handle([message(A, 1, changes), message(A, 2), message(B, 1)])
        assert (await amounts(database, A), await amounts(database, B)) == ([], [1])
        assert await parked(database) == [(str(A), reason, 2)]

    async def test_a_message_without_a_key_is_parked_alone(self, subscription: Subscription, database: Database) -> None:
        await subscription.handle([Received(topic=TOPIC.name, partition=2, offset=7, key=None, value=None), message(A, 1)])
        assert await amounts(database) == [1]
        assert await parked(database) == [(f"{TOPIC.name}/2/7", "malformed", 1)]


class TestGaps:
    async def test_what_comes_too_early_waits_and_goes_on_by_itself_when_the_missing_message_comes(
        self, subscription: Subscription, database: Database
    ) -> None:
        await subscription.handle([message(A, 1), message(A, 3), message(A, 4)])
        assert (await amounts(database), await parked(database)) == ([1], [(str(A), "gap", 2)])
        await subscription.handle([message(A, 2)])
        assert (await amounts(database), await parked(database)) == ([1, 2, 3, 4], [])

    async def test_reversed_order_ends_in_the_right_order(self, subscription: Subscription, database: Database) -> None:
        for version in (5, 4, 3, 2, 1):
            await subscription.handle([message(A, version)])
        assert (await amounts(database), await parked(database)) == ([1, 2, 3, 4, 5], [])


async def test_the_next_offset_is_remembered_with_the_effect(subscription: Subscription, database: Database) -> None:
    await subscription.handle([message(A, 1), message(A, 2)])
    async with database.transaction() as tx:
        place = await tx.raw.fetchrow("select topic, partition, next_offset from inbox_offsets where subscription = 'adder'")
    assert tuple(place) == (TOPIC.name, 0, 3)
