"""Topics of the catalogue, created on Kafka."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError, NoError, TopicAlreadyExistsError, for_code

from shared.bus import BusError, Topic
from shared.bus.kafka_link import Link

UNLIMITED = {"cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "-1"}
BROKERS_CHOICE = -1
SEEN_WITHIN = 20.0
LOOK_AGAIN = 0.05


async def create_topics(bootstrap: str, topics: Iterable[Topic], *, security: Mapping[str, Any] | None = None) -> None:
    """Create those that are missing, with unlimited retention and the broker's own number of replicas.

    Returns when every topic can be used. A topic that exists with another number of partitions is left alone and is a
    `BusError`: changing it would move keys to other partitions and break their order.
    """
    wanted = tuple(topics)
    admin = AIOKafkaAdminClient(**Link(bootstrap=bootstrap, client_id="sius-topics", security=security or {}).options())
    try:
        async with asyncio.timeout(SEEN_WITHIN):
            await admin.start()
            await _create(admin, wanted)
            await _seen(admin, wanted)
    except (KafkaError, OSError, TimeoutError) as error:
        raise BusError(f"topics could not be created: {error!r}") from error
    finally:
        await admin.close()


async def _create(admin: AIOKafkaAdminClient, topics: Sequence[Topic]) -> None:
    new = [NewTopic(topic.name, topic.partitions, BROKERS_CHOICE, {}, UNLIMITED) for topic in topics]
    if not new:
        return
    answer = await admin.create_topics(new)
    for name, code, *why in answer.topic_errors:
        if for_code(code) not in (NoError, TopicAlreadyExistsError):
            raise BusError(f"topic {name!r} could not be created: {for_code(code).__name__} {why}")


async def _seen(admin: AIOKafkaAdminClient, topics: Sequence[Topic]) -> None:
    """Brokers learn of a new topic, and of its partitions' leaders, a moment after it was created."""
    waiting = {topic.name: topic.partitions for topic in topics}
    while waiting:
        for described in await admin.describe_topics(sorted(waiting)):
            name, partitions = described["topic"], described["partitions"]
            if partitions and len(partitions) != waiting[name]:
                raise BusError(f"topic {name!r} has {len(partitions)} partitions, and should have {waiting[name]}")
            if partitions and all(partition["leader"] >= 0 for partition in partitions):
                del waiting[name]
        if waiting:
            await asyncio.sleep(LOOK_AGAIN)
