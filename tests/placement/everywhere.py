"""Persons about whom everything is known that placement can know, and every way to read of them: each GET of the document."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from services.placement.matching.night import match_everybody
from shared.clock import stockholm
from shared.contracts import intake
from shared.ids import new_id
from shared.service import Service
from tests.everywhere import Everywhere, Subject
from tests.harness import UNIT, Api
from tests.placement.given import MAR_2, TODAY
from tests.placement.journey import (
    a_job,
    an_opportunity,
    case_started,
    contact_body,
    employment_body,
    ok,
    sole_trader_body,
    told,
)
from tests.placement.register import analysis_body
from tests.placement.seekers import a_candidacy, a_profile, an_agreement, taken
from tests.placement.supported import ON, a_clear_employer, decided, lfu, propose

EVERYBODY = "caseworker+decider+manager"
MORE = {
    "list_tasks": ("?status=open", "?status=done", "?status=dropped"),
    "list_opportunities": ("", "?without_candidates=true", "?without_candidates=false"),
    "list_searches": ("", "?status=closed", "?owner=nobody", "?days_without_visit=0"),
    "list_candidacies": ("", "?status=proposed", "?status=employed"),
    "list_subsidies": ("", "?ends_within=3660"),
    "list_subsidy_proposals": ("", "?status=open"),
    "list_seekers_for_job": ("", "?missing=hours"),
    "list_employers": ("", "?sort=contact"),
}
"""Other questions than the plain one, for lists that answer in parts or in an order."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What is there without any of the persons: an employer, its places, and a sole trader who stands for itself."""

    employer: str
    opportunities: list[str]
    sole: Subject
    representative: Subject

    @property
    def everywhere(self) -> Everywhere:
        fixed = {"employer": self.employer, "opportunity": self.opportunities[0]}
        return Everywhere(service="placement", role=EVERYBODY, fixed=fixed, more=MORE)


@dataclass
class Told:
    """What a story made: ways to ask for each part of it. Contacts are the employer's, whomever they were about."""

    subjects: list[Subject] = field(default_factory=list)
    persons: list[UUID] = field(default_factory=list)
    contacts: set[str] = field(default_factory=set)


async def ground(api: Api) -> Ground:
    employer = await a_clear_employer(api)
    opportunities = [await an_opportunity(api, employer, places=9) for _ in range(8)]
    path = f"/employers/{employer}"
    who = {
        "name": "Kontakta Kontaktsson",
        "title": "Platschef",
        "phone": "08-123456",
        "email": "k@example.se",
        "on": "2026-03-02",
    }
    representative = ok(await api.post(f"{path}/contact-persons", who))["contact_person"]
    body = contact_body(contact_person=representative, note="Möte hos.")
    contact = ok(await api.post(f"{path}/contacts", body))["contact"]
    wish = ok(await api.post(f"{path}/contact-wishes", {"on": "2026-03-10", "until": "2026-03-11"}))["wish"]
    known = {"employer": employer, "representative": representative, "contact": contact, "wish": wish}
    return Ground(employer=employer, opportunities=opportunities, sole=await _sole(api), representative=known)


async def _sole(api: Api) -> Subject:
    employer = ok(await api.post("/sole-traders", sole_trader_body(name="Enskilda Ensamsson")))["employer"]
    day = {"on": "2026-03-02"}
    place = {**day, "name": "Ensamma lagret", "municipality": "0180"}
    workplace = ok(await api.post(f"/employers/{employer}/workplaces", place))["workplace"]
    contact = ok(await api.post(f"/employers/{employer}/contacts", contact_body(note="Ensam not.")))["contact"]
    opportunity = await an_opportunity(api, employer, tasks="Ensamma sysslor.")
    analysis = ok(await api.post(f"/opportunities/{opportunity}/analyses", analysis_body(note="Ensam analys.")))["analysis"]
    ok(await api.post(f"/employers/{employer}/gates", {"gate": "tax-debt", "state": "clear", "source": "skatteverket", **day}))
    more = {"workplace": workplace, "contact": contact, "opportunity": opportunity, "analysis": analysis}
    return {"employer": employer, **more}


async def everything(api: Api, on: Ground) -> Told:
    """Persons at every point of their way, each with all that can be known of one there."""
    made = Told()
    await _considered(api, on, made)
    await _employed(api, on, made)
    await _supported(api, on, made)
    await _closed(api, on, made)
    service: Service = api.app.state.service
    async with service.database.transaction() as tx:
        assert await match_everybody(tx, stockholm(service.clock.now())) > 0
    return made


async def _case(api: Api, made: Told) -> str:
    case, person = new_id(), new_id()
    await told(api, case_started(case, person=person))
    made.persons.append(person)
    return str(case)


async def _seeker(api: Api, on: Ground, made: Told) -> str:
    """With two versions of the profile, an agreement with all employers and one with this."""
    case = await _case(api, made)
    await a_profile(api, case)
    await a_profile(api, case, on="2026-03-01", motivation_text="Har bytt önskan.")
    wording = {"extent": "named-facts", "facts": ["name", "skills", "own-words"], "wording": "Behöver lugn och ro."}
    agreements = [await an_agreement(api, case), await an_agreement(api, case, **wording, employers=[on.employer])]
    made.subjects += [{"search": case, "number": str(number), "agreement": one} for number, one in enumerate(agreements, start=1)]
    return case


async def _considered(api: Api, on: Ground, made: Told) -> None:
    """A candidacy at every step but the last, from proposed to accepted; and three that ended."""
    case = await _seeker(api, on, made)
    ways: list[tuple[str, ...]] = [
        ("presentations",),
        (),
        ("presentations", "interviews"),
        ("presentations", "offers"),
        ("presentations", "offers", "acceptances"),
    ]
    candidacies = []
    for opportunity, steps in zip(on.opportunities[: len(ways)], ways, strict=True):
        candidacies.append(await a_candidacy(api, case, opportunity))
        await taken(api, candidacies[-1], *steps)
    trial = {"kind": "work-trial", "from_on": "2026-03-03", "until": "2026-03-20", "on": "2026-03-02"}
    ok(await api.post(f"/candidacies/{candidacies[2]}/trials", trial))
    candidacies += await _said_no(api, on, case)
    made.subjects += [{"search": case, "candidacy": candidacy} for candidacy in candidacies]
    await _about_the_case(api, on, case, made)


async def _said_no(api: Api, on: Ground, case: str) -> list[str]:
    """Declined, withdrawn, and declined by mistake."""
    declined, withdrawn, mistaken = [await a_candidacy(api, case, where) for where in on.opportunities[5:8]]
    no = {"by": "person", "reason": "pay", "note": "Nej till lönen.", "on": ON}
    for candidacy in (declined, mistaken):
        ok(await api.post(f"/candidacies/{candidacy}/declines", no))
    back = {"reverses": "declined-by-person", "reason": "Missförstånd.", "on": ON}
    ok(await api.post(f"/candidacies/{mistaken}/reversals", back))
    ok(await api.post(f"/candidacies/{withdrawn}/withdrawals", {"reason": "other", "note": "Drogs tillbaka.", "on": ON}))
    return [declined, withdrawn, mistaken]


async def _about_the_case(api: Api, on: Ground, case: str, made: Told) -> None:
    """A visit about the case, and a call that never was."""
    path = f"/employers/{on.employer}/contacts"
    for channel in ("visit", "phone"):
        body = contact_body(channel=channel, case=case, note="Om ärendet.", purpose="present-candidate")
        contact = ok(await api.post(path, body))["contact"]
        made.contacts.add(contact)
        made.subjects.append({"search": case, "contact": contact})
    mistaken = made.subjects[-1]["contact"]
    ok(await api.post(f"{path}/{mistaken}/retractions", {"reason": "Fel ärende.", "on": ON}))


async def _employed(api: Api, on: Ground, made: Told) -> None:
    """Hired through a candidacy; tasks of the job in words; ended and corrected. And a job that never was."""
    case = await _seeker(api, on, made)
    candidacy = await a_candidacy(api, case, on.opportunities[0])
    await taken(api, candidacy, "presentations", "offers", "acceptances")
    more = {"opportunity": on.opportunities[0], "candidacy": candidacy, "on": "2026-03-02", "starts_on": "2026-03-03"}
    employment = ok(await api.post("/employments", employment_body(case, on.employer, **more)))["employment"]
    course = f"/employments/{employment}"
    ok(await api.post(f"{course}/starts", {"on": "2026-03-03"}))
    ok(await api.post(f"{course}/terms", {"on": "2026-03-05", "weekly_hours": 20, "tasks": "Sköta växter."}))
    ok(await api.post(f"{course}/endings", {"on": "2026-03-06", "reason": "health"}))
    ok(await api.post(f"{course}/corrections", {"started_on": "2026-03-03", "reason": "Slutade inte."}))
    mistake = await a_job(api, case, on.employer)
    ok(await api.post(f"/employments/{mistake}/retractions", {"reason": "Fel person.", "on": ON}))
    made.subjects += [{"search": case, "employment": each, "candidacy": candidacy} for each in (employment, mistake)]


async def _supported(api: Api, on: Ground, made: Told) -> None:
    """Support decided, extended and corrected; refused and awaiting its decision; a month claimed; tasks open and done."""
    case = await _case(api, made)
    job = await a_job(api, case, on.employer, form="LFT")
    tested = [
        {"form": "LFU", "why": "other", "note": "Prövades förut."},
        {"form": "LFA", "why": "needs-lasting-support"},
    ]
    lft = {**lfu(), "form": "LFT", "tested": tested, "particular_reasons": "Synnerligen särskilt."}
    refused = ok(await propose(api, job, lft))["proposal"]
    no = {"reason": "Räcker inte än.", "on": ON}
    ok(await api.post(f"/subsidy-proposals/{refused}/refusals", no, "decider", subject="eva"))
    decision = (await decided(api, job, lft))["decision"]
    fixed = {
        "kind": "correction",
        "decision": decision,
        "starts_on": "2026-02-09",
        "until": "2027-02-01",
        "reason": "Började sent.",
    }
    await decided(api, job, fixed)
    waiting = ok(await propose(api, job, {"kind": "extension", "extends": decision, "until": "2027-06-30"}))["proposal"]
    elsewhere = {"starts_on": "2020-02-01", "until": "2021-01-31", "source": "agency-decision"}
    before = (await decided(api, await a_job(api, case, on.employer), {"kind": "prior-support", "form": "LFU", **elsewhere}))[
        "decision"
    ]
    made.subjects.append({"search": case, "decision": before})
    claim = {"month": "2026-02-01", "outcome": "claimed", "claimed_on": "2026-03-05", "on": ON}
    ok(await api.post(f"/employments/{job}/claims", claim))
    tasks = ok(await api.get("/tasks", params={"case": case, "limit": "100"}), 200)["items"]
    [warned] = [task["task"] for task in tasks if task["kind"] == "subsidy-ends-in-60-days"]
    ok(await api.post(f"/tasks/{warned}/completions", {"on": ON}))
    corrected = ok(await api.get("/subsidy-proposals", params={"case": case}), 200)["items"]
    proposals = {refused, waiting, *(each["proposal"] for each in corrected)}
    made.subjects += [{"search": case, "employment": job, "decision": decision, "proposal": each} for each in sorted(proposals)]
    made.subjects += [{"search": case, "task": task["task"]} for task in tasks]


async def _closed(api: Api, on: Ground, made: Told) -> None:
    """A case that was handed over and ended, its candidacy taken back by that: somebody has to tell the employer."""
    case = await _seeker(api, on, made)
    person = made.persons[-1]
    candidacy = await a_candidacy(api, case, on.opportunities[0])
    whose: dict[str, Any] = {"case": UUID(case), "person": person}
    over = intake.CaseHandedOver(**whose, from_unit=UNIT, unit=UNIT, support_person="lea", on=MAR_2)
    await told(api, over, intake.CaseEnded(**whose, on=TODAY, kind="interrupted", exit="health"))
    made.subjects.append({"search": case, "candidacy": candidacy})


TEXTS = (
    *("Kassavana", "Butiksbiträde", "Vill arbeta nära", "Har bytt önskan", "Behöver lugn"),
    *("Nej till lönen", "Drogs tillbaka", "Om ärendet", "Sköta växter"),
    *("Prövades förut", "Synnerligen", "Räcker inte", "Började sent"),
)
"""The beginnings of every text about a person that can be read again."""

OF_EMPLOYERS = (
    *("Kontakta", "Platschef", "08-123456", "k@example.se", "Möte hos"),
    *("Enskilda", "Ensam not", "Ensamma sysslor", "Ensam analys"),
)
"""And about a contact person and a sole trader."""
