"""Who may ask intake for what, and what a route needs besides."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Path, Request

from shared.auth import Principal, Requires
from shared.db import Row, Tx
from shared.http.access import Reader, Reading
from shared.http.units import require_unit
from shared.ids import Sealed
from shared.service import Service
from shared.vault import Vault

MayRegisterPersons = Annotated[Principal, Requires("person:write")]
MaySearchPersons = Annotated[Principal, Requires("person:search")]
MayReadReferrals = Annotated[Principal, Requires("referral:read")]
MayRefer = Annotated[Principal, Requires("referral:write")]
MayAssess = Annotated[Principal, Requires("eligibility:assess")]
MayDecide = Annotated[Principal, Requires("eligibility:decide")]
MayReadCases = Annotated[Principal, Requires("case:read")]
MayWorkOnCases = Annotated[Principal, Requires("case:write")]

CaseWork = Annotated[Reader, Reading("case-work")]

PersonPath = Annotated[UUID, Path(description="A person / En person")]
ReferralPath = Annotated[UUID, Path(description="A referral / En anvisning")]
CasePath = Annotated[UUID, Path(description="A case / Ett ärende")]


async def _service(request: Request) -> Service:
    return cast("Service", request.app.state.service)


Intake = Annotated[Service, Depends(_service)]


def within_unit(principal: Principal, row: Row, *, case: UUID | None = None) -> Row:
    """The referral or case, if it belongs to one of the principal's units; Forbidden otherwise, and that is logged."""
    require_unit(principal, row["unit"], person=row["person"], case=case)
    return row


class Sealing:
    """Seals one person's texts for one stream, before they reach a command."""

    def __init__(self, vault: Vault, tx: Tx, person: UUID, stream: str) -> None:
        self._vault, self._tx, self._person, self._stream = vault, tx, person, stream

    async def text(self, text: str, field: str) -> Sealed:
        return await self._vault.seal(self._tx, self._person, text, stream=self._stream, field=field)

    async def note(self, text: str | None, field: str) -> Sealed | None:
        return None if text is None else await self.text(text, field)
