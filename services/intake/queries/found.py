"""What intake's reads share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from shared.db import Tx
from shared.tables import ID, found, in_units, page

__all__ = ["ID", "found", "in_units", "page", "reading_only"]


@asynccontextmanager
async def reading_only(tx: Tx) -> AsyncIterator[None]:
    """Within, PostgreSQL refuses every write; afterwards the transaction goes on as before."""
    async with tx.savepoint():
        await tx.raw.execute("set transaction read only")
        yield
