"""A real PostgreSQL: what it committed stays, and it ends when its owner does."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from deploy.postgres import Cluster
from deploy.postgres.server_process import FolderInUseError, ServerFailedError, gone_within, running_in
from tests.deploy.owner import start_in_an_owner_that_ends, start_in_an_owner_that_is_killed


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster.start(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.stop()


async def run(cluster: Cluster, statement: str, database: str = "postgres", user: str = "postgres") -> object:
    connection = await asyncpg.connect(cluster.url(database, user))
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def test_what_was_committed_survives_a_killed_server(cluster: Cluster) -> None:
    await run(cluster, "CREATE TABLE letters AS SELECT 'before' AS word")
    address = cluster.url("postgres")
    cluster.kill()
    with pytest.raises(ConnectionRefusedError):
        await run(cluster, "SELECT 1")
    assert running_in(cluster.data, "postgres") == []
    cluster.restart()
    assert await run(cluster, "SELECT word FROM letters") == "before"
    assert cluster.url("postgres") == address


async def test_an_orderly_restart_keeps_the_data(cluster: Cluster) -> None:
    await run(cluster, "CREATE TABLE numbers AS SELECT 42 AS number")
    cluster.restart()
    assert await run(cluster, "SELECT number FROM numbers") == 42


async def test_a_commit_is_on_the_disk_before_it_is_acknowledged(cluster: Cluster) -> None:
    settings = [
        await run(cluster, f"SHOW {name}") for name in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")
    ]
    assert settings == ["on"] * 4


async def test_a_database_is_made_once_however_many_ask(cluster: Cluster) -> None:
    await asyncio.gather(*(cluster.create_database("intake", app_role="intake_app") for _ in range(4)))
    assert await run(cluster, "SELECT current_user || '@' || current_database()", "intake", "intake_app") == "intake_app@intake"
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'intake'"
    assert await run(cluster, owner) == "postgres"


async def test_an_application_reaches_its_own_database_only(cluster: Cluster) -> None:
    await cluster.create_database("intake", app_role="intake_app")
    await cluster.create_database("placement", app_role="placement_app")
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied for database"):
        await run(cluster, "SELECT 1", "placement", "intake_app")


async def test_a_name_that_is_no_plain_name_is_refused(cluster: Cluster) -> None:
    with pytest.raises(ValueError, match="not a plain lower-case SQL name"):
        await cluster.create_database('x"; DROP DATABASE postgres; --', app_role="app")


async def test_a_deep_folder_with_odd_signs_works(tmp_path: Path) -> None:
    cluster = Cluster.start(tmp_path / "en mapp, å och ?" / ("djup" * 20))
    try:
        assert await run(cluster, "SELECT 1") == 1
    finally:
        cluster.stop()


async def test_a_stopped_server_can_be_started_again(tmp_path: Path) -> None:
    cluster = Cluster.start(tmp_path)
    address = cluster.url("postgres")
    cluster.stop()
    cluster.stop()
    assert running_in(cluster.data, "postgres") == []
    cluster.restart()
    assert await run(cluster, "SELECT 1") == 1
    assert cluster.url("postgres") == address
    cluster.stop()


def test_a_folder_has_one_server(cluster: Cluster) -> None:
    with pytest.raises(FolderInUseError, match=str(cluster.folder)):
        Cluster.start(cluster.folder)


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    cluster = Cluster.start(tmp_path)
    (cluster.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(ServerFailedError, match=r"(?s)Last lines of .*no_such_setting"):
        cluster.restart()
    cluster.stop()


async def test_after_its_owner_was_killed_the_next_start_recovers(tmp_path: Path) -> None:
    orphan = start_in_an_owner_that_is_killed("deploy.postgres", "Cluster", tmp_path)
    cluster = Cluster.start(tmp_path)
    try:
        assert await run(cluster, "SELECT 1") == 1
        assert cluster.pid != orphan
    finally:
        cluster.stop()


def test_a_server_does_not_outlive_an_owner_that_was_killed(tmp_path: Path) -> None:
    start_in_an_owner_that_is_killed("deploy.postgres", "Cluster", tmp_path)
    assert gone_within(tmp_path / "data", "postgres", 30)


def test_a_server_is_stopped_when_its_owner_ends(tmp_path: Path) -> None:
    start_in_an_owner_that_ends("deploy.postgres", "Cluster", tmp_path)
    assert running_in(tmp_path / "data", "postgres") == []
    assert not (tmp_path / "data" / "postmaster.pid").exists()


async def test_a_server_killed_from_outside_recovers_at_restart(cluster: Cluster) -> None:
    await run(cluster, "CREATE TABLE outside AS SELECT 1 AS number")
    os.kill(cluster.pid, 9)
    cluster.restart()
    assert await run(cluster, "SELECT number FROM outside") == 1
