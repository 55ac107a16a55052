"""Finds partitions that have messages left and do not move."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.bus import Partition


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a consumer stands in one partition: the next offset it reads, and the one the next message will get."""

    at: int
    end: int

    @property
    def lag(self) -> int:
        return max(0, self.end - self.at)


class Watchdog:
    """Remembers since when each partition with messages left has been at the same offset. Pure: the time is given."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._since: dict[Partition, tuple[int, float]] = {}

    def stuck(self, now: float, standings: Mapping[Partition, Standing]) -> list[Partition]:
        """Partitions that for `patience` seconds have had messages left and given none."""
        behind = {partition: standing.at for partition, standing in standings.items() if standing.lag}
        self._since = {partition: self._since_when(partition, at, now) for partition, at in behind.items()}
        return sorted(partition for partition, (_, since) in self._since.items() if now - since >= self._patience)

    def _since_when(self, partition: Partition, at: int, now: float) -> tuple[int, float]:
        before = self._since.get(partition)
        return before if before and before[0] == at else (at, now)
