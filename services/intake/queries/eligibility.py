"""Assessments, how criteria stand, decisions and their reconsideration."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from pydantic import TypeAdapter

from services.intake import events as e
from services.intake.projections.eligibility import assessments, decisions, eligibility, reconsiderations
from services.intake.projections.person import persons
from services.intake.projections.referral import referrals
from services.intake.protection import shown_to
from services.intake.queries.found import ID, in_units, page
from shared.auth import Principal
from shared.db import Prepared, Row, Tx

FINDINGS = TypeAdapter(tuple[e.Finding, ...])

ELIGIBILITY = Prepared(sa.select(eligibility).where(eligibility.c.referral == ID))
LATEST_DECISION = Prepared(sa.select(decisions).where(decisions.c.referral == ID).order_by(decisions.c.version.desc()).limit(1))
RECONSIDERATION = Prepared(sa.select(reconsiderations).where(reconsiderations.c.referral == ID))


def findings_of(row: Row) -> tuple[e.Finding, ...]:
    """The findings that a row holds, as the domain knows them."""
    return FINDINGS.validate_python(row["findings"])


async def assessment(tx: Tx, referral: UUID) -> Row | None:
    """How the referral's criteria stand after the latest assessment, and what was decided."""
    return await tx.first(ELIGIBILITY, id=referral)


async def list_assessments(tx: Tx, referral: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """Every assessment of the referral, latest first."""
    return await page(tx, assessments, [assessments.c.referral == referral], [assessments.c.version.desc()], limit, offset)


async def latest_decision(tx: Tx, referral: UUID) -> Row | None:
    """The decision that holds now, with the criteria as they stood when it was taken."""
    return await tx.first(LATEST_DECISION, id=referral)


async def list_decisions(tx: Tx, referral: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """Every decision on the referral, latest first."""
    return await page(tx, decisions, [decisions.c.referral == referral], [decisions.c.version.desc()], limit, offset)


async def reconsideration(tx: Tx, referral: UUID) -> Row | None:
    """The request for reconsideration of the referral's decision, and its answer."""
    return await tx.first(RECONSIDERATION, id=referral)


async def assessed_between(tx: Tx, officer: Principal, first: date, last: date) -> list[Row]:
    """How the criteria stand for each referral of the officer's units last assessed in the period, with the birth date."""
    return await tx.all(
        sa.select(eligibility, referrals.c.person, persons.c.birth_date)
        .join(referrals, referrals.c.referral == eligibility.c.referral)
        .join(persons, persons.c.person == referrals.c.person)
        .where(
            eligibility.c.assessed_on.between(first, last),
            in_units(referrals.c.unit, sorted(officer.units)),
            shown_to(officer, referrals.c.person),
        )
        .order_by(eligibility.c.assessed_on, eligibility.c.referral)
    )
