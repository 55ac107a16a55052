"""Migrations: each service's own, with alembic; the kernel's tables are the first step of each.

Owner and application are two roles. The application may only select and insert events; that is the append-only rule.
"""

import asyncio
from pathlib import Path
from typing import Any

from shared import access_log, eventstore, inbox, parking, projections, relay, vault
from shared.http import idempotency

KERNEL = (
    *eventstore.DDL,
    *relay.DDL,
    *inbox.DDL,
    *parking.DDL,
    *projections.DDL,
    *vault.DDL,
    *access_log.DDL,
    *idempotency.DDL,
)

APPEND_ONLY = ("events", "access_log")
READ_ONLY = ("era", "read_models", "alembic_version")


def kernel(service: str) -> list[str]:
    """The kernel's tables and the application role's rights on them, as statements."""
    role = app_role(service)
    return [*KERNEL, *rights(role)]


def rights(role: str) -> list[str]:
    """What the application role may do with every table there is now; its search path finds the read models first."""
    return [
        f"grant usage on schema public to {role}",
        f"grant select, insert, update, delete on all tables in schema public to {role}",
        f"grant usage, select on all sequences in schema public to {role}",
        *(f"revoke update, delete, truncate on {table} from {role}" for table in APPEND_ONLY),
        *(f"revoke insert, update, delete, truncate on {table} from {role}" for table in READ_ONLY),
        f"alter role {role} set search_path = read, public",
        f"alter role {role} set idle_in_transaction_session_timeout = '60s'",  # an idle writer would hold up every feed
    ]


def app_role(service: str) -> str:
    """The role that the running service connects as."""
    return f"{service}_app"


def folder_of(service: str) -> Path:
    return Path(__file__).parent.parent / "services" / service / "migrations"


def head(service: str) -> str:
    """The newest revision the code has: revisions are files named by their number."""
    return max(revision.name.partition("_")[0] for revision in (folder_of(service) / "versions").glob("[0-9]*.py"))


async def migrate(service: str, url: str) -> None:
    """Bring the service's database (as owner) to the newest revision."""
    from shared import migrating  # alembic is 11 MB that a serving process has no use for

    await asyncio.to_thread(migrating.upgrade, service, url)


def execute_all(operations: Any, statements: list[str]) -> None:
    """Execute in order; for revisions. `operations` is `alembic.op`."""
    for statement in statements:
        operations.get_bind().exec_driver_sql(statement)
