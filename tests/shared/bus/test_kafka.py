"""What only Kafka can do to us: anybody's messages, other logs than we knew, consumers that hang."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.consumer import fetcher
from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy

from deploy.kafka import Broker
from shared.bus import BusError, Message, Partition, Topic, UnknownTopic
from shared.bus.kafka import BATCH_BYTES, KafkaBus, Timing, create_topics, portions
from shared.bus.kafka_session import where_to_begin
from tests.shared.bus.conftest import QUICK, KafkaFor
from tests.shared.bus.reading import Reader, a_topic, first_seen_by_key, in_order, messages, values

SOON_BACK = 20.0
"""Seconds within which a broker that was ended is back."""


async def send_raw(broker: Broker, topic: Topic, **record: Any) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=broker.bootstrap)
    await producer.start()
    await producer.send_and_wait(topic.name, partition=0, **record)
    await producer.stop()


class Garbled(str):
    """A header name that is not UTF-8 on the wire."""

    __slots__ = ()

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        del encoding, errors
        return b"ce_\xff\xfe"


async def send_garbled(broker: Broker, topic: Topic, *, values: Sequence[bytes]) -> None:
    """One batch of several records, of which the middle one has a header name that is not UTF-8."""
    producer = AIOKafkaProducer(bootstrap_servers=broker.bootstrap)
    await producer.start()
    batch = producer.create_batch()
    batch._builder = _DefaultRecordBatchBuilderPy(2, 0, 0, -1, -1, 0, 100_000)
    for number, value in enumerate(values):
        name = Garbled("garbled") if number == len(values) // 2 else "ce_id"
        batch.append(timestamp=None, key=b"k", value=value, headers=[(name, b"1")])
    await (await producer.send_batch(batch, topic.name, partition=0))
    await producer.stop()


async def test_null_keys_null_values_and_garbage_survive(broker: Broker, kafka_for: KafkaFor) -> None:
    topic = a_topic(partitions=1)
    bus = await kafka_for(topic)
    await send_raw(broker, topic, key=None, value=b"no key")
    await send_raw(broker, topic, key=b"no value", value=None)
    await send_raw(broker, topic, key=b"\xff\xfe", value=b"", headers=[("ce_id", b"\xffnot text"), ("ce_none", None), ("", b"x")])
    async with Reader(bus, topic) as reader:
        while len(reader.handled) < 3:
            await reader.keep(await reader.take())
    no_key, no_value, garbage = reader.handled
    assert (no_key.key, no_key.value) == (None, b"no key")
    assert (no_value.key, no_value.value) == ("no value", None)
    assert (garbage.key, garbage.value) == ("��", b"")
    assert garbage.headers == {"ce_id": "�not text", "ce_none": "", "": "x"}


async def test_a_header_name_that_is_not_text_stops_nothing(
    broker: Broker, kafka_for: KafkaFor, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetcher, "MemoryRecords", fetcher.MemoryRecords)  # put back afterwards
    topic = a_topic(partitions=1)
    bus = await kafka_for(topic)
    await send_garbled(broker, topic, values=[b"before:0", b"garbled:0", b"after:0"])
    await send_raw(broker, topic, key=b"k", value=b"later:0")
    async with Reader(bus, topic) as reader:
        await reader.read(["before:0", "garbled:0", "after:0", "later:0"])
    assert values(reader.handled) == ["before:0", "garbled:0", "after:0", "later:0"]
    assert [dict(message.headers) for message in reader.handled] == [{"ce_id": "1"}, {"ce_��": "1"}, {"ce_id": "1"}, {}]
    assert caplog.text.count("slower parser") == 1


async def test_a_saved_offset_past_the_end_of_the_log_reads_all_of_it(
    kafka_for: KafkaFor, caplog: pytest.LogCaptureFixture
) -> None:
    topic = a_topic(partitions=1)
    bus, sent = await kafka_for(topic), messages(topic, keys=1)
    await bus.publish(sent)
    async with Reader(bus, topic, saved={(topic.name, 0): 1000}) as reader:
        await reader.read(values(sent))
    assert values(reader.handled) == values(sent)
    assert "Saved offset 1000" in caplog.text


@pytest.mark.parametrize(("saved", "begins"), [(None, 10), (9, 10), (10, 10), (15, 15), (20, 20), (21, 10)])
def test_reading_begins_at_the_saved_offset_if_the_log_has_it(saved: int | None, begins: int) -> None:
    positions = {} if saved is None else {("cases", 1): saved}
    assert where_to_begin(("cases", 1), positions, start=10, end=20) == begins


async def test_a_fault_of_the_positions_is_the_callers_and_the_next_batch_asks_again(kafka_for: KafkaFor) -> None:
    topic = a_topic(partitions=1)
    bus, sent = await kafka_for(topic), messages(topic, keys=1)
    await bus.publish(sent)
    faults = [ConnectionError("database away")]

    async def positions(_: Sequence[Partition]) -> Mapping[Partition, int]:
        if faults:
            raise faults.pop()
        return {(topic.name, 0): 3}

    consumer = bus.consumer(topic.readers[0], [topic.name], positions)
    await consumer.start()
    with pytest.raises(ConnectionError):
        await consumer.batch(wait=5)
    assert values(await consumer.batch(wait=5)) == values(sent[3:])
    await consumer.stop()


async def restarted(reader: Reader, sent: Sequence[str], caplog: pytest.LogCaptureFixture, reason: str) -> None:
    await reader.read(sent)
    assert [record.levelno for record in caplog.records if reason in record.getMessage()] == [logging.ERROR]


async def test_a_consumer_that_stands_still_is_restarted(kafka_for: KafkaFor, caplog: pytest.LogCaptureFixture) -> None:
    topic = a_topic(partitions=2)
    bus = await kafka_for(topic, timing=Timing(heartbeat=0.1, session=6, request=8, patience=0.9))
    early, late = messages(topic, each=2), messages(topic, each=2, start=2)
    async with Reader(bus, topic) as reader:
        await bus.publish(early)
        await reader.read(values(early))
        stuck = reader.consumer._session._consumer  # type: ignore[attr-defined]
        stuck.pause(*stuck.assignment())
        await bus.publish(late)
        await restarted(reader, values(late), caplog, "messages left and no progress")
    assert sorted(values(reader.handled)) == sorted(values(early + late))


async def test_a_fetch_that_never_returns_is_given_up(
    kafka_for: KafkaFor, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.bus.kafka_consumer.GRACE", 0.1)
    topic = a_topic(partitions=2)
    bus, sent = await kafka_for(topic, timing=Timing(heartbeat=0.1, session=6, request=8, patience=0.3)), messages(topic)
    await bus.publish(sent)
    never: list[asyncio.Event] = [asyncio.Event()]

    async def positions(_: Sequence[Partition]) -> Mapping[Partition, int]:
        if never:
            await never.pop().wait()
        return {}

    reader = Reader(bus, topic)
    reader.consumer = bus.consumer(topic.readers[0], [topic.name], positions)
    async with reader:
        await restarted(reader, values(sent), caplog, "a fetch did not return")


async def test_an_idle_consumer_is_left_alone(kafka_for: KafkaFor, caplog: pytest.LogCaptureFixture) -> None:
    topic = a_topic(partitions=2)
    bus, sent = await kafka_for(topic, timing=Timing(heartbeat=0.1, session=6, request=8, patience=0.3)), messages(topic)
    await bus.publish(sent)
    async with Reader(bus, topic) as reader:
        await reader.read(values(sent))
        for _ in range(4):
            assert await reader.consumer.batch(wait=0.3) == []
    assert "restarting" not in caplog.text


async def test_topics_are_created_once_and_kept_for_ever(broker: Broker) -> None:
    topics = [a_topic(partitions=3), a_topic(partitions=1)]
    await create_topics(broker.bootstrap, topics)
    await create_topics(broker.bootstrap, [*topics, a_topic()])
    admin = AIOKafkaAdminClient(bootstrap_servers=broker.bootstrap)
    await admin.start()
    [answer] = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topics[0].name)])
    await admin.close()
    settings = {name: value for name, value, *_ in answer.resources[0][4]}
    assert (settings["retention.ms"], settings["retention.bytes"], settings["cleanup.policy"]) == ("-1", "-1", "delete")


async def test_a_topic_with_another_number_of_partitions_is_refused(broker: Broker) -> None:
    topic = a_topic(partitions=3)
    await create_topics(broker.bootstrap, [topic])
    with pytest.raises(BusError, match="has 3 partitions, and should have 6"):
        await create_topics(broker.bootstrap, [Topic(topic.name, 6)])


async def test_a_consumer_of_a_topic_that_does_not_exist_says_so(broker: Broker) -> None:
    bus = KafkaBus(broker.bootstrap, "test", timing=Timing(request=0.5, session=6))
    consumer = bus.consumer("group", ["sius.nowhere.v1"], Reader(bus, a_topic())._positions)
    with pytest.raises(UnknownTopic, match="sius"):
        await consumer.start()


async def test_a_message_larger_than_the_broker_takes_is_an_error_and_the_next_goes_through(kafka_for: KafkaFor) -> None:
    topic = a_topic(partitions=1)
    bus, sent = await kafka_for(topic), messages(topic, keys=1)
    too_large = type(sent[0])(topic=topic.name, key="case-0", value=bytes(2_000_000))
    with pytest.raises(BusError, match="MessageSizeTooLarge"):
        await bus.publish([too_large])
    await bus.publish(sent)
    async with Reader(bus, topic) as reader:
        await reader.read(values(sent))


async def test_nothing_passes_a_message_that_the_broker_refuses(broker: Broker, kafka_for: KafkaFor) -> None:
    topic = a_topic(partitions=1)
    admin = AIOKafkaAdminClient(bootstrap_servers=broker.bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic(topic.name, 1, 1, topic_configs={"max.message.bytes": "1000"})])
    await admin.close()
    bus = await kafka_for(topic)
    refused = Message(topic=topic.name, key="case-0", value=bytes(900_000))
    behind, later = messages(topic, keys=1, each=1), messages(topic, keys=1, each=1, start=7)
    with pytest.raises(BusError, match="MessageSizeTooLarge"):
        await bus.publish([refused, *behind])
    await bus.publish(later)
    async with Reader(bus, topic) as reader:
        await reader.read(values(later))
    assert values(reader.handled) == values(later)


def test_a_portion_is_never_more_than_one_batch() -> None:
    sent = messages(a_topic(), keys=1, each=5000)
    sent[2500] = Message(topic=sent[0].topic, key="case-0", value=bytes(BATCH_BYTES))
    cut = list(portions(sent))
    assert [message for portion in cut for message in portion] == sent
    assert [sent[2500]] in cut
    assert len(cut) == 5


@pytest.mark.parametrize(("end", "delivery"), [(Broker.kill, 1.0), (Broker.kill, 30.0), (Broker.stop, 30.0)])
async def test_a_broker_that_goes_and_comes_back_loses_nothing(
    broker: Broker, kafka_for: KafkaFor, end: Callable[[Broker], None], delivery: float
) -> None:
    """With the short delivery time the relay has to try again; with the long one aiokafka delivers what was pending."""
    topic = a_topic()
    bus = await kafka_for(topic, timing=Timing(delivery=delivery, request=8, heartbeat=0.1, session=6))
    sent = messages(topic, keys=10, each=60)
    relay = Relay(bus, sent)
    async with Reader(bus, topic) as reader:
        relaying = asyncio.create_task(relay.run())
        await reader.read(values(sent[:50]))
        try:
            await asyncio.to_thread(end, broker)
            reading = asyncio.create_task(reader.read(values(sent)))
            assert not await bus.ready()
            if delivery < SOON_BACK:
                await asyncio.wait_for(relay.failed.wait(), SOON_BACK)
            assert not relaying.done()
        finally:
            await asyncio.to_thread(broker.restart)
        await asyncio.gather(relaying, reading)
    assert first_seen_by_key(reader.handled) == in_order(keys=10, each=60)
    assert delivery < SOON_BACK or relay.errors == []


class Relay:
    """As a service's relay does: in order, in portions, each again until it is safe."""

    def __init__(self, bus: KafkaBus, sent: Sequence[Message], portion: int = 10) -> None:
        self._bus = bus
        self._portions = [sent[start : start + portion] for start in range(0, len(sent), portion)]
        self.errors: list[BusError] = []
        self.failed = asyncio.Event()

    async def run(self) -> None:
        for portion in self._portions:
            while True:
                try:
                    await self._bus.publish(portion)
                    break
                except BusError as error:
                    self.errors.append(error)
                    self.failed.set()
                    await asyncio.sleep(0.1)


async def test_a_bus_starts_and_answers_while_the_broker_is_away() -> None:
    bus = KafkaBus("127.0.0.1:9", "test", timing=QUICK)
    await bus.start()
    topic = a_topic()
    assert not await bus.ready()
    with pytest.raises(BusError, match="not all published"):
        await bus.publish(messages(topic))
    with pytest.raises(BusError, match="could not be joined"):
        await Reader(bus, topic).consumer.start()
    with pytest.raises(BusError, match="could not be created"):
        await create_topics("127.0.0.1:9", [topic])
    await bus.stop()
