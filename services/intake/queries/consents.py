"""Consents, refusals, and what they let a partner see."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from services.intake import events as e
from services.intake.projections.case import cases
from services.intake.projections.consent import consent_refusals as refusals
from services.intake.projections.consent import consents
from services.intake.projections.merging import group_of
from services.intake.queries.found import ID, found
from services.intake.queries.named import named, page_of
from shared.db import Prepared, Row, Tx

CONSENT = Prepared(named(consents).where(consents.c.consent == ID))
IN_FORCE = Prepared(
    sa.select(consents)
    .where(
        consents.c.person.in_(group_of(ID)),
        sa.not_(consents.c.in_error),
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


async def consent_to(
    tx: Tx, person: UUID, purpose: str, *, recipient: str | None, case: UUID | None, other_than: UUID | None = None
) -> UUID | None:
    """The consent to exactly this that nobody has withdrawn; another than the one named."""
    same = (
        consents.c.person.in_(group_of(sa.literal(person, sa.Uuid))),
        consents.c.purpose == purpose,
        consents.c.recipient.is_not_distinct_from(recipient),
        consents.c.case_id.is_not_distinct_from(case),
        consents.c.withdrawn_on.is_(None),
        sa.not_(consents.c.in_error),
        consents.c.consent.is_distinct_from(other_than),
    )
    known: UUID | None = await tx.scalar(sa.select(consents.c.consent).where(*same).order_by(consents.c.consent))
    return known


async def list_consents(tx: Tx, person: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """Every consent of the person, the latest first, withdrawn or not."""
    theirs = named(consents).where(consents.c.person.in_(group_of(sa.literal(person, sa.Uuid))))
    return await page_of(tx, theirs, [consents.c.given_on.desc(), consents.c.consent.desc()], limit, offset)


async def refusal(tx: Tx, consent: UUID) -> Row:
    """One consent that the person refused to give."""
    return found("consent-refusal", consent, await tx.first(named(refusals).where(refusals.c.consent == consent)))


async def list_refusals(tx: Tx, person: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """What the person has refused to consent to, the latest first."""
    theirs = named(refusals).where(refusals.c.person.in_(group_of(sa.literal(person, sa.Uuid))))
    return await page_of(tx, theirs, [refusals.c.refused_on.desc(), refusals.c.consent.desc()], limit, offset)


async def scope_shared_with(tx: Tx, person: UUID, agency: str, on: date) -> set[e.ConsentScope]:
    """What the person lets this agency know on the day."""
    rows = await consents_in_force(tx, person, on)
    return {code for row in rows if row["purpose"] == "share-with" and row["recipient"] == agency for code in row["scope"]}


async def case_of_referral(tx: Tx, referral: UUID) -> Row | None:
    """The case that the referral led to, if it did and the case was no error."""
    chosen = (cases.c.referral == referral, cases.c.status != "in-error")
    return await tx.first(sa.select(cases).where(*chosen).order_by(cases.c.granted_on.desc(), cases.c.case_id))
