"""PostgreSQL refuses to run as root; when root starts it (a container, usually) it runs as another account.

No account is created. What the account must reach is opened for it as narrowly as it can be: a folder on the way may be
passed through, not listed.
"""

import os
import pwd
import stat
from pathlib import Path
from typing import TypedDict

PREFERRED = ("postgres", "nobody")


def server_account(data: Path) -> pwd.struct_passwd | None:
    """The account the server runs as: None (the caller's own) unless root starts it. An existing data folder keeps its owner."""
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat().st_uid) != 0:
        return pwd.getpwuid(owner)
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in PREFERRED:
        if name in known:
            return known[name]
    raise RuntimeError(
        f"PostgreSQL does not run as root, and none of the accounts {', '.join(PREFERRED)} exists. Start as another user."
    )


class Identity(TypedDict, total=False):
    """What `subprocess` is told to run a program as an account; empty for the caller's own."""

    user: int
    group: int
    extra_groups: list[str | int]


def identity(account: pwd.struct_passwd | None) -> Identity:
    if account is None:
        return Identity()
    return Identity(user=account.pw_uid, group=account.pw_gid, extra_groups=[])


def open_way(path: Path) -> None:
    """Let every account pass through the folders that lead to `path`, and through `path` itself."""
    for folder in (path, *path.parents):
        _allow(folder, stat.S_IXOTH)


def open_program(folder: Path) -> None:
    """Let every account read the program files in `folder`; a strict umask at installation keeps them to root."""
    open_way(folder)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            _allow(path, stat.S_IROTH | (stat.S_IXOTH if runs else 0))


def _allow(path: Path, bits: int) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & bits != bits:
        path.chmod(mode | bits)
