"""Who may ask followup for what, and what a route needs besides."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Path, Request

from services.followup import queries, streams
from shared import protection
from shared.auth import Principal, Requires
from shared.db import Row, Tx
from shared.http.access import Reader, Reading
from shared.http.units import require_unit
from shared.ids import Sealed
from shared.service import Service
from shared.vault import Erased, Vault

MayRead = Annotated[Principal, Requires("followup:read")]
MayWrite = Annotated[Principal, Requires("followup:write")]

CaseWork = Annotated[Reader, Reading("case-work")]

CasePath = Annotated[UUID, Path(description="A case / Ett ärende")]
EmploymentPath = Annotated[UUID, Path(description="An employment / En anställning")]
PlanPath = Annotated[UUID, Path(description="A plan / En plan")]
ContactPath = Annotated[UUID, Path(description="A contact / En kontakt")]
StatusPath = Annotated[UUID, Path(description="A status / En status")]


async def _vault(request: Request) -> Vault:
    return cast("Service", request.app.state.service).vault


Safe = Annotated[Vault, Depends(_vault)]
"""Where the service's personal texts are sealed."""


async def own_support(officer: Principal, tx: Tx, case: UUID) -> Row:
    """The case's support, at one of the principal's units, of a person who may be seen; else Forbidden, which is logged."""
    row = await queries.support(tx, case)
    require_unit(officer, row["unit"], person=row["person"], case=case)
    await protection.require(tx, officer, row["person"], case)
    return row


async def read_support(officer: Principal, tx: Tx, case: UUID, reading: Reader) -> Row:
    """As `own_support`, for somebody who is about to see it: the access log has who, which person and which case."""
    row = await own_support(officer, tx, case)
    await reading.of(person=row["person"], case=case)
    return row


async def sealed(vault: Vault, tx: Tx, support: Row, text: str | None, field: str) -> Sealed | None:
    """The text sealed for the support's person, before it reaches a command."""
    if text is None:
        return None
    return await vault.seal(tx, support["person"], text, stream=streams.support(support["case_id"]), field=field)


async def unsealed(vault: Vault, tx: Tx, support: Row, text: str | None, field: str) -> str | None:
    """The text that was sealed; None when there was none, or when the person has been erased."""
    if text is None:
        return None
    try:
        return await vault.unseal(tx, support["person"], Sealed(text), stream=streams.support(support["case_id"]), field=field)
    except Erased:
        return None
