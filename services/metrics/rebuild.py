"""Make the read model anew from the log of received events, beside the live one: `python -m services.metrics.rebuild`.

It can be stopped at any time and goes on where it was; the service runs meanwhile. At the end both are compared, and the new
one is switched in when they are equal, or with --replace whatever the difference (a fault in the live one is being mended).
Needs the owner's address (SIUS_MIGRATION_URL), as a release does.
"""

import argparse
import asyncio
import sys
from time import monotonic

import asyncpg

from services.metrics.app import definition
from services.metrics.projections import read_model
from shared.db import prepare_connection
from shared.eventstore import EventStore
from shared.migrations import app_role
from shared.projections import Progress, Rebuild
from shared.settings import SettingsError, load

EQUAL, DIFFERENT = 0, 1


async def rebuild(url: str, *, afresh: bool = False, replace: bool = False, progress: Progress | None = None) -> dict[str, int]:
    """Replay, compare, and switch if equal or told to; gives table → rows that differed."""
    connection = await asyncpg.connect(url)
    try:
        await prepare_connection(connection)
        under_way = Rebuild(connection, read_model(EventStore(definition.codec)), role=app_role(definition.name))
        await under_way.start(afresh=afresh)
        await under_way.replay(progress)
        async with under_way.standstill():
            differences = await under_way.differences()
        if replace or not any(differences.values()):
            await under_way.switch()
        return differences
    finally:
        await connection.close()


class _Progress:
    """Says on stderr how many events are done, and how fast."""

    def __init__(self) -> None:
        self._began = monotonic()

    def __call__(self, done: int) -> None:
        sys.stderr.write(f"\r{done} events, {done / max(monotonic() - self._began, 0.001):.0f} a second")
        sys.stderr.flush()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m services.metrics.rebuild", description=__doc__.partition("\n")[0])
    parser.add_argument("--afresh", action="store_true", help="begin again instead of going on with one that was stopped")
    parser.add_argument("--replace", action="store_true", help="switch also when the two differ")
    given = parser.parse_args(arguments)
    try:
        url = load().migration_url
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    differences = asyncio.run(rebuild(url, afresh=given.afresh, replace=given.replace, progress=_Progress()))
    return _report(differences, replaced=given.replace)


def _report(differences: dict[str, int], *, replaced: bool) -> int:
    sys.stderr.write("\n" + "".join(f"{table}: {count} rows differ\n" for table, count in differences.items()))
    if not any(differences.values()):
        sys.stderr.write("The two are equal; the new one is live.\n")
        return EQUAL
    sys.stderr.write("The new one is live.\n" if replaced else "The live one stays: --replace switches.\n")
    return EQUAL if replaced else DIFFERENT


if __name__ == "__main__":
    sys.exit(main())
