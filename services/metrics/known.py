"""What is known of some subjects, and of when it was known. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from services.metrics.facts import Case, Employment, Known
from services.metrics.histories import Histories, Statuses
from services.metrics.subjects import CASES, EMPLOYMENTS, MEANINGS, SUBJECTS, Subject
from services.metrics.subjects.status import status_of
from shared.contracts.base import Contract
from shared.contracts.followup import SearchAgain, StatusEstablished

__all__ = ["COUNTED_BY_NO_FIGURE", "Facts", "Histories", "Known", "Statuses"]

# A search that begins again is told by the employment's end.
COUNTED_BY_NO_FIGURE = frozenset({SearchAgain})

F = TypeVar("F")


def _never(_before: object, _event: object) -> None:
    """What is corrected is known no more."""


class Facts:
    """Learns from published events, in order per stream."""

    __slots__ = ("_histories", "statuses")

    def __init__(self, taken_up: Mapping[Subject[Any], Histories[Any]] | None = None, statuses: Statuses | None = None) -> None:
        self._histories: dict[Subject[Any], Histories[Any]] = {subject: Histories() for subject in SUBJECTS} | dict(
            taken_up or {}
        )
        self.statuses = statuses or Statuses()

    def of(self, subject: Subject[F]) -> Histories[F]:
        """The rows of one kind of subject."""
        return self._histories[subject]

    @property
    def cases(self) -> Histories[Case]:
        return self.of(CASES)

    @property
    def employments(self) -> Histories[Employment]:
        return self.of(EMPLOYMENTS)

    def learn(self, event: Contract, recorded_at: datetime) -> None:
        """Change the facts by one event. Raises TypeError for an event that nobody has given a meaning here."""
        if meaning := MEANINGS.get(type(event)):
            subject, key_of, corrects = meaning
            histories = self._histories[subject]
            if corrects and (corrected := corrects(event)) is not None:
                histories.learn(corrected, _never, event, recorded_at)
            histories.learn(key_of(event), subject.step, event, recorded_at)
        elif isinstance(event, StatusEstablished):
            self.statuses.established(status_of(event), recorded_at)
        elif type(event) not in COUNTED_BY_NO_FIGURE:
            raise TypeError(f"{event.type} has no meaning for the figures: say here what it changes, or that it changes nothing.")
