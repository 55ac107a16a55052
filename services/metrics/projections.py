"""Metrics's read model: the facts, each row with the time it was known. Made only from the log of received events.

The open rows of a batch's subjects are taken out, changed by the batch's events, and put back with the rows that they closed:
a fixed number of round trips, however large the batch. Live and rebuild do the same, and nothing in a row depends on when an
event arrived or in which batch, so the rebuilt tables equal the live ones row for row.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.metrics import received
from services.metrics.facts import Case, Employment, Status, Terms
from services.metrics.known import Facts, Histories, Known, Statuses, is_case_event, is_employment_event
from services.metrics.received import Entry
from shared import protection
from shared.contracts.base import Contract
from shared.contracts.followup import StatusEstablished
from shared.contracts.intake import PersonProtected, PersonProtectionLifted
from shared.db import Row, Tx
from shared.eventstore import EventStore
from shared.inbox import Delivery
from shared.projections import ReadModel

metadata = sa.MetaData()

Record = tuple[Any, ...]


def _known_time() -> tuple[sa.Column[Any], sa.Column[Any]]:
    return (
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), comment="exclusive; null: still known"),
    )


cases = sa.Table(
    "cases",
    metadata,
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date),
    sa.Column("end_kind", sa.Text),
    sa.Column("exit", sa.Text),
    sa.Column("sex", sa.Text, nullable=False),
    sa.Column("birth_year", sa.SmallInteger, nullable=False),
    sa.Column("disability_group", sa.Text),
    sa.Column("municipality", sa.Text, nullable=False),
    sa.Column("referral_source", sa.Text, nullable=False),
    *_known_time(),
    sa.UniqueConstraint("case_id", "known_to", postgresql_nulls_not_distinct=True),
    sa.Index("cases_person", "person"),
    sa.Index("cases_cohort", "unit", "started_on"),
)

employments = sa.Table(
    "employments",
    metadata,
    sa.Column("employment", sa.Uuid, nullable=False),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("weekly_hours", sa.Numeric, nullable=False),
    sa.Column("changed_on", ARRAY(sa.Date), nullable=False),
    sa.Column("changed_form", ARRAY(sa.Text), nullable=False),
    sa.Column("changed_hours", ARRAY(sa.Numeric), nullable=False),
    *_known_time(),
    sa.UniqueConstraint("employment", "known_to", postgresql_nulls_not_distinct=True),
    sa.Index("employments_person", "person"),
)

statuses = sa.Table(
    "statuses",
    metadata,
    sa.Column("status", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("situation", sa.Text, nullable=False),
    sa.Column("corrects", sa.Uuid),
    *_known_time(),
    sa.Index("statuses_person", "person"),
    sa.Index("statuses_corrects", "corrects", postgresql_where=sa.text("corrects is not null")),
)

concealed = protection.concealed.to_metadata(metadata)
"""Persons whose cases no list names, but for officers named for protected identities. Figures count them."""

TAKE_CASES = "delete from cases where case_id = any($1) and known_to is null returning *"
TAKE_EMPLOYMENTS = "delete from employments where employment = any($1) and known_to is null returning *"
TAKE_STATUSES = "delete from statuses where status = any($1) returning *"
CORRECTED = "select corrects, min(known_from) as known_from from statuses where corrects = any($1) group by corrects"


async def absorb(tx: Tx, deliveries: Sequence[Delivery]) -> None:
    """Log what arrived and change the read model by what was new in it."""
    await project(tx, await received.append(tx, deliveries))


async def project(tx: Tx, entries: Sequence[Entry]) -> None:
    """Change the read model by these entries, in order."""
    await _conceal(tx, [entry.contract for entry in entries])
    facts = await _taken_up(tx, [entry.contract for entry in entries])
    for entry in entries:
        facts.learn(entry.contract, entry.recorded_at)
    await _put_back(tx, cases, map(_case_record, facts.cases.rows()))
    await _put_back(tx, employments, map(_employment_record, facts.employments.rows()))
    await _put_back(tx, statuses, map(_status_record, facts.statuses.rows()))


async def _conceal(tx: Tx, events: Iterable[Contract]) -> None:
    for event in events:
        match event:
            case PersonProtected():
                await protection.conceal(tx, event.person)
            case PersonProtectionLifted():
                await protection.reveal(tx, event.person)
            case _:
                pass


async def _taken_up(tx: Tx, events: Sequence[Contract]) -> Facts:
    """What is known so far of every subject that the events are about, taken out of the tables."""
    started = await _take(tx, TAKE_CASES, {event.case for event in events if is_case_event(event)})
    employed = await _take(tx, TAKE_EMPLOYMENTS, {event.employment for event in events if is_employment_event(event)})
    established = [event for event in events if isinstance(event, StatusEstablished)]
    new = {event.status for event in established}
    found = await _take(tx, TAKE_STATUSES, new | {event.corrects for event in established if event.corrects})
    corrected = await _take(tx, CORRECTED, new)
    return Facts(
        Histories({row["case_id"]: case_of(row) for row in started}),
        Histories({row["employment"]: employment_of(row) for row in employed}),
        Statuses(map(status_of, found), {row["corrects"]: row["known_from"] for row in corrected}),
    )


async def _take(tx: Tx, statement: str, subjects: set[UUID]) -> list[Row]:
    return await tx.raw.fetch(statement, list(subjects)) if subjects else []


async def _put_back(tx: Tx, table: sa.Table, records: Iterable[Record]) -> None:
    if rows := list(records):
        await tx.raw.copy_records_to_table(table.name, records=rows, columns=table.columns.keys())


_case_fields = attrgetter(*cases.columns.keys()[:-2])
_employment_fields = attrgetter(*employments.columns.keys()[:-5])
_status_fields = attrgetter(*statuses.columns.keys()[:-2])


def _case_record(known: Known[Case]) -> Record:
    return (*_case_fields(known.fact), known.known_from, known.known_to)


def _employment_record(known: Known[Employment]) -> Record:
    changes = known.fact.changes
    return (
        *_employment_fields(known.fact),
        [terms.on for terms in changes],
        [terms.form for terms in changes],
        [terms.weekly_hours for terms in changes],
        known.known_from,
        known.known_to,
    )


def _status_record(known: Known[Status]) -> Record:
    return (*_status_fields(known.fact), known.known_from, known.known_to)


def case_of(row: Row) -> Known[Case]:
    """The fact in a row of `cases`."""
    fact, known_from, known_to = _split(row)
    return Known(fact=Case(**fact), known_from=known_from, known_to=known_to)


def employment_of(row: Row) -> Known[Employment]:
    """The fact in a row of `employments`."""
    fact, known_from, known_to = _split(row)
    changes = tuple(map(_terms, fact.pop("changed_on"), fact.pop("changed_form"), fact.pop("changed_hours")))
    return Known(fact=Employment(**fact, changes=changes), known_from=known_from, known_to=known_to)


def _terms(on: date, form: str, weekly_hours: Decimal) -> Terms:
    return Terms(on=on, form=form, weekly_hours=weekly_hours)


def status_of(row: Row) -> Known[Status]:
    """The fact in a row of `statuses`."""
    fact, known_from, known_to = _split(row)
    return Known(fact=Status(**fact), known_from=known_from, known_to=known_to)


def _split(row: Row) -> tuple[dict[str, Any], datetime, datetime | None]:
    fact = dict(row)
    return fact, fact.pop("known_from"), fact.pop("known_to")


def read_model(_store: EventStore) -> ReadModel[Entry]:
    """The tables, and the log they are made from."""
    return ReadModel(metadata=metadata, feed=received.feed, project=project, log_table=received.TABLE)
