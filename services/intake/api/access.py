"""Who may ask intake for what, and what a route needs besides."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Path, Request

from services.intake import protection, queries
from services.intake.schemas.fields import Unit
from shared.auth import Principal, Requires
from shared.db import Row, Tx
from shared.errors import Forbidden
from shared.http.access import Reader, Reading
from shared.http.units import require_unit
from shared.service import Service

MayRegisterPersons = Annotated[Principal, Requires("person:write")]
MayMergePersons = Annotated[Principal, Requires("person:merge")]
MaySearchPersons = Annotated[Principal, Requires("person:search")]
MayReadReferrals = Annotated[Principal, Requires("referral:read")]
MayRefer = Annotated[Principal, Requires("referral:write")]
MayAssess = Annotated[Principal, Requires("eligibility:assess")]
MayDecide = Annotated[Principal, Requires("eligibility:decide")]
MayPropose = Annotated[Principal, Requires("referral:own")]
MayReadCases = Annotated[Principal, Requires("case:read")]
MayWorkOnCases = Annotated[Principal, Requires("case:write")]
MayHandOver = Annotated[Principal, Requires("handover")]
MayAssign = Annotated[Principal, Requires("case:assign")]
MaySetCapacity = Annotated[Principal, Requires("capacity")]
MayReadTasks = Annotated[Principal, Requires("task:read")]

CaseWork = Annotated[Reader, Reading("case-work")]
OwnReferrals = Annotated[Reader, Reading("own-referrals")]
RuleWork = Annotated[Reader, Reading("rule-trial")]

PersonPath = Annotated[UUID, Path(description="A person / En person")]
ReferralPath = Annotated[UUID, Path(description="A referral / En anvisning")]
CasePath = Annotated[UUID, Path(description="A case / Ett ärende")]
HandoverPath = Annotated[UUID, Path(description="A handover / En överlämning")]
ProposalPath = Annotated[UUID, Path(description="A late registration / En sen registrering")]
UnitPath = Annotated[Unit, Path(description="A unit / En enhet")]


async def _service(request: Request) -> Service:
    return cast("Service", request.app.state.service)


Intake = Annotated[Service, Depends(_service)]


def within_unit(principal: Principal, row: Row, *, case: UUID | None = None) -> Row:
    """The referral or case, if it belongs to one of the principal's units; Forbidden otherwise, and that is logged."""
    require_unit(principal, row["unit"], person=row["person"], case=case)
    return row


async def person_who_remains(officer: Principal, tx: Tx, person: UUID) -> UUID:
    """The person, or who remains of a merge, if the officer may see the person."""
    row = await queries.person(tx, person)
    who: UUID = row["person"]
    await protection.require(tx, officer, who)
    return who


async def need(officer: Principal, tx: Tx, person: UUID) -> None:
    """Whoever has no referral yet may be read by all who register; after that, only by the units concerned."""
    units = await queries.units_of(tx, person)
    if units and not units & officer.units:
        raise Forbidden("other-unit", person=person)


async def person_of(officer: Principal, tx: Tx, person: UUID) -> Row:
    """The person, or who remains of a merge, if the officer has a need and may see the person."""
    row = await queries.person(tx, person)
    await protection.require(tx, officer, row["person"])
    await need(officer, tx, row["person"])
    return row


async def referral_of(officer: Principal, tx: Tx, referral: UUID, *, held: bool = False) -> Row:
    """The referral, if the officer's units have it or its case, and the person may be seen. `held`: as it is until the commit."""
    row = await (queries.referral_held if held else queries.referral)(tx, referral)
    if row["case_unit"] not in officer.units:
        within_unit(officer, row)
    await protection.require(tx, officer, row["person"])
    return row


def agency_of(partner: Principal) -> str:
    """The organisation number in the partner's token; Forbidden without one."""
    if partner.org is None:
        raise Forbidden("other-agency")
    return partner.org


async def case_of(officer: Principal, tx: Tx, case: UUID) -> Row:
    """The case, if it belongs to one of the officer's units and the person may be seen."""
    row = within_unit(officer, await queries.case(tx, case), case=case)
    await protection.require(tx, officer, row["person"], case)
    return row
