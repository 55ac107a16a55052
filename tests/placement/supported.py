"""Support of an employment over REST, as steps that tests put together."""

from typing import Any

import httpx

from tests.harness import Api
from tests.placement.journey import a_job, an_employer, ok

GATES = ("trading-prohibition", "bankruptcy", "tax-debt")
ON = "2026-03-10"


async def a_clear_employer(api: Api, on: str = "2026-03-02") -> str:
    """An employer whose every gate was looked at on that day."""
    employer = await an_employer(api)
    for gate in GATES:
        body = {"gate": gate, "state": "clear", "source": "bolagsverket", "on": on}
        ok(await api.post(f"/employers/{employer}/gates", body))
    return employer


def lfu(starts_on: str = "2026-02-02", until: str = "2027-02-01", **more: Any) -> dict[str, Any]:
    return {"kind": "decision", "form": "LFU", "starts_on": starts_on, "until": until, **more}


async def propose(api: Api, employment: str, change: dict[str, Any], on: str = ON) -> httpx.Response:
    return await api.post(f"/employments/{employment}/subsidy-proposals", {"change": change, "on": on}, subject="ali")


async def decide(api: Api, proposal: str, by: str = "eva", role: str = "decider", on: str = ON) -> httpx.Response:
    return await api.post(f"/subsidy-proposals/{proposal}/decisions", {"on": on}, role, subject=by)


async def decided(api: Api, employment: str, change: dict[str, Any], on: str = ON) -> Any:
    """Proposed by one officer and decided by another."""
    proposal = ok(await propose(api, employment, change, on))["proposal"]
    return ok(await decide(api, proposal, on=on))


async def everything_supported(api: Api) -> None:
    """Every kind of event that support has."""
    job = await a_job(api, employer=await a_clear_employer(api))
    for step, role, by in (("refusals", "decider", "eva"), ("withdrawals", "caseworker", "ali")):
        proposal = ok(await propose(api, job, lfu()))["proposal"]
        body = {"on": ON, "reason": "Nej."} if step == "refusals" else {"on": ON}
        ok(await api.post(f"/subsidy-proposals/{proposal}/{step}", body, role, subject=by))
    first = (await decided(api, job, lfu()))["decision"]
    extended = (await decided(api, job, {"kind": "extension", "extends": first, "until": "2027-06-30"}))["decision"]
    correction = {"kind": "correction", "decision": first, "starts_on": "2026-02-09", "until": "2027-02-01", "reason": "Fel dag."}
    await decided(api, job, correction)
    await decided(api, job, {"kind": "ending", "decision": extended, "last_day": "2027-05-31", "why": "capacity-improved"})
    claim = {"month": "2026-02-01", "outcome": "claimed", "claimed_on": "2026-03-05", "on": ON}
    ok(await api.post(f"/employments/{job}/claims", claim))
    ok(await api.post(f"/employments/{job}/claims", {**claim, "claimed_on": "2026-03-06", "reason": "Fel dag."}))
    earlier = {
        "kind": "prior-support",
        "form": "LFU",
        "starts_on": "2024-02-01",
        "until": "2024-04-30",
        "source": "agency-decision",
    }
    wrong = (await decided(api, job, earlier))["decision"]
    await decided(api, job, {"kind": "prior-support-error", "support": wrong, "reason": "Annan person."})
    [task] = ok(await api.get("/tasks", params={"kind": "subsidy-ends-in-60-days"}), 200)["items"]
    ok(await api.post(f"/tasks/{task['task']}/completions", {"on": ON}))
