"""Early signs of a case, and flags that it is at risk."""

from uuid import UUID

from services.followup.projections.risk import early_signs, risks
from services.followup.queries.of_case import one_of_case
from shared.db import Row, Tx
from shared.tables import Found, found, page

SIGN = one_of_case(early_signs, "sign")
FLAG = one_of_case(risks, "flag")


async def early_sign(tx: Tx, case: UUID, sign: UUID) -> Row:
    return found("early-sign", sign, await tx.first(SIGN, case=case, id=sign))


async def list_early_signs(tx: Tx, case: UUID, *, limit: int, offset: int) -> Found:
    """The last one first."""
    order = [early_signs.c.on.desc(), early_signs.c.recorded_at.desc(), early_signs.c.sign.desc()]
    return await page(tx, early_signs, [early_signs.c.case_id == case], order, limit, offset)


async def flag(tx: Tx, case: UUID, flag: UUID) -> Row:
    return found("flag", flag, await tx.first(FLAG, case=case, id=flag))


async def list_flags(tx: Tx, case: UUID, *, limit: int, offset: int) -> Found:
    """The last one first."""
    order = [risks.c.on.desc(), risks.c.recorded_at.desc(), risks.c.flag.desc()]
    return await page(tx, risks, [risks.c.case_id == case], order, limit, offset)
