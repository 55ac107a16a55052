"""Over REST: planned contacts, attendance, risk, tasks and worklists, by the moved clock; every count opens exactly its rows."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.followup import queries
from services.followup.agenda import Book, due_between
from shared.bus.local import LocalBus
from shared.contracts import followup as contracts
from shared.contracts import intake
from tests.followup import deliveries as d
from tests.followup.build import CASE, DEC_1, JOB, MAR_2, PERSON
from tests.followup.test_api import (
    NOTE,
    SUPPORT,
    a_contact,
    a_plan,
    an_ending,
    an_intensification,
    ok,
    on,
    published,
    refused,
    started,
)
from tests.followup.test_projections import rebuilt_differences
from tests.harness import Api

__all__ = ["started"]
FEB_10, FEB_17, MAR_10 = date(2026, 2, 10), date(2026, 2, 17), date(2026, 3, 10)


def go_to(api: Api, day: date) -> None:
    api.clock.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


async def items(api: Api, path: str, **who: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ok(await api.get(f"{path}{'&' if '?' in path else '?'}limit=200", **who), 200)["items"]
    return found


async def kinds(api: Api, query: str = "", **who: Any) -> list[str]:
    return sorted(task["kind"] for task in await items(api, f"/tasks?{query}", **who))


async def task_of(api: Api, kind: str) -> dict[str, Any]:
    [task] = await items(api, f"/tasks?kind={kind}")
    return task


def a_week(hours: float, monday: str, **more: Any) -> dict[str, Any]:
    return {"week": monday, "scheduled_hours": 20, "actual_hours": hours, **more}


@pytest.fixture
async def planned(api: Api, started: None) -> None:
    """A plan with the person every week, from 10 February, a Tuesday."""
    go_to(api, FEB_10)
    ok(await api.post(f"{SUPPORT}/plans", a_plan()))


@pytest.mark.usefixtures("planned")
class TestPlannedContacts:
    async def test_a_day_shows_what_is_planned_and_when_it_is_in_utc(self, api: Api) -> None:
        found = await items(api, "/planned-contacts")
        case = await items(api, f"{SUPPORT}/planned-contacts?from=2026-02-10")
        assert found == case
        assert {(one["due_on"], one["state"]) for one in found} == {("2026-02-10", "due")}
        [person] = [one for one in found if one["contact_with"] == "person"]
        assert (person["at"], person["starts_at"]) == ("09:30", "2026-02-10T08:30:00Z")
        [summer] = [one for one in await items(api, f"{SUPPORT}/planned-contacts?from=2026-03-31") if one["at"]]
        assert summer["starts_at"] == "2026-03-31T07:30:00Z"

    async def test_it_is_overdue_when_the_day_has_passed_without_anybody_writing_anything(self, api: Api) -> None:
        before = await task_of(api, "contact-person")
        assert (before["due_on"], before["overdue"]) == ("2026-02-10", False)
        go_to(api, FEB_17)
        assert (await task_of(api, "contact-person"))["overdue"]
        [entry] = await items(api, f"{SUPPORT}/planned-contacts?from=2026-02-10&contact_with=person")
        assert entry["state"] == "overdue"

    async def test_a_contact_that_is_logged_late_is_kept_and_the_history_shows_when(self, api: Api) -> None:
        go_to(api, MAR_10)
        contact = ok(await api.post(f"{SUPPORT}/contacts", a_contact(FEB_10)))
        assert (contact["planned_on"], contact["recorded_at"][:10]) == ("2026-02-10", "2026-03-10")
        [done] = [one for one in await items(api, "/tasks?status=done") if one["kind"] == "contact-person"]
        assert (done["due_on"], done["closed_on"], done["closed_by"]) == ("2026-02-10", "2026-02-10", "ContactLogged")
        assert (await task_of(api, "contact-person"))["due_on"] == "2026-02-17"

    async def test_a_moved_contact_is_due_on_its_new_day(self, api: Api) -> None:
        moved = a_contact(FEB_10, outcome="moved", planned_on="2026-02-10", moved_to="2026-02-12", contact_with="person")
        ok(await api.post(f"{SUPPORT}/contacts", moved))
        assert (await task_of(api, "contact-person"))["due_on"] == "2026-02-12"
        [entry] = await items(api, "/planned-contacts?from=2026-02-12&contact_with=person")
        assert (entry["planned_on"], entry["due_on"], entry["state"]) == ("2026-02-10", "2026-02-12", "planned")

    async def test_a_corrected_contact_gives_the_task_back_and_both_stay(self, api: Api) -> None:
        first = ok(await api.post(f"{SUPPORT}/contacts", a_contact(FEB_10, note=NOTE)))["contact"]
        path = f"{SUPPORT}/contacts/{first}/removals"
        removed = ok(await api.post(path, {"reason": NOTE}))
        assert (removed["in_error"], removed["outcome"]) == (True, "kept")
        assert ok(await api.get(f"{SUPPORT}/contacts/{first}"), 200)["error_reason"] == NOTE
        assert (await task_of(api, "contact-person"))["due_on"] == "2026-02-10"
        assert refused(await api.post(path, {})) == ["contact-replaced"]
        assert NOTE not in (await api.get(f"{SUPPORT}/contacts")).text

    async def test_too_many_days_are_refused_and_so_is_an_end_before_the_start(self, api: Api) -> None:
        for query in ("from=2026-02-10&until=2026-04-13", "from=2026-02-10&until=2026-02-09"):
            assert (await api.get(f"/planned-contacts?{query}")).status_code == 422
        assert (await api.get("/planned-contacts?from=2026-02-10&until=2026-04-12")).status_code == 200

    async def test_other_units_and_protected_persons_are_neither_listed_nor_counted(self, api: Api, sender: d.Sender) -> None:
        elsewhere = ok(await api.get("/planned-contacts", units=["malmo"]), 200)
        await sender.send(intake.PersonProtected(person=PERSON))
        hidden = ok(await api.get("/planned-contacts"), 200)
        assert [elsewhere["total"], hidden["total"]] == [0, 0]
        assert {one["count"] for one in ok(await api.get("/worklists"), 200)["worklists"]} == {0}
        assert (await api.get(f"{SUPPORT}/planned-contacts")).status_code == 403

    async def test_reading_them_is_logged_for_each_person(self, api: Api) -> None:
        await items(api, "/planned-contacts", subject="reader-9")
        log = ok(await api.get("/access-log?who=reader-9", "auditor"), 200)["items"]
        assert {entry["case_id"] for entry in log} == {str(CASE)}

    async def test_the_tables_tell_the_same_as_the_state(self, api: Api, sender: d.Sender) -> None:
        go_to(api, date(2026, 4, 1))
        ok(await api.post(f"{SUPPORT}/contacts", a_contact(FEB_17, outcome="no-show")))
        moved = a_contact(FEB_10, outcome="moved", planned_on="2026-02-10", moved_to="2026-03-30", contact_with="person")
        ok(await api.post(f"{SUPPORT}/contacts", moved))
        ok(await api.post(f"{SUPPORT}/intensifications", an_intensification()))
        await sender.send(d.case_paused(MAR_10, date(2026, 3, 20)), d.case_resumed(date(2026, 3, 23)))
        days = queries.Days(first=date(2026, 1, 1), last=date(2026, 12, 31))
        async with api.app.state.service.database.transaction() as tx:
            support = await queries.support(tx, CASE)
            told = [entry for _, entry in await queries.due_of_case(tx, support, days, MAR_2)]
            known = await queries.state(tx, CASE)
        assert told == due_between(known.course, Book.of(known.noted), days.first, days.last, MAR_2)
        assert len(told) > 10


@pytest.mark.usefixtures("planned")
class TestAttendance:
    async def test_hours_are_logged_corrected_and_shown_over_weeks(self, api: Api, bus: LocalBus) -> None:
        go_to(api, MAR_2)
        first = ok(await api.post(f"{SUPPORT}/attendances", a_week(8, "2026-02-16")))
        assert refused(await api.post(f"{SUPPORT}/attendances", a_week(9, "2026-02-18"))) == ["week-logged"]
        second = ok(
            await api.post(f"{SUPPORT}/attendances", a_week(12.5, "2026-02-16", corrects=first["attendance"], reason=NOTE))
        )
        ok(await api.post(f"{SUPPORT}/attendances", a_week(15, "2026-02-23")))
        listed = await items(api, f"{SUPPORT}/attendances")
        assert [(one["actual_hours"], one["corrected_by"]) for one in listed] == [
            (15, None),
            (12.5, None),
            (8, second["attendance"]),
        ]
        assert ok(await api.get(f"{SUPPORT}/attendances/{second['attendance']}"), 200)["reason"] == NOTE
        progress = ok(await api.get(f"{SUPPORT}/progress"), 200)
        assert [(week["actual_hours"], week["share"], week["change"]) for week in progress["weeks"]] == [
            (12.5, 0.62, None),
            (15, 0.75, 2.5),
        ]
        assert (progress["on_the_line_since"], progress["highest_in"]) == ("2026-02-16", "2026-02-23")
        told = [one for one in await published(bus, 5) if isinstance(one, contracts.AttendanceLogged)]
        assert [(one.week, one.actual, one.corrects is None) for one in told][:2] == [
            (date(2026, 2, 16), Decimal(8), True),
            (date(2026, 2, 16), Decimal("12.5"), False),
        ]


@pytest.mark.usefixtures("planned")
class TestRisk:
    async def test_signs_and_flags_keep_their_texts_for_whoever_reads_one(self, api: Api, bus: LocalBus) -> None:
        signs = {"signs": ["changed-manager"], "source": "employer", "text": NOTE}
        sign = ok(await api.post(f"{SUPPORT}/early-signs", on(FEB_10, **signs)))
        [relapse] = await items(api, f"{SUPPORT}/relapse-signs")
        assert (relapse["sign"], relapse["evidence"]) == ("changed-manager", [sign["sign"]])
        assert await kinds(api, "kind=relapse-changed-manager") == ["relapse-changed-manager"]
        flag = ok(await api.post(f"{SUPPORT}/risk-flags", on(FEB_10, reasons=["early-signs"], text=NOTE)))
        assert await items(api, f"{SUPPORT}/relapse-signs") == []
        assert (await task_of(api, "at-risk"))["due_on"] == "2026-02-17"
        again = on(FEB_10, reasons=["other"])
        assert refused(await api.post(f"{SUPPORT}/risk-flags", again)) == ["already-at-risk"]
        path = f"{SUPPORT}/risk-flags/{flag['flag']}"
        assert ok(await api.post(f"{path}/clearances", on(FEB_10, outcome="unfounded", text=NOTE)))["cleared_on"]
        shown = ok(await api.get(path), 200)
        assert (shown["text"], shown["cleared_text"]) == (NOTE, NOTE)
        assert ok(await api.get(f"{SUPPORT}/early-signs/{sign['sign']}"), 200)["text"] == NOTE
        for listed in ("early-signs", "risk-flags"):
            assert NOTE not in (await api.get(f"{SUPPORT}/{listed}")).text
        told = {type(one) for one in await published(bus, 4)}
        assert {contracts.AtRiskFlagged, contracts.AtRiskCleared} <= told

    async def test_two_no_shows_are_a_task_with_the_evidence_named(self, api: Api) -> None:
        go_to(api, MAR_2)
        missed = [
            ok(await api.post(f"{SUPPORT}/contacts", a_contact(day, outcome="no-show", contact_with="person")))["contact"]
            for day in (FEB_10, FEB_17)
        ]
        task = await task_of(api, "relapse-no-shows")
        assert (task["about"], task["not_before"], task["due_on"]) == (missed[1], "2026-02-17", "2026-02-24")
        [sign] = [one for one in await items(api, f"{SUPPORT}/relapse-signs") if one["sign"] == "no-shows"]
        assert sign["evidence"] == missed
        done = await api.post(f"/tasks/{task['task']}/completions", on(MAR_2))
        assert ok(done)["status"] == "done"
        ok(await api.post(f"{SUPPORT}/attendances", a_week(20, "2026-02-23")))
        assert await kinds(api, "kind=relapse-no-shows") == []


@pytest.mark.usefixtures("planned")
class TestWorklists:
    async def test_every_count_opens_exactly_its_rows(self, api: Api) -> None:
        ok(await api.post(f"{SUPPORT}/risk-flags", on(FEB_10, reasons=["ill"])))
        ok(await api.post(f"{SUPPORT}/contacts", a_contact(FEB_10, outcome="no-show")))
        for day in (FEB_10, FEB_17, date(2026, 8, 20)):
            go_to(api, day)
            for query in ("", "?owner=me", "?owner=somebody-else", "?unit=stockholm"):
                await self.opens(api, query)

    async def opens(self, api: Api, query: str) -> None:
        lists = ok(await api.get(f"/worklists{query}", subject="officer-7"), 200)["worklists"]
        assert len({one["worklist"] for one in lists}) == 9
        for one in lists:
            path = one["href"].removeprefix("/followup/v1")
            opened = ok(await api.get(path, subject="officer-7"), 200)
            assert one["count"] == opened["total"], one

    async def test_today_this_week_overdue_and_statuses_due(self, api: Api) -> None:
        go_to(api, date(2026, 8, 20))
        lists = {one["worklist"]: one["count"] for one in ok(await api.get("/worklists"), 200)["worklists"]}
        assert lists["statuses-due"] == 2
        assert lists["tasks-overdue"] > 0
        assert lists["plans-needed"] == 1

    async def test_counts_by_kind_and_a_saved_filter_open_the_tasks(self, api: Api) -> None:
        counts = ok(await api.get("/task-counts"), 200)
        for one in counts["counts"]:
            opened = ok(await api.get(one["href"].removeprefix("/followup/v1")), 200)
            assert one["count"] == opened["total"]
        saved = ok(await api.post("/saved-filters", {"name": "Mina kontakter", "kind": "contact-person", "owner": "me"}))
        mine = ok(await api.get(saved["href"].removeprefix("/followup/v1"), subject="officer-7"), 200)
        assert [task["kind"] for task in mine["items"]] == ["contact-person"]

    async def test_what_an_event_fulfils_is_not_done_by_hand(self, api: Api) -> None:
        task = await task_of(api, "contact-person")
        assert refused(await api.post(f"/tasks/{task['task']}/completions", on(FEB_10))) == ["task-done-elsewhere"]

    async def test_a_handed_over_case_takes_its_tasks_along(self, api: Api, sender: d.Sender) -> None:
        await sender.send(d.case_handed_over("malmo", FEB_10))
        assert await kinds(api) == []
        assert "handover-contact" in await kinds(api, "owner=officer-8", units=["malmo"])

    async def test_an_ended_and_reopened_case_has_the_tasks_that_it_should_have(self, api: Api, sender: d.Sender) -> None:
        before = await kinds(api)
        go_to(api, DEC_1)
        await sender.send(d.case_ended(DEC_1))
        assert await kinds(api) == [
            "short-follow-up",
            "status-after-end",
            "status-day-180",
            "status-day-180-employment",
        ]
        await sender.send(d.case_reopened(DEC_1))
        assert await kinds(api) == before

    async def test_a_case_in_error_has_none(self, api: Api, sender: d.Sender) -> None:
        await sender.send(d.case_in_error())
        assert await kinds(api) == []
        assert await rebuilt(api) == {0}

    async def test_rebuilt_is_live_also_after_late_and_corrected_facts(self, api: Api, sender: d.Sender) -> None:
        go_to(api, date(2026, 8, 20))
        first = ok(await api.post(f"{SUPPORT}/contacts", a_contact(FEB_17)))["contact"]
        ok(await api.post(f"{SUPPORT}/contacts", a_contact(FEB_10, corrects=first, reason=NOTE, three_party=True)))
        ok(await api.post(f"{SUPPORT}/contacts/{first}/removals", {}), 409)
        flag = ok(await api.post(f"{SUPPORT}/risk-flags", on(FEB_17, reasons=["ill"])))["flag"]
        ok(await api.post(f"{SUPPORT}/risk-flags/{flag}/clearances", on(MAR_2, outcome="steady-again")))
        ok(await api.post(f"{SUPPORT}/early-signs", on(MAR_2, signs=["tired"], source="person")))
        for week in range(6):
            monday = date(2026, 2, 9) + timedelta(weeks=week)
            ok(await api.post(f"{SUPPORT}/attendances", a_week(20 if week < 4 else 9, monday.isoformat())))
        task = await task_of(api, "introduction-60-days")
        ok(await api.post(f"/tasks/{task['task']}/completions", on(date(2026, 6, 11))))
        await sender.send(d.case_paused(MAR_2, MAR_10), d.case_resumed(MAR_10), d.job_corrected(FEB_10))
        ok(await api.post(f"{SUPPORT}/introductions/{JOB}/endings", an_ending()))
        await sender.send(d.case_handed_over("stockholm", MAR_2), d.case_ended(DEC_1), d.case_reopened(DEC_1))
        assert await rebuilt(api) == {0}


async def rebuilt(api: Api) -> set[int]:
    return set((await rebuilt_differences(api)).values())
