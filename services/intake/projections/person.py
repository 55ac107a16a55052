"""Persons: what is known of each, who is protected, and who is one with whom."""

from typing import assert_never
from uuid import UUID

import sqlalchemy as sa

from services.intake import events as e
from services.intake.projections import merging
from services.intake.projections.engagement import give_back
from services.intake.projections.person_table import persons
from services.intake.projections.protection import conceal_together, protect, unprotect
from services.intake.projections.referral import referrals
from services.intake.projections.tables import inserting
from services.intake.projections.tasks import tables
from shared.db import Tx

__all__ = ["persons", "project"]

INSERT = inserting(persons)


async def project(tx: Tx, event: e.PersonEvent, version: int) -> None:
    if isinstance(event, e.PersonRegistered):
        await tx.run(INSERT, **_registered(event), version=version)
        return
    await tx.run(sa.update(persons).where(persons.c.person == event.person).values(version=version))
    await _change(tx, event, version)


async def _change(tx: Tx, event: e.PersonEvent, version: int) -> None:
    match event:
        case e.ProtectionSet():
            await protect(tx, event)
            await _conceal(tx, event.person)
        case e.ProtectionLifted():
            await unprotect(tx, event.person)
            await _conceal(tx, event.person)
        case e.MergedFrom():
            await merging.merged(tx, event)
            await _join_tasks(tx, event)
            await _conceal(tx, event.person)
        case e.MergeUndone():
            await merging.undone(tx, event)
            theirs = sa.select(referrals.c.referral).where(referrals.c.person == event.merged)
            await give_back(tx, event.merged, theirs)
            await _part_tasks(tx, event, theirs)
            await _conceal(tx, event.person, event.merged)
        case e.MergeProposed():
            await merging.proposed(tx, event)
        case e.MergeConflictSettled():
            await merging.settled(tx, event, version)
        case e.PersonRegistered() | e.IdentityNumberChanged() | e.MergedInto() | e.PersonRestored():
            pass  # the other side of a merge tells
        case _:
            assert_never(event)


async def _join_tasks(tx: Tx, event: e.MergedFrom) -> None:
    """Worklists show who remains."""
    for table in (tables.homes, tables.tasks):
        await tx.run(sa.update(table).where(table.c.person == event.merged).values(person=event.person))


async def _part_tasks(tx: Tx, event: e.MergeUndone, theirs: sa.Select[tuple[UUID]]) -> None:
    """What is about the referrals that were registered on the merged person is that person's again, and nothing else."""
    for table in (tables.homes, tables.tasks):
        await tx.run(sa.update(table).where(table.c.home.in_(theirs)).values(person=event.merged))


async def _conceal(tx: Tx, *persons: UUID) -> None:
    for person in persons:
        await conceal_together(tx, await merging.group(tx, person))


def _registered(event: e.PersonRegistered) -> dict[str, object]:
    return {
        "person": event.person,
        "birth_date": event.birth_date,
        "sex": event.sex,
        "municipality": event.municipality,
        "name": event.name.text,
    }
