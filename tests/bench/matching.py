"""Matching beside its limits: jobs for a seeker and seekers for a job (50 ms for 10 000), all with all (30 s for 2 000).

From the read model in PostgreSQL to a page of twenty with their explanations, as the routes do it, in one transaction; the
night's work to the rows it keeps. The first is the one to wait for after a start; then the middle of many. The last line holds
the columns alone against the readable reference, on the same input.
"""

import random
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from deploy.postgres import Cluster
from services.placement import events as e
from services.placement.events.vocabulary import DIMENSIONS, Adaptation, Demand, LanguageLevel
from services.placement.matching import at_once, columns, ranking
from services.placement.matching.night import match_everybody
from services.placement.measures import MEASURES
from services.placement.projections import ALSO, CHANGES
from services.placement.queries import matching
from shared.auth import Principal
from shared.db import Database, Tx
from shared.ids import new_id
from tests.harness import Databases

MANY, NIGHT = 10_000, 2_000
LIMIT, NIGHT_LIMIT = 0.050, 30.0
ROUNDS, PAGE = 15, 20
TODAY = date(2026, 3, 10)
UNIT = "stockholm"
OFFICER = Principal(subject="bench", scopes=frozenset({"placement:read"}), units=frozenset({UNIT}), org=None)


@dataclass(frozen=True, kw_only=True)
class Field:
    """What seekers and jobs are made of: a country's municipalities and occupations, a few hundred employers."""

    random: random.Random
    employers: list[UUID]
    municipalities: list[str]
    occupations: list[str]

    @classmethod
    def of(cls, seed: int) -> "Field":
        return cls(
            random=random.Random(seed),
            employers=[new_id() for _ in range(500)],
            municipalities=[f"{code:04}" for code in range(114, 2590, 9)],
            occupations=[f"{code:04}" for code in range(2000, 9990, 20)],
        )

    def demands(self) -> tuple[Demand, ...]:
        return tuple(Demand(dimension=dimension, level=self.random.randint(0, 4)) for dimension in DIMENSIONS)

    def adaptation(self) -> Adaptation:
        measure = self.random.choice(sorted(MEASURES))
        dimension = self.random.choice(sorted(MEASURES[measure].dimensions))
        return Adaptation(dimension=dimension, measure=measure, lowers_to=self.random.randint(0, 3))


async def main(cluster: Cluster) -> None:
    settings = await Databases(cluster).of("placement")
    database = Database(settings.database_url, size=1)
    await database.open()
    try:
        await _fill(database, NIGHT)
        await _night(database)
        opportunities, cases = await _fill(database, MANY - NIGHT)
        await _measure(database, "10 000 jobs, one seeker ", lambda tx: _jobs(tx, cases[0]))
        await _measure(database, "10 000 seekers, one job ", lambda tx: _seekers(tx, opportunities[0]))
        await _beside_the_reference(database, cases[0])
    finally:
        await database.close()


async def _fill(database: Database, count: int) -> tuple[list[UUID], list[UUID]]:
    """The read model of so many more opportunities and seekers, made by the projections."""
    field = Field.of(count)
    opportunities, cases = [new_id() for _ in range(count)], [new_id() for _ in range(count)]
    async with database.transaction() as tx:
        for opportunity in opportunities:
            await _project(tx, _opened(field, opportunity))
        for case in cases:
            await _seek(tx, field, case)
    return opportunities, cases


async def _seek(tx: Tx, field: Field, case: UUID) -> None:
    await _project(tx, e.SearchOpened(case=case, person=case, unit=UNIT, support_person=None, on=TODAY))
    await _project(tx, _profile(field, case))
    await _project(tx, _agreed(case, "all"))
    await _project(tx, _agreed(case, tuple(field.random.sample(field.employers, 3))))


async def _project(tx: Tx, event: object) -> None:
    for changes in (CHANGES, ALSO):
        change = changes.get(type(event))
        if change is not None:
            await change(tx, event, 1)


def _opened(field: Field, opportunity: UUID) -> e.OpportunityOpened:
    return e.OpportunityOpened(
        opportunity=opportunity,
        employer=field.random.choice(field.employers),
        workplace=None,
        occupation=field.random.choice(field.occupations),
        tasks=None,
        weekly_hours=Decimal(40),
        least_weekly_hours=Decimal(field.random.randint(10, 40)),
        shifts=("day",),
        licences=("B",) if field.random.random() < 0.2 else (),
        languages=(LanguageLevel(language="sv", level=field.random.randint(0, 3)),),
        demands=field.demands(),
        adaptations=tuple(field.adaptation() for _ in range(3)),
        places=2,
        municipality=field.random.choice(field.municipalities),
        starts_on=None,
        until_on=None,
        sheltered=False,
        opened_by="bench",
        on=TODAY,
    )


def _profile(field: Field, case: UUID) -> e.ProfileRecorded:
    near, *reach = field.random.sample(field.municipalities, 40)
    return e.ProfileRecorded(
        case=case,
        person=case,
        number=1,
        skills=(),
        merits=(),
        languages=(LanguageLevel(language="sv", level=3), LanguageLevel(language="en", level=2)),
        licences=("B",),
        wished=tuple(field.random.sample(field.occupations, 4)),
        excluded=tuple(field.random.sample(field.occupations, 4)),
        hours_from=Decimal(10),
        hours_to=Decimal(field.random.randint(20, 40)),
        shifts=("day", "evening"),
        municipality=near,
        reach=tuple(reach),
        abilities=field.demands(),
        adaptations=(),
        motivation="wants-to-work-now",
        motivation_text=None,
        recorded_by="bench",
        on=TODAY,
    )


def _agreed(case: UUID, to: e.Recipients) -> e.PresentationAgreed:
    return e.PresentationAgreed(
        case=case,
        person=case,
        agreement=new_id(),
        extent="nothing",
        facts=("skills",),
        wording=None,
        to=to,
        until=None,
        registered_by="bench",
        on=TODAY,
    )


async def _night(database: Database) -> None:
    started = time.perf_counter()
    async with database.transaction() as tx:
        kept = await match_everybody(tx, TODAY)
    _print(f"2 000 x 2 000, {kept} kept", time.perf_counter() - started, NIGHT_LIMIT)


async def _measure(database: Database, what: str, match: Callable[[Tx], Awaitable[int]]) -> None:
    taken, ranked = [], 0
    for _ in range(ROUNDS):
        async with database.transaction(readonly=True) as tx:
            started = time.perf_counter()
            ranked = await match(tx)
            taken.append(time.perf_counter() - started)
    _print(f"{what} first", taken[0], LIMIT)
    _print(f"{what} then ", statistics.median(taken[1:]), LIMIT)
    _print(f"{what} worst", max(taken[1:]), LIMIT)
    print(f"    {ranked} met every requirement")


async def _jobs(tx: Tx, case: UUID) -> int:
    seeker = await matching.seeker(tx, case)
    found = at_once.openings_for(seeker, columns.openings(await matching.open_openings(tx, TODAY)), TODAY)
    first = found.identities(found.order[:PAGE])
    for opening in (await matching.openings(tx, first)).values():
        ranking.explain(seeker, opening, TODAY)
    return len(found.order)


async def _seekers(tx: Tx, opportunity: UUID) -> int:
    opening, _ = await matching.opening(tx, opportunity, TODAY)
    packed = await matching.searching(tx, officer=OFFICER, units=[UNIT])
    found = at_once.seekers_for(opening, columns.seekers(packed), TODAY)
    first = found.identities(found.order[:PAGE])
    for seeker, _ in (await matching.seekers(tx, first)).values():
        ranking.explain(seeker, opening, TODAY)
    return len(found.order)


async def _beside_the_reference(database: Database, case: UUID) -> None:
    async with database.transaction(readonly=True) as tx:
        seeker = await matching.seeker(tx, case)
        packed = await matching.open_openings(tx, TODAY)
        ids = columns.openings(packed).facts["id"]
        everything = at_once.identities(ids)
        openings = list((await matching.openings(tx, everything)).values())
    started = time.perf_counter()
    fast = at_once.openings_for(seeker, columns.openings(packed), TODAY)
    between = time.perf_counter()
    readable = ranking.openings_for(seeker, openings, TODAY)
    done = time.perf_counter()
    assert fast.identities(fast.order) == [opening.opportunity for opening, _ in readable.matches]
    print(
        f"  columns alone {(between - started) * 1000:6.1f} ms   reference {(done - between) * 1000:6.1f} ms   "
        f"{(between - started) / (done - between):5.3f} of the reference, the same ranking"
    )


def _print(what: str, seconds: float, limit: float) -> None:
    print(f"  {what:32} {seconds * 1000:8.1f} ms   {seconds / limit:5.3f} of the limit ({limit * 1000:.0f} ms)")
