"""What the person who started the run sees."""

import logging as standard_logging
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from deploy.local.place import Place
from shared import logging

EXAMPLE: Final = "cases?limit=3"


class Screen:
    """Steps with the time they took, a bar for the cohort, and at the end where everything is."""

    def __init__(self) -> None:
        self._console = Console(file=sys.stdout, highlight=False)  # the one of now: `logged_to` gives the services another

    def say(self, text: str) -> None:
        """One line, however long."""
        self._console.print(text, markup=False, soft_wrap=True)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        begun = time.monotonic()
        with self._console.status(f"{what} …"):
            yield
        self.say(f"  {what:<32}{time.monotonic() - begun:5.1f} s")

    @contextmanager
    def bar(self, what: str, total: int) -> Iterator[Callable[[], None]]:
        """Gives what is called when one more is done."""
        columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self._console, redirect_stdout=False, redirect_stderr=False) as progress:
            task = progress.add_task(what, total=total)
            yield lambda: progress.advance(task)

    def addresses(self, place: Place) -> None:
        self.say("\nSIUS answers. Ctrl-C stops it; what is registered stays.\n")
        for service, address in place.addresses.items():
            self.say(f"  {service:<10} {address}/docs")
        self.say(f"  {'issuer':<10} {place.issuer}/.well-known/openid-configuration")
        self.say(f"  {'dashboard':<10} {place.dashboard}")

    def tokens(self, place: Place, tokens: Mapping[str, str], *, hours: int, file: Path) -> None:
        """The tokens as a shell reads them, and something to try with one."""
        self.say(f"\nA token for each role, valid for {hours} hours; also in {file}, for `. {file}`:\n")
        for role, token in tokens.items():
            self.say(f"{role}={token}")
        self.say(f'\nTry:\n\n  curl -H "Authorization: Bearer $caseworker" "{place.address("intake")}/{EXAMPLE}"\n')


@contextmanager
def logged_to(file: Path) -> Iterator[None]:
    """What the services write to standard output goes to the end of a file: the terminal is for the person."""
    with file.open("a", buffering=1) as stream, redirect_stdout(stream):
        logging.configure("local")
        standard_logging.captureWarnings(capture=True)
        try:
            yield
        finally:
            standard_logging.getLogger().handlers.clear()
