"""The decider: what a stream's commands, state and events have to do with each other. All the machinery there is.

After Jérémie Chassaing, "Functional event sourcing decider" (2021).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, Protocol, TypeVar

from shared.errors import PreconditionFailed

C = TypeVar("C")
S = TypeVar("S")
E = TypeVar("E")


@dataclass(frozen=True)
class Decider(Generic[C, S, E]):
    """`decide` judges a command against the state and gives events; `evolve` folds them and never judges."""

    decide: Callable[[C, S], Sequence[E]]
    evolve: Callable[[S, E], S]
    initial: S

    def fold(self, history: Sequence[E]) -> S:
        return reduce(self.evolve, history, self.initial)


class Stream(Protocol):
    """Where `handle` reads and appends: an event log within one transaction (`shared.eventstore.Log`)."""

    async def read(self, stream: str) -> tuple[Sequence[Any], int]: ...

    async def append(self, stream: str, events: Sequence[Any], *, expected: int) -> int: ...


async def handle(log: Stream, decider: Decider[C, S, E], stream: str, command: C, *, if_match: int | None = None) -> int:
    """Read, fold, decide, append at the expected version; gives the stream's version afterwards.

    Raises what `decide` refuses with, PreconditionFailed when `if_match` is another version than the stream has, and
    VersionConflict when somebody else was faster (the request is then run again from its start, see `shared.http`).
    """
    history, version = await log.read(stream)
    if if_match is not None and if_match != version:
        raise PreconditionFailed(stream, wanted=if_match, actual=version)
    events = decider.decide(command, decider.fold(history))
    return await log.append(stream, events, expected=version) if events else version
