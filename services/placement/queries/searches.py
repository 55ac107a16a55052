"""Searches, narrowed to units before anything else, with the last contact that was had with an employer about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final, Literal
from uuid import UUID

import sqlalchemy as sa

from services.placement.projections.employment import employments
from services.placement.projections.search import case_contacts, job_losses, searches
from shared.auth import Principal
from shared.db import Prepared, Row, Tx
from shared.protection import shown_to
from shared.tables import ID, Found, equal, found, in_units, page

SearchOrder = Literal["started", "contact", "face-to-face"]

_on = case_contacts.c.contacted_on
_contacts = (
    sa.select(
        case_contacts.c.case_id,
        sa.func.max(_on).label("last_contact_on"),
        sa.func.max(_on).filter(case_contacts.c.face_to_face).label("last_face_to_face_on"),
    )
    .group_by(case_contacts.c.case_id)
    .subquery("last_contacts")
)
IN_FORCE: Final = sa.any_(sa.literal(["agreed", "working"], sa.ARRAY(sa.Text)))
_job_goes_on = sa.exists().where(employments.c.case_id == searches.c.case_id, employments.c.status == IN_FORCE)
_lost_on = (
    sa.select(sa.func.max(employments.c.ended_on))
    .join_from(employments, job_losses, job_losses.c.employment == employments.c.employment)
    .where(employments.c.case_id == searches.c.case_id, employments.c.status == "ended")
    .scalar_subquery()
)
searching_again_since = sa.case((_job_goes_on, None), else_=_lost_on).label("searching_again_since")
"""The last day in work of the job that was lost; null: none was, it goes on after all, or there is another."""

worked = (
    sa.select(*searches.columns, _contacts.c.last_contact_on, _contacts.c.last_face_to_face_on, searching_again_since)
    .join_from(searches, _contacts, _contacts.c.case_id == searches.c.case_id, isouter=True)
    .subquery("worked")
)
SEARCH = Prepared(sa.select(worked).where(worked.c.case_id == ID))

ORDERS: Final[Mapping[SearchOrder, sa.ColumnElement[Any]]] = MappingProxyType(
    {
        "started": worked.c.started_on.asc(),
        "contact": worked.c.last_contact_on.asc().nulls_first(),
        "face-to-face": worked.c.last_face_to_face_on.asc().nulls_first(),
    }
)
"""Who has waited longest comes first, and before them who has waited since the start."""


@dataclass(frozen=True, kw_only=True)
class Seekers:
    """Which searches, in which order. Days without contact count from the last one, or from the start where there was none."""

    today: date
    status: str | None = None
    support_person: str | None = None
    nobody: bool = False
    started_days: int | None = None
    without_contact: int | None = None
    without_visit: int | None = None
    sort: SearchOrder = "started"

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        chosen = equal(worked, {"status": self.status, "support_person": self.support_person})
        if self.nobody:
            chosen.append(worked.c.support_person.is_(None))
        since = {
            worked.c.started_on: self.started_days,
            sa.func.coalesce(worked.c.last_contact_on, worked.c.started_on): self.without_contact,
            sa.func.coalesce(worked.c.last_face_to_face_on, worked.c.started_on): self.without_visit,
        }
        return [*chosen, *(day <= self.today - timedelta(days=days) for day, days in since.items() if days is not None)]


VISITED = Prepared(sa.select(sa.exists().where(case_contacts.c.case_id == ID, case_contacts.c.face_to_face)))
NEEDED = Prepared(
    sa.select(
        sa.exists().where(employments.c.employment == sa.bindparam("lost", type_=sa.Uuid), employments.c.status == "ended")
        & ~sa.exists().where(employments.c.case_id == ID, employments.c.status == IN_FORCE)
    )
)
LOST = Prepared(
    sa.select(job_losses.c.employment)
    .join_from(job_losses, employments, employments.c.employment == job_losses.c.employment)
    .where(job_losses.c.case_id == ID, employments.c.status == "ended")
    .order_by(employments.c.ended_on.desc(), job_losses.c.employment)
    .limit(1)
)


async def visited(tx: Tx, case: UUID) -> bool:
    """Whether an employer was met about the case, face to face."""
    return bool(await tx.scalar(VISITED, id=case))


async def needed_again(tx: Tx, case: UUID, lost: UUID) -> bool:
    """Whether the job has ended, and the case has no other that is agreed or goes on."""
    return bool(await tx.scalar(NEEDED, id=case, lost=lost))


async def lost_job(tx: Tx, case: UUID) -> UUID | None:
    """The job that was lost last, if the case has no other now."""
    lost: UUID | None = await tx.scalar(LOST, id=case)
    return lost if lost is not None and await needed_again(tx, case, lost) else None


async def search(tx: Tx, case: UUID) -> Row:
    return found("search", case, await tx.first(SEARCH, id=case))


async def list_searches(tx: Tx, seekers: Seekers, *, officer: Principal, units: Sequence[str], limit: int, offset: int) -> Found:
    """Searches of these units."""
    chosen = [in_units(worked.c.unit, units), shown_to(officer, worked.c.person), *seekers.conditions()]
    order = [ORDERS[seekers.sort], worked.c.started_on, worked.c.case_id]
    return await page(tx, worked, chosen, order, limit, offset)
