"""A walk through a year over REST: three seekers, four employers, six opportunities, and what becomes of them."""

from datetime import UTC, datetime
from typing import Any

from tests.harness import Api
from tests.placement.journey import a_case, an_opportunity, employment_body, ok, refused
from tests.placement.seekers import a_candidacy, a_seeker, taken
from tests.placement.supported import a_clear_employer, decide, decided, lfu, propose

BEFORE_LFA = [{"form": "LFU", "why": "limit-reached"}]


async def cleared(api: Api, employer: str, on: str) -> None:
    for gate in ("trading-prohibition", "bankruptcy", "tax-debt"):
        body = {"gate": gate, "state": "clear", "source": "bolagsverket", "on": on}
        ok(await api.post(f"/employers/{employer}/gates", body))


async def hired(api: Api, candidacy: str, case: str, opportunity: str) -> str:
    """The candidacy is accepted, and leads to an employment that starts on 9 March."""
    await taken(api, candidacy, "presentations", "interviews", "offers", "acceptances")
    row = ok(await api.get(f"/candidacies/{candidacy}"), 200)
    more = {"opportunity": opportunity, "candidacy": candidacy, "on": "2026-03-02", "starts_on": "2026-03-09"}
    employment: str = ok(await api.post("/employments", employment_body(case, row["employer"], **more)))["employment"]
    ok(await api.post(f"/employments/{employment}/starts", {"on": "2026-03-09"}))
    return employment


async def later(api: Api, day: str) -> None:
    api.clock.move_to(datetime.fromisoformat(f"{day}T08:00:00+00:00").astimezone(UTC))


async def status_of(api: Api, path: str) -> Any:
    return ok(await api.get(path), 200)["status"]


async def test_a_walk(api: Api) -> None:
    seekers = [await a_seeker(api), await a_seeker(api), await a_case(api)]
    employers = [await a_clear_employer(api) for _ in range(4)]
    places = [await an_opportunity(api, employers[number % 4]) for number in range(6)]
    declined = await a_candidacy(api, seekers[1], places[1])
    ok(await api.post(f"/candidacies/{declined}/declines", {"by": "person", "reason": "pay", "on": "2026-03-10"}))
    assert await status_of(api, f"/candidacies/{declined}") == "declined-by-person"

    job = await hired(api, await a_candidacy(api, seekers[0], places[0]), seekers[0], places[0])
    assert ok(await api.get(f"/opportunities/{places[0]}"), 200)["places_left"] == 0
    first = (await decided(api, job, lfu("2026-03-09", "2027-03-08")))["decision"]

    await later(api, "2027-02-15")
    extension = {"kind": "extension", "extends": first, "until": "2028-03-08"}
    unchecked = ok(await propose(api, job, extension, "2027-02-15"))["proposal"]
    refused(await decide(api, unchecked, on="2027-02-15"), "employer-not-checked")
    await cleared(api, employers[0], "2027-02-15")
    second = ok(await decide(api, unchecked, on="2027-02-15"))["decision"]

    await later(api, "2028-02-14")
    past_it = {"kind": "extension", "extends": second, "until": "2028-03-09"}
    refused(await propose(api, job, past_it, "2028-02-14"), "support-time-used-up")
    await cleared(api, employers[0], "2028-02-14")
    lfa = {"kind": "decision", "form": "LFA", "starts_on": "2028-03-09", "until": "2032-03-08"}
    refused(await propose(api, job, lfa, "2028-02-14"), "earlier-forms-not-tested")
    third = (await decided(api, job, {**lfa, "tested": BEFORE_LFA}, "2028-02-14"))["decision"]

    await later(api, "2028-10-02")
    ok(await api.post(f"/employments/{job}/endings", {"on": "2028-09-29", "reason": "shortage-of-work"}))
    assert ok(await api.get(f"/subsidies/{third}"), 200)["until"] == "2028-09-29"
    body = employment_body(seekers[0], employers[2], starts_on="2028-10-02", on="2028-10-02", opportunity=places[2], form="LFA")
    again = ok(await api.post("/employments", body))["employment"]
    ok(await api.post(f"/employments/{again}/starts", {"on": "2028-10-02"}))
    await cleared(api, employers[2], "2028-10-02")
    once_more = await propose(api, again, lfu("2028-10-02", "2028-10-02"), "2028-10-02")
    refused(once_more, "support-time-used-up", "form-differs-from-employment")
    new = {"kind": "decision", "form": "LFA", "starts_on": "2028-10-02", "until": "2032-10-01", "tested": BEFORE_LFA}
    await decided(api, again, new, "2028-10-02")
    listed = ok(await api.get("/employments", params={"case": seekers[0]}), 200)["items"]
    assert [(one["employment"], one["status"]) for one in listed] == [(again, "working"), (job, "ended")]
    assert ok(await api.get("/searches", params={"owner": "officer-7"}), 200)["total"] == 3
