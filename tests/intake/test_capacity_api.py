"""Capacity over REST, on real PostgreSQL: shares, room, assignments, the waiting list, the forecast."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import asyncpg
import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.intake.projections import read_model
from shared.clock import MovableClock, stockholm
from shared.db import prepare_connection
from shared.migrations import app_role
from shared.projections import Rebuild
from tests.conftest import ServiceApi
from tests.faults.parts import a_waiting_case, log_of
from tests.harness import UNIT, Api
from tests.intake.journey import ok

DAY = timedelta(days=1)


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def manage(api: Api, path: str, body: dict[str, Any], status: int = 201, **more: Any) -> Any:
    return ok(await api.post(path, body, "manager", subject="mia", **more), status)


async def a_share(api: Api, on: date, percent: int = 10, who: str = "sam", **more: Any) -> Any:
    body = {"support_person": who, "appropriation": "1:4", "percent": percent, "on": on.isoformat(), **more}
    return await manage(api, f"/units/{UNIT}/shares", body)


async def start(api: Api, case: str, on: date, who: str = "sam") -> httpx.Response:
    return await api.post(f"/cases/{case}/starts", {"support_person": who, "on": on.isoformat()})


async def assign(api: Api, case: str, on: date, who: str = "sam", **more: Any) -> httpx.Response:
    body = {"support_person": who, "on": on.isoformat(), **more}
    return await api.post(f"/cases/{case}/assignments", body, "manager", subject="mia")


async def room(api: Api, on: date | None = None) -> Any:
    return ok(await api.get(f"/units/{UNIT}/bandwidth", params={"on": on.isoformat()} if on else {}), 200)


def codes(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 409, answer.text
    return [reason["code"] for reason in answer.json()["reasons"]]


class TestShares:
    async def test_a_person_is_never_over_full_time_even_at_two_units(self, api: Api, today: date) -> None:
        await a_share(api, today, 75)
        body = {"support_person": "sam", "appropriation": "1:4", "percent": 26, "on": today.isoformat()}
        refused = await api.post("/units/malmo/shares", body, "manager", units=["malmo"])
        assert codes(refused) == ["over-full-time"]
        ok(await api.post("/units/malmo/shares", {**body, "percent": 25}, "manager", units=["malmo"]))

    async def test_only_the_own_units_shares_are_shown(self, api: Api, today: date) -> None:
        await a_share(api, today, 75)
        body = {"support_person": "sam", "appropriation": "1:1", "percent": 25, "on": today.isoformat()}
        ok(await api.post("/units/malmo/shares", body, "manager", units=["malmo"]))
        shown = ok(await api.get(f"/units/{UNIT}/support-persons/sam"), 200)
        assert [(share["unit"], share["percent"]) for share in shown["shares"]] == [(UNIT, 75)]
        assert (await api.get(f"/units/{UNIT}/support-persons/sam", units=["malmo"])).status_code == 403

    async def test_a_share_is_ended_and_corrected_on_the_version_it_is_based_on(self, api: Api, today: date) -> None:
        [share] = (await a_share(api, today - 30 * DAY, 50))["shares"]
        path = f"/units/{UNIT}/shares/{share['share']}"
        ended = await manage(api, f"{path}/endings", {"on": today.isoformat()}, headers={"If-Match": '"1"'})
        assert ended["shares"][0]["until"] == today.isoformat()
        right = {"appropriation": "1:4", "percent": 60, "on": share["from_on"], "why": "wrong-percent"}
        stale = await api.post(f"{path}/corrections", right, "manager", headers={"If-Match": '"1"'})
        assert stale.status_code == 412
        corrected = await manage(api, f"{path}/corrections", right)
        assert (corrected["shares"][0]["percent"], corrected["shares"][0]["until"]) == (60, None)

    async def test_of_two_shares_set_at_once_the_person_never_gets_more_than_full_time(self, api: Api, today: date) -> None:
        body = {"support_person": "sam", "appropriation": "1:4", "percent": 60, "on": today.isoformat()}
        answers = await asyncio.gather(
            *(api.post(f"/units/{unit}/shares", body, "manager", units=[unit]) for unit in ("a", "b", "c", "d"))
        )
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]

    async def test_somebody_without_a_share_at_the_unit_is_not_known_there(self, api: Api, today: date) -> None:
        body = {"cap": 5, "on": today.isoformat()}
        answer = await api.post(f"/units/{UNIT}/support-persons/nobody/caps", body, "manager")
        assert answer.status_code == 404


class TestBandwidth:
    async def test_without_shares_nothing_is_known_and_nobody_is_refused(self, api: Api, today: date) -> None:
        ok(await start(api, await a_waiting_case(api), today))
        now = await room(api)
        assert (now["capacity"], now["bandwidth"], now["ongoing"], now["benchmark"]) == (None, None, 1, 30)

    async def test_of_the_unit_and_of_each_person_by_the_shares_the_cap_and_the_cases(self, api: Api, today: date) -> None:
        await a_share(api, today - DAY, 75)
        await a_share(api, today - DAY, 100, "eva")
        await manage(api, f"/units/{UNIT}/benchmarks", {"cases": 20, "on": today.isoformat()})
        await manage(api, f"/units/{UNIT}/support-persons/eva/caps", {"cap": 12, "on": today.isoformat()})
        ok(await start(api, await a_waiting_case(api), today))
        now = await room(api)
        assert (now["capacity"], now["bandwidth"], now["load"]) == (35.0, 34.0, 0.029)
        assert [(one["support_person"], one["capacity"], one["bandwidth"]) for one in now["support_persons"]] == [
            ("eva", 12.0, 12.0),
            ("sam", 15.0, 14.0),
        ]
        before = await room(api, today - DAY)
        assert (before["capacity"], before["ongoing"], before["benchmark"]) == (52.5, 0, 30)

    async def test_coming_days_count_the_exits_that_are_planned(self, api: Api, today: date) -> None:
        await a_share(api, today)
        first, second = await a_waiting_case(api), await a_waiting_case(api)
        for case in (first, second):
            ok(await start(api, case, today))
        end = today + 10 * DAY
        body = {"planned_end": end.isoformat(), "on": today.isoformat()}
        assert ok(await api.post(f"/cases/{first}/planned-ends", body))["planned_end"] == end.isoformat()
        assert [(await room(api, day))["bandwidth"] for day in (today, end - DAY, end)] == [1.0, 1.0, 2.0]
        ahead = ok(await api.get(f"/units/{UNIT}/forecast", params={"to": end.isoformat()}), 200)
        assert ahead["basis"] == {"ongoing": 2, "planned": 1, "unplanned": 1, "overdue": 0}
        assert sum(week["expected_exits"] for week in ahead["weeks"]) == 1
        assert [week["bandwidth"] for week in ahead["weeks"] if week["expected_exits"]] == [2.0]

    async def test_a_past_day_is_shown_as_it_was(self, api: Api, clock: MovableClock, today: date) -> None:
        await a_share(api, today)
        case = await a_waiting_case(api)
        ok(await start(api, case, today))
        clock.move_to(clock.now() + 5 * DAY)
        later = today + 5 * DAY
        ending = {"kind": "completed", "exit": "studies", "on": (later - DAY).isoformat()}
        ok(await api.post(f"/cases/{case}/endings", ending))
        assert [(await room(api, day))["ongoing"] for day in (today, later - 2 * DAY, later - DAY, later)] == [1, 1, 0, 0]

    async def test_another_unit_may_not_see_it(self, api: Api) -> None:
        for what in ("bandwidth", "forecast", "overrides", "waiting-list", "workload-months", "benchmarks"):
            assert (await api.get(f"/units/{UNIT}/{what}", units=["malmo"])).status_code == 403

    async def test_months_of_work_by_appropriation(self, api: Api, today: date) -> None:
        first = date(today.year - 1, 1, 1)
        await a_share(api, first, 75)
        body = {"support_person": "sam", "appropriation": "1:1", "percent": 25, "on": first.isoformat()}
        await manage(api, f"/units/{UNIT}/shares", body)
        span = {"from": first.isoformat(), "to": first.replace(month=12, day=31).isoformat()}
        months = ok(await api.get(f"/units/{UNIT}/workload-months", params=span), 200)
        assert (months["sius"], months["other_work"], months["elsewhere"]) == (9.0, 3.0, 0.0)


class TestAssignments:
    async def test_a_start_without_room_is_refused_with_everything_it_goes_over(self, api: Api, today: date) -> None:
        await a_share(api, today)
        for _ in range(3):
            ok(await start(api, await a_waiting_case(api), today))
        case = await a_waiting_case(api)
        assert codes(await start(api, case, today)) == ["over-unit-capacity", "over-cap"]
        assert codes(await assign(api, case, today)) == ["over-unit-capacity", "over-cap"]

    async def test_the_managers_reason_makes_room_and_is_listed_without_its_words(self, api: Api, today: date) -> None:
        await a_share(api, today)
        for _ in range(3):
            ok(await start(api, await a_waiting_case(api), today))
        case = await a_waiting_case(api)
        assigned = ok(await assign(api, case, today, reason="Arbetet börjar på måndag."))
        assert (assigned["reserved"], assigned["assigned_why"]) == (True, "Arbetet börjar på måndag.")
        ok(await start(api, case, today))
        assert (await room(api))["bandwidth"] == -1.0
        answer = await api.get(f"/units/{UNIT}/overrides")
        [listed] = ok(answer, 200)["items"]
        assert (listed["kind"], listed["case"], listed["over"]) == ("assignment", case, ["over-unit-capacity", "over-cap"])
        assert "måndag" not in answer.text
        log = await log_of(api, "stream = $1", f"planning-{case}")
        assert [row["type"] for row in log] == ["CaseAssigned"]
        assert "måndag" not in str(log)
        assert not ok(await api.get(f"/cases/{case}/planning"), 200)["reserved"]

    async def test_a_kept_place_is_nobody_elses(self, api: Api, today: date) -> None:
        await a_share(api, today)
        kept, *others = [await a_waiting_case(api) for _ in range(4)]
        ok(await assign(api, kept, today))
        answers = [await start(api, case, today) for case in others]
        assert [answer.status_code for answer in answers] == [201, 201, 409]
        ok(await start(api, kept, today))
        assert (await room(api))["free"] == 0.0

    async def test_a_place_is_given_back(self, api: Api, today: date) -> None:
        await a_share(api, today)
        case = await a_waiting_case(api)
        ok(await assign(api, case, today))
        assert (await room(api))["reserved"] == 1
        await manage(api, f"/cases/{case}/assignment-withdrawals", {"on": today.isoformat()})
        assert (await room(api))["reserved"] == 0

    async def test_a_reduction_below_the_load_needs_a_reason_and_is_listed(self, api: Api, today: date) -> None:
        [share] = (await a_share(api, today - DAY, 10))["shares"]
        ok(await start(api, await a_waiting_case(api), today))
        path = f"/units/{UNIT}/shares/{share['share']}/endings"
        body = {"on": (today - DAY).isoformat()}
        assert codes(await api.post(path, body, "manager")) == ["over-unit-capacity", "over-cap"]
        await manage(api, path, {**body, "reason": "left"})
        [listed] = ok(await api.get(f"/units/{UNIT}/overrides"), 200)["items"]
        assert (listed["kind"], listed["reason_code"], listed["person"]) == ("share", "left", None)

    async def test_an_ended_case_is_not_reopened_without_room(self, api: Api, today: date) -> None:
        await a_share(api, today)
        first, *rest = [await a_waiting_case(api) for _ in range(4)]
        ok(await start(api, first, today))
        ending = {"kind": "completed", "exit": "studies", "on": today.isoformat()}
        ok(await api.post(f"/cases/{first}/endings", ending))
        for case in rest:
            ok(await start(api, case, today))
        body = {"reason": "Avslutades av misstag.", "on": today.isoformat()}
        assert codes(await api.post(f"/cases/{first}/reopenings", body)) == ["over-unit-capacity", "over-cap"]
        ok(await assign(api, first, today, reason="Fel avslut."))
        ok(await api.post(f"/cases/{first}/reopenings", body))

    async def test_proposals_come_in_order_with_every_point_explained(self, api: Api, today: date) -> None:
        await a_share(api, today, 10)
        await a_share(api, today, 100, "eva")
        described = {"languages": ["ar"], "sectors": ["private"], "municipalities": ["0180"], "on": today.isoformat()}
        await manage(api, f"/units/{UNIT}/support-persons/sam/descriptions", described)
        case = await a_waiting_case(api)
        path = f"/cases/{case}/assignment-proposals"
        sam, eva = ok(await api.get(path, params={"language": "ar"}), 200)["proposals"]
        assert (sam["support_person"], sam["total"], eva["support_person"], eva["total"]) == ("sam", 60.0, "eva", 40.0)
        assert {one["factor"]: one["points"] for one in sam["points"]} == {
            "free-bandwidth": 40.0,
            "continuity": 0.0,
            "language": 15.0,
            "sector": 0.0,
            "municipality": 5.0,
        }
        for _ in range(3):
            ok(await start(api, await a_waiting_case(api), today))
        first, last = ok(await api.get(path, params={"language": "ar"}), 200)["proposals"]
        assert (first["support_person"], last["support_person"], last["needs_reason"]) == ("eva", "sam", True)


class TestWaitingList:
    async def test_priority_first_then_planned_employment_then_the_date_granted(self, api: Api, today: date) -> None:
        plain = await a_waiting_case(api)
        planned = await a_waiting_case(api, planned_job={"starts_on": today.isoformat()})
        favoured = await a_waiting_case(api)
        body = {"reason": "Arbetsgivaren väntar.", "on": today.isoformat()}
        assert (await api.post(f"/cases/{favoured}/priorities", body)).status_code == 403
        await manage(api, f"/cases/{favoured}/priorities", body)
        answer = await api.get(f"/units/{UNIT}/waiting-list")
        items = ok(answer, 200)["items"]
        assert [(item["place"], item["case"]) for item in items] == [(1, favoured), (2, planned), (3, plain)]
        assert [[why["code"] for why in item["why"]] for item in items] == [
            ["priority", "granted-on"],
            ["planned-job", "granted-on"],
            ["granted-on"],
        ]
        assert "Arbetsgivaren" not in answer.text
        await manage(api, f"/cases/{favoured}/priority-withdrawals", body)
        items = ok(await api.get(f"/units/{UNIT}/waiting-list"), 200)["items"]
        assert [item["case"] for item in items] == [planned, plain, favoured]

    async def test_a_started_case_has_left_it(self, api: Api, today: date) -> None:
        case = await a_waiting_case(api)
        ok(await start(api, case, today))
        assert ok(await api.get(f"/units/{UNIT}/waiting-list"), 200)["total"] == 0


async def rebuilt_differences(api: Api) -> dict[str, int]:
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        await prepare_connection(connection)
        rebuild = Rebuild(connection, read_model(api.app.state.service.store), role=app_role("intake"))
        await rebuild.start(afresh=True)
        assert await rebuild.replay() > 0
        async with rebuild.standstill():
            return await rebuild.differences()
    finally:
        await connection.close()


async def test_a_rebuilt_read_model_equals_the_live_one_row_for_row(api: Api, today: date) -> None:
    [share] = (await a_share(api, today - DAY, 20))["shares"]
    await manage(api, f"/units/{UNIT}/benchmarks", {"cases": 20, "on": today.isoformat()})
    await manage(api, f"/units/{UNIT}/support-persons/sam/caps", {"cap": 3, "on": today.isoformat()})
    described = {"languages": ["ar"], "sectors": [], "municipalities": [], "on": today.isoformat()}
    await manage(api, f"/units/{UNIT}/support-persons/sam/descriptions", described)
    first, second, third = [await a_waiting_case(api) for _ in range(3)]
    ok(await start(api, first, today))
    ok(await api.post(f"/cases/{first}/planned-ends", {"planned_end": None, "on": today.isoformat()}))
    ok(await assign(api, second, today))
    ok(await assign(api, third, today, "eva", reason="Känner personen."))
    body = {"reason": "Bråttom.", "on": today.isoformat()}
    await manage(api, f"/cases/{second}/priorities", body)
    await manage(api, f"/cases/{second}/assignment-withdrawals", {"on": today.isoformat()})
    ok(await api.post(f"/cases/{first}/endings", {"kind": "completed", "exit": "studies", "on": today.isoformat()}))
    ok(await api.post(f"/cases/{first}/reopenings", body))
    ok(await api.post(f"/cases/{first}/retractions", body))
    await manage(api, f"/units/{UNIT}/shares/{share['share']}/endings", {"on": today.isoformat(), "reason": "left"})
    assert set((await rebuilt_differences(api)).values()) == {0}


def statuses(answers: Sequence[httpx.Response]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


ROUNDS = st.lists(st.lists(st.sampled_from(["start", "assign", "end", "reopen"]), min_size=2, max_size=6), min_size=1, max_size=3)


@settings(max_examples=6, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(rounds=ROUNDS)
async def test_whatever_is_done_at_once_bandwidth_is_never_below_zero_without_a_reason(
    api_of: ServiceApi, today: date, rounds: list[list[str]]
) -> None:
    api = await api_of("intake")
    await a_share(api, today)
    cases = [await a_waiting_case(api) for _ in range(6)]
    ending = {"kind": "completed", "exit": "studies", "on": today.isoformat()}
    back = {"reason": "Avslutades av misstag.", "on": today.isoformat()}
    steps = {
        "start": lambda case: start(api, case, today),
        "assign": lambda case: assign(api, case, today),
        "end": lambda case: api.post(f"/cases/{case}/endings", ending),
        "reopen": lambda case: api.post(f"/cases/{case}/reopenings", back),
    }
    for acts in rounds:
        answers = await asyncio.gather(*(steps[act](case) for act, case in zip(acts, cases, strict=False)))
        assert {answer.status_code for answer in answers} <= {201, 409}
        now = await room(api)
        assert now["free"] >= 0
        assert now["free"] == 3 - now["ongoing"] - now["reserved"]


async def test_of_many_starts_at_once_no_more_take_effect_than_there_is_room_for(api: Api, today: date) -> None:
    await a_share(api, today)
    cases = [await a_waiting_case(api) for _ in range(6)]
    answers = await asyncio.gather(*(start(api, case, today) for case in cases))
    begun = statuses(answers).count(201)
    assert 1 <= begun <= 3
    assert statuses(answers) == [201] * begun + [409] * (6 - begun)
    assert (await room(api))["ongoing"] == begun
