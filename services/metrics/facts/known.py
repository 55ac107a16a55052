"""A fact with the time it was known."""

from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

F = TypeVar("F")


class Known(NamedTuple, Generic[F]):
    """A fact as it was known from `known_from` up to, but not at, `known_to` (None: it still is)."""

    fact: F
    known_from: datetime
    known_to: datetime | None = None

    def at(self, instant: datetime) -> bool:
        """Whether it was known at the instant."""
        return self.known_from <= instant and (self.known_to is None or instant < self.known_to)
