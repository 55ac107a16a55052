"""Two at once on one person or referral, stepped by hand: whichever commits first is what holds, and the other sees it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.intake import events as e
from services.intake import queries, streams
from shared.clock import MovableClock, stockholm
from shared.db import Tx
from shared.errors import VersionConflict
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.given import ALI, EVA, WHY
from tests.intake.journey import a_person, a_referral, assessed, granted, ok, referral_body
from tests.intake.seeds import Story, stream_of
from tests.intake.test_merges import merged

LOST = (VersionConflict, asyncpg.SerializationError, asyncpg.UniqueViolationError)


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def append(api: Api, tx: Tx, events: Sequence[Any]) -> None:
    log = api.app.state.service.log(tx, by=ALI, correlation="a-test")
    for event in events:
        stream = streams.person(event.person) if isinstance(event, e.PersonEvent) else stream_of(event)
        _, version = await log.read(stream)
        await log.append(stream, [event], expected=version)


async def the_later_is_refused(api: Api, first: Sequence[Any], later: Sequence[Any]) -> None:
    """The later has read before the first commits; it writes afterwards, and loses."""
    database = api.app.state.service.database
    with pytest.raises(LOST):
        async with database.transaction() as late:
            await late.raw.fetchval("select count(*) from events")
            async with database.transaction() as early:
                await append(api, early, first)
            await append(api, late, later)


def a_merge(person: str, other: str, on: date) -> list[e.PersonEvent]:
    """As it is decided by whoever has seen neither of the two held by anything."""
    one, two = UUID(person), UUID(other)
    return [
        e.MergedFrom(person=one, merged=two, conflicts=(), protected=False, reason=WHY, proposed_by=ALI, merged_by=EVA, on=on),
        e.MergedInto(person=two, survivor=one, protected=False, merged_by=EVA, on=on),
    ]


class TestMergeAndReferral:
    @pytest.mark.parametrize("whose", ["person", "other"])
    @pytest.mark.parametrize("first", ["merge", "referral"])
    async def test_one_of_the_two_is_run_again_in_either_order(self, api: Api, today: date, whose: str, first: str) -> None:
        persons = {"person": await a_person(api), "other": await a_person(api)}
        story = Story(person=UUID(persons[whose]))
        steps: dict[str, Sequence[Any]] = {"merge": a_merge(**persons, on=today), "referral": [story.received(today)]}
        held = UUID(persons["other" if whose == "person" else "person"])
        await append_alone(api, [Story(person=held).received(today)])
        second = "referral" if first == "merge" else "merge"
        await the_later_is_refused(api, steps[first], steps[second])

    async def test_run_again_the_referral_is_refused_and_the_merge_names_the_conflict(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        await a_referral(api, today, person)
        await merged(api, person, other, today)
        assert (await api.post("/referrals", referral_body(other, today))).json()["code"] == "already-engaged"
        third = await a_person(api)
        await a_referral(api, today, third)
        assert [row["about"] for row in (await merged(api, person, third, today))["conflicts"]] == ["two-open"]


class TestMergeAndCase:
    async def test_a_merge_that_has_not_seen_a_case_reopened_is_run_again(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        story = Story(person=UUID(other))
        await append_alone(api, [story.received(today), story.opened(today), story.accepted(today), story.started(today)])
        await append_alone(api, [story.ended(today)])
        merging, reopening = a_merge(person, other, today), [story.reopened(today)]
        await the_later_is_refused(api, reopening, merging)

    async def test_of_two_cases_of_a_merged_pair_opened_at_once_one_is_refused(self, api: Api, today: date) -> None:
        one, two = Story(person=UUID(await a_person(api))), Story(person=UUID(await a_person(api)))
        for story in (one, two):
            await append_alone(api, [story.received(today), story.assessed(today), story.granted(today)])
        await append_alone(api, a_merge(str(one.person), str(two.person), today))
        opening = [[story.opened(today), story.accepted(today)] for story in (one, two)]
        await the_later_is_refused(api, *opening)
        again = await api.post("/cases", {"referral": str(two.referral), "on": today.isoformat()})
        assert (again.status_code, again.json()["code"]) == (409, "already-engaged")
        assert again.json()["reasons"][0]["case"] == str(one.case)


async def append_alone(api: Api, events: Sequence[Any]) -> None:
    async with api.app.state.service.database.transaction() as tx:
        await append(api, tx, events)


class TestReturnAndGrant:
    """A referral is given back, and the programme is granted for it, at the same moment."""

    @pytest.mark.parametrize("order", [("granted", "returned"), ("returned", "granted")])
    async def test_who_holds_or_changes_the_referral_later_is_run_again(
        self, api: Api, today: date, order: tuple[str, str]
    ) -> None:
        referral = UUID(await a_referral(api, today))
        database = api.app.state.service.database

        async def step(tx: Tx, what: str) -> None:
            await queries.referral_held(tx, referral)
            if what == "returned":
                await tx.raw.execute("update referrals set status = 'returned' where referral = $1", referral)

        with pytest.raises(asyncpg.SerializationError):
            async with database.transaction() as late:
                await late.raw.fetchval("select count(*) from referrals")
                async with database.transaction() as early:
                    await step(early, order[0])
                if order[1] == "returned":  # changes it without having held it
                    await late.raw.execute("update referrals set status = 'returned' where referral = $1", referral)
                else:
                    await step(late, order[1])

    async def test_what_is_granted_is_not_given_back(self, api: Api, today: date) -> None:
        referral = await self.ready(api, today)
        await granted(api, referral, today)
        refused = await api.post(f"/referrals/{referral}/returns", self.body(today))
        assert (refused.status_code, refused.json()["code"]) == (409, "already-decided")
        assert ok(await api.get(f"/referrals/{referral}"), 200)["status"] == "open"

    async def test_what_is_given_back_is_not_granted(self, api: Api, today: date) -> None:
        referral = await self.ready(api, today)
        ok(await api.post(f"/referrals/{referral}/returns", self.body(today)))
        decision = {"decision": "granted", "on": today.isoformat()}
        refused = await api.post(f"/referrals/{referral}/decisions", decision, "decider", subject="eva")
        assert (refused.status_code, refused.json()["code"]) == (409, "referral-not-handled")

    async def ready(self, api: Api, today: date) -> str:
        referral = await a_referral(api, today)
        await assessed(api, referral, today)
        return referral

    def body(self, on: date) -> dict[str, Any]:
        return {"reasons": ["incomplete"], "on": on.isoformat()}


class TestDoubleRecords:
    """What one person may have only once, two records may have each: a human settles it."""

    async def test_two_decisions_that_differ_are_queued_until_somebody_says_which_holds(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        for who, decision in ((person, "granted"), (other, "refused")):
            story = Story(person=UUID(who))
            decided = story.granted(today) if decision == "granted" else story.refused(today)
            closed = story.declined(today) if decision == "refused" else None
            await append_alone(api, [each for each in (story.received(today), story.assessed(today), decided, closed) if each])
        (conflict,) = (await merged(api, person, other, today))["conflicts"]
        assert conflict["about"] == "two-decisions"
        path = f"/merge-conflicts/{conflict['conflict']}/settlements"
        unsaid = await api.post(path, {"reason": "Nyast.", "on": today.isoformat()}, "manager")
        assert unsaid.json()["code"] == "say-which-holds"
        assert ok(await api.post(path, {"holds": "remaining", "reason": "Nyast.", "on": today.isoformat()}, "manager"))[
            "holds"
        ] == ("remaining")

    async def test_the_same_consent_of_both_is_settled_once_one_is_withdrawn(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        body = {"purpose": "survey", "scope": ["identity"], "form": "signed-paper", "on": today.isoformat()}
        given = [ok(await api.post(f"/persons/{who}/consents", body))["consent"] for who in (person, other)]
        (conflict,) = (await merged(api, person, other, today))["conflicts"]
        assert conflict["about"] == "two-consents"
        path, reason = f"/merge-conflicts/{conflict['conflict']}/settlements", {"reason": "En räcker.", "on": today.isoformat()}
        assert (await api.post(path, reason, "manager")).json()["code"] == "still-two-consents"
        ok(await api.post(f"/consents/{given[1]}/withdrawals", {"on": today.isoformat()}))
        assert ok(await api.post(path, reason, "manager"))["status"] == "settled"


class TestShownAsOne:
    async def test_every_list_shows_who_remains_and_undoing_shows_each_again(self, api: Api, today: date) -> None:
        person, other = await a_person(api), await a_person(api)
        referral = await a_referral(api, today, other)
        asked = {"kind": "assessment", "source": "af", "on": today.isoformat()}
        ok(await api.post(f"/referrals/{referral}/evidence-requests", asked))
        consent = {"purpose": "survey", "scope": ["identity"], "form": "signed-paper", "on": today.isoformat()}
        ok(await api.post(f"/persons/{other}/consents", consent))
        lists = ("/referrals", "/evidence-requests", "/blocked-referrals", "/tasks", f"/persons/{other}/consents")
        assert await self.shown(api, lists) == {path: {other} for path in lists}
        await merged(api, person, other, today)
        assert await self.shown(api, lists) == {path: {person} for path in lists}
        assert ok(await api.get(f"/tasks?person={person}"), 200)["total"] == ok(await api.get("/tasks"), 200)["total"]
        undone = {"merged": other, "reason": "Två olika.", "on": today.isoformat()}
        ok(await api.post(f"/persons/{person}/unmerges", undone, "manager", subject="mia"))
        assert await self.shown(api, lists) == {path: {other} for path in lists}

    async def shown(self, api: Api, lists: Sequence[str]) -> dict[str, set[str]]:
        return {path: {row["person"] for row in ok(await api.get(path), 200)["items"]} for path in lists}
