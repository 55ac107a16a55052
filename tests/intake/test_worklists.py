"""Worklists over REST on real PostgreSQL: tasks come and go with the events, and every count opens exactly its rows."""

import asyncio
from datetime import date, timedelta
from typing import Any

import asyncpg
import pytest

from services.intake.projections import read_model
from services.intake.reactions import react
from shared.clock import MovableClock, stockholm
from shared.contracts import followup
from shared.db import prepare_connection
from shared.errors import VersionConflict
from shared.ids import new_id
from shared.inbox import Delivery
from shared.migrations import app_role
from shared.projections import Rebuild
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.given import ALI, EVA, SAM
from tests.intake.journey import ok
from tests.intake.seeds import Story, at_once, happened


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def listed(api: Api, query: str = "", **who: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = ok(await api.get(f"/tasks?limit=200{query}", **who), 200)["items"]
    return items


async def kinds(api: Api, query: str = "", **who: Any) -> list[str]:
    return sorted(task["kind"] for task in await listed(api, query, **who))


async def a_started_story(api: Api, on: date, **more: Any) -> Story:
    story = Story(**more)
    before = on - timedelta(days=1)
    await happened(api, story.received(before), story.assessed(before), story.granted(before))
    await at_once(api, [story.opened(before), story.accepted(before)])
    await happened(api, story.started(on))
    return story


async def test_a_referral_has_one_task_at_a_time_until_the_case_starts(api: Api, today: date) -> None:
    story = Story()
    seen = []
    for event in (story.received(today), story.assessed(today), story.assessed(today), story.granted(today)):
        await happened(api, event)
        seen.append(await kinds(api))
    assert seen == [["assess-referral"], ["decide-referral"], ["decide-referral"], ["open-case"]]
    await at_once(api, [story.opened(today), story.accepted(today)])
    assert await kinds(api) == ["action-plan", "start-case"]
    await happened(api, story.started(today))
    assert await kinds(api) == ["action-plan", "day-180", "first-contact", "sus-consent"]
    assert await kinds(api, "&status=done") == ["assess-referral", "decide-referral", "open-case", "start-case"]


async def test_to_assess_again_does_not_prolong_the_time_to_decide(api: Api, today: date) -> None:
    story = Story()
    long_ago = today - timedelta(days=30)
    await happened(api, story.received(long_ago), story.assessed(long_ago), story.assessed(today))
    [decide] = await listed(api)
    assert (decide["opened_on"], decide["overdue"]) == (long_ago.isoformat(), True)


async def test_tasks_of_a_case_are_its_support_persons_and_others_are_the_units(api: Api, today: date) -> None:
    await a_started_story(api, today)
    waiting = Story()
    await happened(api, waiting.received(today))
    assert await kinds(api, "&owner=me", subject=SAM) == ["action-plan", "day-180", "first-contact", "sus-consent"]
    assert await kinds(api, "&owner=nobody", subject=SAM) == ["assess-referral"]
    assert await kinds(api, f"&owner={SAM}", role="manager") == ["action-plan", "day-180", "first-contact", "sus-consent"]


async def test_what_an_officer_asked_for_stays_that_officers_when_the_case_starts(api: Api, today: date) -> None:
    story = Story()
    await happened(api, story.received(today), story.requested(new_id(), today, requested_by=EVA))
    await happened(api, story.assessed(today), story.granted(today))
    await at_once(api, [story.opened(today), story.accepted(today)])
    await happened(api, story.started(today))
    owners = {task["kind"]: (task["owner"], task["case"]) for task in await listed(api)}
    case = str(story.case)
    assert (owners["evidence-reminder"], owners["evidence-escalation"]) == ((EVA, case), (None, case))


async def test_a_completed_task_is_done_and_told_once(api: Api, today: date) -> None:
    await a_started_story(api, today)
    [task] = await listed(api, "&kind=action-plan")
    path, body = f"/tasks/{task['task']}", {"on": today.isoformat()}
    answer = await api.post(f"{path}/completions", body, subject=SAM)
    assert (ok(answer)["status"], answer.headers["Location"], answer.headers["ETag"]) == ("done", f"/intake/v1{path}", '"1"')
    assert ok(await api.get(path), 200)["closed_by"] == "TaskDone"
    again = await api.post(f"{path}/completions", body, subject=SAM)
    assert (again.status_code, again.json()["code"]) == (409, "task-not-open")


async def test_a_handed_over_case_takes_its_tasks_along_to_the_new_unit(api: Api, today: date) -> None:
    story = await a_started_story(api, today)
    await happened(api, story.handed_over(today, to=EVA, unit="malmo", first_contact_by=today + timedelta(days=7)))
    assert await kinds(api) == []
    there = await listed(api, units=["malmo"])
    assert sorted((task["kind"], task["owner"]) for task in there) == [
        ("action-plan", EVA),
        ("day-180", EVA),
        ("handover-contact", EVA),
        ("sus-consent", EVA),
    ]


async def test_a_place_given_back_makes_the_tasks_the_units_again(api: Api, today: date) -> None:
    story = Story()
    await happened(api, story.received(today), story.assessed(today), story.granted(today))
    await at_once(api, [story.opened(today), story.accepted(today)])
    await happened(api, story.assigned(today))
    assert await kinds(api, "&owner=me", subject=SAM) == ["action-plan", "start-case"]
    await happened(api, story.unassigned(today))
    assert await kinds(api, "&owner=nobody") == ["action-plan", "start-case"]


async def test_a_renewed_action_plan_is_a_new_task(api: Api, today: date) -> None:
    await a_started_story(api, today)
    [task] = await listed(api, "&kind=action-plan")
    ok(await api.post(f"/tasks/{task['task']}/completions", {"on": today.isoformat()}, subject=SAM))
    [renewed] = await listed(api, "&kind=action-plan")
    assert renewed["task"] != task["task"]
    assert date.fromisoformat(renewed["due_on"]) > today + timedelta(days=180)
    assert renewed["owner"] == SAM


async def test_two_officers_at_once_complete_a_task_once(api: Api, today: date) -> None:
    await a_started_story(api, today)
    [task] = await listed(api, "&kind=action-plan")
    completing = [
        api.post(f"/tasks/{task['task']}/completions", {"on": today.isoformat()}, subject=who) for who in (ALI, EVA, SAM)
    ]
    answers = await asyncio.gather(*completing)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]


async def test_what_an_event_fulfils_is_refused_by_hand_and_names_the_kind(api: Api, today: date) -> None:
    await happened(api, Story().received(today))
    [task] = await listed(api)
    answer = await api.post(f"/tasks/{task['task']}/completions", {"on": today.isoformat()})
    assert (answer.status_code, answer.json()["code"]) == (409, "task-done-elsewhere")
    assert answer.json()["reasons"][0]["kind"] == "assess-referral"


async def test_every_count_opens_exactly_its_rows(api: Api, today: date) -> None:
    for days in (0, 3, 40, 200, 400):
        story = await a_started_story(api, today - timedelta(days=days))
        await happened(api, story.requested(new_id(), today - timedelta(days=days)))
    elsewhere = await a_started_story(api, today - timedelta(days=40), unit="malmo")
    assert elsewhere.unit == "malmo"
    for query in ("", "?owner=me", "?owner=nobody", "?kind=day-180", "?overdue=true&owner=sam", "?due_within=30", "?status=done"):
        counted = ok(await api.get(f"/task-counts{query}", subject=SAM), 200)
        opened = counted["counts"]
        assert sum(count["count"] for count in opened) == counted["open"]
        links = [(count["href"], count["count"]) for count in opened]
        for href, count in [*links, (counted["href"], counted["open"]), (counted["overdue_href"], counted["overdue"])]:
            rows = ok(await api.get(href.removeprefix("/intake/v1"), subject=SAM), 200)
            assert rows["total"] == count, (query, href)
        for count in opened:
            rows = ok(await api.get(count["href"].removeprefix("/intake/v1"), subject=SAM), 200)["items"]
            assert {(row["kind"], row["overdue"]) for row in rows} == {(count["kind"], count["overdue"])}


async def test_a_list_can_be_narrowed(api: Api, today: date) -> None:
    story = await a_started_story(api, today - timedelta(days=20))
    await a_started_story(api, today)
    assert len(await listed(api, f"&case={story.case}")) == 4
    assert len(await listed(api, f"&person={story.person}&kind=day-180")) == 1
    assert await kinds(api, f"&referral={story.referral}&overdue=true") == ["first-contact", "sus-consent"]
    assert await kinds(api, "&due_within=0") == ["first-contact", "sus-consent"]
    assert await kinds(api, "&due_within=365&kind=first-contact") == ["first-contact", "first-contact"]
    assert await kinds(api, "&unit=malmo") == []


async def test_another_unit_sees_no_row_no_count_and_no_task(api: Api, today: date) -> None:
    await a_started_story(api, today)
    [task, *_] = await listed(api)
    assert await listed(api, units=["malmo"]) == []
    assert ok(await api.get("/task-counts", units=["malmo"]), 200)["open"] == 0
    assert (await api.get(f"/tasks/{task['task']}", units=["malmo"])).status_code == 403
    done = await api.post(f"/tasks/{task['task']}/completions", {"on": today.isoformat()}, units=["malmo"])
    assert done.status_code == 403


async def test_who_saw_a_task_of_a_person_is_in_the_access_log(api: Api, today: date) -> None:
    story = await a_started_story(api, today)
    await listed(api, subject=SAM)
    logged = ok(await api.get(f"/access-log?case={story.case}", "auditor"), 200)
    assert {(row["who"], row["what"]) for row in logged["items"]} == {(SAM, "list_tasks")}


async def told(api: Api, *contracts: Any) -> None:
    service = api.app.state.service
    for contract in contracts:
        delivery = Delivery(
            contract=contract,
            event_id=new_id(),
            stream=f"support-{contract.case}",
            version=1,
            previous=0,
            recorded_at=service.clock.now(),
            correlation="a-test",
        )
        async with service.database.transaction() as tx:
            await react(service.reacting(tx, delivery), delivery)


async def test_a_status_from_day_180_on_answers_what_the_task_asks(api: Api, today: date) -> None:
    start = today - timedelta(days=185)
    story = await a_started_story(api, start)
    values = {"case": story.case, "person": story.person, "situation": "in-work"}
    await told(api, followup.StatusEstablished(status=new_id(), on=start + timedelta(days=179), **values))
    assert "day-180" in await kinds(api)
    await told(api, followup.StatusEstablished(status=new_id(), on=start + timedelta(days=180), **values))
    [done] = await listed(api, "&status=done&kind=day-180")
    assert (done["closed_by"], done["closed_on"]) == ("TaskDone", (start + timedelta(days=180)).isoformat())


async def test_two_events_about_one_referral_come_one_by_one(api: Api, today: date) -> None:
    """Seen at once, the assessment would open a task for a referral that is being returned, and nothing would close it."""
    story = Story()
    await happened(api, story.received(today))
    service = api.app.state.service
    with pytest.raises((VersionConflict, asyncpg.SerializationError)):
        async with service.database.transaction() as late, service.database.transaction() as first:
            await late.raw.fetchval("select 1 from events limit 1")
            await service.log(first, by=ALI, correlation="a").append(
                f"referral-{story.referral}", [story.returned(today)], expected=1
            )
            await first.raw.execute("commit")
            await first.raw.execute("begin")
            assessed = [story.assessed(today)]
            await service.log(late, by=ALI, correlation="b").append(f"eligibility-{story.referral}", assessed, expected=0)
    assert await kinds(api) == []


async def a_full_log(api: Api, day: date) -> None:
    """Every event that makes, does, drops or moves a task."""
    one, two, three, four = Story(), Story(), Story(), Story()
    kept, came, waived = new_id(), new_id(), new_id()
    await happened(api, one.received(day), one.requested(kept, day), one.requested(came, day), one.requested(waived, day))
    await happened(api, one.reminded(kept, day), one.evidence_received(came, day), one.waived(waived, day))
    await happened(api, one.assessed(day), one.not_yet(day, day), one.assessed(day), one.granted(day))
    await at_once(api, [one.opened(day), one.accepted(day)])
    await happened(api, one.started(day), one.start_corrected(day + timedelta(days=1), day), one.contacted(day))
    await happened(api, one.paused(day, day), one.resumed(day, day), one.end_proposed(day))
    await happened(api, one.ended(day), one.end_corrected(day, day), one.reopened(day))
    await happened(api, one.handed_over(day, to=EVA, unit="malmo", first_contact_by=day), one.ended(day))
    await happened(api, two.received(day), two.requested(new_id(), day), two.returned(day))
    await happened(api, three.received(day, proposed_by="212000-0142"), three.proposal_accepted(day), three.withdrawn(day))
    await happened(api, four.received(day), four.assessed(day), four.refused(day), four.declined(day))
    await happened(api, four.reopened_referral(day))
    await at_once(api, [four.opened(day), four.accepted(day)])
    await happened(api, four.in_error(day))


async def test_worklists_and_ledger_made_anew_from_the_log_are_what_stands(api: Api, today: date) -> None:
    await a_full_log(api, today - timedelta(days=400))
    story = await a_started_story(api, today)
    for task in await listed(api, f"&case={story.case}"):
        if task["by_hand"] and task["not_before"] is None:
            ok(await api.post(f"/tasks/{task['task']}/completions", {"on": today.isoformat()}, subject=SAM))
    service = api.app.state.service
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        await prepare_connection(connection)
        rebuild = Rebuild(connection, read_model(service.store), role=app_role("intake"))
        await rebuild.start(afresh=True)
        assert await rebuild.replay() > 0
        found = await rebuild.differences()
        assert {name: found[name] for name in ("tasks", "task_homes", "evidence")} == {"tasks": 0, "task_homes": 0, "evidence": 0}
    finally:
        await connection.close()


class TestSavedFilters:
    BODY = {"name": "Mina försenade", "owner": "me", "overdue": True}  # noqa: RUF012 - a constant

    async def test_a_saved_filter_opens_its_list(self, api: Api, today: date) -> None:
        await a_started_story(api, today - timedelta(days=20))
        answer = await api.post("/saved-filters", self.BODY, subject=SAM)
        saved = ok(answer)
        assert answer.headers["Location"] == f"/intake/v1/saved-filters/{saved['filter']}"
        rows = ok(await api.get(saved["href"].removeprefix("/intake/v1"), subject=SAM), 200)
        assert [row["kind"] for row in rows["items"]] == ["first-contact", "sus-consent"]

    async def test_filters_are_ones_own(self, api: Api) -> None:
        saved = ok(await api.post("/saved-filters", self.BODY, subject=SAM))["filter"]
        assert ok(await api.get("/saved-filters", subject=EVA), 200)["total"] == 0
        assert (await api.get(f"/saved-filters/{saved}", subject=EVA)).status_code == 404
        theirs = await api.client.delete(f"/saved-filters/{saved}", headers=api.bearer(subject=EVA))
        assert theirs.status_code == 404
        assert ok(await api.get(f"/saved-filters/{saved}", subject=SAM), 200)["name"] == "Mina försenade"

    async def test_a_deleted_filter_is_gone(self, api: Api) -> None:
        saved = ok(await api.post("/saved-filters", self.BODY, subject=SAM))["filter"]
        gone = await api.client.delete(f"/saved-filters/{saved}", headers=api.bearer(subject=SAM))
        assert gone.status_code == 204
        assert ok(await api.get("/saved-filters", subject=SAM), 200)["items"] == []

    async def test_a_name_is_used_once_by_an_officer_also_at_once(self, api: Api) -> None:
        saving = [api.post("/saved-filters", self.BODY, subject=SAM) for _ in range(3)]
        answers = await asyncio.gather(*saving)
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
        ok(await api.post("/saved-filters", self.BODY, subject=EVA))

    async def test_an_identity_number_is_no_name(self, api: Api) -> None:
        answer = await api.post("/saved-filters", {**self.BODY, "name": "19900214-2389"}, subject=SAM)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "personal-number")
