"""SIUS on this machine: the four services, PostgreSQL and a token issuer, with made-up people in them."""

import asyncio
import os
import socket
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path
from typing import Annotated, Final

import httpx
import typer

from deploy.issuer import Issuer
from deploy.local.databases import DatabaseServer, start_server
from deploy.local.keys import Keys, kept_keys
from deploy.local.loading import LoadError, Loading, Progress
from deploy.local.place import HOST, BusKind, Place
from deploy.local.screen import Screen, logged_to
from deploy.local.tokens import HOURS, role_tokens, write_tokens
from deploy.postgres.server_process import FolderInUseError, ServerFailedError
from deploy.process import CannotStartError, listen, run
from shared.clock import SystemClock, stockholm

PROJECT: Final = Path(__file__).parents[2]
PERSONS: Final = 40
Parts = Callable[[Place, socket.socket, DatabaseServer, Keys, Screen], AbstractAsyncContextManager[Issuer]]

app = typer.Typer(help=__doc__, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    bus: Annotated[BusKind, typer.Option(help="In-process, or a real Kafka with a process for each service.")] = "local",
    port: Annotated[int, typer.Option(help="First port; with Kafka the services take the four after it.")] = 8000,
    data: Annotated[Path, typer.Option(help="Where databases and keys are kept.")] = PROJECT / ".data",
    persons: Annotated[int, typer.Option(min=1, max=400, help="How many made-up people.")] = PERSONS,
    no_cohort: Annotated[bool, typer.Option("--no-cohort", help="Load nobody.")] = False,  # noqa: FBT002 - a flag of the command line
    database_url: Annotated[
        str | None, typer.Option(envvar="DATABASE_URL", help="A PostgreSQL that is there already, as its superuser.")
    ] = None,
) -> None:
    """Run SIUS here until Ctrl-C."""
    place = Place(bus=bus, data=data, port=port)
    reach_own_machine_directly()
    try:
        run(lambda: local_run(place, persons=0 if no_cohort else persons, database_url=database_url))
    except (CannotStartError, FolderInUseError, ServerFailedError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None


def reach_own_machine_directly() -> None:
    """The parts speak to each other on this machine: never through a proxy that the environment names."""
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (HOST, "localhost", os.environ.get(name))))


async def local_run(place: Place, *, persons: int, database_url: str | None) -> None:
    """Start everything in order, say where it is, load the cohort, and wait for the end."""
    screen = Screen()
    listener = listen(HOST, place.port)  # first, so that a port in use leaves nothing behind
    for other in place.ports[1:]:
        listen(HOST, other).close()
    async with AsyncExitStack() as stack:
        stack.enter_context(listener)
        place.folder.mkdir(parents=True, exist_ok=True)
        stack.enter_context(logged_to(place.folder / "sius.log"))
        keys = kept_keys(place.folder / "keys")
        with screen.step("PostgreSQL"):
            server = await asyncio.to_thread(
                start_server, place.folder / "postgres", given=database_url, password=keys.database_password
            )
            stack.push_async_callback(asyncio.to_thread, server.stop)
        issuer = await stack.enter_async_context(parts_of(place)(place, listener, server, keys, screen))
        screen.addresses(place)
        tokens, file = role_tokens(issuer), place.folder / "tokens"
        write_tokens(file, tokens)
        screen.tokens(place, tokens, hours=HOURS, file=file)
        if persons:
            await load(place, issuer, persons, screen)
        await asyncio.Event().wait()


async def load(place: Place, issuer: Issuer, persons: int, screen: Screen) -> None:
    """The cohort into an empty database; the rest of it when an earlier start was broken off. A failure is told, no more."""
    file = place.folder / "cohort.json"
    async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
        loading = Loading(client, place, issuer)
        progress = Progress.read(file)
        if progress is None and await loading.is_empty():
            progress = Progress(today=stockholm(SystemClock().now()).isoformat(), persons=persons)
        if progress is None or progress.done:
            return
        try:
            with screen.bar(f"{progress.persons} made-up people", len(progress.steps)) as advance:
                await loading.all(progress, file, advance)
        except (LoadError, httpx.HTTPError) as error:
            screen.say(f"The made-up people could not all be loaded. {error}")
        else:
            screen.say("  The services' clocks show the machine's time again.\n")


def parts_of(place: Place) -> Parts:
    """How the run is put together; only what it needs is imported."""
    if place.bus == "kafka":
        from deploy.local.distributed import distributed

        return distributed
    from deploy.local.embedded import embedded

    return embedded
