"""Persons who are one: links from the merged to who remains, merges that are proposed, and what is left to settle."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.intake import events as e
from services.intake.projections.tables import inserting, metadata
from shared.db import Prepared, Tx

person_links = sa.Table(
    "person_links",
    metadata,
    sa.Column("merged", sa.Uuid, primary_key=True),
    sa.Column("survivor", sa.Uuid, nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Index("person_links_survivor", "survivor"),
)

merge_proposals = sa.Table(
    "merge_proposals",
    metadata,
    sa.Column("person", sa.Uuid, primary_key=True),
    sa.Column("other", sa.Uuid, primary_key=True),
    sa.Column("proposed_by", sa.Text, nullable=False),
    sa.Column("proposed_on", sa.Date, nullable=False),
)

merge_conflicts = sa.Table(
    "merge_conflicts",
    metadata,
    sa.Column("conflict", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("merged", sa.Uuid, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("holds", sa.Text),
    sa.Column("settled_by", sa.Text),
    sa.Column("settled_on", sa.Date),
    sa.Column("settled_version", sa.Integer, comment="orders settlements of one person"),
    sa.Index("merge_conflicts_person", "person"),
)

CONFLICT = inserting(merge_conflicts)
_ID = sa.bindparam("id", type_=sa.Uuid)


def remaining(person: sa.ColumnElement[UUID]) -> sa.ColumnElement[UUID]:
    """Who this person is now: the one merged into, or the person."""
    survivor = sa.select(person_links.c.survivor).where(person_links.c.merged == person).scalar_subquery()
    return sa.func.coalesce(survivor, person)


def group_of(person: sa.ColumnElement[UUID]) -> sa.CompoundSelect[tuple[UUID]]:
    """Everybody who is this person: who remains, and those merged."""
    who = remaining(person)
    return sa.union_all(sa.select(who), sa.select(person_links.c.merged).where(person_links.c.survivor == who))


REMAINING = Prepared(sa.select(remaining(_ID)))
GROUP = Prepared(group_of(_ID))


async def group(tx: Tx, person: UUID) -> list[UUID]:
    """Everybody who is this person, who remains first."""
    return [row[0] for row in await tx.all(GROUP, id=person)]


async def proposed(tx: Tx, event: e.MergeProposed) -> None:
    await tx.run(
        insert(merge_proposals).values(
            person=event.person, other=event.other, proposed_by=event.proposed_by, proposed_on=event.on
        )
    )


async def merged(tx: Tx, event: e.MergedFrom) -> None:
    await tx.run(
        sa.delete(merge_proposals).where(merge_proposals.c.person == event.person, merge_proposals.c.other == event.merged)
    )
    await tx.run(insert(person_links).values(merged=event.merged, survivor=event.person, since=event.on))
    for found in event.conflicts:
        await tx.run(CONFLICT, **_open(event, found))


def _open(event: e.MergedFrom, found: e.MergeConflict) -> dict[str, object]:
    return {
        "conflict": found.conflict,
        "person": event.person,
        "merged": event.merged,
        "about": found.about,
        "status": "open",
        "since": event.on,
        "holds": None,
        "settled_by": None,
        "settled_on": None,
        "settled_version": None,
    }


async def settled(tx: Tx, event: e.MergeConflictSettled, version: int) -> None:
    await tx.run(
        sa.update(merge_conflicts)
        .where(merge_conflicts.c.conflict == event.conflict)
        .values(status="settled", holds=event.holds, settled_by=event.settled_by, settled_on=event.on, settled_version=version)
    )


async def undone(tx: Tx, event: e.MergeUndone) -> None:
    """As if they had never been one: the log keeps that they were."""
    of_pair = (merge_conflicts.c.person == event.person) & (merge_conflicts.c.merged == event.merged)
    await tx.run(sa.delete(merge_conflicts).where(of_pair))
    await tx.run(sa.delete(person_links).where(person_links.c.merged == event.merged))
