"""What only the local bus promises: `publish` is over when the effects are committed."""

import asyncio

import pytest

from shared.bus import BusStopped, Topic
from shared.bus.local import LocalBus
from tests.shared.bus.reading import Reader, a_topic, first_seen_by_key, in_order, messages, publishing, values


async def started(topic: Topic) -> LocalBus:
    bus = LocalBus([topic])
    await bus.start()
    return bus


async def stepped() -> None:
    """Let every task that can run do so."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_publishing_ends_only_when_every_group_has_handled_everything() -> None:
    topic = a_topic(readers=("placement", "metrics"))
    bus, sent = await started(topic), messages(topic)
    publish = asyncio.create_task(bus.publish(sent))
    async with Reader(bus, topic, group=0) as placement, Reader(bus, topic, group=1) as metrics:
        await placement.read(values(sent))
        await metrics.keep((await metrics.take())[:-1])
        await stepped()
        assert not publish.done()
        await metrics.consumer.stop()
        await metrics.consumer.start()
        await metrics.keep(await metrics.take())
        await publish
    assert sorted(values(metrics.handled)) == sorted(values(sent))


async def test_publishing_waits_for_a_group_that_has_not_joined() -> None:
    topic = a_topic()
    bus, sent = await started(topic), messages(topic)
    publish = asyncio.create_task(bus.publish(sent))
    await stepped()
    assert not publish.done()
    async with Reader(bus, topic) as reader:
        await reader.read(values(sent))
        await publish


async def test_a_topic_that_nobody_reads_waits_for_nobody() -> None:
    topic = a_topic(readers=())
    bus = await started(topic)
    async with asyncio.timeout(5):
        await bus.publish(messages(topic))


async def test_stopping_the_bus_releases_its_publishers_with_an_error() -> None:
    topic = a_topic()
    bus = await started(topic)
    publish = asyncio.create_task(bus.publish(messages(topic)))
    await stepped()
    await bus.stop()
    with pytest.raises(BusStopped):
        await publish


async def test_after_a_stop_everything_unhandled_can_be_published_again() -> None:
    topic = a_topic()
    bus, sent = await started(topic), messages(topic)
    publish = asyncio.create_task(bus.publish(sent))
    async with Reader(bus, topic) as reader:
        await reader.take(limit=7)
        await bus.stop()
        await asyncio.gather(publish, return_exceptions=True)
        await bus.start()
        await reader.consumer.start()
        async with publishing(bus, sent):
            await reader.read(values(sent))
    assert values(reader.handled).count("case-0:0") == 1
    assert first_seen_by_key(reader.handled) == in_order(keys=12, each=5)


async def test_a_cancelled_publish_takes_back_what_nobody_was_given() -> None:
    topic = a_topic(partitions=1)
    bus, sent = await started(topic), messages(topic, keys=2, each=5)
    publish = asyncio.create_task(bus.publish(sent))
    async with Reader(bus, topic) as reader:
        given = await reader.take(limit=3)
        publish.cancel()
        await asyncio.gather(publish, return_exceptions=True)
        await reader.keep(given)
        assert await reader.consumer.lag() == 0
        async with publishing(bus, sent):
            await reader.read(values(sent))
    assert values(reader.handled) == values(sent[:3] + sent)


async def test_a_group_that_is_not_declared_is_refused() -> None:
    topic = a_topic()
    bus = await started(topic)
    with pytest.raises(ValueError, match="not declared as a reader"):
        bus.consumer("stranger", [topic.name], Reader(bus, topic)._positions)


async def test_an_effect_committed_by_a_member_that_has_left_counts() -> None:
    topic = a_topic(partitions=1)
    bus, sent = await started(topic), messages(topic, keys=1, each=3)
    publish = asyncio.create_task(bus.publish(sent))
    async with Reader(bus, topic) as leaves:
        batch = await leaves.take()
    async with Reader(bus, topic):
        await leaves.keep(batch)
        await publish


async def test_a_busy_partition_does_not_starve_the_others() -> None:
    topic = a_topic(partitions=4)
    bus = await started(topic)
    busy, rest = messages(topic, keys=1, each=200), messages(topic, keys=20, each=1, start=900)
    async with Reader(bus, topic) as reader, publishing(bus, busy + rest):
        partitions: set[int] = set()
        for _ in range(8):
            batch = await reader.take(limit=5)
            partitions |= {message.partition for message in batch}
            await reader.keep(batch)
        assert partitions == {0, 1, 2, 3}
        await reader.read(values(busy + rest))


async def test_the_same_key_is_in_the_same_partition_in_every_process() -> None:
    topic = Topic("sius.test.v1", 6, ("cases",))
    bus, sent = await started(topic), messages(topic, keys=6, each=1)
    async with Reader(bus, topic) as reader, publishing(bus, sent):
        await reader.read(values(sent))
    found = {message.key: message.partition for message in reader.handled}
    assert found == {"case-0": 4, "case-1": 4, "case-2": 4, "case-3": 2, "case-4": 5, "case-5": 5}
