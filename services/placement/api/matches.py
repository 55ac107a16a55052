"""Matches, both ways: jobs for a seeker, seekers for a job. Worked out from what holds in the request's own transaction."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.placement import queries
from services.placement.api.access import CaseWork, MayRead, OpportunityPath, SearchPath, within_unit
from services.placement.events.candidacy import RequirementCode
from services.placement.matching.packing import PackedOpening
from services.placement.matching.ranking import explain
from services.placement.queries import best_matches, matching
from services.placement.schemas.matches import (
    BestMatchView,
    Exclusion,
    JobMatches,
    JobMatchView,
    SeekerMatches,
    SeekerMatchView,
    WhyView,
)
from shared.http.dependencies import DbTx, Language, Page, Today
from shared.http.paging import Listing, Window
from shared.http.transactional import Transactional

if TYPE_CHECKING:
    from services.placement.matching.at_once import Ranking

router = APIRouter(route_class=Transactional, tags=["matches"])

Missing = Annotated[
    RequirementCode | None,
    Query(description="Instead of the ranking, what misses this / I stället för rangordningen, de som inte uppfyller detta krav"),
]
NO_OPENINGS = PackedOpening(facts=b"", languages=b"")
Placed = Sequence[tuple[UUID, int | None]]
"""Ids of a page, each with its rank."""


@router.get("/matches")
async def list_best_matches(
    officer: MayRead, page: Page, today: Today, language: Language, tx: DbTx, reading: CaseWork
) -> Listing[BestMatchView]:
    """The best jobs of one's own units' seekers, as worked out last night, newest first; what has changed since is left out.

    De bästa jobben för den egna enhetens sökande, framräknade i natt, nyast först; det som ändrats sedan dess visas inte.
    """
    rows, total = await best_matches.list_best_matches(
        tx, officer=officer, units=sorted(officer.units), on=today, limit=page.limit, offset=page.offset
    )
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([BestMatchView.of(row, language) for row in rows], total)


@router.get("/searches/{search}/matches")
async def list_jobs_for_seeker(
    officer: MayRead,
    search: SearchPath,
    page: Page,
    today: Today,
    language: Language,
    tx: DbTx,
    reading: CaseWork,
    missing: Missing = None,
) -> JobMatches:
    """Open opportunities for the seeker, best first, each with why. What misses a requirement is counted; `missing` lists it.

    Lediga jobbmöjligheter för den sökande, bäst först, var och en med varför. Det som faller på ett krav räknas; `missing` visar
    det. En sökning som inte pågår har inga.
    """
    from services.placement.matching import at_once, columns

    row = await within_unit(officer, tx, await queries.search(tx, search))
    await reading.of(person=row["person"], case=row["case_id"])
    seeker = await matching.seeker(tx, search)
    packed = await matching.open_openings(tx, today) if row["status"] == "open" else NO_OPENINGS
    found = at_once.openings_for(seeker, columns.openings(packed), today)
    placed, total = shown(found, missing, page)
    openings = await matching.openings(tx, [opportunity for opportunity, _ in placed])
    items = [JobMatchView.of(openings[each], explain(seeker, openings[each], today), rank, language) for each, rank in placed]
    listing = page.of(items, total)
    return JobMatches(**dict(listing), excluded=excluded(found))


@router.get("/opportunities/{opportunity}/matches")
async def list_seekers_for_job(
    officer: MayRead,
    opportunity: OpportunityPath,
    page: Page,
    today: Today,
    language: Language,
    tx: DbTx,
    reading: CaseWork,
    missing: Missing = None,
) -> SeekerMatches:
    """Seekers of one's own units for the job, best first, each with why. `missing` lists who misses a requirement.

    Den egna enhetens sökande för jobbet, bäst först, var och en med varför. `missing` visar dem som faller på ett krav.
    Ett jobb som inte är ledigt har inga.
    """
    from services.placement.matching import at_once, columns

    opening, is_open = await matching.opening(tx, opportunity, today)
    units = sorted(officer.units) if is_open else []
    packed = await matching.searching(tx, officer=officer, units=units)
    found = at_once.seekers_for(opening, columns.seekers(packed), today)
    placed, total = shown(found, missing, page)
    seekers = await matching.seekers(tx, [case for case, _ in placed])
    await reading.of_each([(seekers[case][1]["person"], case) for case, _ in placed])
    items = []
    for case, rank in placed:
        seeker, profile = seekers[case]
        why = explain(seeker, opening, today)
        items.append(
            SeekerMatchView(
                rank=rank,
                score=why.score,
                why=WhyView.of(why, language),
                case=case,
                person=profile["person"],
                unit=profile["unit"],
            )
        )
    listing = page.of(items, total)
    return SeekerMatches(**dict(listing), excluded=excluded(found))


def shown(found: "Ranking", missing: RequirementCode | None, page: Window) -> tuple[Placed, int]:
    """The page's ids with their ranks, and how many there are in all."""
    rows = found.order if missing is None else found.missing(missing)
    ids = found.identities(rows[page.offset : page.offset + page.limit])
    ranks = [page.offset + place if missing is None else None for place in range(1, len(ids) + 1)]
    return list(zip(ids, ranks, strict=True)), len(rows)


def excluded(found: "Ranking") -> Exclusion:
    return Exclusion.of(len(found.excluded), found.missed_by_requirement())
