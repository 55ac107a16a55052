"""Persons: registered once, found by number in a body, shown to those who have a need."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter

from services.intake import commands as c
from services.intake import errors, identities, queries, streams
from services.intake.api.access import (
    CaseWork,
    Intake,
    MayRegisterPersons,
    MaySearchPersons,
    PersonPath,
    person_of,
    person_who_remains,
)
from services.intake.person import person as decider
from services.intake.schemas.persons import PersonFound, PersonIn, PersonSearch, PersonView
from shared.db import Row, Tx
from shared.decider import handle
from shared.errors import unprocessable
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, Log, Reply, Today
from shared.http.idempotency import unstored
from shared.http.transactional import Transactional
from shared.identity import PersonalNumber
from shared.ids import new_id
from shared.sealing import Sealing
from shared.service import Service

router = APIRouter(route_class=Transactional, tags=["persons"])


@router.post("/persons", status_code=201)
async def register_person(
    officer: MayRegisterPersons, body: PersonIn, service: Intake, today: Today, log: Log, reply: Reply
) -> PersonView:
    """Register a person. The number goes to the vault and is never shown again. Refused when the number is known.

    Registrera en person. Numret förvaras krypterat och visas aldrig igen. Nekas om numret redan finns.
    """
    number = parsed(body.identity_number, today=today)
    known = await identities.find(log.tx, number, service.settings.index_key_bytes)
    if known is not None:
        raise errors.PersonAlreadyRegistered(person=await person_who_remains(officer, log.tx, known))
    person, version = await enrolled(service, log, body, number, today)
    reply.created(f"/persons/{person}", version)
    return await _view(service, log.tx, await queries.person(log.tx, person))


async def enrolled(service: Service, log: EventLog, body: PersonIn, number: PersonalNumber, today: date) -> tuple[UUID, int]:
    """The person, new, and the version of its stream."""
    person = new_id()
    await identities.add(log.tx, service.vault, person, number, service.settings.index_key_bytes)
    stream = streams.person(person)
    name = await Sealing(service.vault, log.tx, person, stream).text(body.name, "name")
    command = c.RegisterPerson(
        person=person, name=name, birth_date=body.birth_date, sex=body.sex, municipality=body.municipality, on=today
    )
    return person, await handle(log, decider, stream, command)


async def known_or_registered(service: Service, log: EventLog, body: PersonIn, today: date) -> UUID:
    """The person with this number, as already known, or else registered now. Whoever sent it does not learn which."""
    number = parsed(body.identity_number, today=today, pointer="#/person/identity_number")
    known = await identities.find(log.tx, number, service.settings.index_key_bytes)
    return known or (await enrolled(service, log, body, number, today))[0]


def parsed(number: str, *, today: date, pointer: str = "#/identity_number") -> PersonalNumber:
    """The number; 422 without repeating it when it cannot be one."""
    try:
        return PersonalNumber.parse(number, today=today)
    except ValueError:
        raise unprocessable(
            pointer,
            "identity-number",
            sv="Är inte ett giltigt personnummer eller samordningsnummer. Kontrollera siffrorna.",
            en="Is not a valid personnummer or samordningsnummer. Check the digits.",
        ) from None


@router.post("/persons/searches", status_code=200)
@unstored
async def search_person(
    officer: MaySearchPersons, body: PersonSearch, service: Intake, today: Today, tx: DbTx, reading: CaseWork
) -> PersonFound:
    """Find a person by identity number, present or former. Every search is logged. Protected identities answer 403.

    Sök en person på nummer, nuvarande eller tidigare. Varje sökning loggas. Skyddade personuppgifter ger 403.
    """
    number = parsed(body.identity_number, today=today)
    known = await identities.find(tx, number, service.settings.index_key_bytes)
    person = known and await person_who_remains(officer, tx, known)
    await reading.of(person=person)
    return PersonFound(person=person)


@router.get("/persons/{person}")
async def show_person(
    officer: MaySearchPersons, person: PersonPath, service: Intake, tx: DbTx, reading: CaseWork, reply: Reply
) -> PersonView:
    """A person that one's own unit has to do with; by the id of a merged person, the one who remains.

    En person som den egna enheten handlägger; med en sammanslagen persons id visas den som är kvar.
    """
    row = await person_of(officer, tx, person)
    await reading.of(person=row["person"])
    reply.version(row["version"])
    return await _view(service, tx, row)


async def _view(service: Service, tx: Tx, row: Row) -> PersonView:
    person: UUID = row["person"]
    name = await Sealing(service.vault, tx, person, streams.person(person)).read(row["name"], "name")
    return PersonView.model_validate({**dict(row), "name": name, "protected": row["concealed"]})
