"""One member of a consumer group on Kafka: reads from saved positions, and mends itself."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from aiokafka.errors import CorruptRecordException, KafkaError

from shared.bus import BusError, BusStopped, Positions, Received
from shared.bus.kafka_garbled import read_anything
from shared.bus.kafka_link import Link
from shared.bus.kafka_session import Session
from shared.bus.watchdog import Standing, Watchdog

log = logging.getLogger(__name__)

GRACE = 1.0
"""How much longer than asked `batch` waits for its task before it says that nothing came."""


@dataclass(frozen=True)
class _Fetched:
    messages: list[Received]
    session: Session | None = None
    assignment: int | None = None


class KafkaConsumer:
    """Positions are the caller's own: nothing is committed to Kafka.

    aiokafka loses messages when a fetch is cancelled, so each fetch runs in a task of its own. A `batch` that is
    cancelled or gives up leaves the task to the next `batch`.
    """

    def __init__(self, link: Link, group: str, topics: Sequence[str], positions: Positions) -> None:
        self._link = link
        self._group = group
        self._topics = tuple(topics)
        self._positions = positions
        self._session: Session | None = None
        self._task: asyncio.Task[_Fetched] | None = None
        self._task_since = 0.0
        self._running = False
        self._watchdog = Watchdog(link.timing.patience)
        self._asked = 0.0
        """Seconds spent asking this session for messages: while nobody asks, standing still is no fault."""
        self._next_look = 0.0

    async def start(self) -> None:
        """Join; `BusError` when the broker does not answer in time. Afterwards an absent broker is waited for."""
        if self._session is None:
            session = Session(self._link, self._group, self._topics)
            await session.join()
            self._watch(session)
        self._running = True

    async def stop(self) -> None:
        self._running = False
        await self._restart()

    async def batch(self, *, wait: float, limit: int = 500) -> list[Received]:
        if not self._running:
            raise BusStopped("the consumer is not started")
        task = self._fetching(wait, limit)
        await asyncio.wait({task}, timeout=wait + GRACE)
        if not task.done():
            if self._now() - self._task_since >= wait + GRACE + self._link.timing.patience:
                await self._mend("a fetch did not return")
            return []
        self._task = None
        return [] if task.cancelled() else self._still_ours(task.result())

    async def done(self, batch: Sequence[Received]) -> None:
        """Nothing to do: the position was committed with the effect, in the consumer's own database."""

    async def lag(self) -> int:
        """From the ends of the logs; from the last fetches when the broker does not answer; 0 while positions are sought."""
        session = self._session
        if session is None or not session.assignment.settled:
            return 0
        try:
            standings = await session.standings()
        except (KafkaError, OSError, TimeoutError):
            standings = session.last_known()
        return sum(standing.lag for standing in standings.values())

    def _fetching(self, wait: float, limit: int) -> asyncio.Task[_Fetched]:
        if self._task is None:
            self._task = asyncio.create_task(self._fetch(wait, limit))
            self._task_since = self._now()
        return self._task

    def _still_ours(self, fetched: _Fetched) -> list[Received]:
        """A task that an earlier `batch` left may have fetched for an assignment that is over."""
        session = fetched.session
        if session is None or session is not self._session or session.assignment.number != fetched.assignment:
            return []
        return fetched.messages

    async def _fetch(self, wait: float, limit: int) -> _Fetched:
        session = self._session or await self._rejoin(wait)
        if session is None or not await self._settled(session, wait):
            return _Fetched([])
        try:
            began = self._now()
            messages = await session.fetch(wait, limit)
            self._asked += self._now() - began
            await self._look(session)
        except (UnicodeDecodeError, CorruptRecordException) as error:
            read_anything()
            await self._drop(session, repr(error))
            return _Fetched([])
        except Exception as error:  # noqa: BLE001 - whatever it is, a new session reads on from the saved positions
            await self._drop(session, repr(error))
            return _Fetched([])
        return _Fetched(messages, session, session.assignment.number)

    async def _rejoin(self, wait: float) -> Session | None:
        session = Session(self._link, self._group, self._topics)
        try:
            await session.join()
        except BusError as error:
            log.warning("Group %s: %s. Trying again.", self._group, error)
            await asyncio.sleep(wait)
            return None
        self._watch(session)
        return session

    async def _settled(self, session: Session, wait: float) -> bool:
        """Wait for partitions, and go to their saved positions. Faults of `positions` are the caller's."""
        if session.assignment.settled:
            return True
        try:
            async with asyncio.timeout(wait):
                await session.assignment.assigned.wait()
        except TimeoutError:
            return False
        number = session.assignment.number
        saved = await self._positions(session.partitions) if session.partitions else {}
        try:
            await session.seek(number, saved)
        except (KafkaError, OSError, TimeoutError) as error:
            log.warning("Group %s: positions could not be sought: %r. Trying again.", self._group, error)
        return session.assignment.settled

    async def _look(self, session: Session) -> None:
        """Now and then: see whether there is something that should have come and did not."""
        if self._asked < self._next_look:
            return
        self._next_look = self._asked + self._link.timing.patience / 3
        try:
            standings = await session.standings()
        except (KafkaError, OSError, TimeoutError):
            # No answer: suppose that there are messages, and if it lasts, connect anew (the brokers may have moved).
            standings = {at: Standing(at=known.at, end=known.at + 1) for at, known in session.last_known().items()}
        if stuck := self._watchdog.stuck(self._asked, standings):
            await self._drop(session, f"messages left and no progress in {stuck}")

    def _watch(self, session: Session | None) -> None:
        self._session = session
        self._watchdog = Watchdog(self._link.timing.patience)
        self._asked = self._next_look = 0.0

    async def _mend(self, reason: str) -> None:
        log.error("Group %s: restarting its consumer: %s.", self._group, reason)
        await self._restart()

    async def _drop(self, session: Session, reason: str) -> None:
        log.error("Group %s: restarting its consumer: %s.", self._group, reason)
        self._watch(None)
        await session.leave()

    async def _restart(self) -> None:
        task, session = self._task, self._session
        self._task = None
        self._watch(None)
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        if session is not None:
            await session.leave()

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
