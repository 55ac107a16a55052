"""One membership of a Kafka consumer group, from joining to leaving."""

import asyncio
import logging
from collections.abc import Mapping, Sequence

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError, UnknownTopicOrPartitionError

from shared.bus import BusError, Partition, Received, UnknownTopic
from shared.bus.kafka_link import Link, milliseconds
from shared.bus.watchdog import Standing

log = logging.getLogger(__name__)

CLOSING = 5.0


class Assignment(ConsumerRebalanceListener):  # type: ignore[misc]
    """Counts the changes of assignment. Does no I/O: aiokafka calls it where waiting would delay the whole group."""

    def __init__(self) -> None:
        self.number = 0
        self.sought: int | None = None
        self.assigned = asyncio.Event()

    def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        del revoked
        self.number += 1
        self.assigned.clear()

    def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        del assigned
        self.number += 1
        self.assigned.set()

    @property
    def settled(self) -> bool:
        """Partitions are assigned, and every one of them has been sought to its saved position."""
        return self.assigned.is_set() and self.sought == self.number


class Session:
    """An aiokafka consumer and its assignment. Thrown away as a whole when anything is wrong with it."""

    def __init__(self, link: Link, group: str, topics: Sequence[str]) -> None:
        timing = link.timing
        self._probe = timing.probe
        self._joining = timing.request + timing.session
        self._topics = topics
        self.assignment = Assignment()
        self._consumer = AIOKafkaConsumer(
            **link.options(),
            group_id=group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",  # a message that its writer took back is never acted on
            heartbeat_interval_ms=milliseconds(timing.heartbeat),
            session_timeout_ms=milliseconds(timing.session),
        )

    async def join(self) -> None:
        """Returns with partitions assigned (perhaps none, in a large group); `BusError` otherwise, and all is closed."""
        self._consumer.subscribe(list(self._topics), listener=self.assignment)
        try:
            async with asyncio.timeout(self._joining):
                await self._consumer.start()
        except UnknownTopicOrPartitionError:
            await self.leave()
            raise UnknownTopic(", ".join(self._topics)) from None
        except (KafkaError, OSError, TimeoutError) as error:
            await self.leave()
            raise BusError(f"the group could not be joined: {error!r}") from error
        except BaseException:
            await self.leave()
            raise

    async def leave(self) -> None:
        """Bounded in time; a group that cannot be told finds out by the missing heartbeats."""
        leaving = asyncio.create_task(self._consumer.stop())
        await asyncio.wait({leaving}, timeout=CLOSING)
        if not leaving.done():
            leaving.cancel()
            await asyncio.wait({leaving}, timeout=CLOSING)
        if leaving.cancelled() or not leaving.done() or leaving.exception():
            log.warning("A Kafka consumer did not close in order; its connections are closed now.")
            await self._consumer._client.close()  # noqa: SLF001 - what its own stop() did not come to

    @property
    def partitions(self) -> list[Partition]:
        return sorted((tp.topic, tp.partition) for tp in self._consumer.assignment())

    async def seek(self, number: int, saved: Mapping[Partition, int]) -> None:
        """Go to the saved positions of assignment `number`, unless it has changed meanwhile."""
        partitions = self._consumer.assignment()
        starts = await self._consumer.beginning_offsets(partitions)
        ends = await self._consumer.end_offsets(partitions)
        if number != self.assignment.number or not self.assignment.assigned.is_set():
            return
        for tp in partitions:
            first = where_to_begin((tp.topic, tp.partition), saved, start=starts[tp], end=ends[tp])
            self._consumer.seek(tp, first)
        self.assignment.sought = number

    async def fetch(self, wait: float, limit: int) -> list[Received]:
        """Messages of the partitions that are assigned and sought now; what came for earlier ones is dropped."""
        records = await self._consumer.getmany(timeout_ms=milliseconds(wait), max_records=limit)
        if not self.assignment.settled:
            return []
        return [received(record) for some in records.values() for record in some]

    async def standings(self) -> dict[Partition, Standing]:
        """Per assigned partition, by asking the broker. TimeoutError or KafkaError when it does not answer soon."""
        async with asyncio.timeout(self._probe):
            ends = await self._consumer.end_offsets(self._consumer.assignment())
            return {(tp.topic, tp.partition): Standing(at=await self._consumer.position(tp), end=end) for tp, end in ends.items()}

    def last_known(self) -> dict[Partition, Standing]:
        """The same from what the last fetches told, without asking."""
        state = self._consumer._subscription.subscription  # noqa: SLF001 - position() and highwater() may wait or raise
        if state is None or state.assignment is None:
            return {}
        known = {tp: state.assignment.state_value(tp) for tp in state.assignment.tps}
        return {
            (tp.topic, tp.partition): Standing(at=each.position, end=each.highwater or 0)
            for tp, each in known.items()
            if each.has_valid_position
        }


def where_to_begin(partition: Partition, saved: Mapping[Partition, int], *, start: int, end: int) -> int:
    """The saved offset; the log's start if there is none, or if it is not in the log.

    An offset outside the log means that the log is another one than it was (topic made anew, disk lost). Reading all of
    it again is safe, because duplicates are known by their version; going on from anywhere else could miss messages.
    """
    offset = saved.get(partition, start)
    if start <= offset <= end:
        return offset
    log.error("Saved offset %s of %s-%s is outside its log (%s-%s): reading all of it.", offset, *partition, start, end)
    return start


def received(record: ConsumerRecord) -> Received:
    """Whatever was sent, as text where it is text; never an error."""
    return Received(
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        key=None if record.key is None else text(record.key),
        value=record.value,
        headers={name: text(value or b"") for name, value in record.headers},
    )


def text(raw: bytes) -> str:
    return raw.decode(errors="replace")
