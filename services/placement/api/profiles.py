"""Seekers' profiles: recorded as a whole, every version kept and shown."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from services.placement import commands as c
from services.placement import events as e
from services.placement import streams
from services.placement.api.access import CaseWork, MayRead, MayWrite, Placement, SearchPath
from services.placement.api.employments import searched
from services.placement.api.seekers import profile_sealing, search_of
from services.placement.profile import profile as decider
from services.placement.queries import profiles
from services.placement.schemas.profiles import MeritIn, ProfileIn, ProfileVersionView, ProfileView
from shared.decider import handle
from shared.errors import NotFound
from shared.eventstore import Log as EventLog
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.sealing import Sealing

router = APIRouter(prefix="/searches/{search}/profiles", route_class=Transactional, tags=["profiles"])

NumberPath = Annotated[int, Path(ge=1, le=100_000, description="Version of the profile / Profilens version")]


@router.post("", status_code=201)
async def record_profile(
    officer: MayWrite,
    search: SearchPath,
    body: ProfileIn,
    service: Placement,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ProfileView:
    """Record the seeker analysis as it is now, whole. The version before it stays readable.

    Registrera sökandeanalysen som den är nu, hel. Versionen före går fortfarande att läsa.
    """
    person = (await search_of(officer, log.tx, search))["person"]
    sealing = profile_sealing(service, log.tx, person, search)
    command = await _recording(log, search, body, sealing, by=officer.subject, today=today)
    version = await handle(log, decider, streams.profile(search), command, if_match=if_match)
    event = await _version(log, search, version)
    reply.created(f"/searches/{search}/profiles/{event.number}", version)
    return await ProfileView.of(event, sealing)


async def _recording(log: EventLog, case: UUID, body: ProfileIn, sealing: Sealing, *, by: str, today: Today) -> c.RecordProfile:
    return c.RecordProfile(
        search=await searched(log, case),
        skills=tuple([await sealing.text(skill, "skill") for skill in body.skills]),
        merits=tuple([await _merit(merit, sealing) for merit in body.merits]),
        languages=tuple(e.LanguageLevel(language=known.language, level=known.level) for known in body.languages),
        licences=tuple(body.licences),
        wished=tuple(body.wished),
        excluded=tuple(body.excluded),
        hours_from=body.hours_from,
        hours_to=body.hours_to,
        shifts=tuple(body.shifts),
        municipality=body.municipality,
        reach=tuple(body.reach),
        abilities=tuple(e.Demand(dimension=ability.dimension, level=ability.level) for ability in body.abilities),
        adaptations=tuple(body.adaptations),
        motivation=body.motivation,
        motivation_text=await sealing.note(body.motivation_text, "motivation"),
        by=by,
        on=body.on,
        today=today,
    )


async def _merit(merit: MeritIn, sealing: Sealing) -> e.Merit:
    text = await sealing.text(merit.text, "merit")
    return e.Merit(kind=merit.kind, occupation=merit.occupation, months=merit.months, text=text)


@router.get("")
async def list_profile_versions(
    officer: MayRead, search: SearchPath, page: Page, tx: DbTx, reading: CaseWork
) -> Listing[ProfileVersionView]:
    """Every version of the profile, latest first. / Profilens alla versioner, senaste först."""
    row = await search_of(officer, tx, search)
    rows, total = await profiles.list_profile_versions(tx, search, limit=page.limit, offset=page.offset)
    await reading.of(person=row["person"], case=search)
    return page.of([ProfileVersionView.of(version) for version in rows], total)


@router.get("/{number}")
async def show_profile(
    officer: MayRead,
    search: SearchPath,
    number: NumberPath,
    service: Placement,
    log: Log,
    reading: CaseWork,
    reply: Reply,
) -> ProfileView:
    """One version of the profile, as it was recorded. / En version av profilen, som den registrerades."""
    row = await search_of(officer, log.tx, search)
    event = await _version(log, search, number)
    await reading.of(person=row["person"], case=search)
    reply.version(number)
    return await ProfileView.of(event, profile_sealing(service, log.tx, row["person"], search))


async def _version(log: EventLog, case: UUID, number: int) -> e.ProfileRecorded:
    """Version `number` is the stream's event of that number."""
    history, _ = await log.read(streams.profile(case))
    if number > len(history):
        raise NotFound("profile", number)
    event: e.ProfileRecorded = history[number - 1]
    return event
