"""Alembic at work: only a process that migrates loads it."""

import asyncio

import alembic.command
from alembic import context
from alembic.config import Config
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from shared.migrations import folder_of


def config_of(service: str, url: str | None = None) -> Config:
    """Alembic's configuration for the service's revisions."""
    config = Config()
    config.set_main_option("script_location", str(folder_of(service)))
    config.attributes["service"] = service
    config.attributes["url"] = url
    return config


def upgrade(service: str, url: str) -> None:
    """Bring the database (as owner) to the newest revision."""
    alembic.command.upgrade(config_of(service, url), "head")


def run() -> None:
    """What each service's `migrations/env.py` calls."""
    config = context.config
    url = config.attributes["url"].replace("postgresql://", "postgresql+asyncpg://", 1)
    asyncio.run(_upgrade(url))


async def _upgrade(url: str) -> None:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_in_one_transaction)
        await connection.commit()
    await engine.dispose()


def _in_one_transaction(connection: Connection) -> None:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
