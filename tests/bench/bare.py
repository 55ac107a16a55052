"""The peers: a FastAPI route that does one insert per request and commits it. The least that a service could do.

Two of them: `stack` as anybody would write it with this project's stack (SQLAlchemy's async engine: begin, insert, commit), and
`floor` with nothing above the driver (asyncpg, one statement that commits itself).
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import sqlalchemy as sa
from fastapi import FastAPI, Request
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import create_async_engine

from shared.ids import new_id

CREATE = "create table if not exists things (id uuid primary key, person uuid not null, note text not null)"

things = sa.Table(
    "things",
    sa.MetaData(),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
)


class Thing(BaseModel):
    """What is inserted."""

    person: UUID
    note: str


def stack() -> FastAPI:
    """With SQLAlchemy, for uvicorn's factory."""

    @asynccontextmanager
    async def engine(app: FastAPI) -> AsyncIterator[None]:
        url = os.environ["BARE_DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://")
        app.state.engine = create_async_engine(url, pool_size=10)
        async with app.state.engine.begin() as connection:
            await connection.exec_driver_sql(CREATE)
        yield
        await app.state.engine.dispose()

    app = FastAPI(lifespan=engine)

    @app.post("/things", status_code=201)
    async def add(body: Thing, request: Request) -> dict[str, str]:
        thing = new_id()
        async with request.app.state.engine.begin() as connection:
            await connection.execute(sa.insert(things).values(id=thing, person=body.person, note=body.note))
        return {"thing": str(thing)}

    return app


def floor() -> FastAPI:
    """With asyncpg alone, for uvicorn's factory."""

    @asynccontextmanager
    async def pool(app: FastAPI) -> AsyncIterator[None]:
        async with asyncpg.create_pool(os.environ["BARE_DATABASE_URL"], min_size=1, max_size=10) as app.state.pool:
            await app.state.pool.execute(CREATE)
            yield

    app = FastAPI(lifespan=pool)

    @app.post("/things", status_code=201)
    async def add(body: Thing, request: Request) -> dict[str, str]:
        thing = new_id()
        await request.app.state.pool.execute("insert into things values ($1, $2, $3)", thing, body.person, body.note)
        return {"thing": str(thing)}

    return app
