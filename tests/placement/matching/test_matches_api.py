"""Jobs for a seeker and seekers for a job over REST: what is ranked, why, what is left out, and who may look."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from services.placement.matching.night import match_everybody
from services.placement.matching.words import MISSED, NEARNESS
from shared.bus import Topic
from shared.bus.local import LocalBus
from shared.clock import stockholm
from shared.contracts import intake
from shared.contracts.catalogue import PLACEMENT
from shared.ids import new_id
from shared.service import Service
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.placement.journey import HEARD, NOW, a_case, an_employer, an_employment, an_opportunity, case_started, ok, told
from tests.placement.seekers import a_profile, a_seeker, an_agreement
from tests.placement.test_on_the_bus import message

UNKNOWN = "0195c1de-9d00-7000-8000-000000000001"


async def jobs(api: Api, case: str, **query: Any) -> Any:
    return ok(await api.get(f"/searches/{case}/matches", params=query), 200)


async def seekers(api: Api, opportunity: str, role: str = "caseworker", **query: Any) -> Any:
    return ok(await api.get(f"/opportunities/{opportunity}/matches", role, params=query), 200)


def counted(found: Any) -> dict[str, int]:
    return {each["requirement"]: each["count"] for each in found["excluded"]["by_requirement"] if each["count"]}


async def test_jobs_are_ranked_for_the_seeker_each_with_why(api: Api) -> None:
    employer, case = await an_employer(api), await a_seeker(api)
    beside = await an_opportunity(api, employer, occupation="5222")
    adapted = await an_opportunity(
        api,
        employer,
        demands=[{"dimension": "pace", "level": 4}],
        adaptations=[{"dimension": "pace", "measure": "breaks", "lowers_to": 2}],
    )
    found = await jobs(api, case)
    assert [(job["opportunity"], job["rank"], job["score"]) for job in found["items"]] == [(adapted, 1, 98), (beside, 2, 87)]
    why = found["items"][0]["why"]
    assert (why["missed"], why["nearness"], why["nearness_points"]) == ([], 4, 52)
    assert why["dimensions"][0] == {
        "dimension": "pace",
        "demand": 4,
        "ability": 2,
        "gap": 2,
        "closed_by": "breaks",
        "points": 4,
    }
    assert found["items"][0]["score"] == why["nearness_points"] + sum(each["points"] for each in why["dimensions"])
    assert found["items"][1]["occupation_name"] == "Butikssäljare, dagligvaror"


async def test_why_is_told_in_the_readers_language(api: Api) -> None:
    opportunity, case = await an_opportunity(api, await an_employer(api), municipality="1480"), await a_seeker(api)
    path = f"/searches/{case}/matches"
    for tongue in ("sv", "en"):
        answer = await api.get(path, params={"missing": "place"}, headers={"Accept-Language": tongue})
        (job,) = ok(answer, 200)["items"]
        assert job["opportunity"] == opportunity
        assert job["why"]["sentences"][:2] == [MISSED["place"][tongue], NEARNESS[4][tongue]]


async def test_what_misses_a_requirement_is_counted_and_listed_with_every_reason(api: Api) -> None:
    employer, case = await an_employer(api), await a_seeker(api)
    away = await an_opportunity(api, employer, municipality="1480", weekly_hours=40)
    night = await an_opportunity(api, employer, shifts=["night"])
    sheltered = await an_opportunity(api, employer, sheltered=True)
    found = await jobs(api, case)
    assert (found["total"], found["excluded"]["total"]) == (0, 3)
    assert counted(found) == {"hours": 1, "shifts": 1, "place": 1, "osa": 1}
    for code, opportunity, missed in (
        ("place", away, ["hours", "place"]),
        ("shifts", night, ["shifts"]),
        ("osa", sheltered, ["osa"]),
    ):
        listed = await jobs(api, case, missing=code)
        ((job,), total) = listed["items"], listed["total"]
        assert (job["opportunity"], job["rank"], job["why"]["missed"], total) == (opportunity, None, missed, 1)


async def test_pages_continue_the_ranking(api: Api) -> None:
    employer, case = await an_employer(api), await a_seeker(api)
    made = [await an_opportunity(api, employer) for _ in range(3)]
    second = await jobs(api, case, limit=2, offset=2)
    assert (second["total"], [(job["opportunity"], job["rank"]) for job in second["items"]]) == (3, [(made[2], 3)])
    assert second["links"]["prev"] is not None


async def test_a_job_that_is_closed_filled_or_over_is_in_no_ranking_from_then_on(api: Api) -> None:
    employer, case = await an_employer(api), await a_seeker(api)
    closed, filled, over = [await an_opportunity(api, employer, **more) for more in ({}, {}, {"until_on": "2026-03-10"})]
    assert (await jobs(api, case))["total"] == 3
    ok(await api.post(f"/opportunities/{closed}/closings", {"reason": "withdrawn", "on": "2026-03-05"}))
    await an_employment(api, employer=employer, opportunity=filled)
    assert [job["opportunity"] for job in (await jobs(api, case))["items"]] == [over]
    assert [(await seekers(api, each))["total"] for each in (closed, filled, over)] == [0, 0, 1]
    api.clock.move_to(NOW.replace(day=11))
    assert (await jobs(api, case))["total"] == (await seekers(api, over))["total"] == 0
    ok(await api.post(f"/opportunities/{closed}/reopenings", {"reason": "Ledig igen.", "on": "2026-03-11"}))
    assert [job["opportunity"] for job in (await jobs(api, case))["items"]] == [closed]


async def test_a_permission_that_is_withdrawn_is_gone_in_the_next_answer(api: Api) -> None:
    opportunity, case = await an_opportunity(api, await an_employer(api)), await a_seeker(api)
    assert [each["case"] for each in (await seekers(api, opportunity))["items"]] == [case]
    ok(await api.post(f"/searches/{case}/presentation-withdrawals", {"on": "2026-03-10"}))
    assert counted(await jobs(api, case)) == counted(await seekers(api, opportunity)) == {"presentation": 1}
    (seeker,) = (await seekers(api, opportunity, missing="presentation"))["items"]
    assert (seeker["case"], seeker["rank"]) == (case, None)


async def test_a_permission_for_one_employer_is_for_that_employer_and_its_days(api: Api) -> None:
    told_, other = await an_employer(api), await an_employer(api)
    wanted, _ = await an_opportunity(api, told_), await an_opportunity(api, other)
    case = await a_case(api)
    await a_profile(api, case)
    await an_agreement(api, case, employers=[told_], until="2026-03-10")
    assert [job["opportunity"] for job in (await jobs(api, case))["items"]] == [wanted]
    api.clock.move_to(NOW.replace(day=11))
    assert counted(await jobs(api, case)) == {"presentation": 2}


async def test_a_search_that_does_not_go_on_matches_nothing(api: Api) -> None:
    case, person = new_id(), new_id()
    await told(api, case_started(case, person=person))
    await a_profile(api, str(case))
    await an_agreement(api, str(case))
    opportunity = await an_opportunity(api, await an_employer(api))
    assert (await jobs(api, str(case)))["total"] == (await seekers(api, opportunity))["total"] == 1
    ended = intake.CaseEnded(case=case, person=person, on=stockholm(NOW), kind="interrupted", exit="health")
    await told(api, ended)
    assert (await jobs(api, str(case)))["total"] == (await seekers(api, opportunity))["total"] == 0
    await told(api, intake.CaseReopened(case=case, person=person, on=stockholm(NOW)))
    assert (await jobs(api, str(case)))["total"] == (await seekers(api, opportunity))["total"] == 1


async def test_a_new_profile_and_a_new_analysis_change_the_ranking_at_once(api: Api) -> None:
    opportunity, case = await an_opportunity(api, await an_employer(api)), await a_seeker(api)
    analysis = {"demands": [{"dimension": "pace", "level": 3}], "on": "2026-03-02"}
    ok(await api.post(f"/opportunities/{opportunity}/analyses", analysis))
    assert [job["score"] for job in (await jobs(api, case))["items"]] == [96]
    await a_profile(api, case, abilities=[{"dimension": "pace", "level": 3}], wished=["9412"], on="2026-03-03")
    assert [job["score"] for job in (await jobs(api, case))["items"]] == [48]
    await a_profile(api, case, excluded=["5223"], on="2026-03-04", wished=[])
    assert counted(await jobs(api, case)) == {"occupation-not-excluded": 1}


async def test_without_a_profile_there_is_nothing_to_match(api: Api) -> None:
    case = await a_case(api)
    assert (await api.get(f"/searches/{case}/matches")).status_code == 404
    assert (await api.get(f"/searches/{UNKNOWN}/matches")).status_code == 404
    assert (await api.get(f"/opportunities/{UNKNOWN}/matches")).status_code == 404
    opportunity = await an_opportunity(api, await an_employer(api))
    assert (await seekers(api, opportunity))["excluded"]["total"] == 0


async def test_seekers_of_other_units_are_neither_shown_nor_counted(api: Api) -> None:
    opportunity = await an_opportunity(api, await an_employer(api))
    theirs = await a_seeker(api, unit="stockholm")
    elsewhere = await api.get(f"/opportunities/{opportunity}/matches", units=["malmo"])
    found = ok(elsewhere, 200)
    assert (found["total"], found["excluded"]["total"]) == (0, 0)
    assert (await api.get(f"/searches/{theirs}/matches", units=["malmo"])).status_code == 403


async def test_who_is_shown_is_in_the_access_log_and_nobody_else(api: Api) -> None:
    opportunity = await an_opportunity(api, await an_employer(api))
    first, _second = await a_seeker(api), await a_seeker(api)
    await seekers(api, opportunity, limit=1)
    await jobs(api, first)
    kept = ok(await api.get("/access-log", "auditor", params={"limit": 50}), 200)["items"]
    matched = {"list_jobs_for_seeker", "list_seekers_for_job"}
    shown = [(each["what"], each["case_id"]) for each in kept if each["what"] in matched]
    assert sorted(shown) == [(what, first) for what in sorted(matched)]


async def test_the_night_keeps_the_best_and_what_changes_after_it_is_not_shown(api: Api) -> None:
    employer = await an_employer(api)
    kept, closing = await an_opportunity(api, employer), await an_opportunity(api, employer, occupation="5222")
    case, leaving = await a_seeker(api), await a_seeker(api)
    assert await by_night(api) == 4
    listed = ok(await api.get("/matches"), 200)
    assert [(each["case"], each["rank"], each["score"]) for each in listed["items"]] == [
        *((seeker, 1, 100) for seeker in (case, leaving)),
        *((seeker, 2, 87) for seeker in (case, leaving)),
    ]
    ok(await api.post(f"/opportunities/{closing}/closings", {"reason": "filled", "on": "2026-03-10"}))
    ok(await api.post(f"/searches/{leaving}/presentation-withdrawals", {"on": "2026-03-10"}))
    found = ok(await api.get("/matches"), 200)
    assert ([(each["case"], each["opportunity"]) for each in found["items"]], found["total"]) == ([(case, kept)], 1)
    assert ok(await api.get("/matches", units=["malmo"]), 200)["total"] == 0


async def test_the_night_is_for_one_day_and_remembers_what_is_new(api: Api) -> None:
    employer, _case = await an_employer(api), await a_seeker(api)
    old = await an_opportunity(api, employer)
    await by_night(api)
    api.clock.move_to(NOW.replace(day=11))
    assert ok(await api.get("/matches"), 200)["total"] == 0
    new = await an_opportunity(api, employer, occupation="5222")
    assert await by_night(api) == 2
    listed = ok(await api.get("/matches"), 200)["items"]
    assert [(each["opportunity"], each["first_on"]) for each in listed] == [(new, "2026-03-11"), (old, "2026-03-10")]
    assert await by_night(api, best=1) == 1


async def by_night(api: Api, best: int = 20) -> int:
    service: Service = api.app.state.service
    async with service.database.transaction() as tx:
        return await match_everybody(tx, stockholm(service.clock.now()), best=best)


@pytest.fixture
async def bus() -> AsyncIterator[LocalBus]:
    local = LocalBus((*HEARD, Topic(PLACEMENT.name, 6, readers=())))
    await local.start()
    yield local
    await local.stop()


async def test_a_protected_person_is_matched_only_for_officers_named_for_it(api_of: ServiceApi, bus: LocalBus) -> None:
    api = await api_of("placement", bus=bus)
    api.clock.move_to(NOW)
    case, person = UUID(str(new_id())), new_id()
    await bus.publish([message(case_started(case, person=person), 1)])
    await a_profile(api, str(case))
    await an_agreement(api, str(case))
    opportunity = await an_opportunity(api, await an_employer(api))
    await by_night(api)
    await bus.publish([message(intake.PersonProtected(person=person), 1)])
    hidden = await seekers(api, opportunity)
    assert (hidden["total"], hidden["excluded"]["total"], ok(await api.get("/matches"), 200)["total"]) == (0, 0, 0)
    assert (await api.get(f"/searches/{case}/matches")).status_code == 403
    named = "caseworker+protected-identity"
    assert (await seekers(api, opportunity, named))["total"] == ok(await api.get("/matches", named), 200)["total"] == 1
