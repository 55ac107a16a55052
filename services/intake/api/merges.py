"""Two records of one person: a merge is proposed by one officer, decided by another, settled where they differ, and undone."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query

from services.intake import commands as c
from services.intake import events as e
from services.intake import protection, queries, streams
from services.intake.api.access import CaseWork, Intake, MayMergePersons, MayRegisterPersons, PersonPath, need, person_of
from services.intake.person import person as decider
from services.intake.queries import merges
from services.intake.schemas.merges import ConflictView, MergeIn, MergeView, ProposalView, SettlementIn, UnmergeIn
from shared.db import Row, Tx
from shared.decider import handle
from shared.http.dependencies import DbTx, IfMatch, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import Sealed, new_id
from shared.sealing import Sealing
from shared.service import Service

router = APIRouter(route_class=Transactional, tags=["merges"])

ConflictPath = Annotated[UUID, Path(description="A conflict that a merge left / En konflikt efter en sammanslagning")]
StatusFilter = Annotated[Literal["open", "settled"] | None, Query(description="Only these / Bara dessa")]
COMPARED: dict[e.ConflictAbout, str] = {"birth-date": "birth_date", "sex": "sex", "municipality": "municipality"}


@router.post("/persons/{person}/merge-proposals", status_code=201)
async def propose_merge(
    officer: MayRegisterPersons,
    person: PersonPath,
    body: MergeIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ProposalView:
    """Propose that another record is the same person, who then remains. A second officer decides.

    Föreslå att en annan registrerad person är samma person, som då blir kvar. En andra handläggare beslutar.
    """
    who: UUID = (await person_of(officer, log.tx, person))["person"]
    other = await queries.person(log.tx, body.other)
    await protection.require(log.tx, officer, other["person"])
    reason = await _sealed(service, log.tx, who, body.reason)
    command = c.ProposeMerge(other=other["person"], reason=reason, by=officer.subject, on=body.on, today=today)
    version = await handle(log, decider, streams.person(who), command, if_match=if_match)
    reply.created(f"/persons/{who}", version)
    return ProposalView.model_validate(dict(await merges.proposal(log.tx, who, other["person"])))


@router.get("/merge-proposals")
async def list_merge_proposals(officer: MayMergePersons, page: Page, tx: DbTx, reading: CaseWork) -> Listing[ProposalView]:
    """Merges that wait for a second officer, oldest first. / Sammanslagningar som väntar på en andra handläggare."""
    rows, total = await merges.list_proposals(tx, officer, limit=page.limit, offset=page.offset)
    await reading.of_each([(row[who], None) for row in rows for who in ("person", "other")])
    return page.of([ProposalView.model_validate(dict(row)) for row in rows], total)


@router.post("/persons/{person}/merges", status_code=201)
async def merge_persons(
    officer: MayMergePersons,
    person: PersonPath,
    body: MergeIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> MergeView:
    """Decide a proposed merge. Both keep their referrals and cases; what the two records disagree on is queued.

    Needs a unit concerned with the person who is merged, and another officer than who proposed.

    Besluta en föreslagen sammanslagning. Båda behåller anvisningar och ärenden; det som skiljer dem åt läggs i kö.
    """
    row = await queries.person(log.tx, person)
    await protection.require(log.tx, officer, row["person"])
    other = await person_of(officer, log.tx, body.other)
    protected = row["concealed"] or other["concealed"]
    command = c.MergePersons(
        other=other["person"],
        conflicts=await _conflicts(log.tx, row, other),
        protected=protected,
        reason=await _sealed(service, log.tx, row["person"], body.reason),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    await handle(log, decider, streams.person(row["person"]), command, if_match=if_match)
    joining = c.MergeInto(survivor=row["person"], protected=protected, by=officer.subject, on=body.on)
    await handle(log, decider, streams.person(other["person"]), joining)
    return await _merged(log.tx, row["person"], reply)


async def _conflicts(tx: Tx, person: Row, other: Row) -> tuple[e.MergeConflict, ...]:
    differing: list[e.ConflictAbout] = [about for about, column in COMPARED.items() if person[column] != other[column]]
    return tuple(e.MergeConflict(conflict=new_id(), about=about) for about in await _twofold(tx, person, other) + differing)


async def _twofold(tx: Tx, person: Row, other: Row) -> list[e.ConflictAbout]:
    """What the two have each, and one person may have only once: what is open, what was decided, a consent."""
    sides = [await merges.group(tx, row["person"]) for row in (person, other)]
    held = [await queries.engagement(tx, row["person"]) for row in (person, other)]
    decided = {await merges.last_decision(tx, side) for side in sides} - {None}
    found: dict[e.ConflictAbout, bool] = {
        "two-open": all(held),
        "two-decisions": len(decided) > 1,
        "two-consents": await merges.consents_twice(tx, [member for side in sides for member in side]),
    }
    return [about for about, is_so in found.items() if is_so]


@router.post("/persons/{person}/unmerges", status_code=201)
async def unmerge_persons(
    officer: MayMergePersons,
    person: PersonPath,
    body: UnmergeIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> MergeView:
    """Undo a merge: each is as before. What was registered meanwhile stays with the id it was registered on.

    Återta en sammanslagning: var och en blir som förut. Det som registrerats under tiden ligger kvar på sitt id.
    """
    who: UUID = (await person_of(officer, log.tx, person))["person"]
    group = await merges.group(log.tx, who)
    protected = await merges.protected_of(log.tx, group)
    undoing = c.UndoMerge(
        merged=body.merged,
        protected=bool(protected - {body.merged}),
        reason=await _sealed(service, log.tx, who, body.reason),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    await handle(log, decider, streams.person(who), undoing, if_match=if_match)
    restoring = c.RestorePerson(protected=body.merged in protected, by=officer.subject, on=body.on)
    await handle(log, decider, streams.person(body.merged), restoring)
    return await _merged(log.tx, who, reply)


@router.get("/merge-conflicts")
async def list_merge_conflicts(
    officer: MayMergePersons, page: Page, tx: DbTx, reading: CaseWork, status: StatusFilter = None
) -> Listing[ConflictView]:
    """What merges left for a human, oldest first. / Det som sammanslagningar har lämnat att lösa, äldst först."""
    rows, total = await merges.list_conflicts(tx, officer, status=status, limit=page.limit, offset=page.offset)
    await reading.of_each([(row[who], None) for row in rows for who in ("person", "merged")])
    return page.of([ConflictView.model_validate(dict(row)) for row in rows], total)


@router.post("/merge-conflicts/{conflict}/settlements", status_code=201)
async def settle_merge_conflict(
    officer: MayMergePersons,
    conflict: ConflictPath,
    body: SettlementIn,
    service: Intake,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> ConflictView:
    """Settle a conflict: say whose record holds, or that only one of two referrals, cases or consents is left.

    Lös en konflikt: ange vems uppgift som gäller, eller att bara en av två anvisningar, ärenden eller samtycken är kvar.
    """
    found = await merges.conflict(log.tx, conflict)
    who: UUID = found["person"]
    await protection.require(log.tx, officer, who)
    await need(officer, log.tx, who)
    command = c.SettleMergeConflict(
        conflict=conflict,
        holds=body.holds,
        still_two=await _still_two(log.tx, found),
        reason=await _sealed(service, log.tx, who, body.reason),
        by=officer.subject,
        on=body.on,
        today=today,
    )
    version = await handle(log, decider, streams.person(who), command, if_match=if_match)
    reply.created(f"/persons/{who}", version)
    return ConflictView.model_validate(dict(await merges.conflict(log.tx, conflict)))


async def _still_two(tx: Tx, conflict: Row) -> bool:
    if conflict["about"] == "two-open":
        return await merges.times_held(tx, conflict["person"]) > 1
    return conflict["about"] == "two-consents" and await merges.consents_twice(tx, await merges.group(tx, conflict["person"]))


async def _sealed(service: Service, tx: Tx, person: UUID, reason: str) -> Sealed:
    return await Sealing(service.vault, tx, person, streams.person(person)).text(reason, "reason")


async def _merged(tx: Tx, person: UUID, reply: Reply) -> MergeView:
    row = await queries.person(tx, person)
    conflicts = [ConflictView.model_validate(dict(found)) for found in await merges.conflicts_of(tx, person)]
    reply.created(f"/persons/{person}", row["version"])
    return MergeView(person=person, merged=row["merged"], conflicts=conflicts, version=row["version"])
