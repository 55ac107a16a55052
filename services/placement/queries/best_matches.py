"""The best jobs of every seeker, as worked out in the night: a list to look through, not a fact. Whatever is in it can go.

A row is shown only on the day it was worked out for, and only while neither side has changed since: a mark of what each side was
is stored beside it. So no closed opportunity and no withdrawn permission can be shown, whatever happened after the night.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from services.placement.matching.packing import PARTS_OF_OPENING, PARTS_OF_SEEKER
from services.placement.projections.matching import match_openings, match_seekers
from services.placement.projections.opportunity import opportunities
from services.placement.projections.search import searches
from shared.auth import Principal
from shared.db import Prepared, Tx
from shared.protection import shown_to
from shared.tables import Found, in_units, page

best_matches = sa.Table(
    "best_matches",
    sa.MetaData(),
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("opportunity", sa.Uuid, primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("score", sa.Integer, nullable=False),
    sa.Column("seeker_mark", sa.LargeBinary, nullable=False),
    sa.Column("opening_mark", sa.LargeBinary, nullable=False),
    sa.Column("first_on", sa.Date, nullable=False),
    sa.Column("matched_on", sa.Date, nullable=False),
)


def _marked(table: sa.Table, parts: Sequence[str]) -> sa.Subquery:
    """Each row's key, and a mark of everything that matching reads of it."""
    (key,) = table.primary_key
    everything = sa.func.concat(*(sa.func.encode(table.c[f"packed_{part}"], "hex").op("||")(".") for part in parts))
    return sa.select(key, sa.func.sha256(sa.func.convert_to(everything, "UTF8")).label("mark")).subquery()


seeker_marks = _marked(match_seekers, PARTS_OF_SEEKER)
opening_marks = _marked(match_openings, PARTS_OF_OPENING)

standing = (
    sa.select(
        best_matches.c.case_id,
        searches.c.person,
        searches.c.unit,
        best_matches.c.opportunity,
        opportunities.c.employer,
        opportunities.c.occupation,
        opportunities.c.municipality,
        best_matches.c.place,
        best_matches.c.score,
        best_matches.c.first_on,
        best_matches.c.matched_on,
    )
    .join(searches, searches.c.case_id == best_matches.c.case_id)
    .join(opportunities, opportunities.c.opportunity == best_matches.c.opportunity)
    .join(
        seeker_marks,
        sa.and_(seeker_marks.c.case_id == best_matches.c.case_id, seeker_marks.c.mark == best_matches.c.seeker_mark),
    )
    .join(
        opening_marks,
        sa.and_(opening_marks.c.opportunity == best_matches.c.opportunity, opening_marks.c.mark == best_matches.c.opening_mark),
    )
    .subquery("standing")
)
"""Those in which nothing has changed since. What has closed has no mark any more."""


async def list_best_matches(tx: Tx, *, officer: Principal, units: Sequence[str], on: date, limit: int, offset: int) -> Found:
    """Of seekers of these units, worked out for the day: the newest first, of one day the best first."""
    chosen = [
        standing.c.matched_on == on,
        in_units(standing.c.unit, units),
        shown_to(officer, standing.c.person),
    ]
    order: list[sa.ColumnElement[Any]] = [
        standing.c.first_on.desc(),
        standing.c.score.desc(),
        standing.c.case_id,
        standing.c.place,
    ]
    return await page(tx, standing, chosen, order, limit, offset)


SEEKER_MARKS = Prepared(sa.select(seeker_marks))
OPENING_MARKS = Prepared(sa.select(opening_marks))
KEEP: Final = """
    insert into best_matches (case_id, opportunity, place, score, seeker_mark, opening_mark, first_on, matched_on)
    select *, $7::date, $7::date
    from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::integer[], $5::bytea[], $6::bytea[])
    on conflict (case_id, opportunity) do update set place = excluded.place, score = excluded.score,
        seeker_mark = excluded.seeker_mark, opening_mark = excluded.opening_mark, matched_on = excluded.matched_on
"""
FORGET = Prepared(sa.delete(best_matches).where(best_matches.c.matched_on != sa.bindparam("day", type_=sa.Date)))

BestMatch = tuple[UUID, UUID, int, int]
"""Case, opportunity, place (from 1), score."""


async def keep(tx: Tx, best: Sequence[BestMatch], on: date) -> None:
    """These are the best of the day; what was before and is not among them goes."""
    by_case = {row["case_id"]: row["mark"] for row in await tx.all(SEEKER_MARKS)}
    by_opportunity = {row["opportunity"]: row["mark"] for row in await tx.all(OPENING_MARKS)}
    marked = [(*each, by_case[each[0]], by_opportunity[each[1]]) for each in best]
    columns: list[list[Any]] = [list(column) for column in zip(*marked, strict=True)] or [[] for _ in range(6)]
    await tx.raw.execute(KEEP, *columns, on)
    await tx.run(FORGET, day=on)
