"""Consents, and the participations that they are asked for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from services.intake import events as e
from services.intake.projections.case import cases
from services.intake.projections.consent import consents
from services.intake.projections.merging import group_of
from services.intake.projections.person_table import persons
from services.intake.protection import is_concealed
from services.intake.queries.found import ID, found, in_units, page
from services.intake.sus import Consented, Participation
from shared.db import Prepared, Row, Tx

CONSENT = Prepared(sa.select(consents).where(consents.c.consent == ID))
IN_FORCE = Prepared(
    sa.select(consents)
    .where(
        consents.c.person.in_(group_of(ID)),
        consents.c.given_on <= sa.bindparam("on", type_=sa.Date),
        sa.or_(consents.c.withdrawn_on.is_(None), consents.c.withdrawn_on > sa.bindparam("on", type_=sa.Date)),
    )
    .order_by(consents.c.given_on, consents.c.consent)
)


async def consent(tx: Tx, consent: UUID) -> Row:
    return found("consent", consent, await tx.first(CONSENT, id=consent))


async def consents_in_force(tx: Tx, person: UUID, on: date) -> list[Row]:
    """The consents of the person, or of one merged with the person, that are in force on the day."""
    return await tx.all(IN_FORCE, id=person, on=on)


async def consent_to(tx: Tx, person: UUID, purpose: str, *, recipient: str | None, case: UUID | None) -> UUID | None:
    """The consent to exactly this that nobody has withdrawn."""
    same = (
        consents.c.person.in_(group_of(sa.literal(person, sa.Uuid))),
        consents.c.purpose == purpose,
        consents.c.recipient.is_not_distinct_from(recipient),
        consents.c.case_id.is_not_distinct_from(case),
        consents.c.withdrawn_on.is_(None),
    )
    known: UUID | None = await tx.scalar(sa.select(consents.c.consent).where(*same).order_by(consents.c.consent))
    return known


async def list_consents(tx: Tx, person: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """Every consent of the person, the latest first, withdrawn or not."""
    chosen = [consents.c.person.in_(group_of(sa.literal(person, sa.Uuid)))]
    return await page(tx, consents, chosen, [consents.c.given_on.desc(), consents.c.consent.desc()], limit, offset)


async def scope_shared_with(tx: Tx, person: UUID, agency: str, on: date) -> set[e.ConsentScope]:
    """What the person lets this agency know on the day."""
    rows = await consents_in_force(tx, person, on)
    return {code for row in rows if row["purpose"] == "share-with" and row["recipient"] == agency for code in row["scope"]}


async def case_of_referral(tx: Tx, referral: UUID) -> Row | None:
    """The case that the referral led to, if it did and the case was no error."""
    chosen = (cases.c.referral == referral, cases.c.status != "in-error")
    return await tx.first(sa.select(cases).where(*chosen).order_by(cases.c.granted_on.desc(), cases.c.case_id))


COLUMNS = (cases.c.case_id, cases.c.person, cases.c.unit, cases.c.started_on, cases.c.ended_on, persons.c.sex)
JOINED = cases.join(persons, persons.c.person == cases.c.person)
BUDGET_YEAR = sa.extract("year", cases.c.started_on)


def _chosen(units: Sequence[str], year: int | None) -> list[sa.ColumnElement[bool]]:
    chosen = [in_units(cases.c.unit, units), cases.c.started_on.is_not(None), cases.c.status != "in-error"]
    if year is not None:
        last = sa.func.coalesce(sa.extract("year", cases.c.ended_on), year)
        chosen.append(sa.and_(year >= BUDGET_YEAR, last >= year))
    return chosen


async def participations(
    tx: Tx, *, units: Sequence[str], year: int | None, limit: int | None = None, offset: int = 0
) -> tuple[list[tuple[Row, Participation]], int]:
    """Cases of these units that were under way in the year, and how many there are.

    Protected identities come last and in no order that would tell when they began.
    """
    chosen, concealed = _chosen(units, year), is_concealed(cases.c.person)
    began = sa.case((concealed, None), else_=cases.c.started_on)
    asked = sa.select(*COLUMNS, concealed.label("concealed")).select_from(JOINED).where(*chosen)
    rows = await tx.all(asked.order_by(concealed, began, cases.c.case_id).limit(limit).offset(offset))
    given = await _consents_to(tx, [row["case_id"] for row in rows])
    total: int = await tx.scalar(sa.select(sa.func.count()).select_from(JOINED).where(*chosen))
    return [(row, _participation(row, given)) for row in rows], total


def _participation(row: Row, given: Mapping[UUID, Sequence[Consented]]) -> Participation:
    return Participation(
        started_on=row["started_on"],
        ended_on=row["ended_on"],
        protected=row["concealed"],
        consents=given.get(row["case_id"], ()),
    )


async def _consents_to(tx: Tx, of_cases: Sequence[UUID]) -> Mapping[UUID, Sequence[Consented]]:
    """The consents to SUS registration of each of these cases."""
    asked = consents.c.case_id == sa.any_(sa.literal(list(of_cases), sa.ARRAY(sa.Uuid)))
    by_case: dict[UUID, list[Consented]] = defaultdict(list)
    for row in await tx.all(sa.select(consents).where(asked, consents.c.purpose == "sus-registration")):
        by_case[row["case_id"]].append(Consented(on=row["given_on"], withdrawn_on=row["withdrawn_on"]))
    return by_case
