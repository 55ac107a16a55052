"""What a match is made of, as it is in this transaction: never an opportunity that is closed, never a permission withdrawn.

Nothing is kept between requests. The rows are packed when they change (see `projections.matching`), so that thousands come as a
few long byte strings, in milliseconds; only the rows of the page that is shown are read in full.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.placement.matching.packing import PARTS_OF_OPENING, PARTS_OF_SEEKER, PackedOpening, PackedSeeker
from services.placement.matching.sides import Opening, Seeker
from services.placement.projections.matching import (
    AGREEMENTS,
    OPENING,
    PROFILE,
    has_place,
    match_openings,
    match_seekers,
    opening_of,
    permission_of,
    seeker_of,
)
from services.placement.projections.opportunity import opportunities
from services.placement.projections.presentation import presentations
from services.placement.projections.profile import profiles
from services.placement.projections.search import searches
from shared.auth import Principal
from shared.db import Prepared, Row, Tx
from shared.protection import shown_to
from shared.tables import found, in_units

IDS = sa.bindparam("ids", type_=sa.ARRAY(sa.Uuid))
DAY = sa.bindparam("day", type_=sa.Date)


def _joined_bytes(rows: sa.Subquery, parts: Sequence[str]) -> sa.Select[Any]:
    """Every part of all rows as one byte string each. One pass makes them all, so they agree on whose is whose, in any order."""
    return sa.select(*(sa.func.coalesce(sa.func.string_agg(rows.c[f"packed_{part}"], b""), b"").label(part) for part in parts))


open_now = (
    sa.select(match_openings)
    .where(sa.or_(match_openings.c.until_on.is_(None), match_openings.c.until_on >= DAY))
    .subquery("open_now")
)
OPEN_NOW = Prepared(_joined_bytes(open_now, PARTS_OF_OPENING))

OPENINGS = Prepared(sa.select(opportunities).where(opportunities.c.opportunity == sa.any_(IDS)))
_placed = sa.select(profiles, searches.c.unit).join_from(profiles, searches, searches.c.case_id == profiles.c.case_id)
PROFILES = Prepared(_placed.where(profiles.c.case_id == sa.any_(IDS)))
SEARCHING = Prepared(_placed.where(searches.c.status == "open"))
_in_order = sa.select(presentations).order_by(presentations.c.case_id, presentations.c.registered)
AGREEMENTS_OF = Prepared(_in_order.where(presentations.c.case_id == sa.any_(IDS)))
ALL_AGREEMENTS = Prepared(_in_order)


async def open_openings(tx: Tx, on: date) -> PackedOpening:
    """Every open opportunity that has a place left and is not over on the day."""
    row = await tx.first(OPEN_NOW, day=on)
    return PackedOpening(**_parts(row))


async def searching(tx: Tx, *, officer: Principal, units: Sequence[str]) -> PackedSeeker:
    """Everybody with a profile whose search goes on in these units, as far as the officer may see them."""
    chosen = [in_units(match_seekers.c.unit, units), shown_to(officer, match_seekers.c.person)]
    going_on = sa.select(match_seekers).where(*chosen).subquery("going_on")
    return PackedSeeker(**_parts(await tx.first(_joined_bytes(going_on, PARTS_OF_SEEKER))))


def _parts(row: Row | None) -> dict[str, bytes]:
    """The byte strings by name. An aggregate always has its row."""
    return {} if row is None else {part: row[part] for part in row.keys()}  # noqa: SIM118 - a record, not a mapping


async def opening(tx: Tx, opportunity: UUID, on: date) -> tuple[Opening, bool]:
    """The opportunity, and whether it has a place to give on the day."""
    row = found("opportunity", opportunity, await tx.first(OPENING, key=opportunity))
    not_over = row["until_on"] is None or row["until_on"] >= on
    return opening_of(row), has_place(row) and not_over


async def openings(tx: Tx, wanted: Sequence[UUID]) -> Mapping[UUID, Opening]:
    return {row["opportunity"]: opening_of(row) for row in await tx.all(OPENINGS, ids=list(wanted))}


async def seeker(tx: Tx, case: UUID) -> Seeker:
    """NotFound("profile") until there is one."""
    profile = found("profile", case, await tx.first(PROFILE, key=case))
    return seeker_of(profile, permission_of(await tx.all(AGREEMENTS, key=case)))


async def seekers(tx: Tx, cases: Sequence[UUID]) -> Mapping[UUID, tuple[Seeker, Row]]:
    """Each with the row of its profile, which tells person and unit."""
    return _seekers(await tx.all(PROFILES, ids=list(cases)), await tx.all(AGREEMENTS_OF, ids=list(cases)))


async def everybody_searching(tx: Tx) -> list[Seeker]:
    """Everybody with a profile whose search goes on: for the service itself, which shows them to nobody."""
    found = _seekers(await tx.all(SEARCHING), await tx.all(ALL_AGREEMENTS))
    return [seeker for seeker, _ in found.values()]


def _seekers(profiles: Sequence[Row], agreements: Sequence[Row]) -> Mapping[UUID, tuple[Seeker, Row]]:
    by_case = {case: permission_of(rows) for case, rows in groupby(agreements, key=itemgetter("case_id"))}
    nothing = permission_of(())
    return {row["case_id"]: (seeker_of(row, by_case.get(row["case_id"], nothing)), row) for row in profiles}
