"""Sole traders: employers who are natural persons. The number is only ever sent in a body, and never shown again."""

from datetime import date

from fastapi import APIRouter

from services.placement import commands as c
from services.placement import errors, sole_traders
from services.placement.api.access import EmployerPath, MayRead, MayWrite, Placement
from services.placement.api.registered import EmployerWork, done, shown
from services.placement.queries import employers as queries
from services.placement.schemas.employers import EmployerPage, ErasureIn, SoleTraderFound, SoleTraderIn, SoleTraderSearch
from shared.errors import unprocessable
from shared.http.dependencies import DbTx, IfMatch, Log, Reply, Today
from shared.http.idempotency import unstored
from shared.http.transactional import Transactional
from shared.identity import PersonalNumber
from shared.ids import new_id

router = APIRouter(route_class=Transactional, tags=["employers"])


@router.post("/sole-traders", status_code=201)
async def register_sole_trader(
    officer: MayWrite, body: SoleTraderIn, service: Placement, today: Today, log: Log, reading: EmployerWork, reply: Reply
) -> EmployerPage:
    """Register a sole trader as an employer. Number and name are kept sealed, can be erased, and the number is not shown again.

    Registrera en enskild näringsidkare som arbetsgivare. Nummer och namn förvaras krypterat, kan raderas, och numret visas
    aldrig igen.
    """
    number, key = parsed(body.identity_number, today), service.settings.index_key_bytes
    known = await sole_traders.find(log.tx, number, key)
    if known is not None:
        raise errors.EmployerAlreadyRegistered(employer=(await queries.employer(log.tx, known))["stays"] or known)
    employer = new_id()
    await sole_traders.add(log.tx, service.vault, employer, number, body.name, key)
    told = body.model_dump(include={"municipality", "sni", "on"})
    command = c.RegisterSoleTrader(employer=employer, **told, by=officer.subject, today=today)
    await done(log, employer, command, None, reply)
    return await shown(service, log.tx, reading, employer, today)


def parsed(number: str, today: date) -> PersonalNumber:
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


@router.post("/sole-traders/searches", status_code=200)
@unstored
async def search_sole_trader(
    _officer: MayRead, body: SoleTraderSearch, service: Placement, today: Today, tx: DbTx, reading: EmployerWork
) -> SoleTraderFound:
    """Find a sole trader by number. Every search is logged. / Sök en enskild näringsidkare på nummer. Varje sökning loggas."""
    employer = await sole_traders.find(tx, parsed(body.identity_number, today), service.settings.index_key_bytes)
    await reading.of(person=employer)
    return SoleTraderFound(employer=employer)


@router.post("/employers/{employer}/erasures", status_code=201)
async def erase_sole_trader(
    officer: MayWrite,
    employer: EmployerPath,
    body: ErasureIn,
    service: Placement,
    today: Today,
    log: Log,
    reading: EmployerWork,
    if_match: IfMatch,
    reply: Reply,
) -> EmployerPage:
    """Erase a sole trader's number, name and texts for good; what was agreed with the employer stands.

    Radera en enskild näringsidkares nummer, namn och texter för gott; det som är avtalat med arbetsgivaren gäller.
    """
    await queries.employer(log.tx, employer)
    command = c.EraseSoleTrader(by=officer.subject, on=body.on, today=today)
    await done(log, employer, command, if_match, reply)
    await sole_traders.erase(log.tx, service.vault, employer)
    return await shown(service, log.tx, reading, employer, today)
