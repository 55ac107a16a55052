"""Subscriptions: messages in, effects out, each effect once.

A batch is one transaction: its effects, the versions seen and the offsets commit together. A fault that passes backs off and
tries the same batch again; any other fault falls back to one message at a time, and the one that fails is parked with its key.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from uuid import UUID

import structlog

from shared import inbox, parking
from shared.bus import Bus, Consumer, Partition, Received, Topic
from shared.clock import Clock
from shared.contracts.base import Contract
from shared.db import TRANSIENT, Database, Tx
from shared.errors import VersionConflict
from shared.ids import uuid7
from shared.inbox import Delivery, Malformed

React = Callable[[Tx, Sequence[Delivery]], Awaitable[None]]
"""The effect of deliveries, in order, within the given transaction."""

PASSING = (*TRANSIENT, VersionConflict)

log = structlog.get_logger()


class Gap(Exception):  # noqa: N818
    """An earlier event of the stream has not come."""


class Subscription:
    """One consumer group of a service: its topics, what it understands, and its reaction."""

    def __init__(
        self,
        name: str,
        *,
        topics: Sequence[Topic],
        contracts: Mapping[str, type[Contract]],
        react: React,
        database: Database,
        bus: Bus,
        clock: Clock,
    ) -> None:
        self.name = name
        self.error: str | None = None
        self._topics = [topic.name for topic in topics]
        self._contracts = contracts
        self._react = react
        self._database = database
        self._bus = bus
        self._clock = clock
        self._consumer: Consumer | None = None
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Until `stop` is called. Never cancelled in the middle of a poll: a cancelled poll loses messages."""
        pause = 0.1
        while not self._stopping.is_set():
            try:
                await self._consume()
            except Exception as error:  # noqa: BLE001 - the bus is away; commands go on meanwhile
                self.error = type(error).__name__
                log.warning("subscription interrupted", subscription=self.name, error=self.error)
                await self._pause(pause)
                pause = min(pause * 2, 5.0)

    async def stop(self) -> None:
        """Ask `run` to finish after the batch at hand."""
        self._stopping.set()

    async def lag(self) -> int | None:
        """Messages not handled yet; None while not connected."""
        return await self._consumer.lag() if self._consumer else None

    async def _consume(self) -> None:
        consumer = self._bus.consumer(self.name, self._topics, self._positions)
        await consumer.start()
        self._consumer, self.error = consumer, None
        try:
            while not self._stopping.is_set():
                batch = await consumer.batch(wait=0.25)
                if batch and await self._until_handled(batch):
                    await consumer.done(batch)
        finally:
            self._consumer = None
            await consumer.stop()

    async def _positions(self, partitions: Sequence[Partition]) -> Mapping[Partition, int]:
        async with self._database.transaction(readonly=True) as tx:
            return await inbox.positions(tx, self.name, partitions)

    async def _until_handled(self, batch: Sequence[Received]) -> bool:
        """Try until it is done; False when asked to stop before."""
        pause = 0.02
        while not self._stopping.is_set():
            try:
                await self.handle(batch)
            except PASSING as error:
                self.error = type(error).__name__
                log.warning("batch will be tried again", subscription=self.name, error=self.error)
                await self._pause(pause)
                pause = min(pause * 2, 5.0)
            else:
                self.error = None
                return True
        return False

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    async def handle(self, batch: Sequence[Received]) -> None:
        """Handle the batch: all at once, or one by one when something in it fails. Raises only faults that pass."""
        try:
            async with self._database.transaction() as tx:
                await self._apply(tx, batch)
        except PASSING:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, its message is parked, and shown
            if len(batch) == 1:
                await self._park_failed(batch[0], error)
                return
            for received in batch:
                await self.handle([received])

    async def _apply(self, tx: Tx, batch: Sequence[Received]) -> None:
        parked = await parking.parked_keys(tx, self.name, {parking.parking_key(received) for received in batch})
        deliveries: list[Delivery] = []
        waiting: list[tuple[Received, str]] = []
        for received in batch:
            key = parking.parking_key(received)
            try:
                delivery = inbox.decode(received, self._contracts)
            except Malformed as fault:
                parked.setdefault(key, fault.reason)
                await self._park(tx, received, fault.reason, str(fault))
                continue
            if key in parked:
                waiting.append((received, key))
            else:
                deliveries.append(delivery)
        await self._effect(tx, deliveries)
        await self._queue(tx, waiting, parked)
        await inbox.remember_offsets(tx, self.name, batch)

    async def _effect(self, tx: Tx, deliveries: Sequence[Delivery]) -> None:
        """React to what is new and remember it. Raises Gap when an earlier event of a stream is missing."""
        last = await inbox.last_versions(tx, self.name, (delivery.stream for delivery in deliveries))
        fresh: list[Delivery] = []
        seen: dict[str, int] = {}
        for delivery in deliveries:
            known = seen.get(delivery.stream, last.get(delivery.stream, 0))
            if delivery.version <= known:
                continue
            if delivery.previous > known:
                raise Gap(f"Version {delivery.previous} of the stream has not come; this is version {delivery.version}.")
            fresh.append(delivery)
            seen[delivery.stream] = delivery.version
        if fresh:
            await self._react(tx, fresh)
            await inbox.remember_versions(tx, self.name, seen)

    async def _queue(self, tx: Tx, waiting: Sequence[tuple[Received, str]], parked: Mapping[str, str]) -> None:
        for received, _ in waiting:
            await parking.queue(tx, self.name, received, at=self._clock.now(), message=uuid7(self._clock.now()))
        for key in {key for _, key in waiting if parked[key] == "gap"}:
            await self._drain(tx, key, by=self.name)

    async def _park(self, tx: Tx, received: Received, reason: str, error: str) -> None:
        now = self._clock.now()
        log.error("message parked", subscription=self.name, reason=reason, error=error, type=received.headers.get("ce_type"))
        await parking.park(tx, self.name, received, reason=_reason(reason), error=error, at=now, message=uuid7(now))

    async def _park_failed(self, received: Received, error: Exception) -> None:
        reason = "gap" if isinstance(error, Gap) else "failed"
        if reason == "failed":
            log.error("message failed", subscription=self.name, exc_info=error)
        async with self._database.transaction() as tx:
            await parking.parked_keys(tx, self.name, {parking.parking_key(received)})
            await self._park(tx, received, reason, _describe(error))
            await inbox.remember_offsets(tx, self.name, [received])

    async def retry(self, tx: Tx, key: str, *, by: str) -> int:
        """Try a parked key's messages again; gives how many still wait."""
        await parking.parked_keys(tx, self.name, {key})
        return await self._drain(tx, key, by=by)

    async def skip(self, tx: Tx, message: UUID, key: str, *, reason: str, by: str) -> int:
        """Leave the message out for good, with a reason, and try those behind it; gives how many still wait.

        Its stream goes on from the version it had: the effect of the skipped event never happens here.
        """
        await parking.parked_keys(tx, self.name, {key})
        parked = next(parked for parked in await parking.waiting(tx, self.name, key) if parked.id == message)
        await parking.settle(tx, message, "skipped", at=self._clock.now(), by=by, reason=reason)
        await self._pass_over(tx, parked.received)
        return await self._drain(tx, key, by=by)

    async def _pass_over(self, tx: Tx, received: Received) -> None:
        stream, sequence = received.headers.get("ce_subject"), received.headers.get("ce_sequence", "")
        if stream and sequence.isdigit():
            last = await inbox.last_versions(tx, self.name, [stream])
            await inbox.remember_versions(tx, self.name, {stream: max(int(sequence), last.get(stream, 0))})

    async def _drain(self, tx: Tx, key: str, *, by: str) -> int:
        """Handle what can be handled of the key, oldest first; a message that waits for a gap lets others pass until it fits."""
        remaining = await parking.waiting(tx, self.name, key)
        progress = True
        while remaining and progress:
            progress = False
            for parked in list(remaining):
                fault = await self._attempt(tx, parked.received)
                if fault is None:
                    await parking.settle(tx, parked.id, "handled", at=self._clock.now(), by=by)
                    remaining.remove(parked)
                    progress = True
                elif not isinstance(fault, Gap):
                    await parking.still_parked(tx, self.name, key, reason=_fault_reason(fault), error=_describe(fault))
                    return len(remaining)
        if not remaining:
            await parking.free(tx, self.name, key)
        else:
            await parking.still_parked(tx, self.name, key, reason="gap", error="An earlier event of the stream has not come.")
        return len(remaining)

    async def _attempt(self, tx: Tx, received: Received) -> Exception | None:
        try:
            async with tx.savepoint():  # a failed attempt leaves the others' effects alone
                await self._effect(tx, [inbox.decode(received, self._contracts)])
        except PASSING:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it was, it is the operator's to see
            return error
        return None


def _reason(text: str) -> parking.Reason:
    match text:
        case "malformed" | "unknown-type" | "gap":
            return text
        case _:
            return "failed"


def _fault_reason(fault: Exception) -> parking.Reason:
    return _reason(fault.reason) if isinstance(fault, Malformed) else "failed"


def _describe(error: Exception) -> str:
    """What an operator may see: the kind of error and its text; events carry no personal data, so neither does this."""
    return f"{type(error).__name__}: {error}"[:500].replace("\x00", "�")
