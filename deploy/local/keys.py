"""The secrets of a local run: made at the first start, kept in files that only their owner may read."""

import base64
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from shared.settings import KEY_BYTES


@dataclass(frozen=True, kw_only=True)
class Keys:
    """`folder` also holds the issuer's key. Without these files the sealed texts in the databases cannot be read again."""

    folder: Path
    master_key: str
    index_key: str
    database_password: str


def kept_keys(folder: Path) -> Keys:
    """The secrets in `folder`, those that are missing made now."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Keys(
        folder=folder,
        master_key=_kept(folder / "master-key"),
        index_key=_kept(folder / "index-key"),
        database_password=_kept(folder / "database-password"),
    )


def _kept(path: Path) -> str:
    if not path.exists():
        write_private(path, base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode())
    return path.read_text().strip()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)
