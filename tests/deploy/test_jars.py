"""Only the very jars that were locked reach the class path."""

import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from deploy.kafka import Broker, jars
from deploy.kafka.fetch import KAFKA, fetch
from deploy.kafka.jars import Jar, JarRefusedError

CONTENTS = {"one-1.0.jar": b"first jar", "two-2.0-linux.jar": b"second jar"}
ONE = Jar(group="org.example", artifact="one", version="1.0", sha256=sha256(b"first jar").hexdigest())
TWO = Jar(group="org.example", artifact="two", version="2.0", classifier="linux", sha256=sha256(b"second jar").hexdigest())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "jars"
    folder.mkdir()
    for name, content in CONTENTS.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    lock = tmp_path / "jars.lock"
    jars.write_lock([TWO, ONE], lock)
    return lock


def test_what_is_written_to_a_lock_file_is_read_from_it(lock: Path) -> None:
    assert jars.read_lock(lock) == [ONE, TWO]


def test_the_class_path_is_every_locked_jar_and_nothing_else(folder: Path, lock: Path) -> None:
    assert jars.class_path(folder, lock).split(os.pathsep) == [str(folder / name) for name in sorted(CONTENTS)]


def test_a_tampered_jar_is_refused(folder: Path, lock: Path) -> None:
    (folder / "one-1.0.jar").write_bytes(b"first jar, and a little more")
    with pytest.raises(JarRefusedError, match=r"one-1\.0\.jar is not the locked org\.example:one:1\.0"):
        jars.class_path(folder, lock)


def test_an_unlisted_jar_is_refused(folder: Path, lock: Path) -> None:
    (folder / "stranger-1.0.jar").write_bytes(b"?")
    with pytest.raises(JarRefusedError, match=r"stranger-1\.0\.jar"):
        jars.class_path(folder, lock)


def test_a_missing_jar_is_an_error_that_says_what_to_do(folder: Path, lock: Path) -> None:
    (folder / "two-2.0-linux.jar").unlink()
    with pytest.raises(JarRefusedError, match=r"two-2\.0-linux\.jar\. Run `python -m deploy.kafka fetch`"):
        jars.class_path(folder, lock)


@pytest.mark.parametrize("line", ["", "abc  org.example:one:1.0", f"{ONE.sha256}  one-1.0.jar", f"{ONE.sha256} a:b:c extra"])
def test_a_line_that_is_no_jar_makes_the_lock_file_invalid(lock: Path, line: str) -> None:
    lock.write_text(f"{line}\n")
    with pytest.raises(JarRefusedError, match="Not a line of a lock file"):
        jars.read_lock(lock)


def test_fetching_a_complete_folder_brings_nothing_and_drops_what_is_not_locked(folder: Path, lock: Path) -> None:
    (folder / "stranger-1.0.jar").write_bytes(b"?")
    assert fetch(folder, lock) == []
    assert {path.name for path in folder.iterdir()} == set(CONTENTS)


def test_the_project_locks_the_kafka_it_names_and_no_address() -> None:
    assert KAFKA in {jar.coordinates for jar in jars.read_lock()}
    assert "/" not in jars.LOCK.read_text()


def test_a_broker_does_not_start_on_a_tampered_jar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(jars.cache_folder(), tmp_path / "kafka-jars")
    monkeypatch.setenv("SIUS_CACHE", str(tmp_path))
    with next((tmp_path / "kafka-jars").glob("kafka-clients-*.jar")).open("ab") as jar:
        jar.write(b"\0")
    with pytest.raises(JarRefusedError, match="kafka-clients"):
        Broker.start(tmp_path / "broker")
    assert not (tmp_path / "broker" / "data").exists()
