"""Tables of counts, each number with its rows."""

from collections.abc import Sequence

from services.metrics.dashboard.numbers import Answer, Number
from services.metrics.dashboard.shown import Panel, told
from services.metrics.dashboard.words import Words


def counted(answer: Answer, counts: str, group: str) -> Number:
    """The count of a group, among the counts at a path."""
    return answer.number(f"{counts}/{group.replace('-', '_')}", group=group, absent="withheld")


def plain(value: float | None, text: str) -> Number:
    """A number of the same figure that stands in no answer: a day of a curve between those that the answer names."""
    return Number(value=value, text=text, source="")


def suppressed(name: str, words: Words) -> Panel:
    """A panel that only says why there is nothing in it."""
    return Panel(name=name, heading=words(name), lead=told(words, "suppressed"))


def largest(numbers: Sequence[float | None]) -> float:
    """The largest, and at least 1: what bars are measured by."""
    return max([1.0, *(number for number in numbers if number is not None)])
