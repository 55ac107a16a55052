"""Known time: when each fact was known (`known_from`, `known_to`). Pure.

A subject has at most one row open in known time. A published event closes the open row at the instant it was recorded and opens
another; "registered in error" only closes. All that is published of a subject comes in one stream, and subjects do not look at
each other, so the order in which streams arrive makes no difference.

Clocks of machines differ, so the known time of a subject never goes backwards; a row that was known for no time at all is not
kept, for no instant would find it.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from services.metrics.facts import Known, Status

F = TypeVar("F")
Step = Callable[[F | None, Any], F | None]
"""What is known of a subject after an event, by what was known before it; None: it never was."""


class Histories(Generic[F]):
    """Rows of subjects: those open in known time, by key, and those closed. Rows that are `kept` elsewhere are closed there."""

    __slots__ = ("_kept", "closed", "open")

    def __init__(self, kept: dict[Hashable, Known[F]] | None = None) -> None:
        self._kept = kept or {}
        self.open: dict[Hashable, Known[F]] = {}
        self.closed: list[Known[F]] = []

    def learn(self, key: Hashable, step: Step[F], event: object, recorded_at: datetime) -> None:
        """From `recorded_at` on the subject is known as `step` makes it by the event; None: it never was."""
        if before := self.open.get(key):
            at = max(recorded_at, before.known_from)
            if at > before.known_from:
                self.closed.append(Known(before.fact, before.known_from, at))
        elif self._kept and (before := self._kept.pop(key, None)):
            at = max(recorded_at, before.known_from)
        else:
            at = recorded_at
        fact = step(before.fact if before else None, event)
        if fact is not None:
            self.open[key] = Known(fact, at)
        elif before:
            self.open.pop(key, None)

    def rows(self) -> list[Known[F]]:
        """Every row but those kept elsewhere."""
        return [*self.closed, *self.open.values()]


class Statuses:
    """Rows of statuses, each closed when the first status that corrects it was recorded, in whichever order the two came."""

    __slots__ = ("_corrected", "_found")

    def __init__(self, taken_up: Iterable[Known[Status]] = (), corrected: Mapping[UUID, datetime] | None = None) -> None:
        self._found = {known.fact.status: known for known in taken_up}
        self._corrected = dict(corrected or {})

    def established(self, status: Status, recorded_at: datetime) -> None:
        self._found[status.status] = Known(fact=status, known_from=recorded_at)
        if status.corrects is not None:
            self._corrected[status.corrects] = min(recorded_at, self._corrected.get(status.corrects, recorded_at))

    def rows(self) -> list[Known[Status]]:
        """Every row, also one known for no time: what it corrects stays corrected."""
        return [self._closed(known, self._corrected.get(known.fact.status)) for known in self._found.values()]

    def _closed(self, known: Known[Status], corrected: datetime | None) -> Known[Status]:
        if corrected is None:
            return known
        at = max(known.known_from, corrected)
        until = at if known.known_to is None else min(at, known.known_to)
        return Known(fact=known.fact, known_from=known.known_from, known_to=until)
