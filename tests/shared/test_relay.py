"""The relay: everything committed is published, in order, by one at a time."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import asyncpg
import pytest

from shared.bus import Bus, Consumer, Message, Positions, Topic
from shared.contracts.base import Contract
from shared.db import Database, prepare_connection
from shared.eventstore import START, EventStore, Recorded
from shared.relay import ACQUIRE, Fenced, Relay, lag
from tests.conftest import KernelUrls
from tests.shared.events import CODEC, Counted, CountedContract, Reset, meta

STORE = EventStore(CODEC)
TOPIC = Topic(name="sius.test.v1", partitions=3, readers=())
ONE = UUID("0195c1de-9d00-7000-8000-000000000001")


class Notebook:
    """A bus that writes down what is published; `broken` makes it fail as a broker that is away does."""

    def __init__(self) -> None:
        self.written: list[Message] = []
        self.broken = False

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def publish(self, messages: Sequence[Message]) -> None:
        if self.broken:
            raise ConnectionError("The broker is away.")
        self.written += messages

    def consumer(self, group: str, topics: Sequence[str], positions: Positions) -> Consumer:
        raise NotImplementedError

    async def ready(self) -> bool:
        return not self.broken


def publisher(recorded: Recorded) -> Contract | None:
    match recorded.event:
        case Counted(amount=13):
            raise ValueError("This event cannot be published.")
        case Counted() as event:
            return CountedContract(counter=event.counter, amount=event.amount)
        case _:
            return None


def relay_of(database: Database, bus: Bus) -> Relay:
    return Relay(database, STORE, publisher, bus, service="test", topic=TOPIC.name)


async def append(database: Database, stream: str, *events: object, expected: int = 0) -> None:
    async with database.transaction() as tx:
        await STORE.append(tx, stream, events, expected=expected, meta=meta())


def counted(amount: int) -> Counted:
    return Counted(counter=ONE, amount=amount)


async def until(condition: object, seconds: float = 10.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # type: ignore[operator]
            await asyncio.sleep(0.01)


class Running:
    """A relay running for the length of a `with`."""

    def __init__(self, relay: Relay) -> None:
        self.relay = relay

    async def __aenter__(self) -> Relay:
        self._task = asyncio.create_task(self.relay.run(longest=0.1))
        return self.relay

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


async def test_committed_events_are_published_in_order_as_cloudevents(database: Database) -> None:
    bus = Notebook()
    await append(database, "counter-1", counted(1), counted(2))
    async with Running(relay_of(database, bus)):
        await until(lambda: len(bus.written) == 2)
    first, second = bus.written
    assert (first.topic, first.key, first.value) == (
        TOPIC.name,
        str(ONE),
        CountedContract(counter=ONE, amount=1).model_dump_json().encode(),
    )
    assert first.headers["ce_type"] == "sius.test.counted.v1"
    assert first.headers["ce_time"] == "2026-03-02T12:00:00Z"
    assert first.headers["ce_correlationid"] == "corr-1"
    assert (second.headers["ce_subject"], second.headers["ce_sequence"]) == ("counter-1", "2")


async def test_each_message_names_the_one_before_it_also_across_events_that_stay_inside(database: Database) -> None:
    bus = Notebook()
    await append(database, "counter-1", counted(1), Reset(counter=ONE, why="x"), Reset(counter=ONE, why="y"), counted(2))
    async with Running(relay_of(database, bus)):
        await until(lambda: len(bus.written) == 2)
    assert [(m.headers["ce_previous"], m.headers["ce_sequence"]) for m in bus.written] == [("0", "1"), ("1", "4")]


async def test_while_the_bus_is_away_nothing_is_lost_and_afterwards_it_flows(database: Database) -> None:
    bus = Notebook()
    bus.broken = True
    relay = relay_of(database, bus)
    async with Running(relay):
        await append(database, "counter-1", counted(1))
        relay.wake()
        await until(lambda: relay.error == "ConnectionError")
        await append(database, "counter-1", counted(2), expected=1)
        bus.broken = False
        await until(lambda: len(bus.written) == 2)
    assert [m.headers["ce_sequence"] for m in bus.written] == ["1", "2"]


async def test_a_crash_before_the_checkpoint_publishes_the_same_messages_again(
    database: Database, owner: asyncpg.Connection
) -> None:
    bus = Notebook()
    await append(database, "counter-1", counted(1), counted(2))
    async with Running(relay_of(database, bus)):
        await until(lambda: len(bus.written) == 2)
    await owner.execute("update relay set era = 0, txid = '0', position = 0")
    await owner.execute("delete from published")
    async with Running(relay_of(database, bus)):
        await until(lambda: len(bus.written) == 4)
    assert bus.written[:2] == bus.written[2:]


async def test_of_two_relays_one_is_active_and_the_other_takes_over(database: Database) -> None:
    first, second = relay_of(database, Notebook()), relay_of(database, Notebook())
    async with Running(second):
        async with Running(first):
            await until(lambda: first.active or second.active)
            assert first.active != second.active
        await until(lambda: second.active)


async def test_a_relay_that_was_fenced_cannot_move_the_checkpoint(database: Database, kernel: KernelUrls) -> None:
    await append(database, "counter-1", counted(1))
    connection = await asyncpg.connect(kernel.app)
    await prepare_connection(connection)
    stale = (await connection.fetchrow(ACQUIRE))["epoch"]
    await connection.fetchrow(ACQUIRE)  # another relay took over
    with pytest.raises(Fenced):
        await relay_of(database, Notebook()).publish(connection, stale, await STORE.feed(connection, START))
    assert await lag(connection) == 1
    await connection.close()


async def test_an_event_that_cannot_be_published_stops_the_relay_loudly_and_nothing_passes_it(database: Database) -> None:
    bus = Notebook()
    relay = relay_of(database, bus)
    await append(database, "counter-1", counted(13))
    await append(database, "counter-2", counted(1))
    async with Running(relay):
        await until(lambda: relay.error == "ValueError")
    assert bus.written == []
