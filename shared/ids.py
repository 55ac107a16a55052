"""Identifiers and the sealed text the domain carries. Standard library only: the pure domain imports this module."""

import secrets
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND: Final = timedelta(milliseconds=1)
RANDOM_BITS: Final = 74  # rand_a (12) and rand_b (62) of RFC 9562 § 5.7, read as one number
RAND_B_BITS: Final = 62
LARGEST_STEP: Final = 1 << 32


@dataclass(frozen=True, slots=True)
class Sealed:
    """Text that only the vault can read, as URL-safe base64. Printing it shows nothing."""

    text: str

    def __repr__(self) -> str:
        return "Sealed(…)"


class _Tail:
    """The 74 random bits of an identifier: fresh for each millisecond, rising within one (RFC 9562 § 6.2, method 2)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._millisecond = -1
        self._value = 0

    def next(self, millisecond: int) -> int:
        with self._lock:
            if millisecond == self._millisecond:
                self._value += 1 + secrets.randbelow(LARGEST_STEP)
            else:
                # One bit is left at zero so that steps within the millisecond never run out of room.
                self._millisecond, self._value = millisecond, secrets.randbits(RANDOM_BITS - 1)
            return self._value


_tail = _Tail()


def uuid7(at: datetime) -> UUID:
    """Identifier whose order follows `at`, to the millisecond (RFC 9562 § 5.7).

    Identifiers made one after another for the same millisecond rise. A time without a zone or before 1970 is a ValueError.
    """
    if at.tzinfo is None:
        raise ValueError("An identifier needs a time with a time zone.")
    millisecond = (at - EPOCH) // MILLISECOND
    if not 0 <= millisecond < 1 << 48:
        raise ValueError("An identifier's time must be in 1970 or later and fit in 48 bits of milliseconds.")
    tail = _tail.next(millisecond)
    rand_a, rand_b = tail >> RAND_B_BITS, tail & ((1 << RAND_B_BITS) - 1)
    return UUID(int=millisecond << 80 | 0x7 << 76 | rand_a << 64 | 0b10 << 62 | rand_b)


def new_id() -> UUID:
    """Identifier for this moment."""
    return uuid7(datetime.now(UTC))


def random_id() -> UUID:
    """Identifier that tells nothing, not even when it was made (RFC 9562 § 5.4)."""
    return uuid4()
