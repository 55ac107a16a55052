"""`make bench [ARGS="command append"]`: each benchmark prints its ratio against a peer or limit measured in the same run."""

import asyncio
import sys
from importlib import import_module

from tests.bench import setting

ALL = ("append", "command", "pipeline", "rebuild", "figures", "matching", "idle", "start")


def run(chosen: list[str]) -> None:
    for name in chosen or ALL:
        module = import_module(f"tests.bench.{name}")
        print((module.__doc__ or name).splitlines()[0], flush=True)
        with setting.cluster() as cluster:  # of its own: what one benchmark leaves behind slows no other
            asyncio.run(module.main(cluster))


run(sys.argv[1:])
