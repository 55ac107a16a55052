"""Who may ask placement for what, and what a route needs besides."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Path, Request

from services.placement import streams
from shared import protection
from shared.auth import Principal, Requires
from shared.db import Row, Tx
from shared.http.access import Reader, Reading
from shared.http.units import require_unit
from shared.sealing import Sealing
from shared.service import Service

MayRead = Annotated[Principal, Requires("placement:read")]
MayWrite = Annotated[Principal, Requires("placement:write")]
MayDecide = Annotated[Principal, Requires("placement:decide")]

CaseWork = Annotated[Reader, Reading("case-work")]

EmployerPath = Annotated[UUID, Path(description="An employer / En arbetsgivare")]
OpportunityPath = Annotated[UUID, Path(description="An opportunity / En jobbmöjlighet")]
SearchPath = Annotated[UUID, Path(description="A search, by its case / En jobbsökning, efter sitt ärende")]
EmploymentPath = Annotated[UUID, Path(description="An employment / En anställning")]


async def _service(request: Request) -> Service:
    return cast("Service", request.app.state.service)


Placement = Annotated[Service, Depends(_service)]


async def within_unit(principal: Principal, tx: Tx, row: Row) -> Row:
    """The search or employment, if it belongs to one of the principal's units and the person may be seen; else Forbidden."""
    require_unit(principal, row["unit"], person=row["person"], case=row["case_id"])
    await protection.require(tx, principal, row["person"], row["case_id"])
    return row


def sealing(service: Service, tx: Tx, employment: Row) -> Sealing:
    """Seals texts about the employment's person."""
    return Sealing(service.vault, tx, employment["person"], streams.employment(employment["employment"]))
