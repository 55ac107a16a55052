"""Two officers at the same moment, stepped by hand on two connections: the second sees what the first did, or starts again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Literal
from uuid import UUID

import asyncpg
import pytest

from services.placement import commands as c
from services.placement import streams
from services.placement.api.employments import offered, searched
from services.placement.api.opportunities import employer_standing
from services.placement.candidacy import candidacy as candidacy_decider
from services.placement.employer import employer as employer_decider
from services.placement.opportunity import opportunity as opportunity_decider
from services.placement.queries import employers
from shared.decider import handle
from shared.errors import Refused, VersionConflict
from shared.eventstore import Log
from shared.ids import new_id
from shared.service import Service
from tests.harness import Api
from tests.placement.given import THIRTY, TODAY
from tests.placement.journey import an_employer, an_opportunity, ok
from tests.placement.seekers import a_candidacy, taken

Act = Callable[[Log], Awaitable[Any]]
Course = Literal["let through", "thrown back"]
THROWN_BACK = (VersionConflict, asyncpg.SerializationError, asyncpg.UniqueViolationError)


async def at_once(api: Api, first: Act, second: Act) -> Course:
    """The second has begun, and seen nothing of the first, when the first acts; it acts before the first is committed."""
    service: Service = api.app.state.service
    try:
        async with service.database.transaction() as later:
            await later.raw.fetchval("select count(*) from events")
            async with service.database.transaction() as sooner:
                await first(service.log(sooner, by="ali", correlation="c"))
                waiting = asyncio.create_task(_acting(second, service.log(later, by="eva", correlation="c")))
                await asyncio.sleep(0.2)
            await waiting
    except THROWN_BACK:
        return "thrown back"
    return "let through"


async def _acting(act: Act, log: Log) -> None:
    await act(log)


async def again(api: Api, act: Act) -> str | None:
    """As the route does when it was thrown back: anew from the start. The code of the refusal, or None."""
    service: Service = api.app.state.service
    try:
        async with service.database.transaction() as tx:
            await act(service.log(tx, by="eva", correlation="c"))
    except Refused as refusal:
        reasons = getattr(refusal, "reasons", None) or [refusal]
        return ",".join(reason.code for reason in reasons)
    return None


def accepting(candidacy: str, opportunity: str, employer: str, case: str) -> Act:
    async def act(log: Log) -> None:
        offer = await offered(log, UUID(opportunity))
        assert offer is not None
        standing = await employer_standing(log, UUID(employer), TODAY)
        search = await searched(log, UUID(case))
        command = c.AcceptOffer(search=search, offer=offer, employer_is=standing, on=TODAY, today=TODAY)
        await handle(log, candidacy_decider, streams.candidacy(UUID(candidacy)), command)
        keeping = c.ReservePlace(candidacy=UUID(candidacy), on=TODAY)
        await handle(log, opportunity_decider, streams.opportunity(UUID(opportunity)), keeping)

    return act


def closing_place(opportunity: str) -> Act:
    async def act(log: Log) -> None:
        command = c.CloseOpportunity(reason="withdrawn", on=TODAY, today=TODAY)
        await handle(log, opportunity_decider, streams.opportunity(UUID(opportunity)), command)

    return act


def closing_employer(employer: str) -> Act:
    async def act(log: Log) -> None:
        await employers.hold_for_closing(log.tx, UUID(employer))
        command = c.CloseEmployer(reason="ceased", stays=None, stays_is="unknown", on=DAY_BEFORE, today=TODAY)
        await handle(log, employer_decider, streams.employer(UUID(employer)), command)

    return act


def opening(employer: str) -> Act:
    async def act(log: Log) -> None:
        opportunity = new_id()
        standing = await employer_standing(log, UUID(employer), TODAY)
        command = c.OpenOpportunity(
            opportunity=opportunity,
            employer=UUID(employer),
            employer_is=standing,
            job=JOB,
            demands=(),
            adaptations=(),
            by="ali",
            on=TODAY,
            today=TODAY,
        )
        await handle(log, opportunity_decider, streams.opportunity(opportunity), command)

    return act


DAY_BEFORE = TODAY.replace(day=TODAY.day - 1)
JOB = c.Job(
    workplace=None,
    workplace_is="open",
    occupation="5223",
    tasks=None,
    weekly_hours=THIRTY,
    least_weekly_hours=THIRTY,
    shifts=(),
    licences=(),
    languages=(),
    municipality="0180",
    starts_on=None,
    until_on=None,
    sheltered=False,
    places=1,
)


class Place:
    """An employer with one place left, and two candidates who have been offered it."""

    def __init__(self, employer: str, opportunity: str, candidates: list[tuple[str, str]]) -> None:
        self.employer = employer
        self.opportunity = opportunity
        self.candidates = candidates

    def taken_by(self, number: int) -> Act:
        candidacy, case = self.candidates[number]
        return accepting(candidacy, self.opportunity, self.employer, case)


@pytest.fixture
async def place(api: Api) -> Place:
    employer = await an_employer(api)
    opportunity = await an_opportunity(api, employer)
    candidates = []
    for _ in range(2):
        candidacy = await a_candidacy(api, opportunity=opportunity)
        await taken(api, candidacy, "presentations", "offers")
        candidates.append((candidacy, ok(await api.get(f"/candidacies/{candidacy}"), 200)["case"]))
    return Place(employer, opportunity, candidates)


@pytest.mark.parametrize("first", [0, 1])
async def test_of_two_who_accept_the_last_place_one_has_it(api: Api, place: Place, first: int) -> None:
    second = place.taken_by(1 - first)
    assert await at_once(api, place.taken_by(first), second) == "thrown back"
    assert await again(api, second) == "no-place-left"
    statuses = [ok(await api.get(f"/candidacies/{each}"), 200)["status"] for each, _ in place.candidates]
    assert statuses[first] == "accepted"
    assert statuses[1 - first] == "offered"
    assert ok(await api.get(f"/opportunities/{place.opportunity}"), 200)["places_left"] == 0


async def test_who_accepts_a_place_that_is_just_being_closed_does_not_get_it(api: Api, place: Place) -> None:
    assert await at_once(api, closing_place(place.opportunity), place.taken_by(0)) == "thrown back"
    assert await again(api, place.taken_by(0)) == "opportunity-is-closed"


async def test_a_place_that_is_just_being_accepted_is_closed_with_that_known(api: Api, place: Place) -> None:
    assert await at_once(api, place.taken_by(0), closing_place(place.opportunity)) == "thrown back"
    assert await again(api, closing_place(place.opportunity)) is None
    shown = ok(await api.get(f"/opportunities/{place.opportunity}"), 200)
    assert (shown["status"], shown["places_left"]) == ("closed", 0)


async def test_nothing_is_accepted_at_an_employer_that_is_just_being_closed(api: Api, place: Place) -> None:
    accept = place.taken_by(0)
    assert await at_once(api, closing_employer(place.employer), accept) == "thrown back"
    assert await again(api, accept) == "employer-is-closed"


async def test_nothing_is_opened_at_an_employer_that_is_just_being_closed(api: Api) -> None:
    employer = await an_employer(api)
    assert await at_once(api, closing_employer(employer), opening(employer)) == "thrown back"
    assert await again(api, opening(employer)) == "employer-is-closed"
    assert ok(await api.get("/opportunities", params={"employer": employer}), 200)["total"] == 0


async def test_a_place_that_was_opened_first_stands_when_the_employer_closes(api: Api) -> None:
    employer = await an_employer(api)
    assert await at_once(api, opening(employer), closing_employer(employer)) == "let through"
    assert ok(await api.get(f"/employers/{employer}"), 200)["status"] == "closed"
    assert ok(await api.get("/opportunities", params={"employer": employer}), 200)["total"] == 1


async def test_an_acceptance_that_came_first_stands_when_the_employer_closes(api: Api, place: Place) -> None:
    assert await at_once(api, place.taken_by(0), closing_employer(place.employer)) == "let through"
    assert ok(await api.get(f"/employers/{place.employer}"), 200)["status"] == "closed"
    assert ok(await api.get(f"/candidacies/{place.candidates[0][0]}"), 200)["status"] == "accepted"
