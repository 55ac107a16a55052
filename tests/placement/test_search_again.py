"""A job is lost, and support goes on: another is looked for, and the first visit is awaited when it was none."""

from typing import Any
from uuid import UUID

import pytest

from shared.contracts import followup, intake
from tests.harness import Api
from tests.placement.given import FEB_2, MAR_2, TODAY
from tests.placement.journey import a_case, a_job, an_employer, an_employment, contact_body, ok, told
from tests.placement.seekers import a_candidacy, a_profile, a_seeker

DONE, DROPPED, OPEN = "done", "dropped", "open"


async def kinds(api: Api, case: str, status: str = OPEN) -> dict[str, str]:
    """Kind → due date, of the case's tasks."""
    listed = ok(await api.get("/tasks", params={"case": case, "status": status, "limit": "100"}), 200)
    return {task["kind"]: task["due_on"] for task in listed["items"]}


async def whose(api: Api, case: str) -> dict[str, Any]:
    return {"case": UUID(case), "person": UUID(ok(await api.get(f"/searches/{case}"), 200)["person"])}


async def since(api: Api, case: str) -> tuple[str | None, int | None]:
    search = ok(await api.get(f"/searches/{case}"), 200)
    return search["searching_again_since"], search["days_searching_again"]


async def a_lost_job(api: Api, case: str, **more: Any) -> followup.SearchAgain:
    """It ended on 2 March, and followup has said so."""
    job = await a_job(api, case)
    ok(await api.post(f"/employments/{job}/endings", {"on": "2026-03-02", "reason": "shortage-of-work"}))
    lost = followup.SearchAgain(**await whose(api, case), employment=UUID(job), on=MAR_2)
    await told(api, lost)
    return lost


async def test_a_lost_job_is_shown_and_asked_about_until_there_is_another(api: Api) -> None:
    case = await a_seeker(api)
    assert await since(api, case) == (None, None)
    lost = await a_lost_job(api, case)
    assert await since(api, case) == ("2026-03-02", 8)
    assert (await kinds(api, case))["search-again"] == "2026-03-09"
    version = ok(await api.get(f"/searches/{case}"), 200)["version"]
    await told(api, lost, lost)
    assert ok(await api.get(f"/searches/{case}"), 200)["version"] == version
    await a_candidacy(api, case)
    assert "search-again" in await kinds(api, case, DONE)
    assert "search-again" not in await kinds(api, case)
    assert await since(api, case) == ("2026-03-02", 8)
    await an_employment(api, case, starts_on="2026-03-16", on="2026-03-10")
    assert await since(api, case) == (None, None)


async def test_an_agreed_employment_does_the_task_too(api: Api) -> None:
    case = await a_case(api)
    await a_lost_job(api, case)
    await an_employment(api, case, starts_on="2026-03-16", on="2026-03-10")
    assert "search-again" in await kinds(api, case, DONE)


async def test_another_last_day_moves_the_task_and_does_not_ask_again(api: Api) -> None:
    case = await a_case(api)
    lost = await a_lost_job(api, case)
    await told(api, lost.model_copy(update={"on": FEB_2}))
    assert (await kinds(api, case))["search-again"] == "2026-02-09"
    await a_profile(api, case)
    await a_candidacy(api, case)
    await told(api, lost)
    assert "search-again" not in await kinds(api, case)


async def test_a_job_that_goes_on_after_all_was_not_lost(api: Api) -> None:
    case = await a_case(api)
    lost = await a_lost_job(api, case)
    correction = {"started_on": "2026-02-02", "reason": "Arbetar kvar."}
    ok(await api.post(f"/employments/{lost.employment}/corrections", correction))
    assert await since(api, case) == (None, None)
    assert "search-again" in await kinds(api, case, DROPPED)


async def test_a_loss_is_not_taken_up_when_placement_knows_better(api: Api) -> None:
    case = await a_case(api)
    goes_on = await a_job(api, case)
    said = followup.SearchAgain(**await whose(api, case), employment=UUID(goes_on), on=MAR_2)
    await told(api, said)
    assert "search-again" not in await kinds(api, case)
    ok(await api.post(f"/employments/{goes_on}/endings", {"on": "2026-03-02", "reason": "other"}))
    await an_employment(api, case, starts_on="2026-03-16", on="2026-03-10")
    await told(api, said)
    assert "search-again" not in await kinds(api, case)


@pytest.mark.parametrize("job_lost", [True, False])
async def test_a_reopened_case_takes_up_its_clocks_again(api: Api, *, job_lost: bool) -> None:
    case = await a_case(api)
    if job_lost:
        await a_lost_job(api, case)
    before = await kinds(api, case)
    named = await whose(api, case)
    await told(api, intake.CaseEnded(**named, on=TODAY, kind="interrupted", exit="health"))
    assert await kinds(api, case) == {}
    reopened = intake.CaseReopened(**named, on=TODAY)
    await told(api, reopened, reopened)
    assert await kinds(api, case) == before
    assert ("search-again" in before) == job_lost


async def test_what_was_done_before_the_case_ended_is_not_asked_again(api: Api) -> None:
    case, employer = await a_case(api), await an_employer(api)
    ok(await api.post(f"/employers/{employer}/contacts", contact_body(case=case)))
    named = await whose(api, case)
    ended = intake.CaseEnded(**named, on=TODAY, kind="interrupted", exit="health")
    await told(api, ended, intake.CaseReopened(**named, on=TODAY))
    assert await kinds(api, case) == {}


async def test_a_visit_that_never_was_leaves_the_first_one_to_be_made(api: Api) -> None:
    case, employer = await a_case(api), await an_employer(api)
    due = (await kinds(api, case))["first-employer-contact"]
    path = f"/employers/{employer}/contacts"
    first, second, call = [
        ok(await api.post(path, contact_body(case=case, channel=channel)))["contact"] for channel in ("visit", "visit", "phone")
    ]
    for contact, awaited in ((first, False), (call, False), (second, True)):
        ok(await api.post(f"{path}/{contact}/retractions", {"on": "2026-03-10", "reason": "Fel."}))
        assert ("first-employer-contact" in await kinds(api, case)) == awaited
    assert (await kinds(api, case))["first-employer-contact"] == due
