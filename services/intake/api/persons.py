"""Persons: registered once, found by number in a body, shown to those who have a need."""

from datetime import date

from fastapi import APIRouter

from services.intake import commands as c
from services.intake import errors, identities, queries, streams
from services.intake.api.access import (
    CaseWork,
    Intake,
    MayRegisterPersons,
    MaySearchPersons,
    PersonPath,
)
from services.intake.person import person as decider
from services.intake.schemas.persons import PersonFound, PersonIn, PersonSearch, PersonView
from shared.auth import Principal
from shared.db import Tx
from shared.decider import handle
from shared.errors import Forbidden, unprocessable
from shared.http.dependencies import DbTx, Log, Reply, Today
from shared.http.idempotency import unstored
from shared.http.transactional import Transactional
from shared.identity import PersonalNumber
from shared.ids import Sealed, new_id
from shared.service import Service

router = APIRouter(route_class=Transactional, tags=["persons"])


@router.post("/persons", status_code=201)
async def register_person(
    _officer: MayRegisterPersons, body: PersonIn, service: Intake, today: Today, log: Log, reply: Reply
) -> PersonView:
    """Register a person. The number goes to the vault and is never shown again. Refused when the number is known.

    Registrera en person. Numret förvaras krypterat och visas aldrig igen. Nekas om numret redan finns.
    """
    number = parsed(body.identity_number, today=today)
    known = await identities.find(log.tx, number, service.settings.index_key_bytes)
    if known is not None:
        raise errors.PersonAlreadyRegistered(person=known)
    person = new_id()
    await identities.add(log.tx, service.vault, person, number, service.settings.index_key_bytes)
    stream = streams.person(person)
    name = await service.vault.seal(log.tx, person, body.name, stream=stream, field="name")
    command = c.RegisterPerson(
        person=person, name=name, birth_date=body.birth_date, sex=body.sex, municipality=body.municipality, on=today
    )
    version = await handle(log, decider, stream, command)
    reply.created(f"/persons/{person}", version)
    return await _view(service, log.tx, person)


def parsed(number: str, *, today: date) -> PersonalNumber:
    """The number; 422 without repeating it when it cannot be one."""
    try:
        return PersonalNumber.parse(number, today=today)
    except ValueError:
        raise unprocessable(
            "#/identity_number",
            "identity-number",
            sv="Är inte ett giltigt personnummer eller samordningsnummer. Kontrollera siffrorna.",
            en="Is not a valid personnummer or samordningsnummer. Check the digits.",
        ) from None


@router.post("/persons/searches", status_code=200)
@unstored
async def search_person(
    _officer: MaySearchPersons, body: PersonSearch, service: Intake, today: Today, tx: DbTx, reading: CaseWork
) -> PersonFound:
    """Find a person by identity number. Every search is logged. / Sök en person på nummer. Varje sökning loggas."""
    number = parsed(body.identity_number, today=today)
    person = await identities.find(tx, number, service.settings.index_key_bytes)
    await reading.of(person=person)
    return PersonFound(person=person)


@router.get("/persons/{person}")
async def show_person(
    officer: MaySearchPersons, person: PersonPath, service: Intake, tx: DbTx, reading: CaseWork, reply: Reply
) -> PersonView:
    """A person that one's own unit has to do with. / En person som den egna enheten handlägger."""
    view = await _view(service, tx, person)
    await _need(officer, tx, person)
    await reading.of(person=person)
    reply.version(view.version)
    return view


async def _need(officer: Principal, tx: Tx, person: PersonPath) -> None:
    """Whoever has no referral yet may be read by all who register; after that, only by the units concerned."""
    units = await queries.units_of(tx, person)
    if units and not units & officer.units:
        raise Forbidden("other-unit", person=person)


async def _view(service: Service, tx: Tx, person: PersonPath) -> PersonView:
    row = await queries.person(tx, person)
    name = await service.vault.unseal(tx, person, Sealed(row["name"]), stream=streams.person(person), field="name")
    return PersonView.model_validate({**dict(row), "name": name})
