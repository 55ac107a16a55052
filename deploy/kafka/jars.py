"""The jars of the broker: which they are (`jars.lock`), and that what lies on the disk is exactly that.

The lock file has one line per jar: its SHA-256 and `group:artifact:version[:classifier]`. No jar reaches the class path
unless its sum is the one in the lock file, and none that the lock file does not name.
"""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

LOCK = Path(__file__).with_name("jars.lock")
FETCH = "Run `python -m deploy.kafka fetch`."


class JarRefusedError(RuntimeError):
    """A jar is missing, altered or not in the lock file; the message says which and what to do."""


@dataclass(frozen=True, kw_only=True, order=True)
class Jar:
    group: str
    artifact: str
    version: str
    classifier: str = ""
    sha256: str

    @property
    def name(self) -> str:
        """The file's name."""
        return "-".join(part for part in (self.artifact, self.version, self.classifier) if part) + ".jar"

    @property
    def coordinates(self) -> str:
        return ":".join(part for part in (self.group, self.artifact, self.version, self.classifier) if part)


def cache_folder() -> Path:
    """Where the jars are kept: the user's cache, shared by every checkout; `SIUS_CACHE` names another folder."""
    given = os.environ.get("SIUS_CACHE")
    root = Path(given) if given else Path(platformdirs.user_cache_path("sius"))
    return root.resolve() / "kafka-jars"


def read_lock(lock: Path = LOCK) -> list[Jar]:
    """The jars of a lock file; raises JarRefusedError on a line that is not of its form."""
    return [_read_line(line) for line in lock.read_text().splitlines()]


def _read_line(line: str) -> Jar:
    match line.split():
        case [sha256, coordinates] if len(sha256) == hashlib.sha256().digest_size * 2:
            match coordinates.split(":"):
                case [group, artifact, version]:
                    return Jar(group=group, artifact=artifact, version=version, sha256=sha256)
                case [group, artifact, version, classifier]:
                    return Jar(group=group, artifact=artifact, version=version, classifier=classifier, sha256=sha256)
    raise JarRefusedError(f"Not a line of a lock file: {line!r}. Run `python -m deploy.kafka lock` to make it anew.")


def write_lock(jars: Iterable[Jar], lock: Path = LOCK) -> None:
    lock.write_text("".join(f"{jar.sha256}  {jar.coordinates}\n" for jar in sorted(jars)))


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check(jar: Jar, path: Path) -> None:
    """Raise JarRefusedError unless the file is the very jar that was locked."""
    if (found := sha256_of(path)) != jar.sha256:
        raise JarRefusedError(
            f"{path} is not the locked {jar.coordinates}: its SHA-256 is {found}, not {jar.sha256}. Delete it. {FETCH} "
            "If it comes back altered, do not use it: find out who changed it."
        )


def class_path(folder: Path, lock: Path = LOCK) -> str:
    """The class path of the broker, every jar on it checked just now; raises JarRefusedError."""
    jars = {jar.name: jar for jar in read_lock(lock)}
    present = {path.name for path in folder.glob("*.jar")}
    if missing := sorted(jars.keys() - present):
        raise JarRefusedError(f"Missing in {folder}: {', '.join(missing)}. {FETCH}")
    if unlisted := sorted(present - jars.keys()):
        raise JarRefusedError(
            f"Not in {lock.name}, yet in {folder}: {', '.join(unlisted)}. Delete what does not belong there. {FETCH}"
        )
    for name, jar in jars.items():
        check(jar, folder / name)
    return os.pathsep.join(str(folder / name) for name in sorted(jars))
