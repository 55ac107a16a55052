"""Every example of the API's document, posted at real places in an order that makes sense; and which are left.

The list is the document's: a new route is left over until a story here posts its example.
"""

from typing import Any, cast

from services.placement.app import definition
from shared.http.api import document
from tests.harness import Api
from tests.placement.journey import a_case, an_employer, an_opportunity, employment_body, ok
from tests.placement.supported import a_clear_employer, lfu

DOCUMENT = document(definition)


def example(path: str) -> dict[str, Any]:
    content = DOCUMENT["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    return cast("dict[str, Any]", content["examples"]["example"]["value"])


def postable() -> set[str]:
    """Every path of placement's own to which something is posted; operations are the kernel's, and tested with it."""
    return {path for path, what in DOCUMENT["paths"].items() if "post" in what and not path.startswith("/ops/")}


class Examples:
    """Posts the document's own examples with these ids, and knows which are left."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.ids: dict[str, str] = {}
        self.left = postable()

    async def post(
        self, path: str, *, status: int = 201, role: str = "caseworker", by: str | None = None, **instead: Any
    ) -> dict[str, Any]:
        self.left.discard(path)
        answer = await self.api.post(path.format(**self.ids), {**example(path), **instead}, role, subject=by)
        told: dict[str, Any] = ok(answer, status)
        return told

    async def steps(self, under: str, *steps: str) -> None:
        for step in steps:
            await self.post(f"{under}/{step}")


async def about_employers(examples: Examples) -> None:
    ids = examples.ids
    ids["employer"] = (await examples.post("/employers"))["employer"]
    await examples.steps("/employers/{employer}", "changes", "owners", "gates")
    ids["workplace"] = (await examples.post("/employers/{employer}/workplaces"))["workplace"]
    await examples.post("/employers/{employer}/workplaces/{workplace}/closings")
    await about_contacts(examples)
    await about_opportunities(examples)
    await examples.steps("/employers/{employer}", "closings", "reopenings")
    ids["employer"] = (await examples.post("/sole-traders"))["employer"]
    await examples.post("/sole-traders/searches", status=200)
    await examples.post("/employers/{employer}/erasures")


async def about_contacts(examples: Examples) -> None:
    persons, journal, wishes = (f"/employers/{{employer}}/{part}" for part in ("contact-persons", "contacts", "contact-wishes"))
    ids = examples.ids
    ids["representative"] = (await examples.post(persons))["contact_person"]
    await examples.steps(f"{persons}/{{representative}}", "changes", "departures", "erasures")
    ids["contact"] = (await examples.post(journal))["contact"]
    await examples.post(f"{journal}/{{contact}}/retractions")
    ids["wish"] = (await examples.post(wishes))["wish"]
    await examples.post(f"{wishes}/{{wish}}/liftings")


async def about_opportunities(examples: Examples) -> None:
    opened = await examples.post("/opportunities", employer=examples.ids["employer"])
    examples.ids["opportunity"] = opened["opportunity"]
    await examples.steps("/opportunities/{opportunity}", "corrections", "analyses", "closings", "reopenings")


async def about_seekers(examples: Examples) -> None:
    api, ids = examples.api, examples.ids
    ids["search"] = await a_case(api)
    await examples.steps("/searches/{search}", "profiles", "presentation-agreements")
    opportunity = await an_opportunity(api, await an_employer(api))
    proposed = await examples.post("/candidacies", case=ids["search"], opportunity=opportunity)
    ids["candidacy"] = proposed["candidacy"]
    await examples.steps("/candidacies/{candidacy}", "presentations", "interviews", "trials")
    shown = ok(await api.get("/candidacies/{candidacy}".format(**ids)), 200)
    ids["trial"] = shown["trials"][0]["trial"]
    await examples.steps("/candidacies/{candidacy}", "trials/{trial}/endings", "offers", "declines", "reversals", "acceptances")
    await examples.post("/candidacies/{candidacy}/reversals", reverses="accepted")
    await examples.post("/candidacies/{candidacy}/withdrawals")
    await examples.post("/searches/{search}/presentation-withdrawals")


async def about_employments(examples: Examples) -> None:
    api, ids = examples.api, examples.ids
    case, employer = await a_case(api), await an_employer(api)
    named: dict[str, Any] = {"case": case, "employer": employer, "opportunity": await an_opportunity(api, employer)}
    ids["employment"] = (await examples.post("/employments", **named))["employment"]
    await examples.steps("/employments/{employment}", "starts", "terms", "endings", "corrections", "retractions")


async def about_support(examples: Examples) -> None:
    api, ids = examples.api, examples.ids
    body = employment_body(await a_case(api), await a_clear_employer(api))
    ids["employment"] = ok(await api.post("/employments", body))["employment"]
    ok(await api.post("/employments/{employment}/starts".format(**ids), {"on": "2026-02-02"}))
    whom = {"refusals": ("decider", "eva"), "withdrawals": ("caseworker", "ali"), "decisions": ("decider", "eva")}
    for step, (role, by) in whom.items():
        ids["proposal"] = (await examples.post("/employments/{employment}/subsidy-proposals", by="ali"))["proposal"]
        await examples.post(f"/subsidy-proposals/{{proposal}}/{step}", role=role, by=by)
    change = lfu("2026-02-02", "2026-02-28")
    ids["proposal"] = (await examples.post("/employments/{employment}/subsidy-proposals", by="ali", change=change))["proposal"]
    await examples.post("/subsidy-proposals/{proposal}/decisions", role="decider", by="eva")
    await examples.post("/employments/{employment}/claims", by="ali")


async def about_tasks(examples: Examples) -> None:
    [task] = ok(await examples.api.get("/tasks", params={"kind": "subsidy-ends-in-60-days", "limit": "1"}), 200)["items"]
    examples.ids["task"] = task["task"]
    await examples.post("/tasks/{task}/completions", on="2026-03-10")
    await examples.post("/saved-filters")


STORIES = (about_employers, about_seekers, about_employments, about_support, about_tasks)
