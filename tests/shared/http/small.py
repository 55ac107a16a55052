"""A small service, whole enough to put every part of the HTTP layer to work: cases that can be opened and annotated."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, assert_never
from uuid import UUID

import asyncpg
from fastapi import APIRouter, Path, Query
from pydantic import Field

from shared.auth import Principal, Requires, Unauthenticated
from shared.codec import Codec
from shared.decider import Decider, handle
from shared.errors import FieldError, Forbidden, NotFound, Refused, Unprocessable, refuse
from shared.http.access import Reader, Reading
from shared.http.dependencies import DbTx, IfMatch, Log, Now, Page, Reply, Today
from shared.http.idempotency import unstored
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.types import Body, Day, Instant, Note, Text, View
from shared.http.units import require_unit
from shared.ids import uuid7
from shared.service import Definition, Service


@dataclass(frozen=True, kw_only=True)
class Opened:
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Noted:
    words: int


@dataclass(frozen=True, kw_only=True)
class OpenCase:
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class AddNote:
    words: int


class AlreadyOpen(Refused):
    code = "already-open"
    sv = "Ärendet är redan öppet."
    en = "The case is open already."


class NotOpen(Refused):
    code = "not-open"
    basis = "2002:546 16 §"
    sv = "Ärendet är inte öppet."
    en = "The case is not open."


class TooManyWords(Refused):
    code = "too-many-words"
    sv = "Anteckningen är för lång."
    en = "The note is too long."


Command = OpenCase | AddNote
Event = Opened | Noted
State = str | None


def decide(command: Command, state: State) -> list[Event]:
    match command:
        case OpenCase():
            refuse(AlreadyOpen() if state else None)
            return [Opened(unit=command.unit, on=command.on)]
        case AddNote():
            refuse(NotOpen() if not state else None, TooManyWords(most=100) if command.words > 100 else None)
            return [Noted(words=command.words)]
        case _:
            assert_never(command)


def evolve(state: State, event: Event) -> State:
    return event.unit if isinstance(event, Opened) else state


cases: Decider[Command, State, Event] = Decider(decide, evolve, None)

TABLES = (
    "create table small_cases (id uuid primary key, unit text not null, on_day date not null, notes integer not null default 0)",
    "create table small_notes (case_id uuid not null, text text not null, n integer not null)",
)


class CaseIn(Body):
    unit: Text = Field(examples=["north"])
    on: Day
    weight: float | None = Field(None, examples=[1.5])


class NoteIn(Body):
    text: Note = Field(examples=["Met the employer"])


class SearchIn(Body):
    personal_number: Text = Field(examples=["19121212-1212"])


class CaseView(View):
    id: UUID
    unit: str = Field(examples=["north"])
    notes: int = Field(examples=[2])
    opened_by: str = Field(examples=["officer-1"])


router = APIRouter(route_class=Transactional, tags=["cases"])

MayWrite = Annotated[Principal, Requires("case:write")]
MayRead = Annotated[Principal, Requires("case:read")]
MaySearch = Annotated[Principal, Requires("person:search")]
MayBreak = Annotated[Principal, Requires("ops")]
CaseWork = Annotated[Reader, Reading("case-work")]
CasePath = Annotated[UUID, Path(description="The case / Ärendet")]

tries: list[str] = []
"""Every run of a route's body, to be counted by tests."""


def stream(case: UUID) -> str:
    return f"case-{case}"


@router.post("/cases", status_code=201)
async def open_case(officer: MayWrite, body: CaseIn, now: Now, log: Log, tx: DbTx, reply: Reply) -> CaseView:
    """Open a case. / Öppna ett ärende."""
    case = uuid7(now)
    tries.append("open_case")
    version = await handle(log, cases, stream(case), OpenCase(unit=body.unit, on=body.on))
    await tx.raw.execute("insert into small_cases (id, unit, on_day) values ($1, $2, $3)", case, body.unit, body.on)
    reply.created(f"/cases/{case}", version)
    return CaseView(id=case, unit=body.unit, notes=0, opened_by=officer.subject)


@router.post("/cases/{case}/notes", status_code=201)
async def add_note(
    officer: MayWrite, case: CasePath, body: NoteIn, if_match: IfMatch, log: Log, tx: DbTx, reply: Reply
) -> CaseView:
    """Add a note. / Lägg till en anteckning."""
    tries.append("add_note")
    version = await handle(log, cases, stream(case), AddNote(words=len(body.text.split())), if_match=if_match)
    unit = await tx.raw.fetchval("update small_cases set notes = notes + 1 where id = $1 returning unit", case)
    reply.created(f"/cases/{case}", version)
    return CaseView(id=case, unit=unit, notes=version - 1, opened_by=officer.subject)


@router.get("/cases/{case}")
async def show_case(officer: MayRead, case: CasePath, log: Log, tx: DbTx, reading: CaseWork, reply: Reply) -> CaseView:
    """One case. / Ett ärende."""
    row = await tx.raw.fetchrow("select * from small_cases where id = $1", case)
    if row is None:
        raise NotFound("case", case)
    require_unit(officer, row["unit"], case=case)
    await reading.of(case=case)
    reply.version((await log.read(stream(case)))[1])
    return CaseView(id=case, unit=row["unit"], notes=row["notes"], opened_by=officer.subject)


@router.get("/cases")
async def list_cases(
    officer: MayRead,
    page: Page,
    tx: DbTx,
    reading: CaseWork,
    unit: Annotated[Text | None, Query(description="Unit / Enhet")] = None,
    since: Annotated[Instant | None, Query(alias="from", description="From / Från")] = None,
) -> Listing[CaseView]:
    """Cases of the caller's units. / Ärenden vid egna enheter."""
    units = [unit] if unit else sorted(officer.units)
    rows = await tx.raw.fetch(
        "select * from small_cases where unit = any($1::text[]) order by id limit $2 offset $3", units, page.limit, page.offset
    )
    total: int = await tx.raw.fetchval("select count(*) from small_cases where unit = any($1::text[])", units)
    await reading.of_each([(None, row["id"]) for row in rows])
    shown = [CaseView(id=row["id"], unit=row["unit"], notes=row["notes"], opened_by=str(since)) for row in rows]
    return page.of(shown, total)


@router.post("/persons/searches")
@unstored
async def search_persons(_officer: MaySearch, body: SearchIn, reading: CaseWork) -> CaseView:
    """Find a person by number; logged. / Sök en person på nummer; loggas."""
    tries.append("search_persons")
    await reading.of()
    return CaseView(id=UUID(int=7), unit="north", notes=len(body.personal_number), opened_by="officer-1")


Fault = Literal["bug", "down", "number", "nul", "overflow", "field", "parameter", "protected", "token"]

FAULTS: dict[str, Exception] = {
    "bug": RuntimeError("19121212-1212 is in this text"),
    "down": asyncpg.CannotConnectNowError("the database is starting up"),
    "field": Unprocessable([FieldError(pointer="/weeks/0", code="too-long", sv="För långt.", en="Too long.")]),
    "parameter": Unprocessable([FieldError(pointer="as_of", code="too-late", sv="För sent.", en="Too late.")]),
    "protected": Forbidden("protected-identity", person=UUID(int=9)),
    "token": Unauthenticated("expired-token"),
}


@router.get("/faults/{fault}")
async def raise_fault(_officer: MayBreak, fault: Fault, tx: DbTx, today: Today) -> CaseView:
    """Go wrong, in a chosen way. / Gå fel, på valt sätt."""
    match fault:
        case "number":
            await tx.raw.fetchval("select $1::integer", 2**40)
        case "nul":
            await tx.raw.fetchval("select $1::text", "a\x00b")
        case "overflow":
            today.replace(year=9999).toordinal().to_bytes(1, "big")
    raise FAULTS[fault]


DEFINITION = Definition(
    name="small",
    title="Small – provtjänst",
    description_sv="En liten tjänst för prov.",
    description_en="A small service for tests.",
    routers=(router,),
    codec=Codec((Opened, Noted)),
)


class Tokens:
    """Tokens that say what they are: `subject|unit,unit|scope scope`."""

    async def verify(self, token: str) -> Principal:
        subject, units, scopes = token.split("|")
        return Principal(subject=subject, units=frozenset(units.split(",")), scopes=frozenset(scopes.split()))


class Small(Service):
    """The service, which counts how often its relay was woken."""

    woken = 0

    def wake(self) -> None:
        self.woken += 1
