"""How often somebody may try: per address and per code. In the process's memory only, so that no address is kept anywhere."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from typing import Final

WINDOW: Final = timedelta(minutes=15)
PER_ADDRESS: Final = 20
"""Wrong codes from one address."""

PER_CODE: Final = 30
"""Uses of one code: opened, sent with faults, opened again."""

REMEMBERED: Final = 20_000


class Tries:
    """Counts within a sliding window. Many processes each count for themselves: the limit is then that many times higher."""

    def __init__(self, most: int, window: timedelta = WINDOW) -> None:
        self._most = most
        self._window = window
        self._seen: OrderedDict[bytes, deque[datetime]] = OrderedDict()

    def too_many(self, who: bytes, now: datetime) -> bool:
        """Whether the limit is reached."""
        seen = self._seen.get(who)
        while seen and not timedelta() <= now - seen[0] < self._window:
            seen.popleft()
        return seen is not None and len(seen) >= self._most

    def count(self, who: bytes, now: datetime) -> None:
        self._seen.setdefault(who, deque(maxlen=self._most)).append(now)
        self._seen.move_to_end(who)
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
