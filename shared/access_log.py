"""Who read what about whom, and who was refused (2002:623 20 b-e §§). Append-only for the application role."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

import structlog
from fastapi import Request

from shared.db import Tx
from shared.errors import Forbidden
from shared.ids import uuid7
from shared.logging import correlation_id

DDL: Final = (
    """create table access_log (
        id uuid primary key,
        at timestamptz not null,
        who text not null,
        person uuid,
        case_id uuid,
        what text not null,
        why text not null,
        outcome text not null check (outcome in ('allowed', 'refused')),
        reason text,
        correlation text not null
    )""",
    "create index access_log_person on access_log (person, at) where person is not null",
    "create index access_log_case on access_log (case_id, at) where case_id is not null",
    "create index access_log_who on access_log (who, at)",
    "create index access_log_at on access_log (at)",
    "comment on table access_log is 'Append-only: the application role may select and insert, nothing else'",
)

INSERT: Final = """insert into access_log (id, at, who, person, case_id, what, why, outcome, reason, correlation)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"""

Outcome = Literal["allowed", "refused"]

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True, slots=True)
class Access:
    """One access: `what` is the operation's id, `why` a purpose code; the person or case it was about, if one."""

    at: datetime
    who: str
    what: str
    why: str
    person: UUID | None = None
    case: UUID | None = None
    outcome: Outcome = "allowed"
    reason: str | None = None


async def record(tx: Tx, *accesses: Access) -> None:
    """Write the accesses, in the transaction that reads."""
    if len(accesses) == 1:
        await tx.raw.execute(INSERT, *_arguments(accesses[0]))
    else:
        await tx.raw.executemany(INSERT, [_arguments(access) for access in accesses])


def _arguments(access: Access) -> Sequence[Any]:
    return (
        uuid7(access.at),
        access.at,
        access.who,
        access.person,
        access.case,
        access.what,
        access.why,
        access.outcome,
        access.reason,
        correlation_id(),
    )


async def record_refusal(request: Request, error: Forbidden) -> None:
    """Write down that access was refused, in a transaction of its own: the request's was rolled back.

    When that cannot be written the refusal stands all the same, and the log tells.
    """
    service = request.app.state.service
    principal = getattr(request.state, "principal", None)
    access = Access(
        at=service.clock.now(),
        who=principal.subject if principal else "unknown",
        what=operation(request),
        why=getattr(request.state, "purpose", "not-stated"),
        person=error.person,
        case=error.case,
        outcome="refused",
        reason=error.reason,
    )
    try:
        async with service.database.transaction("read_committed") as tx:
            await record(tx, access)
    except Exception as fault:
        log.exception("a refusal could not be written to the access log", what=access.what, reason=access.reason, exc_info=fault)


def operation(request: Request) -> str:
    """Id of the operation that serves the request, as in the API's document."""
    route = request.scope.get("route")
    return getattr(route, "operation_id", None) or getattr(route, "name", None) or "unknown"
