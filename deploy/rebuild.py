"""`python -m deploy.rebuild SERVICE`: make its read models anew from its log, beside the live ones.

It can be stopped at any time and goes on where it was; the service runs meanwhile. At the end both are compared, and the new
ones are switched in when they are equal, or with --replace whatever the difference (a fault in the live ones is mended).
Needs the owner's address (SIUS_MIGRATION_URL), as a release does.
"""

import argparse
import asyncio
import sys
from importlib import import_module
from time import monotonic
from typing import Any

from deploy.process import SERVICES
from deploy.serve import settings_of
from shared.eventstore import EventStore
from shared.migrations import app_role
from shared.projections import Progress, ReadModel, rebuilding
from shared.service import Definition
from shared.settings import SettingsError

EQUAL, DIFFERENT, NOT_TOLD = 0, 1, 2
WIDTH = 40


async def rebuild(
    service: str, url: str, *, afresh: bool = False, replace: bool = False, progress: Progress | None = None
) -> dict[str, int]:
    """Replay, compare, and switch if equal or told to; gives table → rows that differed. `url` is the owner's."""
    async with rebuilding(url, read_model_of(service), role=app_role(service)) as under_way:
        await under_way.start(afresh=afresh)
        await under_way.replay(progress)
        async with under_way.standstill():
            differences = await under_way.differences()
        if replace or not any(differences.values()):
            await under_way.switch()
        return differences


def read_model_of(service: str) -> ReadModel[Any]:
    """What that service's read models are; LookupError when it has none."""
    definition: Definition = import_module(f"services.{service}.app").definition
    if definition.read_model is None:
        raise LookupError(f"{service} has no read models.")
    return definition.read_model(EventStore(definition.codec))


class _Progress:
    """Draws on stderr how many events of how many are done, and how fast."""

    def __init__(self) -> None:
        self._began = monotonic()

    def __call__(self, done: int, of: int) -> None:
        drawn = "#" * (WIDTH * done // of)
        rate = done / max(monotonic() - self._began, 0.001)
        sys.stderr.write(f"\r[{drawn:{WIDTH}}] {done} of {of} events, {rate:.0f} a second")
        sys.stderr.flush()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.rebuild", description=__doc__)
    parser.add_argument("service", choices=SERVICES)
    parser.add_argument("--afresh", action="store_true", help="begin again instead of going on with one that was stopped")
    parser.add_argument("--replace", action="store_true", help="switch also when the two differ")
    given = parser.parse_args(arguments)
    try:
        url = settings_of(given.service).owner_url
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return NOT_TOLD
    work = rebuild(given.service, url, afresh=given.afresh, replace=given.replace, progress=_Progress())
    return _report(asyncio.run(work), replaced=given.replace)


def _report(differences: dict[str, int], *, replaced: bool) -> int:
    sys.stderr.write("\n" + "".join(f"{table}: {count} rows differ\n" for table, count in differences.items()))
    if not any(differences.values()):
        sys.stderr.write("The two are equal; the new one is live.\n")
        return EQUAL
    sys.stderr.write("The new one is live.\n" if replaced else "The live one stays: --replace switches.\n")
    return EQUAL if replaced else DIFFERENT


if __name__ == "__main__":
    sys.exit(main())
