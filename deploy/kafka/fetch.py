"""Getting the jars: `lock` decides which they are, `fetch` brings exactly those. Both through jgo, so no Maven is needed.

Where jars come from is the user's own jgo setting (`[repositories]`), after Maven Central; nothing here names an address.
"""

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from jgo.config import GlobalSettings
from jgo.maven import Artifact, MavenContext
from jgo.parse import Coordinate

from deploy.kafka import jars
from deploy.kafka.jars import Jar

KAFKA = "org.apache.kafka:kafka_2.13:4.3.1"
LOGGING = "org.slf4j:slf4j-simple:1.7.36"  # the binding of the slf4j-api that Kafka brings
WANTED = (KAFKA, LOGGING)
AT_ONCE = 8
TIMEOUT_SECONDS = 60


def fetch(folder: Path, lock: Path = jars.LOCK) -> list[Jar]:
    """Bring every locked jar that `folder` lacks or holds altered, and drop what is not locked. Gives the jars brought.

    A jar is moved into `folder` only after its sum was checked; raises JarRefusedError when one is not what was locked.
    """
    folder.mkdir(parents=True, exist_ok=True)
    locked = jars.read_lock(lock)
    for path in folder.glob("*.jar"):
        if path.name not in {jar.name for jar in locked}:
            path.unlink()
    wanted = [jar for jar in locked if not _holds(folder, jar)]
    with _context(folder) as context:
        for jar, path in zip(wanted, _download([_artifact(context, jar) for jar in wanted]), strict=True):
            jars.check(jar, path)
            path.replace(folder / jar.name)
    return wanted


def make_lock(folder: Path, lock: Path = jars.LOCK) -> list[Jar]:
    """Resolve what Kafka needs today and write the lock file anew. Gives its jars; read the difference before you keep it."""
    folder.mkdir(parents=True, exist_ok=True)
    with _context(folder) as context:
        found = _resolve(context)
        locked = [_jar(artifact, path) for artifact, path in zip(found, _download(found), strict=True)]
    jars.write_lock(locked, lock)
    return sorted(locked)


def _resolve(context: MavenContext) -> list[Artifact]:
    wanted = [context.create_dependency(replace(Coordinate.parse(coordinates), scope="compile")) for coordinates in WANTED]
    given, implied = context.resolver.resolve(wanted)
    needed = [dependency for dependency in implied if dependency.scope in {"compile", "runtime"}]
    return [dependency.artifact for dependency in [*given, *needed]]


def _jar(artifact: Artifact, path: Path) -> Jar:
    return Jar(
        group=artifact.groupId,
        artifact=artifact.artifactId,
        version=artifact.version,
        classifier=artifact.classifier or "",
        sha256=jars.sha256_of(path),
    )


def _artifact(context: MavenContext, jar: Jar) -> Artifact:
    return context.project(jar.group, jar.artifact).at_version(jar.version).artifact(classifier=jar.classifier)


def _download(artifacts: Sequence[Artifact]) -> list[Path]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(Artifact.resolve, artifacts))


def _holds(folder: Path, jar: Jar) -> bool:
    path = folder / jar.name
    return path.exists() and jars.sha256_of(path) == jar.sha256


@contextlib.contextmanager
def _context(folder: Path) -> Iterator[MavenContext]:
    """Downloads go to a folder of their own beside the jars, so a broken one never passes for a jar."""
    repositories = {**MavenContext().remote_repos, **GlobalSettings.load().repositories}
    with tempfile.TemporaryDirectory(dir=folder, prefix="download-") as downloads:
        yield MavenContext(repo_cache=Path(downloads), local_repos=[], remote_repos=repositories, timeout=TIMEOUT_SECONDS)
