"""Two years of one case with a relapse, a job change and a handover, and of one at a municipal employer with the same support."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from tests.everywhere import UUID_SHAPE
from tests.followup import deliveries as d
from tests.followup import years as y
from tests.followup.everywhere import EVERYWHERE
from tests.followup.test_api import ok
from tests.followup.test_projections import rebuilt_differences
from tests.harness import UNIT, Api

BOTH = [str(life.case) for life in y.BOTH]


@pytest.fixture
async def story(api: Api, sender: d.Sender) -> y.Telling:
    told = y.Telling(api, sender)
    await y.begun(told)
    return told


async def opens(story: y.Telling, **who: Any) -> dict[str, int]:
    """The worklists' counts, each of which opens exactly its rows; and so does every count by kind."""
    asked = {"subject": story.officer, "units": [story.unit], **who}
    lists = ok(await story.api.get("/worklists", **asked), 200)["worklists"]
    by_kind = ok(await story.api.get("/task-counts", **asked), 200)["counts"]
    for one in (*lists, *by_kind):
        opened = ok(await story.api.get(one["href"].removeprefix("/followup/v1"), **asked), 200)
        assert one["count"] == opened["total"], one
    assert len(lists) == 9
    return {one["worklist"]: one["count"] for one in lists}


async def cases(story: y.Telling, role: str, *units: str) -> tuple[int, list[str]]:
    """(status of one support, cases in the list) for somebody with this role at these units."""
    one = await story.api.get(y.PRIVATE.path, role, units=units)
    listed = await story.api.get("/supports", role, units=units)
    rows = listed.json()["items"] if listed.status_code == 200 else []
    return one.status_code, sorted(row["case"] for row in rows)


async def test_a_relapse_is_seen_and_acted_on(story: y.Telling) -> None:
    await y.relapsed(story)
    assert {"relapse-no-shows", "relapse-falling-hours"} <= await story.kinds(y.PRIVATE)
    [sign] = [one for one in (await story.get(f"{y.PRIVATE.path}/relapse-signs"))["items"] if one["sign"] == "no-shows"]
    missed = [one for one in (await story.get(f"{y.PRIVATE.path}/contacts?limit=200"))["items"] if one["outcome"] == "no-show"]
    assert {one["contact"] for one in missed} == set(sign["evidence"])
    await opens(story)
    await y.supported_more(story)
    assert not {kind for kind in await story.kinds(y.PRIVATE) if kind.startswith("relapse") or kind == "at-risk"}
    [flag] = (await story.get(f"{y.PRIVATE.path}/risk-flags"))["items"]
    assert (flag["on"], flag["cleared_on"]) == ("2026-03-25", "2026-04-24")
    assert (await opens(story))["at-risk"] == 0


async def test_introduction_goes_on_after_a_job_change_and_all_of_it_is_six_months(story: y.Telling) -> None:
    await y.lost_the_job(story)
    lost = await story.get(f"{y.PRIVATE.path}/introductions/{y.PRIVATE.job}")
    assert (lost["ended_on"], lost["cause"], lost["breach"]) == ("2026-05-15", "employment-ended", False)
    await y.found_another(story)
    shown = (await story.get(f"{y.PRIVATE.path}/introductions"))["items"]
    assert [(one["started_on"], one["counted_from"]) for one in shown] == [
        ("2026-06-08", "2026-01-26"),
        ("2026-02-09", "2026-01-26"),
        ("2026-01-26", "2026-01-26"),
    ]
    assert shown[0]["latest_end"] == y.LATEST_END.isoformat()
    for day, breach in ((y.LATEST_END, False), (y.LATEST_END + timedelta(days=1), True)):
        story.it_is(day)
        late = await story.get(f"{y.PRIVATE.path}/introductions/{y.PRIVATE.next_job}")
        assert (late["breach"], late["ended_on"]) == (breach, None)
    assert (await opens(story))["tasks-overdue"] > 0


async def test_after_the_handover_only_the_new_unit_sees_the_case(story: y.Telling) -> None:
    assert await cases(story, "caseworker", UNIT) == (200, BOTH)
    assert await cases(story, "caseworker", y.ELSEWHERE) == (403, [])
    await y.lost_the_job(story)
    await y.found_another(story)
    await y.introduced(story)
    await y.handed_over(story)
    assert await cases(story, "caseworker", y.ELSEWHERE) == (200, BOTH)
    assert await cases(story, "caseworker", UNIT) == (403, [])
    assert sum((await opens(story, units=[UNIT])).values()) == 0
    waiting = {"handover-contact", "handover-packet", "handover-person-informed", "handover-employer-informed"}
    assert waiting <= await story.kinds(y.PRIVATE)
    await y.met_the_new_one(story)
    assert not waiting & await story.kinds(y.PRIVATE)
    [handover] = (await story.get(f"{y.PRIVATE.path}/handovers"))["items"]
    assert (handover["first_contact_on"], handover["in_time"]) == ("2026-10-08", True)


async def test_a_manager_sees_the_units_tasks_and_nothing_of_how_it_goes(story: y.Telling) -> None:
    mine = await story.tasks(y.PRIVATE, subject="officer-7")
    assert mine
    assert await story.tasks(y.PRIVATE, role="manager") == mine
    assert await story.tasks(y.PRIVATE, role="manager", units=[y.ELSEWHERE]) == []
    assert await cases(story, "manager", UNIT) == (403, [])
    assert (await story.api.get("/worklists", "manager")).status_code == 403


async def test_who_may_only_read_sees_everything_and_changes_nothing(story: y.Telling) -> None:
    reading: dict[str, Any] = {"headers": story.reading(UNIT)}
    lists = ok(await story.api.get("/worklists", **reading), 200)["worklists"]
    assert {one["worklist"]: one["count"] for one in lists} == await opens(story)
    assert ok(await story.api.get(y.PRIVATE.path, **reading), 200)["phase"] == "introduction"
    contact = {"on": "2026-02-10", "channel": "visit", "contact_with": "person"}
    assert (await story.api.post(f"{y.PRIVATE.path}/contacts", contact, **reading)).status_code == 403


async def of_the_case(story: y.Telling, life: y.Life) -> dict[str, str]:
    """Everything that can be read of the case, without its ids and the time of day at which each thing was written."""
    subjects = [{"case": str(life.case)}]
    asked = EVERYWHERE.walk(story.api, subjects, "caseworker", subject=story.officer, units=[story.unit])
    return {
        address.replace(str(life.case), ""): without_ids(answer.text)
        for (_, address), answer in (await asked).items()
        if str(life.case) in address and answer.status_code == 200
    }


def without_ids(text: str) -> str:
    """Ids are numbered as they come."""
    numbers: dict[str, str] = {}
    numbered = UUID_SHAPE.sub(lambda found: numbers.setdefault(found[0], f"id-{len(numbers)}"), text)
    return re.sub(r'("recorded_at":"[0-9-]+)T[^"]*', r"\1", numbered)


def days(introduction: dict[str, Any]) -> int:
    first, last = (date.fromisoformat(introduction[name]) for name in ("started_on", "ended_on"))
    return (last - first).days + 1


async def tasks_of(story: y.Telling, life: y.Life) -> list[tuple[str, ...]]:
    statuses = ("open", "done", "dropped")
    found = [task for status in statuses for task in await story.tasks(life, status)]
    return sorted(tuple(str(task[name]) for name in ("kind", "status", "due_on", "closed_on", "closed_by")) for task in found)


async def test_two_years_are_the_same_at_a_private_and_a_municipal_employer(story: y.Telling) -> None:
    for chapter in (y.relapsed, y.supported_more, y.lost_the_job, y.found_another, y.introduced, y.handed_over):
        await chapter(story)
    await y.met_the_new_one(story)
    await y.ended(story)
    private, municipal = [await of_the_case(story, life) for life in y.BOTH]
    assert len(private) > 15
    assert private == municipal
    worked = [await tasks_of(story, life) for life in y.BOTH]
    assert len(worked[0]) > 40
    assert worked[0] == worked[1]
    assert await story.tasks(y.PRIVATE) == []
    shown = await story.get(y.MUNICIPAL.path)
    assert (shown["phase"], shown["ground"], shown["early_reason"]) == ("closed", "works-independently", None)
    assert shown["at_least_until"] < shown["completed_on"]
    introductions = (await story.get(f"{y.MUNICIPAL.path}/introductions"))["items"]
    assert [(one["cause"], one["breach"]) for one in introductions] == [
        ("decided", False),
        ("employment-ended", False),
        ("trial-ended", False),
    ]
    assert sum(days(one) for one in introductions) <= introductions[0]["allowed_days"] == 182
    assert sum((await opens(story)).values()) == 0
    assert set((await rebuilt_differences(story.api)).values()) == {0}
