"""What both adapters promise."""

import asyncio

import pytest

from shared.bus import BusStopped, Message, UnknownTopic
from tests.shared.bus.conftest import BusFor
from tests.shared.bus.reading import (
    Reader,
    a_topic,
    first_seen_by_key,
    in_order,
    messages,
    publishing,
    read_together,
    values,
)


async def test_messages_of_a_key_come_in_order_and_from_one_partition(bus_for: BusFor) -> None:
    topic = a_topic()
    bus, sent = await bus_for(topic), messages(topic, keys=12, each=40)
    async with Reader(bus, topic) as reader, publishing(bus, sent):
        received = await reader.read(values(sent))
    assert first_seen_by_key(received) == in_order(keys=12, each=40)
    assert sorted(values(received)) == sorted(values(sent))
    assert len({(message.key, message.partition) for message in received}) == 12


async def test_one_publish_after_another_keeps_the_order(bus_for: BusFor) -> None:
    topic = a_topic(partitions=2)
    bus, sent = await bus_for(topic), messages(topic, keys=2, each=10)
    async with Reader(bus, topic) as reader:
        for message in sent:
            async with publishing(bus, [message]):
                await reader.read(values([message]))
    assert first_seen_by_key(reader.handled) == in_order(keys=2, each=10)
    assert len(reader.handled) == len(sent)


async def test_a_message_arrives_as_it_was_sent(bus_for: BusFor) -> None:
    topic = a_topic()
    bus = await bus_for(topic)
    sent = Message(topic=topic.name, key="ärende-åäö", value=b"\x00\xff", headers={"ce_type": "Stöd påbörjat ☃", "ce_id": ""})
    async with Reader(bus, topic) as reader, publishing(bus, [sent]):
        [received] = await reader.take()
        await reader.keep([received])
    assert (received.topic, received.key, received.value, received.headers) == (topic.name, sent.key, sent.value, sent.headers)


async def test_two_members_share_the_partitions_and_each_message_goes_to_one(bus_for: BusFor) -> None:
    topic = a_topic()
    bus, sent = await bus_for(topic), messages(topic, keys=60, each=3)
    async with Reader(bus, topic) as one, Reader(bus, topic, saved=one.saved) as other, publishing(bus, sent):
        await read_together([one, other], values(sent))
    ours, theirs = ({message.partition for message in reader.handled} for reader in (one, other))
    assert sorted(values(one.handled + other.handled)) == sorted(values(sent))
    assert len(ours) == len(theirs) == 3
    assert not ours & theirs


async def test_a_member_that_leaves_in_mid_batch_is_taken_over_from_the_saved_positions(bus_for: BusFor) -> None:
    topic = a_topic()
    bus, early, late = await bus_for(topic), messages(topic, keys=60, each=2), messages(topic, keys=60, each=2, start=2)
    async with Reader(bus, topic) as stays:
        leaves = Reader(bus, topic, saved=stays.saved)
        async with leaves:
            async with publishing(bus, early):
                await read_together([stays, leaves], values(early))
            publish_late = publishing(bus, late)
            await publish_late.__aenter__()
            unsaved = await leaves.take(limit=10)
        await stays.read(set(values(late)) - set(values(leaves.handled)))
        await publish_late.__aexit__(None, None, None)
    handled = leaves.handled + stays.handled
    assert set(values(unsaved)) <= set(values(stays.handled))
    assert sorted(values(handled)) == sorted(values(early + late))
    assert first_seen_by_key(handled) == in_order(keys=60, each=4)


async def test_a_member_that_joins_while_another_waits_takes_its_share_from_the_saved_positions(bus_for: BusFor) -> None:
    topic = a_topic()
    bus, early, late = await bus_for(topic), messages(topic, keys=60, each=2), messages(topic, keys=60, each=2, start=2)
    async with Reader(bus, topic) as first:
        async with publishing(bus, early):
            await first.read(values(early))
        waiting = asyncio.create_task(first.consumer.batch(wait=2))
        async with Reader(bus, topic, saved=first.saved) as joins, publishing(bus, late):
            waited = await waiting
            await first.keep(waited)
            await read_together([first, joins], set(values(late)) - set(values(waited)))
    assert sorted(values(first.handled + joins.handled)) == sorted(values(early + late))
    assert len({message.partition for message in joins.handled}) == 3


async def test_what_was_fetched_of_a_partition_that_went_to_another_member_is_not_given(bus_for: BusFor) -> None:
    topic = a_topic()
    bus, sent = await bus_for(topic), messages(topic, keys=60, each=5)
    async with Reader(bus, topic) as first, publishing(bus, sent):
        await first.keep(await first.take(limit=5))
        async with Reader(bus, topic, saved=first.saved) as joins:
            await read_together([first, joins], set(values(sent)) - set(values(first.handled)))
    assert sorted(values(first.handled + joins.handled)) == sorted(values(sent))
    assert first_seen_by_key(first.handled[5:] + joins.handled).keys() == in_order(keys=60, each=5).keys()


async def test_a_batch_that_was_not_done_comes_again_after_a_restart(bus_for: BusFor) -> None:
    topic = a_topic(partitions=1)
    bus, sent = await bus_for(topic), messages(topic, keys=2, each=10)
    async with publishing(bus, sent):
        async with Reader(bus, topic) as crashed:
            await crashed.keep(await crashed.take(limit=6))
            undone = await crashed.take(limit=6)
        async with Reader(bus, topic, saved=crashed.saved) as restarted:
            await restarted.read(values(sent[6:]))
    assert values(undone) == values(sent[6:12])
    assert values(restarted.handled) == values(sent[6:])


async def test_every_group_gets_everything(bus_for: BusFor) -> None:
    topic = a_topic(readers=("placement", "metrics"))
    bus, sent = await bus_for(topic), messages(topic)
    async with Reader(bus, topic, group=0) as placement, Reader(bus, topic, group=1) as metrics, publishing(bus, sent):
        await asyncio.gather(placement.read(values(sent)), metrics.read(values(sent)))
    assert first_seen_by_key(placement.handled) == first_seen_by_key(metrics.handled) == in_order(keys=12, each=5)


async def test_one_member_reads_several_topics(bus_for: BusFor) -> None:
    one = a_topic(readers=())
    other = a_topic(partitions=2)
    one = type(one)(one.name, one.partitions, other.readers)
    bus, sent = await bus_for(one, other), messages(one) + messages(other, keys=20, each=1)
    reader = Reader(bus, other)
    reader.consumer = bus.consumer(other.readers[0], [one.name, other.name], reader._positions)
    async with reader, publishing(bus, sent):
        await reader.read(values(sent))
    assert {message.topic for message in reader.handled} == {one.name, other.name}


async def test_lag_counts_what_has_not_been_given(bus_for: BusFor) -> None:
    topic = a_topic(partitions=1)
    bus, sent = await bus_for(topic), messages(topic, keys=1, each=10)
    async with Reader(bus, topic) as reader, publishing(bus, sent):
        batch = await reader.take(limit=1)
        batch += await reader.take(limit=3 if len(batch) == 1 else 4)
        assert await reader.consumer.lag() == 10 - len(batch)
        await reader.keep(batch)
        await reader.read(values(sent))
        assert await reader.consumer.lag() == 0


async def test_nothing_comes_when_nothing_was_sent(bus_for: BusFor) -> None:
    topic = a_topic()
    bus = await bus_for(topic)
    await bus.publish([])
    async with Reader(bus, topic) as reader:
        assert await reader.consumer.batch(wait=0.05) == []


async def test_a_batch_that_is_cancelled_loses_nothing(bus_for: BusFor) -> None:
    topic = a_topic()
    bus, sent = await bus_for(topic), messages(topic)
    async with Reader(bus, topic) as reader:
        waiting = asyncio.create_task(reader.consumer.batch(wait=5))
        await asyncio.sleep(0)
        async with publishing(bus, sent):
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
            assert waiting.cancelled()
            await reader.read(values(sent))
    assert sorted(values(reader.handled)) == sorted(values(sent))


async def test_an_unknown_topic_is_named(bus_for: BusFor) -> None:
    topic = a_topic()
    bus = await bus_for(topic)
    with pytest.raises(UnknownTopic, match=r"no topic 'sius\.nowhere\.v1'"):
        await bus.publish([Message(topic="sius.nowhere.v1", key="k", value=b"v")])


async def test_a_stopped_consumer_and_a_stopped_bus_say_so(bus_for: BusFor) -> None:
    topic = a_topic()
    bus = await bus_for(topic)
    async with Reader(bus, topic) as reader:
        assert await bus.ready()
    with pytest.raises(BusStopped):
        await reader.consumer.batch(wait=0.1)
    await bus.stop()
    with pytest.raises(BusStopped):
        await bus.publish(messages(topic))


async def test_a_consumer_stopped_while_it_waits_returns_an_empty_batch(bus_for: BusFor) -> None:
    topic = a_topic()
    bus = await bus_for(topic)
    async with Reader(bus, topic) as reader:
        waiting = asyncio.create_task(reader.consumer.batch(wait=30))
        await asyncio.sleep(0.05)
    assert await waiting == []
