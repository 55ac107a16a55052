"""Worklists over REST: counts open exactly their rows, and nobody sees what is not theirs to see."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

from shared import protection
from shared.http.api import document
from shared.http.openapi import lacking
from shared.ids import new_id
from shared.tasks.offered import Worklists
from shared.tasks.routes import task_routers
from tests.shared.tasks import repairs
from tests.shared.tasks.conftest import Workshop, bearer
from tests.shared.tasks.repairs import Estimated, OrderTaken


async def an_order(workshop: Workshop, days_ago: int = 0, *, parts: int = 1, **more: Any) -> UUID:
    """An order that is estimated: it has repairs, a call back and an inspection."""
    order, on = new_id(), workshop.today - timedelta(days=days_ago)
    taken = OrderTaken(**{"person": None, "unit": "north", **more}, order=order, on=on)
    made = tuple(new_id() for _ in range(parts))
    await workshop.happened(taken, Estimated(order=order, parts=made, estimator="eva", on=on))
    return order


async def kinds(workshop: Workshop, query: str = "", **who: str) -> list[str]:
    return sorted(row["kind"] for row in (await workshop.get(f"/tasks?limit=200{query}", **who))["items"])


async def test_every_count_opens_exactly_its_rows(workshop: Workshop) -> None:
    secret = new_id()
    for days_ago in (0, 3, 40, 400):
        await an_order(workshop, days_ago, mender="sam", parts=2)
    await an_order(workshop, 40, person=secret)
    await an_order(workshop, 40, unit="south")
    async with workshop.service.database.transaction() as tx:
        await protection.conceal(tx, secret)
    for query in ("", "?owner=me", "?owner=nobody", "?kind=repair", "?overdue=true&owner=sam", "?due_within=30", "?status=done"):
        counted = await workshop.get(f"/task-counts{query}", subject="sam")
        assert sum(count["count"] for count in counted["counts"]) == counted["open"]
        links = [(count["href"], count["count"]) for count in counted["counts"]]
        for href, count in [*links, (counted["href"], counted["open"]), (counted["overdue_href"], counted["overdue"])]:
            rows = await workshop.get(href.removeprefix("/repairs/v1"), subject="sam")
            assert rows["total"] == count, (query, href)
        for count in counted["counts"]:
            rows = (await workshop.get(count["href"].removeprefix("/repairs/v1") + "&limit=200", subject="sam"))["items"]
            assert {(row["kind"], row["overdue"]) for row in rows} == {(count["kind"], count["overdue"])}
    assert (await workshop.get("/task-counts", subject="sam"))["open"] == 4 * 4


async def test_a_home_is_called_by_the_services_own_word(workshop: Workshop) -> None:
    case = new_id()
    order = await an_order(workshop, case=case)
    await an_order(workshop)
    rows = (await workshop.get(f"/tasks?order={order}"))["items"]
    assert {(row["order"], row["case"], row["person"]) for row in rows} == {(str(order), str(case), None)}
    assert "home" not in rows[0]
    assert len(rows) == 3
    assert len(await kinds(workshop, f"&case={case}&kind=repair")) == 1


async def test_counts_of_one_home_open_that_homes_rows(workshop: Workshop) -> None:
    order = await an_order(workshop)
    await an_order(workshop)
    counted = await workshop.get(f"/task-counts?order={order}")
    assert counted["open"] == (await workshop.get(counted["href"].removeprefix("/repairs/v1")))["total"] == 3


async def test_ones_own_list_and_the_units(workshop: Workshop) -> None:
    await an_order(workshop, mender="sam")
    assert await kinds(workshop, "&owner=me", subject="sam") == ["call-back", "repair"]
    assert await kinds(workshop, "&owner=sam") == ["call-back", "repair"]
    assert await kinds(workshop, "&owner=nobody") == ["inspect"]
    assert await kinds(workshop, "&owner=me") == []


async def test_another_unit_sees_no_row_no_count_and_no_task(workshop: Workshop) -> None:
    await an_order(workshop)
    [task, *_] = [row["task"] for row in await workshop.tasks()]
    away = {"units": "south"}
    assert (await workshop.get("/tasks", **away))["total"] == 0
    assert (await workshop.get("/task-counts", **away))["open"] == 0
    assert (await workshop.http.get(f"/tasks/{task}", headers=bearer(**away))).status_code == 403
    assert (await workshop.post(f"/tasks/{task}/completions", {"on": "2026-03-02"}, **away)).status_code == 403
    assert (await workshop.http.get("/tasks", headers=bearer(scopes="task:write"))).status_code == 403


async def test_a_protected_persons_tasks_are_as_if_not_there_but_for_named_officers(workshop: Workshop) -> None:
    person = new_id()
    await an_order(workshop, person=person)
    await an_order(workshop)
    async with workshop.service.database.transaction() as tx:
        await protection.conceal(tx, person)
    assert (await workshop.get("/tasks"))["total"] == 3
    named = {"scopes": "task:read protected-identity"}
    assert (await workshop.get("/tasks", **named))["total"] == 6
    [task, *_] = [row["task"] for row in await workshop.tasks() if row["person"] == person]
    refused = await workshop.http.get(f"/tasks/{task}", headers=bearer())
    assert (refused.status_code, refused.json()["code"]) == (403, "protected-identity")
    assert (await workshop.get(f"/tasks/{task}", **named))["task"] == str(task)


async def test_who_saw_a_persons_task_is_logged_and_tasks_about_nobody_are_not(workshop: Workshop) -> None:
    person = new_id()
    await an_order(workshop, person=person)
    await an_order(workshop)
    await workshop.get("/tasks")
    for row in await workshop.tasks():
        await workshop.get(f"/tasks/{row['task']}")
    logged = await workshop.owner.fetch("select person, what, why from access_log")
    assert {row["person"] for row in logged} == {person}
    assert sorted(row["what"] for row in logged) == ["list_tasks"] * 3 + ["show_task"] * 3
    assert {row["why"] for row in logged} == {"case-work"}


async def test_a_task_done_by_hand_is_done_once_also_at_once(workshop: Workshop) -> None:
    await an_order(workshop, 60)
    [task] = [row["task"] for row in await workshop.tasks() if row["kind"] == "call-back"]
    body = {"on": workshop.today.isoformat()}
    answers = await asyncio.gather(*(workshop.post(f"/tasks/{task}/completions", body, subject=who) for who in ("ali", "eva")))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    [done] = [answer for answer in answers if answer.status_code == 201]
    assert (done.headers["Location"], done.headers["ETag"]) == (f"/repairs/v1/tasks/{task}", '"1"')
    assert (done.json()["status"], done.json()["closed_by"], done.json()["version"]) == ("done", "TaskDone", 1)
    assert await workshop.differences() == {"tasks": 0, "task_homes": 0}


async def test_what_an_event_fulfils_is_refused_by_hand(workshop: Workshop) -> None:
    await an_order(workshop)
    [task] = [row["task"] for row in await workshop.tasks() if row["kind"] == "repair"]
    answer = await workshop.post(f"/tasks/{task}/completions", {"on": workshop.today.isoformat()})
    assert (answer.status_code, answer.json()["code"]) == (409, "task-done-elsewhere")


async def test_a_saved_filter_is_ones_own_has_one_name_and_opens_its_list(workshop: Workshop) -> None:
    await an_order(workshop, 60, mender="ulla")
    body = {"name": "Mine", "owner": "me", "kind": "repair", "overdue": True}
    answers = await asyncio.gather(*(workshop.post("/saved-filters", body) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    [saved] = (await workshop.get("/saved-filters"))["items"]
    assert (await workshop.get(saved["href"].removeprefix("/repairs/v1")))["total"] == 1
    place = f"/saved-filters/{saved['filter']}"
    assert (await workshop.get("/saved-filters", subject="eva"))["total"] == 0
    for method in ("GET", "DELETE"):
        assert (await workshop.http.request(method, place, headers=bearer("eva"))).status_code == 404
    assert (await workshop.get(place)) == saved
    assert (await workshop.http.delete(place, headers=bearer())).status_code == 204
    assert (await workshop.get("/saved-filters"))["items"] == []


async def test_only_the_services_kinds_are_asked_for_and_kept(workshop: Workshop) -> None:
    assert (await workshop.http.get("/tasks?kind=paint", headers=bearer())).status_code == 422
    assert (await workshop.post("/saved-filters", {"name": "Paint", "kind": "paint"})).status_code == 422
    schemas = document(repairs.DEFINITION)["components"]["schemas"]
    assert schemas["TaskView"]["properties"]["kind"]["enum"] == ["estimate", "repair", "call-back", "inspect"]
    assert schemas["TaskCount"]["properties"]["kind"]["enum"] == schemas["TaskView"]["properties"]["kind"]["enum"]
    assert schemas["SavedFilterIn"]["properties"]["kind"]["anyOf"][0]["enum"] == ["estimate", "repair", "call-back", "inspect"]


def test_the_document_lacks_nothing() -> None:
    assert lacking(document(repairs.DEFINITION)) == []


def test_a_service_without_kinds_done_by_hand_has_no_route_for_it() -> None:
    [tasks, _] = task_routers(Worklists(service="repairs", tables=repairs.tables, kinds=repairs.KINDS))
    assert [route.name for route in tasks.routes if hasattr(route, "name")] == ["list_tasks", "count_tasks", "show_task"]
