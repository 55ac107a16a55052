"""What people were found to be doing: a status is closed by the first that corrects it, of whichever stream that is."""

from collections.abc import Iterable

import sqlalchemy as sa

from services.metrics.facts import Known, Status
from services.metrics.histories import Statuses
from services.metrics.subjects.rows import KNOWN, Form
from services.metrics.subjects.subject import metadata, put_back
from shared.contracts.followup import StatusEstablished
from shared.db import Row, Tx

FORM = Form(Status)
table = sa.Table(
    "statuses",
    metadata,
    *FORM.columns(),
    sa.PrimaryKeyConstraint("status"),
    sa.Index("statuses_person", "person"),
    sa.Index("statuses_corrects", "corrects", postgresql_where=sa.text("corrects is not null")),
)

_COLUMNS = ", ".join(f'"{name}"' for name in (*FORM.names, *KNOWN))
TAKE = f"delete from statuses where status = any($1) returning {_COLUMNS}"  # noqa: S608 - our own names
CORRECTED = "select corrects, min(known_from) as known_from from statuses where corrects = any($1) group by corrects"

SETTLE = """
with corrected as (select corrects, min(known_from) as at from statuses where corrects is not null group by corrects)
update statuses s set known_to = greatest(s.known_from, c.at)
from corrected c
where s.status = c.corrects and (s.known_to is null or s.known_to > greatest(s.known_from, c.at))
"""


def status_of(event: StatusEstablished) -> Status:
    """The status as it was established."""
    return Status(
        status=event.status,
        case_id=event.case,
        person=event.person,
        on=event.on,
        situation=event.situation,
        corrects=event.corrects,
    )


async def taken_up(tx: Tx, events: Iterable[StatusEstablished]) -> Statuses:
    """What is known of the statuses that these events establish or correct, taken out of the table."""
    established = list(events)
    new = {event.status for event in established}
    if not new:
        return Statuses()
    found = await tx.raw.fetch(TAKE, list(new | {event.corrects for event in established if event.corrects}))
    corrected: list[Row] = await tx.raw.fetch(CORRECTED, list(new))
    return Statuses(map(FORM.known, found), {row["corrects"]: row["known_from"] for row in corrected})


async def keep(tx: Tx, rows: Iterable[Known[Status]]) -> None:
    await put_back(tx, table, FORM, rows)


async def settle(tx: Tx) -> None:
    """Close each status as the first that corrects it says, also one of another stream."""
    await tx.raw.execute(SETTLE)
