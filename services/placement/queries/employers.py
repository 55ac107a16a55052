"""Employers, and what belongs to them. Sole traders' names are not here (see `sole_traders`)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa

from services.placement import likeness
from services.placement.projections.contact import contact_persons
from services.placement.projections.employer import employer_gates, employer_workplaces, employers
from shared.db import Prepared, Row, Tx
from shared.tables import ID, Found, equal, found, page

EMPLOYER = Prepared(sa.select(employers).where(employers.c.employer == ID))
STANDING = Prepared(sa.select(employers.c.version).where(employers.c.employer == ID).with_for_update(read=True))
CLOSING = "select employer from employers where employer = any($1::uuid[]) order by employer for update"
WORKPLACE = Prepared(sa.select(employer_workplaces).where(employer_workplaces.c.workplace == ID))
CONTACT_PERSON = Prepared(sa.select(contact_persons).where(contact_persons.c.contact_person == ID))
MOST_CANDIDATES = 500

Sorting = Literal["name", "contact"]


@dataclass(frozen=True, kw_only=True)
class Register:
    """Which employers. `days`: the last contact is at least so long ago, or never was. `never`: whether there never was one."""

    today: date
    name: str | None = None
    days: int | None = None
    never: bool | None = None
    contactable: bool | None = None
    sort: Sorting = "name"

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        chosen: list[sa.ColumnElement[bool]] = []
        last = employers.c.last_contact_on
        if self.name is not None:
            chosen.append(employers.c.name.icontains(self.name, autoescape=True))
        if self.days is not None:
            chosen.append(sa.or_(last.is_(None), last <= self.today - timedelta(days=self.days)))
        if self.never is not None:
            chosen.append(last.is_(None) if self.never else last.is_not(None))
        if self.contactable is not None:
            free = sa.or_(employers.c.no_contact_until.is_(None), employers.c.no_contact_until < self.today)
            chosen.append(free if self.contactable else sa.not_(free))
        return chosen

    def order(self) -> list[sa.ColumnElement[Any]]:
        if self.sort == "name":
            return [employers.c.name.asc().nulls_last(), employers.c.employer]
        return [employers.c.last_contact_on.asc().nulls_first(), employers.c.employer]


async def employer(tx: Tx, employer: UUID) -> Row:
    return found("employer", employer, await tx.first(EMPLOYER, id=employer))


async def hold_standing(tx: Tx, employer: UUID) -> None:
    """Nobody closes the employer until this transaction is over; one that was closed meanwhile makes it start again."""
    await tx.first(STANDING, id=employer)


async def hold_for_closing(tx: Tx, *involved: UUID) -> None:
    """Nobody else closes any of them at the same time."""
    await tx.raw.fetch(CLOSING, list(involved))


async def list_employers(tx: Tx, register: Register, *, limit: int, offset: int, **wanted: Any) -> Found:
    chosen = [*equal(employers, wanted), *register.conditions()]
    return await page(tx, employers, chosen, register.order(), limit, offset)


async def possible_duplicates(tx: Tx, row: Row) -> list[UUID]:
    """Other employers in the same municipality whose names are alike; the most alike first."""
    if row["name"] is None:
        return []
    rows = await tx.all(_similar(row))
    closeness = {other["employer"]: likeness.likeness(row["name"], other["name"]) for other in rows}
    alike = [other for other, close in closeness.items() if close >= likeness.ALIKE]
    return sorted(alike, key=lambda other: (-closeness[other], other))


def _similar(row: Row) -> sa.Select[Any]:
    words: Collection[str] = row["name_words"]
    near = sa.or_(
        employers.c.name_start == row["name_start"],
        employers.c.name_words.op("&&")(sa.literal(list(words), sa.ARRAY(sa.Text))),
    )
    others = (employers.c.employer != row["employer"], employers.c.stays.is_(None), employers.c.name.is_not(None))
    same_place = employers.c.municipality == row["municipality"]
    chosen = sa.select(employers.c.employer, employers.c.name).where(same_place, near, *others)
    return chosen.order_by(employers.c.name_start != row["name_start"], employers.c.employer).limit(MOST_CANDIDATES)


def _belongs(kind: str, key: UUID, employer: UUID, row: Row | None) -> Row:
    return found(kind, key, row if row is not None and row["employer"] == employer else None)


async def workplace(tx: Tx, employer: UUID, workplace: UUID) -> Row:
    return _belongs("workplace", workplace, employer, await tx.first(WORKPLACE, id=workplace))


async def list_workplaces(tx: Tx, employer: UUID, limit: int, offset: int) -> Found:
    """Those in use first."""
    order = [employer_workplaces.c.closed_on.is_not(None), employer_workplaces.c.workplace]
    return await page(tx, employer_workplaces, [employer_workplaces.c.employer == employer], order, limit, offset)


async def list_gates(tx: Tx, employer: UUID, limit: int, offset: int) -> Found:
    """What was recorded, latest day first."""
    order = [employer_gates.c.recorded_on.desc(), employer_gates.c.version.desc()]
    return await page(tx, employer_gates, [employer_gates.c.employer == employer], order, limit, offset)


async def contact_person(tx: Tx, employer: UUID, who: UUID) -> Row:
    return _belongs("contact-person", who, employer, await tx.first(CONTACT_PERSON, id=who))


async def list_contact_persons(tx: Tx, employer: UUID, limit: int, offset: int) -> Found:
    """Those who stand for the employer first; those erased are left out."""
    chosen = [contact_persons.c.employer == employer, contact_persons.c.status != "erased"]
    order = [contact_persons.c.status, contact_persons.c.contact_person]
    return await page(tx, contact_persons, chosen, order, limit, offset)
