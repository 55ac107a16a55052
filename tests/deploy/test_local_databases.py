"""A PostgreSQL that is there already, given by its superuser's address."""

import asyncpg
import pytest

from deploy.local.databases import GivenServer
from deploy.postgres import Cluster


@pytest.mark.parametrize(
    ("given", "owner", "app"),
    [
        (
            "postgresql://root:secret@db.example:5433/postgres?ssl=require",
            "postgresql://root:secret@db.example:5433/intake?ssl=require",
            "postgresql://intake_app:p%2Fw@db.example:5433/intake?ssl=require",
        ),
        ("postgres://root@db.example", "postgresql://root@db.example/intake", "postgresql://intake_app:p%2Fw@db.example/intake"),
    ],
)
def test_the_services_addresses_are_made_from_the_given_one(given: str, owner: str, app: str) -> None:
    server = GivenServer(given, password="p/w")
    assert server.url("intake") == owner
    assert server.url("intake", "intake_app") == app


async def test_a_database_and_its_role_are_made_and_made_again(cluster: Cluster) -> None:
    server = GivenServer(cluster.url("postgres"), password="it's a 'secret'")
    for _ in range(2):
        await server.create_database("given_intake", app_role="given_app")
    connection = await asyncpg.connect(server.url("given_intake", "given_app"))
    try:
        assert await connection.fetchval("select current_user || ' in ' || current_database()") == "given_app in given_intake"
    finally:
        await connection.close()


async def test_nobody_else_may_connect(cluster: Cluster) -> None:
    server = GivenServer(cluster.url("postgres"), password="x")
    await server.create_database("given_placement", app_role="given_one")
    await server.create_database("given_followup", app_role="given_other")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(server.url("given_placement", "given_other"))


def test_stopping_leaves_it_running(cluster: Cluster) -> None:
    GivenServer(cluster.url("postgres"), password="x").stop()
    assert cluster.pid > 0


async def test_a_name_that_is_no_plain_name_is_refused(cluster: Cluster) -> None:
    server = GivenServer(cluster.url("postgres"), password="x")
    with pytest.raises(ValueError, match="plain lower-case"):
        await server.create_database('x" owner postgres', app_role="given_app")
