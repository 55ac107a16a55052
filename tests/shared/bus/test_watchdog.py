"""When a partition counts as stuck."""

from collections.abc import Mapping

from shared.bus import Partition
from shared.bus.watchdog import Standing, Watchdog

ONE = ("cases", 1)
TWO = ("cases", 2)


def at(**standing: int) -> Standing:
    return Standing(**standing)


def watched(*looks: tuple[float, Mapping[Partition, Standing]]) -> list[Partition]:
    """What the last of several looks finds, with a patience of 30 seconds."""
    watchdog = Watchdog(30)
    found: list[Partition] = []
    for now, standings in looks:
        found = watchdog.stuck(now, standings)
    return found


def test_messages_left_and_no_progress_for_long_enough_is_stuck() -> None:
    assert watched((0, {ONE: at(at=5, end=9)}), (30, {ONE: at(at=5, end=12)})) == [ONE]


def test_not_long_enough_is_not_stuck() -> None:
    assert watched((0, {ONE: at(at=5, end=9)}), (29.9, {ONE: at(at=5, end=9)})) == []


def test_progress_starts_the_wait_anew() -> None:
    assert watched((0, {ONE: at(at=5, end=9)}), (20, {ONE: at(at=6, end=9)}), (40, {ONE: at(at=6, end=9)})) == []


def test_nothing_left_is_never_stuck() -> None:
    assert watched((0, {ONE: at(at=9, end=9)}), (300, {ONE: at(at=9, end=9)})) == []


def test_having_caught_up_starts_the_wait_anew() -> None:
    behind, caught_up = {ONE: at(at=5, end=9)}, {ONE: at(at=5, end=5)}
    assert watched((0, behind), (20, caught_up), (40, behind)) == []


def test_a_partition_that_was_taken_away_is_forgotten() -> None:
    assert watched((0, {ONE: at(at=5, end=9)}), (20, {}), (40, {ONE: at(at=5, end=9)})) == []


def test_each_partition_is_judged_alone() -> None:
    moving = [{ONE: at(at=5, end=9), TWO: at(at=number, end=99)} for number in (1, 2)]
    assert watched((0, moving[0]), (31, moving[1])) == [ONE]
