"""`python -m services.placement.matching`: match every seeker with every opening, once a night; settings as the service's own."""

import asyncio
import time
from typing import Annotated

import typer

from services.placement.matching.night import BEST, match_everybody
from shared.clock import SystemClock, stockholm
from shared.db import Database
from shared.settings import Settings, SettingsError, load

Best = Annotated[int, typer.Option(min=1, max=200, help="Jobs kept for each seeker")]


def main(best: Best = BEST) -> None:
    """Keep the best jobs of every seeker for today. Can be run again at any time; what was kept before is replaced."""
    try:
        settings = load(Settings)
    except SettingsError as faults:
        raise typer.BadParameter(str(faults)) from None
    began = time.perf_counter()
    kept = asyncio.run(_match(settings, best))
    typer.echo(f"{kept} matches kept in {time.perf_counter() - began:.1f} s.")


async def _match(settings: Settings, best: int) -> int:
    database = Database(settings.database_url, size=1)
    await database.open()
    try:
        async with database.transaction() as tx:
            return await match_everybody(tx, stockholm(SystemClock().now()), best=best)
    finally:
        await database.close()


if __name__ == "__main__":
    typer.run(main)
