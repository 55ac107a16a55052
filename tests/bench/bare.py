"""The peer: a FastAPI route that does one insert per request and commits it. The least that any service could do."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
from fastapi import FastAPI, Request
from pydantic import BaseModel

from shared.ids import new_id


class Thing(BaseModel):
    """What is inserted."""

    person: UUID
    note: str


@asynccontextmanager
async def _pool(app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["BARE_DATABASE_URL"], min_size=1, max_size=10) as pool:
        await pool.execute("create table if not exists things (id uuid primary key, person uuid not null, note text not null)")
        app.state.pool = pool
        yield


def create() -> FastAPI:
    """The application, for uvicorn's factory."""
    app = FastAPI(lifespan=_pool)

    @app.post("/things", status_code=201)
    async def add(body: Thing, request: Request) -> dict[str, str]:
        thing = new_id()
        await request.app.state.pool.execute("insert into things values ($1, $2, $3)", thing, body.person, body.note)
        return {"thing": str(thing)}

    return app
