"""Where the server's Unix socket lies: the system allows such a path few bytes, and addresses give some signs a meaning."""

import atexit
import os
import re
import shutil
import tempfile
from pathlib import Path
from pwd import struct_passwd

PORT = 5432  # names the socket file; nothing listens on it
LONGEST = 100  # the limit is 107 bytes on Linux and 103 on macOS


def socket_folder(folder: Path, owner: struct_passwd | None) -> Path:
    """`folder/socket`, or a private temporary folder where that path is too long or has a sign with a meaning in addresses."""
    near = folder / "socket"
    path = str(near / f".s.PGSQL.{PORT}.lock")
    if len(path.encode()) > LONGEST or not re.fullmatch(r"[\w./-]+", path):
        near = Path(tempfile.mkdtemp(prefix="sius-"))
        if len(str(near)) > LONGEST - 20:
            near.rmdir()
            near = Path(tempfile.mkdtemp(prefix="sius-", dir="/tmp"))
        atexit.register(shutil.rmtree, near, ignore_errors=True)
    make_private(near, owner)
    return near


def make_private(folder: Path, owner: struct_passwd | None) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if owner is not None:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
