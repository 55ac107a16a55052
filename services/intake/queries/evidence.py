"""The evidence ledger, lead times, and referrals that wait for others."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.case import cases
from services.intake.projections.evidence import evidence
from services.intake.projections.merging import remaining
from services.intake.projections.referral import referrals
from services.intake.queries.found import ID, found, in_units
from services.intake.queries.named import named, page_of
from shared.db import Prepared, Row, Tx

REQUEST = Prepared(named(evidence).where(evidence.c.request == ID))
OPEN = evidence.c.status == "open"
UNANSWERED = ("open", "proposed")


async def evidence_request(tx: Tx, request: UUID) -> Row:
    return found("evidence-request", request, await tx.first(REQUEST, id=request))


async def list_evidence(
    tx: Tx, *, chosen: Sequence[sa.ColumnElement[bool]], units: Sequence[str], limit: int, offset: int
) -> tuple[list[Row], int]:
    """Requests of these units, those due first first."""
    order = [evidence.c.due_on, evidence.c.request]
    return await page_of(tx, named(evidence).where(in_units(evidence.c.unit, units), *chosen), order, limit, offset)


async def waits(tx: Tx, units: Sequence[str], shown: sa.ColumnElement[bool]) -> list[Row]:
    """(source, source_unit, status, requested_on, closed_on) of every request of these units about persons shown."""
    columns = (evidence.c.source, evidence.c.source_unit, evidence.c.status, evidence.c.requested_on, evidence.c.closed_on)
    by_source = (evidence.c.source, sa.func.coalesce(evidence.c.source_unit, ""))
    return await tx.all(sa.select(*columns).where(in_units(evidence.c.unit, units), shown).order_by(*by_source))


async def blocked_referrals(
    tx: Tx, *, shown: sa.ColumnElement[bool], units: Sequence[str], limit: int, offset: int
) -> tuple[list[Row], int]:
    """Referrals of these units, not answered yet, for which evidence is awaited: who has waited longest first."""
    since = sa.select(evidence.c.referral, sa.func.min(evidence.c.requested_on).label("since")).where(OPEN)
    awaited = since.group_by(evidence.c.referral).subquery()
    joined = referrals.join(awaited, awaited.c.referral == referrals.c.referral)
    chosen = (in_units(referrals.c.unit, units), referrals.c.status.in_(UNANSWERED), shown)
    who = remaining(referrals.c.person).label("person")
    columns = (referrals.c.referral, who, referrals.c.unit, referrals.c.received_on, awaited.c.since)
    waiting = sa.select(*columns).select_from(joined).where(*chosen)
    return await page_of(tx, waiting, [awaited.c.since, referrals.c.referral], limit, offset)


async def awaited_for(tx: Tx, referrals: Sequence[UUID]) -> list[Row]:
    """Open requests for these referrals, the oldest first."""
    of_them = evidence.c.referral == sa.any_(sa.literal(list(referrals), sa.ARRAY(sa.Uuid)))
    return await tx.all(sa.select(evidence).where(of_them, OPEN).order_by(evidence.c.requested_on, evidence.c.request))


async def received_for(tx: Tx, referral: UUID) -> list[Row]:
    """What has come for the referral, and what was found never to have come; the oldest request first."""
    came = sa.or_(evidence.c.status == "received", evidence.c.corrected_on.is_not(None))
    wanted = sa.select(evidence, evidence.c.closed_on.label("received_on")).where(evidence.c.referral == referral, came)
    return await tx.all(wanted.order_by(evidence.c.requested_on, evidence.c.request))


async def over_since(tx: Tx, referral: UUID) -> date | None:
    """When the referral, or the case that it led to, was over; None when nobody knows the day."""
    ended = sa.select(cases.c.ended_on).where(cases.c.referral == referral, cases.c.status == "ended").scalar_subquery()
    answered = sa.case((referrals.c.status.in_(("returned", "withdrawn", "declined")), referrals.c.changed_on))
    day: date | None = await tx.scalar(sa.select(sa.func.coalesce(ended, answered)).where(referrals.c.referral == referral))
    return day


def overdue_on(today: date) -> sa.ColumnElement[bool]:
    """Not received, and due before today."""
    return sa.and_(OPEN, evidence.c.due_on < today)
