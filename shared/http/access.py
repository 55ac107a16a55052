"""The access log over HTTP: `Reading` writes what a route lets somebody see; the auditor reads it at `/access-log`."""

from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.params import Depends as Dependency
from pydantic import Field

from shared import access_log
from shared.access_log import Access
from shared.auth import Principal, Requires
from shared.db import Row, Tx
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing, Window
from shared.http.served import service_of
from shared.http.transactional import Transactional
from shared.http.types import Instant, Text, View


class Reader:
    """Writes the access log for one request: who it is, which operation, and the purpose that the route declares."""

    __slots__ = ("_purpose", "_request")

    def __init__(self, request: Request, purpose: str) -> None:
        self._request = request
        self._purpose = purpose

    async def of(self, *, person: UUID | None = None, case: UUID | None = None) -> None:
        """The caller is shown this person or case."""
        await access_log.record(self._request.state.tx, self._access(person, case))

    async def of_each(self, shown: list[tuple[UUID | None, UUID | None]]) -> None:
        """The caller is shown a list: (person, case) of each row."""
        if shown:
            await access_log.record(self._request.state.tx, *(self._access(person, case) for person, case in shown))

    def _access(self, person: UUID | None, case: UUID | None) -> Access:
        return Access(
            at=service_of(self._request).clock.now(),
            who=self._request.state.principal.subject,
            what=access_log.operation(self._request),
            why=self._purpose,
            person=person,
            case=case,
        )


def Reading(purpose: str) -> Dependency:  # noqa: N802 - reads as a type in a signature, as Depends does
    """Dependency on a reader with this purpose code.

    For example `CaseWork = Annotated[Reader, Reading("case-work")]`.
    The purpose is the route's own: clients state none, so none can be made up.
    """

    async def reader(request: Request) -> Reader:
        request.state.purpose = purpose
        return Reader(request, purpose)

    dependency: Dependency = Depends(reader)
    return dependency


class AccessView(View):
    """One access: who saw what about whom, why, or was refused."""

    id: UUID = Field(examples=["0195c1de-9d00-7000-8000-000000000001"])
    at: Instant
    who: str = Field(description="Subject of the token / Användare", examples=["officer-7"])
    person: UUID | None = Field(examples=["0195c1de-9d00-7000-8000-0000000000aa"])
    case_id: UUID | None = Field(examples=["0195c1de-9d00-7000-8000-0000000000bb"])
    what: str = Field(description="The operation / Operationen", examples=["show_case"])
    why: str = Field(description="Purpose code / Ändamål", examples=["case-work"])
    outcome: Literal["allowed", "refused"] = Field(examples=["allowed"])
    reason: str | None = Field(description="Why it was refused / Skäl till nekandet", examples=[None])
    correlation: str = Field(examples=["0195c1de-9d00-7000-8000-0000000000cc"])


class Filters:
    """The conditions of a search, each with its argument."""

    COLUMNS: Final = {
        "person": "person = ",
        "case": "case_id = ",
        "who": "who = ",
        "outcome": "outcome = ",
        "since": "at >= ",
        "until": "at < ",
    }

    def __init__(self, **wanted: Any) -> None:
        given = {name: value for name, value in wanted.items() if value is not None}
        self.arguments = list(given.values())
        self.where = " and ".join(f"{self.COLUMNS[name]}${number}" for number, name in enumerate(given, start=1)) or "true"


async def _filters(
    person: Annotated[UUID | None, Query(description="Accesses to this person / Åtkomst till personen")] = None,
    case: Annotated[UUID | None, Query(description="Accesses to this case / Åtkomst till ärendet")] = None,
    who: Annotated[Text | None, Query(description="Accesses by this user / Åtkomst av användaren")] = None,
    outcome: Annotated[Literal["allowed", "refused"] | None, Query(description="Outcome / Utfall")] = None,
    since: Annotated[Instant | None, Query(alias="from", description="From this instant / Från tidpunkten")] = None,
    until: Annotated[Instant | None, Query(alias="to", description="Before this instant / Före tidpunkten")] = None,
) -> Filters:
    return Filters(person=person, case=case, who=who, outcome=outcome, since=since, until=until)


router = APIRouter(route_class=Transactional, tags=["access-log"])

Auditor = Annotated[Principal, Requires("access-log:read")]
Audit = Annotated[Reader, Reading("audit")]
Wanted = Annotated[Filters, Depends(_filters)]


@router.get("/access-log")
async def list_accesses(_auditor: Auditor, wanted: Wanted, page: Page, reading: Audit, tx: DbTx) -> Listing[AccessView]:
    """Who saw what about whom, and who was refused, newest first. Reading the log is logged too.

    Vem som har sett vad om vem, och vem som har nekats, senaste först. Läsningen loggas också.
    """
    rows, total = await search(tx, wanted, page)
    await reading.of()
    return page.of([AccessView.model_validate(dict(row)) for row in rows], total)


async def search(tx: Tx, wanted: Filters, page: Window) -> tuple[list[Row], int]:
    """One page of the log and the number of rows in all."""
    total: int = await tx.raw.fetchval(f"select count(*) from access_log where {wanted.where}", *wanted.arguments)  # noqa: S608 - constants
    rows = await tx.raw.fetch(
        f"select * from access_log where {wanted.where} order by at desc, id desc limit {page.limit:d} offset {page.offset:d}",  # noqa: S608
        *wanted.arguments,
    )
    return rows, total
