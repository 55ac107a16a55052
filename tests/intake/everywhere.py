"""Persons about whom everything is known that intake can know, and every way to read of them: each GET of the document."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.everywhere import Everywhere, Subject
from tests.harness import UNIT, Api
from tests.intake.journey import (
    MALMO,
    a_person,
    a_proposal,
    a_referral,
    approved,
    assessed,
    granted,
    ok,
    person_body,
    refused,
)

EVERYBODY = "caseworker+decider+manager"
MORE = {"list_tasks": ("?status=open", "?status=done", "?status=dropped"), "list_cases": ("", "?status=waiting")}
"""Other questions than the plain one, for lists that answer in parts."""

FIXED: Subject = {"unit": UNIT, "officer": "sam"}


@dataclass
class Told:
    """What a story made: ways to ask for each part of it, and the numbers of its persons."""

    subjects: list[Subject] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)

    @property
    def persons(self) -> list[str]:
        return list(dict.fromkeys(subject["person"] for subject in self.subjects))


EVERYWHERE = Everywhere(service="intake", role=EVERYBODY, fixed=FIXED, more=MORE)
reads, walk = EVERYWHERE.reads, EVERYWHERE.walk


async def everything(api: Api, today: date) -> Told:
    """Persons at every point of their way, each with all that can be known of one there."""
    told = Told()
    await _proposed(api, today, told)
    await _refused(api, today, told)
    await _waiting(api, today, told)
    await _started(api, today, told)
    await _merged(api, today, told)
    return told


async def _person(api: Api, told: Told, **more: Any) -> str:
    body = person_body(**more)
    told.numbers.append(body["identity_number"])
    return await a_person(api, **body)


async def _task(api: Api, person: str) -> str:
    task: str = ok(await api.get(f"/tasks?person={person}", EVERYBODY), 200)["items"][0]["task"]
    return task


async def _proposed(api: Api, today: date, told: Told) -> None:
    """A partner's proposal, accepted, assessed in part, held up by evidence that others have."""
    body = person_body()
    told.numbers.append(body["identity_number"])
    referral = await a_proposal(api, today, person=body, note="Anteckning.")
    ok(await api.post(f"/referrals/{referral}/acceptances", _on(today)))
    await assessed(api, referral, today, attendance="unknown")
    asked_for = {"kind": "medical-certificate", "source": "region", "source_unit": "vardcentralen", **_on(today)}
    request = ok(await api.post(f"/referrals/{referral}/evidence-requests", asked_for))["request"]
    person = ok(await api.get(f"/referrals/{referral}"), 200)["person"]
    told.subjects.append({"person": person, "referral": referral, "request": request, "task": await _task(api, person)})


async def _refused(api: Api, today: date, told: Told) -> None:
    """Refused, and a reconsideration asked for and answered; before that evidence waived, with a reason."""
    person = await _person(api, told)
    referral = await a_referral(api, today, person, note="Anteckning.")
    asked_for = {"kind": "assessment", "source": "af", **_on(today)}
    request = ok(await api.post(f"/referrals/{referral}/evidence-requests", asked_for))["request"]
    ok(await api.post(f"/evidence-requests/{request}/waivers", {"reason": "Framgår ändå.", **_on(today)}))
    await assessed(api, referral, today, needs_support="not-met")
    await refused(api, referral, today)
    grounds = {"requested_by": "person", "grounds": "Jag behöver det.", **_on(today)}
    ok(await api.post(f"/referrals/{referral}/reconsiderations", grounds))
    upheld = {"outcome": "upheld", "reason": "Inget nytt.", **_on(today)}
    ok(await api.post(f"/referrals/{referral}/reconsideration-decisions", upheld, "decider", subject="sam"))
    told.subjects.append({"person": person, "referral": referral, "request": request})


async def _waiting(api: Api, today: date, told: Told) -> None:
    """A case that waits, with priority and assigned over the cap."""
    person = await _person(api, told)
    referral = await a_referral(api, today, person)
    await assessed(api, referral, today, job_ready="unknown")
    await granted(api, referral, today, reason="Arbetsgivaren väntar.")
    case = ok(await api.post("/cases", {"referral": referral, **_on(today)}))["case"]
    await _managed(api, f"/cases/{case}/priorities", {"reason": "Kan inte vänta.", **_on(today)})
    assignment = {"support_person": "sam", "reason": "Går före.", **_on(today)}
    await _managed(api, f"/cases/{case}/assignments", assignment)
    ended = {"person": person, "referral": referral, "case": case, "task": await _task(api, person)}
    told.subjects.append(ended)


async def _started(api: Api, today: date, told: Told) -> None:
    """A case under way, handed over, talked about, consented to, its end proposed late."""
    person = await _person(api, told)
    ago = today - timedelta(days=60)
    case = await _case_with_kim(api, person, ago)
    packet = {"open_clocks": [], "presentation": "unknown", "last_contacts": [], "informed": [], "promises": ["Ringer."]}
    over = {"unit": UNIT, "support_person": "lea", "reason": "leave", "note": "Bäst på morgonen.", **packet}
    day = ago + timedelta(days=5)
    handover = (await _managed(api, f"/cases/{case}/handovers", {**over, **_on(day)}))["handover"]
    held = {"unit": UNIT, "kind": "sip", "participants": ["region"], "case": case, **_on(day)}
    meeting = ok(await api.post("/meetings", held))["meeting"]
    given = {"purpose": "sus-registration", "case": case, "scope": ["identity"], "form": "signed-paper", **_on(ago)}
    consent = ok(await api.post(f"/persons/{person}/consents", given))["consent"]
    ok(await api.post(f"/cases/{case}/sus-registrations", _on(ago)))
    declined = {"purpose": "survey", **_on(ago)}
    refusal = ok(await api.post(f"/persons/{person}/consent-refusals", declined))["consent"]
    late = {"kind": "completed", "exit": "studies", "reason": "Klar.", "late_reason": "Glömdes.", **_on(day)}
    proposal = ok(await api.post(f"/cases/{case}/endings", late))["proposal"]["proposal"]
    known = {"person": person, "case": case, "handover": handover, "meeting": meeting, "consent": consent, "proposal": proposal}
    told.subjects += [{**known, "task": await _task(api, person)}, {"person": person, "consent": refusal}]


async def _case_with_kim(api: Api, person: str, on: date) -> str:
    referral = await a_referral(api, on, person)
    await assessed(api, referral, on)
    await granted(api, referral, on)
    case: str = ok(await api.post("/cases", {"referral": referral, **_on(on)}))["case"]
    started = {"support_person": "kim", "late_reason": "Glömdes bort.", **_on(on)}
    await approved(api, ok(await api.post(f"/cases/{case}/starts", started)))
    return case


async def _merged(api: Api, today: date, told: Told) -> None:
    """Two records merged with something left to settle, and two that are proposed to be."""
    one, two, three, four = [await _person(api, told, sex=sex) for sex in ("woman", "man", "woman", "woman")]
    for person, other in ((one, two), (three, four)):
        body = {"other": other, "reason": "Två gånger.", **_on(today)}
        ok(await api.post(f"/persons/{person}/merge-proposals", body, EVERYBODY, subject="ali"))
    ok(await api.post(f"/persons/{one}/merges", {"other": two, "reason": "Två.", **_on(today)}, EVERYBODY, subject="mia"))
    told.subjects += [{"person": person} for person in (one, three, four)]


async def _managed(api: Api, path: str, body: dict[str, Any]) -> Any:
    return ok(await api.post(path, body, EVERYBODY, subject="mia"))


def _on(day: date) -> dict[str, str]:
    return {"on": day.isoformat()}


async def capacity(api: Api, today: date) -> None:
    """The unit's own capacity, which is about nobody; sam has room for one case."""
    since = today - timedelta(days=90)
    for who in ("sam", "kim", "lea"):
        share = {"support_person": who, "appropriation": "1:4", "percent": 100, **_on(since)}
        await _managed(api, f"/units/{UNIT}/shares", share)
    await _managed(api, f"/units/{UNIT}/support-persons/sam/caps", {"cap": 1, **_on(since)})


PARTNER = {"role": "partner", "org": MALMO}
NOTES = (
    *("Anteckning", "Framgår", "Behöver inte", "Jag behöver", "Inget nytt", "Arbetsgivaren", "Kan inte", "Går före"),
    *("Ringer", "Bäst på", "Glömdes"),
)
"""The beginnings of every text in the story."""
