"""Given past events, when a command comes, then these events follow, or it is refused. For any decider.

given = given_for(eligibility)
given(assessed(by=ALI)).when(grant(by=ALI)).refused(AssessorMayNotOverride)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.decider import Decider
from shared.errors import Refused

C = TypeVar("C")
S = TypeVar("S")
E = TypeVar("E")


@dataclass(frozen=True)
class Attempt(Generic[C, S, E]):
    """A command against a history, not carried out yet."""

    decider: Decider[C, S, E]
    history: Sequence[E]
    command: C

    def then(self, *expected: E) -> None:
        """Exactly these events follow; none at all when nothing is given."""
        events = list(self.events())
        assert events == list(expected), f"expected {list(expected)}, got {events}"  # noqa: S101 - a test speaks here
        self.decider.fold([*self.history, *events])

    def refused(self, *reasons: type[Refused]) -> Refused:
        """Refused for exactly these reasons, all told at once; gives the refusal, to look at what it names."""
        try:
            events = self.events()
        except Refused as refusal:
            found = [type(reason) for reason in refusal.reasons]
            assert set(found) == set(reasons), f"expected {[r.code for r in reasons]}, got {[r.code for r in found]}"  # noqa: S101
            assert len(found) == len(set(found)), f"a reason is told twice: {[r.code for r in found]}"  # noqa: S101
            return refusal
        raise AssertionError(f"expected a refusal, got {list(events)}")

    def events(self) -> Sequence[E]:
        """What the command gives; raises what it is refused with."""
        return self.decider.decide(self.command, self.decider.fold(self.history))


@dataclass(frozen=True)
class Given(Generic[C, S, E]):
    """A stream's history."""

    decider: Decider[C, S, E]
    history: Sequence[E]

    def when(self, command: C) -> Attempt[C, S, E]:
        return Attempt(self.decider, self.history, command)

    def state(self) -> S:
        """The history folded."""
        return self.decider.fold(self.history)


def given_for(decider: Decider[C, S, E]) -> Callable[..., Given[C, S, E]]:
    """`given` for tests of one decider; its arguments are the stream's events from the first."""

    def given(*history: E) -> Given[C, S, E]:
        return Given(decider, history)

    return given
