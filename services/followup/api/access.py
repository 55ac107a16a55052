"""Who may ask followup for what, and what a route needs besides."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Path, Request

from services.followup import queries, streams
from shared import protection
from shared.auth import Principal, Requires
from shared.db import Row, Tx
from shared.http.access import Reader, Reading
from shared.http.subjects import Unit
from shared.http.units import require_unit
from shared.sealing import Sealing
from shared.service import Service
from shared.vault import Vault

MayRead = Annotated[Principal, Requires("followup:read")]
MayWrite = Annotated[Principal, Requires("followup:write")]
MaySetLengths = Annotated[Principal, Requires("capacity")]

CaseWork = Annotated[Reader, Reading("case-work")]

CasePath = Annotated[UUID, Path(description="A case / Ett ärende")]
IntroductionPath = Annotated[UUID, Path(description="An employment or a work trial / En anställning eller arbetsprövning")]
PlanPath = Annotated[UUID, Path(description="A plan / En plan")]
ContactPath = Annotated[UUID, Path(description="A contact / En kontakt")]
HandoverPath = Annotated[UUID, Path(description="A handover / En överlämning")]
IntensificationPath = Annotated[UUID, Path(description="An intensification / En förstärkning")]
UnitPath = Annotated[Unit, Path(description="A unit / En enhet")]
AttendancePath = Annotated[UUID, Path(description="Attendance in a week / Närvaron en vecka")]
SignPath = Annotated[UUID, Path(description="An early sign / Ett tidigt tecken")]
FlagPath = Annotated[UUID, Path(description="A flag of risk / En riskmarkering")]
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


def sealing(vault: Vault, tx: Tx, support: Row) -> Sealing:
    """Seals and unseals texts about the support's person."""
    return Sealing(vault, tx, support["person"], streams.support(support["case_id"]))
