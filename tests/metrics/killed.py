"""`python -m tests.metrics.killed URL`: a rebuild whose process is killed in the middle of its third batch, before it commits."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from itertools import count

from services.metrics import projections, received
from services.metrics.received import Entry
from services.metrics.subjects import status
from shared.codec import Codec
from shared.db import Tx
from shared.eventstore import EventStore
from shared.folding import Folding
from shared.migrations import app_role
from shared.projections import ReadModel, rebuilding

BATCH = 3


def struck(strike: Callable[[], Awaitable[None]]) -> ReadModel[Entry]:
    """Metrics' read model; the strike comes when the third batch has been put in and has not been committed."""
    batches = count(1)

    async def fold(tx: Tx, entries: Sequence[Entry]) -> None:
        await projections.fold(tx, entries)
        if next(batches) == BATCH:
            await strike()

    model = projections.read_model(EventStore(Codec(())))
    return replace(model, folding=Folding(streams=received.streams, fold=fold, settle=status.settle))


async def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def main(url: str) -> None:
    async with rebuilding(url, struck(killed), role=app_role("metrics")) as rebuild:
        await rebuild.start()
        await rebuild.replay()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
