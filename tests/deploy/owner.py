"""A process that owns a server and ends, as the tests wish."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def start_in_an_owner_that_is_killed(package: str, name: str, folder: Path) -> int:
    """Start the server in another process, which is then killed with SIGKILL. Gives the server's process id."""
    return _own(package, name, folder, "os.kill(os.getpid(), signal.SIGKILL)", expected=-9)


def start_in_an_owner_that_ends(package: str, name: str, folder: Path) -> int:
    """Start the server in another process, which ends without stopping it. Gives the server's process id."""
    return _own(package, name, folder, "sys.exit(0)", expected=0)


def _own(package: str, name: str, folder: Path, ending: str, *, expected: int) -> int:
    script = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        f"from {package} import {name}\n"
        f"server = {name}.start(Path(sys.argv[1]))\nprint(server.pid, flush=True)\n{ending}\n"
    )
    owner = subprocess.run([sys.executable, "-c", script, str(folder)], cwd=PROJECT, capture_output=True, text=True, check=False)  # noqa: S603
    assert owner.returncode == expected, owner.stderr
    return int(owner.stdout)
