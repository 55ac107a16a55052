"""What matching reads, packed (see `matching.packing`): the openings that have a place, and the seekers with a profile who look.

A row is there only as long as that is so: what closes an opening or a search takes it away in the same transaction. Nothing else
has to be asked when thousands are read.
"""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.placement import events as e
from services.placement.events.vocabulary import Adaptation
from services.placement.matching import packing
from services.placement.matching.permission import Agreed, Recipients, permission
from services.placement.matching.sides import Opening, Permission, Seeker
from services.placement.projections.opportunity import opportunities
from services.placement.projections.presentation import presentations
from services.placement.projections.profile import profiles
from services.placement.projections.search import searches
from services.placement.projections.tables import metadata
from shared.db import Prepared, Row, Tx

match_openings = sa.Table(
    "match_openings",
    metadata,
    sa.Column("opportunity", sa.Uuid, primary_key=True),
    sa.Column("until_on", sa.Date, comment="the last day of the work; null: not settled"),
    sa.Column("packed_facts", sa.LargeBinary, nullable=False),
    sa.Column("packed_languages", sa.LargeBinary, nullable=False),
)

match_seekers = sa.Table(
    "match_seekers",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False, comment="the one that has the case now"),
    sa.Column("packed_facts", sa.LargeBinary, nullable=False),
    sa.Column("packed_municipalities", sa.LargeBinary, nullable=False),
    sa.Column("packed_languages", sa.LargeBinary, nullable=False),
    sa.Column("packed_wished", sa.LargeBinary, nullable=False),
    sa.Column("packed_excluded", sa.LargeBinary, nullable=False),
    sa.Column("packed_named", sa.LargeBinary, nullable=False),
)


def _putting(table: sa.Table) -> Prepared:
    """An insert of one whole row, in place of the one that has its key."""
    row = insert(table).values({column.name: sa.bindparam(column.name) for column in table.columns})
    rest = {column.name: row.excluded[column.name] for column in table.columns if not column.primary_key}
    return Prepared(row.on_conflict_do_update(index_elements=[column.name for column in table.primary_key], set_=rest))


KEY = sa.bindparam("key", type_=sa.Uuid)
PUT_OPENING, PUT_SEEKER = _putting(match_openings), _putting(match_seekers)
OPENING = Prepared(sa.select(opportunities).where(opportunities.c.opportunity == KEY))
PROFILE = Prepared(sa.select(profiles).where(profiles.c.case_id == KEY))
SEARCH = Prepared(sa.select(searches).where(searches.c.case_id == KEY))
DROP_OPENING = Prepared(sa.delete(match_openings).where(match_openings.c.opportunity == KEY))
DROP_SEEKER = Prepared(sa.delete(match_seekers).where(match_seekers.c.case_id == KEY))
AGREEMENTS = Prepared(sa.select(presentations).where(presentations.c.case_id == KEY).order_by(presentations.c.registered))


async def project_opening(tx: Tx, event: e.OpportunityEvent, _version: int) -> None:
    """After the table of opportunities: what counts of the opening now."""
    row = await tx.first(OPENING, key=event.opportunity)
    if row is None or not has_place(row):
        await tx.run(DROP_OPENING, key=event.opportunity)
        return
    packed = packing.pack_opening(opening_of(row))
    parts = {f"packed_{part}": getattr(packed, part) for part in packing.PARTS_OF_OPENING}
    await tx.run(PUT_OPENING, opportunity=event.opportunity, until_on=row["until_on"], **parts)


def has_place(row: Row) -> bool:
    """Whether a row of `opportunities` has a place to give."""
    return bool(row["status"] == "open" and row["places_left"] > 0)


def opening_of(row: Row) -> Opening:
    """The opening that a row of `opportunities` tells of."""
    return Opening(
        opportunity=row["opportunity"],
        employer=row["employer"],
        occupation=row["occupation"],
        hours_from=row["least_weekly_hours"],
        hours_to=row["weekly_hours"],
        municipality=row["municipality"],
        shifts=frozenset(row["shifts"]),
        licences=frozenset(row["licences"]),
        languages={needed["language"]: needed["level"] for needed in row["languages"]},
        demands={demand["dimension"]: demand["level"] for demand in row["demands"]},
        adaptations=tuple(Adaptation(**one) for one in row["adaptations"]),
        sheltered=row["sheltered"],
    )


async def project_seeker(tx: Tx, event: e.SearchEvent | e.ProfileEvent | e.PresentationEvent, _version: int) -> None:
    """After the tables of searches, profiles and presentations: what counts of the seeker now."""
    search, profile = await tx.first(SEARCH, key=event.case), await tx.first(PROFILE, key=event.case)
    if search is None or profile is None or search["status"] != "open":
        await tx.run(DROP_SEEKER, key=event.case)
        return
    packed = packing.pack_seeker(seeker_of(profile, permission_of(await tx.all(AGREEMENTS, key=event.case))))
    parts = {f"packed_{part}": getattr(packed, part) for part in packing.PARTS_OF_SEEKER}
    await tx.run(PUT_SEEKER, case_id=event.case, person=search["person"], unit=search["unit"], **parts)


def permission_of(rows: Iterable[Row]) -> Permission:
    """What rows of `presentations`, in the order of registration, allow."""
    return permission([_agreed(row) for row in rows])


def _agreed(row: Row) -> Agreed:
    to: Recipients = "all" if row["to_all"] else tuple(row["employers"])
    return Agreed(to=to, on=row["agreed_on"], until=row["until"], withdrawn_on=row["withdrawn_on"])


def seeker_of(profile: Row, allowed: Permission) -> Seeker:
    """The seeker that a row of `profiles` tells of. Nothing else of the row is looked at."""
    return Seeker(
        case=profile["case_id"],
        hours_from=profile["hours_from"],
        hours_to=profile["hours_to"],
        shifts=frozenset(profile["shifts"]),
        municipalities=frozenset({profile["municipality"], *profile["reach"]}),
        licences=frozenset(profile["licences"]),
        languages={known["language"]: known["level"] for known in profile["languages"]},
        wished=frozenset(profile["wished"]),
        excluded=frozenset(profile["excluded"]),
        abilities={ability["dimension"]: ability["level"] for ability in profile["abilities"]},
        permission=allowed,
    )
