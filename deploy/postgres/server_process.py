"""A server that lives in one folder as a child of this process, and never outlives it.

PostgreSQL and the Kafka broker are both started through here. A folder is claimed by one process at a time; what a
killed owner left running there is ended before the next start; and a watcher ends the server when its owner dies.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

import psutil

from deploy.postgres.account import Identity

ENDING_SECONDS = 30.0
PAUSE_SECONDS = 0.02
TAIL_LINES = 25
OWN = Identity()


class FolderInUseError(RuntimeError):
    """Another live process already runs a server on this folder."""


class ServerFailedError(RuntimeError):
    """The server ended, or gave no answer in time; the message ends with the tail of its log."""


def claim(folder: Path) -> IO[str]:
    """Take the folder for this process until the returned file is closed or the process ends, however it ends.

    Raises FolderInUseError when another owner is alive.
    """
    claimed = (folder / "owner.lock").open("w")
    try:
        fcntl.flock(claimed, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        claimed.close()
        raise FolderInUseError(f"{folder} is in use: another process runs its server there. Stop that one first.") from None
    return claimed


def running_in(folder: Path, program: str) -> list[psutil.Process]:
    """Every live process named `program` whose working folder is `folder`. Dead ones nobody waited for do not count."""
    live = psutil.process_iter(["name", "cwd"])
    return [process for process in live if process.info["name"] == program and process.info["cwd"] == str(folder)]


def end_leftovers(folder: Path, program: str, stop_signal: signal.Signals) -> None:
    """End what a killed owner left running in a folder this process has claimed, gently first."""
    leftovers = running_in(folder, program)
    pids = {process.pid for process in leftovers}
    for process in leftovers:
        with contextlib.suppress(psutil.NoSuchProcess):
            if process.ppid() not in pids:
                process.send_signal(stop_signal)
    if not gone_within(folder, program, ENDING_SECONDS):
        for process in running_in(folder, program):
            process.kill()
        gone_within(folder, program, ENDING_SECONDS)


def gone_within(folder: Path, program: str, seconds: float) -> bool:
    """Wait until no `program` runs in `folder`; false when some still does after `seconds`."""
    deadline = time.monotonic() + seconds
    while running_in(folder, program):
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE_SECONDS)
    return True


@dataclass(frozen=True, kw_only=True)
class ServerProcess:
    """One run of a server: from `launch` until `stop` or `kill`."""

    process: subprocess.Popen[bytes]
    watcher: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals

    @classmethod
    def launch(
        cls,
        command: Sequence[str],
        *,
        folder: Path,
        log: Path,
        stop_signal: signal.Signals,
        env: Mapping[str, str],
        as_account: Identity = OWN,
    ) -> Self:
        """Start `command` in `folder`, its output appended to `log`, out of reach of the terminal's Ctrl-C.

        Only root may have it run as another account.
        """
        with log.open("ab") as output:
            process = subprocess.Popen(  # noqa: S603 - our own command line, no shell
                command,
                cwd=folder,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **as_account,
            )
        return cls(process=process, watcher=_watch(process.pid, stop_signal), log=log, stop_signal=stop_signal)

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def wait_ready(self, ready: Callable[[], bool], *, seconds: float) -> None:
        """Return once `ready()` is true; otherwise end the server and raise ServerFailedError."""
        deadline = time.monotonic() + seconds
        while not ready():
            if not self.running:
                self.kill()
                raise ServerFailedError(f"The server ended with code {self.process.returncode}.\n{tail(self.log)}")
            if time.monotonic() > deadline:
                self.kill()
                raise ServerFailedError(f"The server gave no answer within {seconds:.0f} seconds.\n{tail(self.log)}")
            time.sleep(PAUSE_SECONDS)

    def stop(self, *, seconds: float = ENDING_SECONDS) -> None:
        """Ask the server to end and wait for it; kill it when it takes longer than `seconds`."""
        if self.running:
            self.process.send_signal(self.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        self.kill()

    def kill(self) -> None:
        """SIGKILL this one process, if it still runs, and wait for its end."""
        self.process.kill()
        self.process.wait()
        self.watcher.kill()
        self.watcher.communicate()


def _watch(pid: int, stop_signal: signal.Signals) -> subprocess.Popen[bytes]:
    """A shell that waits for this process to end (its pipe closes even after SIGKILL) and then signals the server."""
    script = f'read -r _; kill -{int(stop_signal)} "$1"'
    return subprocess.Popen(  # noqa: S603 - fixed script, the number is ours
        ["/bin/sh", "-c", script, "watcher", str(pid)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def tail(log: Path) -> str:
    """The last lines of a log, headed by where the whole of it is."""
    lines = log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
    return "\n".join([f"Last lines of {log}:", *lines])


def clean_environment(*prefixes: str) -> dict[str, str]:
    """This process's environment without the variables that would change how the server behaves."""
    return {name: value for name, value in os.environ.items() if not name.startswith(prefixes)}
