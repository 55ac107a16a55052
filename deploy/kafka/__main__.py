"""`python -m deploy.kafka`: the jars and a broker in the foreground."""

import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from deploy.kafka import jars
from deploy.kafka.broker import Broker

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False)


@app.command()
def lock() -> None:
    """Resolve Kafka's jars anew and write their names and SHA-256 sums to the lock file."""
    from deploy.kafka.fetch import make_lock

    print(f"{len(make_lock(jars.cache_folder()))} jars written to {jars.LOCK.name}; read the difference before you keep it.")


@app.command()
def fetch() -> None:
    """Fetch the jars that the lock file names and check every one."""
    from deploy.kafka.fetch import fetch as bring

    brought = bring(jars.cache_folder())
    jars.class_path(jars.cache_folder())
    print(f"{len(brought)} jars fetched, all checked: {jars.cache_folder()}")


@app.command()
def run(
    folder: Annotated[Path, typer.Option(help="Where the broker keeps its data.")],
    port: Annotated[int | None, typer.Option(help="Port on the loopback address; a free one when not given.")] = None,
) -> None:
    """Run a broker until it is interrupted."""
    interrupted = threading.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: interrupted.set())
    broker = Broker.start(folder, port=port)
    print(f"Kafka answers on {broker.bootstrap}; Ctrl-C ends it.", flush=True)
    while broker.running and not interrupted.wait(0.5):
        pass
    broker.stop()
    if not interrupted.is_set():
        raise SystemExit(f"The broker ended by itself; its log is {broker.log}.")


if __name__ == "__main__":
    app()
