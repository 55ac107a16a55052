"""Versions of a seeker's profile, of one case."""

from uuid import UUID

import sqlalchemy as sa

from services.placement.projections.profile import profile_versions
from shared.db import Tx
from shared.tables import Found, page


async def list_profile_versions(tx: Tx, case: UUID, *, limit: int, offset: int) -> Found:
    """The latest first."""
    chosen: list[sa.ColumnElement[bool]] = [profile_versions.c.case_id == case]
    return await page(tx, profile_versions, chosen, [profile_versions.c.number.desc()], limit, offset)
