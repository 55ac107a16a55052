"""How numbers of days are spread: median, 90th percentile, largest."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Final

NINETY: Final = 0.9


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """Of `count` numbers. The percentiles are None over nothing, as is the largest."""

    count: int
    median: float | None
    p90: int | None
    largest: int | None


def spread(numbers: Iterable[int]) -> Spread:
    """The median: the middle number, or halfway between two. The 90th percentile: the least that 90 % do not exceed."""
    found = sorted(numbers)
    if not found:
        return Spread(count=0, median=None, p90=None, largest=None)
    return Spread(count=len(found), median=median(found), p90=nearest_rank(found, NINETY), largest=found[-1])


def spread_of(counts: Mapping[int, int]) -> Spread:
    """The spread of numbers that are told as number → how many times: what `spread` says of them one by one."""
    found = sorted(number for number, times in counts.items() if times)
    if not found:
        return spread(())
    until = list(accumulate(counts[number] for number in found))
    total = until[-1]

    def ranked(rank: int) -> int:
        return found[bisect_left(until, rank)]

    middle = (ranked((total + 1) // 2) + ranked(total // 2 + 1)) / 2
    return Spread(count=total, median=middle, p90=ranked(ceil(NINETY * total)), largest=found[-1])


def median(ordered: Collection[int]) -> float:
    """Of at least one number, in order."""
    numbers = list(ordered)
    middle = len(numbers) // 2
    return float(numbers[middle]) if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2


def nearest_rank(ordered: Collection[int], part: float) -> int:
    """The least of the numbers, in order, that this part of them do not exceed."""
    numbers = list(ordered)
    return numbers[max(ceil(part * len(numbers)), 1) - 1]
