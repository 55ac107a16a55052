"""Everything that can happen in the employer register and to an opportunity, over REST."""

from typing import Any

from tests.harness import UNIT, Api
from tests.placement.journey import a_case, an_employer, an_opportunity, contact_body, ok, opportunity_body, sole_trader_body

MAR_3 = {"on": "2026-03-03"}
CONTACT_PERSON = {"name": "Exempel Exempelsson", "on": "2026-03-02"}


async def everything_registered(api: Api) -> None:
    """Every kind of event that employers and opportunities have, but for places filled and kept."""
    await contacts(api, await an_employer(api))
    await register(api)
    await opportunities(api)


async def contacts(api: Api, employer: str) -> None:
    path = f"/employers/{employer}"
    who = ok(await api.post(f"{path}/contact-persons", CONTACT_PERSON))["contact_person"]
    ok(await api.post(f"{path}/contact-persons/{who}/changes", {**CONTACT_PERSON, "title": "Chef"}))
    wrong = ok(await api.post(f"{path}/contacts", contact_body(contact_person=who, note="Fel.")))["contact"]
    ok(await api.post(f"{path}/contacts", contact_body(on="2026-02-02", case=await a_case(api), note="Rätt.")))
    ok(await api.post(f"{path}/contacts/{wrong}/retractions", {**MAR_3, "reason": "Fel."}))
    ok(await api.post(f"{path}/contact-persons/{who}/departures", MAR_3))
    ok(await api.post(f"{path}/contact-persons/{who}/erasures", MAR_3))
    wish = ok(await api.post(f"{path}/contact-wishes", {**MAR_3, "until": "2026-06-30"}))["wish"]
    ok(await api.post(f"{path}/contact-wishes", {**MAR_3, "until": "2026-04-30"}))
    ok(await api.post(f"{path}/contact-wishes/{wish}/liftings", MAR_3))


async def register(api: Api) -> None:
    kept, sole = await an_employer(api), ok(await api.post("/sole-traders", sole_trader_body()))["employer"]
    place = {**MAR_3, "name": "Lagret", "municipality": "0180"}
    gate = {"gate": "tax-debt", "state": "hit", "source": "skatteverket", **MAR_3}
    for employer in (kept, sole):
        workplace = ok(await api.post(f"/employers/{employer}/workplaces", place))["workplace"]
        ok(await api.post(f"/employers/{employer}/workplaces/{workplace}/closings", MAR_3))
        ok(await api.post(f"/employers/{employer}/owners", {"owner": "eva", "unit": UNIT, **MAR_3}))
        ok(await api.post(f"/employers/{employer}/gates", gate))
        ok(await api.post(f"/employers/{employer}/contacts", contact_body(note="Ring.")))
    change = {"name": "Annat", "sector": "private", "municipality": "1480", "sni": "10710", **MAR_3}
    ok(await api.post(f"/employers/{sole}/changes", change))
    closing = {**MAR_3, "reason": "registered-twice", "stays": kept}
    ok(await api.post(f"/employers/{sole}/closings", closing))
    ok(await api.post(f"/employers/{sole}/reopenings", {**MAR_3, "reason": "Två olika."}))
    ok(await api.post(f"/employers/{sole}/closings", closing))
    ok(await api.post(f"/employers/{sole}/erasures", MAR_3))


async def opportunities(api: Api) -> None:
    employer = await an_employer(api)
    opportunity = await an_opportunity(api, employer, places=2, tasks="Lasta.", demands=[{"dimension": "pace", "level": 2}])
    path = f"/opportunities/{opportunity}"
    corrected = {**opportunity_body(employer, places=3, tasks="Lasta av.", languages=[{"language": "sv", "level": 1}])}
    del corrected["employer"]
    ok(await api.post(f"{path}/corrections", {**corrected, **MAR_3, "reason": "En till."}))
    for on, level in (("2026-03-02", 3), ("2026-02-02", 1)):
        ok(await api.post(f"{path}/analyses", analysis_body(on=on, demands=[{"dimension": "physical", "level": level}])))
    ok(await api.post(f"{path}/closings", {**MAR_3, "reason": "withdrawn"}))
    ok(await api.post(f"{path}/reopenings", {**MAR_3, "reason": "Åter."}))


def analysis_body(**more: Any) -> dict[str, Any]:
    return {"demands": [{"dimension": "physical", "level": 3}], "note": "Tungt.", "on": "2026-03-02", **more}
