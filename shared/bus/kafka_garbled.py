"""Reading records whose header names are not UTF-8.

The protocol says they are, and aiokafka cannot read past one that is not. Such a record would stop its partition for
good, so the first one switches this process to a slower parser that reads anything.
"""

import logging
from typing import Any

from aiokafka.consumer import fetcher
from aiokafka.record.default_records import _DefaultRecordBatchPy
from aiokafka.record.memory_records import _MemoryRecordsPy
from aiokafka.record.util import decode_varint_py

log = logging.getLogger(__name__)

WITH_HEADERS = 2
"""The first version of the record format that has headers."""


class _Forgiving(bytearray):
    """Bytes whose slices decode with U+FFFD for what is not text."""

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        return _Forgiving(found) if isinstance(found, bytearray) else found

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        del errors
        return super().decode(encoding, "replace")


class _Batch(_DefaultRecordBatchPy):  # type: ignore[misc]
    _buffer: bytearray

    def _maybe_uncompress(self) -> None:
        super()._maybe_uncompress()
        self._buffer = _Forgiving(self._buffer)

    def _read_msg(self) -> Any:
        return super()._read_msg(decode_varint=decode_varint_py)  # the compiled one takes no kind of bytearray


class _Records(_MemoryRecordsPy):  # type: ignore[misc]
    def next_batch(self) -> Any:
        batch = self._next_slice
        if batch is None or batch[self.MAGIC_OFFSET] < WITH_HEADERS:
            return super().next_batch()
        self._cache_next()
        return _Batch(batch)


def read_anything() -> None:
    """From now on every consumer of this process reads garbled header names too."""
    if fetcher.MemoryRecords is not _Records:
        log.warning("Somebody sent header names that are not UTF-8; reading with the slower parser from now on.")
        fetcher.MemoryRecords = _Records
