"""Ten varied referrals, told over REST from the day they come in, by a municipality, another agency and AF's own officers.

Two months of a unit: the clock moves as the days go by, so nothing is registered late that was not late.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from shared.testing.numbers import organisation_number
from tests.harness import Api
from tests.intake.journey import MALMO, a_person, assessed, finding, granted, ok, person_body, proposal_body, referral_body

FK = organisation_number(21)
NAMED = "caseworker+protected-identity"
MAR_2 = date(2026, 3, 2)
SHARING: dict[str, Any] = {
    "purpose": "share-with",
    "recipient": MALMO,
    "scope": ["case-status", "participation"],
    "form": "signed-paper",
}


@dataclass(frozen=True, kw_only=True)
class Ten:
    """The ids of the ten referrals, and of the cases that came of them."""

    ready: str
    ready_case: str
    consent: str
    not_ready: str
    planned_job: str
    planned_case: str
    long_term: str
    overlapping: Any
    hidden: str
    hidden_case: str
    hidden_person: str
    without_consent: str
    without_consent_case: str
    returned: str
    sent_again: str
    withdrawn: str
    overridden: str


def on(day: date, **more: Any) -> dict[str, Any]:
    return {"on": day.isoformat(), **more}


class Telling:
    """Who does what, on the day that the clock shows."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.day = MAR_2

    def days_pass(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.api.clock.move_to(datetime.combine(self.day, datetime.min.time(), UTC) + timedelta(hours=9))

    async def post(self, path: str, role: str = "caseworker", *, subject: str = "ali", **body: Any) -> Any:
        return ok(await self.api.post(path, on(self.day, **body), role, subject=subject))

    async def proposed(self, org: str = MALMO, **more: Any) -> str:
        body = proposal_body(self.day, **more)
        referral: str = ok(await self.api.post("/own-referrals", body, "partner", org=org))["referral"]
        return referral

    async def accepted(self, referral: str) -> None:
        await self.post(f"/referrals/{referral}/acceptances")

    async def received(self, person: str, role: str = "caseworker", **more: Any) -> str:
        body = referral_body(person, self.day, **more)
        referral: str = ok(await self.api.post("/referrals", body, role, subject="ali"))["referral"]
        return referral

    async def granted_case(self, referral: str, role: str = "caseworker") -> str:
        """Assessed by one officer and granted by another, on this day; the case is opened."""
        decider = "decider+protected-identity" if role == NAMED else "decider"
        await self.post(f"/referrals/{referral}/assessments", role, findings=[finding(c) for c in ALL], disability_group="61")
        await self.post(f"/referrals/{referral}/decisions", decider, subject="eva", decision="granted")
        case: str = (await self.post("/cases", role, referral=referral))["case"]
        return case

    async def started(self, case: str, role: str = "caseworker") -> None:
        await self.post(f"/cases/{case}/starts", role, support_person="sam")


ALL = (
    *("registered", "disability", "capacity-investigated", "attendance"),
    *("job-ready", "needs-support", "regular-labour-market", "no-conflicting-support"),
)


async def ready_with_consent(story: Telling) -> tuple[str, str, str]:
    """A municipality proposes somebody who is ready; the person agrees that the municipality may follow the case."""
    referral = await story.proposed(note="Vill arbeta i kök.", person=person_body(name="Redo Redosson"))
    await story.accepted(referral)
    case = await story.granted_case(referral)
    await story.started(case)
    person = ok(await story.api.get(f"/referrals/{referral}"), 200)["person"]
    consent = (await story.post(f"/persons/{person}/consents", **SHARING))["consent"]
    return referral, case, consent


async def not_ready(story: Telling) -> str:
    """Attendance is missing and readiness unknown: not yet, with a path and a day to look again."""
    referral = await story.proposed(reasons=["work-training-done"])
    await story.accepted(referral)
    await assessed(story.api, referral, story.day, attendance="not-met", job_ready="unknown")
    recheck = (story.day + timedelta(days=90)).isoformat()
    body = {"decision": "not-yet", "reason": "Närvaron är för låg.", "recheck_on": recheck}
    await story.post(f"/referrals/{referral}/decisions", "decider", subject="eva", **body)
    return referral


async def planned_job(story: Telling) -> tuple[str, str]:
    """A job that begins soon: granted last, first on the waiting list."""
    starts_on = (story.day + timedelta(days=14)).isoformat()
    referral = await story.proposed(planned_job={"starts_on": starts_on, "already_begun": False})
    await story.accepted(referral)
    return referral, await story.granted_case(referral)


async def long_term_unemployed(story: Telling) -> str:
    """Needs no support at a workplace but has been out of work for long: refused, with another way; asked again, upheld."""
    referral = await story.received(await a_person(story.api), source="self")
    await assessed(story.api, referral, story.day, registered_since="2024-01-10", needs_support="not-met")
    body = {"decision": "refused", "reason": "Klarar introduktionen utan stöd."}
    await story.post(f"/referrals/{referral}/decisions", "decider", subject="eva", **body)
    await story.post(f"/referrals/{referral}/reconsiderations", requested_by="person")
    body = {"outcome": "upheld", "reason": "Inget nytt har kommit fram."}
    await story.post(f"/referrals/{referral}/reconsideration-decisions", "decider", subject="bo", **body)
    return referral


async def overlapping(story: Telling, referral: str) -> Any:
    """Somebody who has a case is referred again."""
    person = ok(await story.api.get(f"/referrals/{referral}"), 200)["person"]
    return await story.api.post("/referrals", referral_body(person, story.day))


async def protected(story: Telling) -> tuple[str, str, str]:
    """A person with a protected identity: only a named officer can go on, and no partner sees that it exists."""
    person = await a_person(story.api, name="Skyddad Skyddsson")
    await story.post(f"/persons/{person}/protections", NAMED, kind="secrecy-marking")
    referral = await story.received(person, NAMED, agency=MALMO)
    case = await story.granted_case(referral, NAMED)
    await story.started(case, NAMED)
    return referral, case, person


async def without_consent(story: Telling) -> tuple[str, str]:
    """Försäkringskassan proposes; the person does not want it to follow the case."""
    referral = await story.proposed(FK, source="forsakringskassan")
    await story.accepted(referral)
    case = await story.granted_case(referral)
    await story.started(case)
    return referral, case


async def returned_and_sent_again(story: Telling) -> tuple[str, str]:
    """Returned with all reasons at once; what was missing is there the second time."""
    person = person_body(name="Åter Återsson")
    first = await story.proposed(person=person)
    await story.post(
        f"/referrals/{first}/returns",
        reasons=["incomplete", "other-effort-first"],
        requirements=["work-training", "complete-form"],
        advice="Arbetsträning hos vår samarbetspartner passar.",
        requirements_note="Intyg om sjukdomen saknas.",
    )
    story.days_pass(14)
    second = await story.proposed(person=person)
    await story.accepted(second)
    return first, second


async def withdrawn(story: Telling) -> str:
    referral = await story.proposed(FK, source="forsakringskassan")
    ok(await story.api.post(f"/own-referrals/{referral}/withdrawals", on(story.day), "partner", org=FK))
    return referral


async def granted_against_the_unknown(story: Telling) -> str:
    """The certificate is slow and the employer waits: whoever assessed may not decide, another officer grants with a reason."""
    referral = await story.received(await a_person(story.api), source="region")
    asked = {"kind": "medical-certificate", "source": "region", "source_unit": "psykiatrin-norr"}
    await story.post(f"/referrals/{referral}/evidence-requests", **asked)
    await assessed(story.api, referral, story.day, by="ali", disability="unknown")
    story.days_pass(15)
    body = on(story.day, decision="granted", reason="Arbetsgivaren väntar; intyget är beställt.")
    alone = await story.api.post(f"/referrals/{referral}/decisions", body, "caseworker+decider", subject="ali")
    assert (alone.status_code, alone.json()["code"]) == (409, "assessor-may-not-override")
    await granted(story.api, referral, story.day, by="eva", reason="Arbetsgivaren väntar; intyget är beställt.")
    return referral


async def ten_referrals(api: Api) -> Ten:
    """The whole story. Afterwards it is May."""
    story = Telling(api)
    story.days_pass(0)
    ready, ready_case, consent = await ready_with_consent(story)
    shut_out = await overlapping(story, ready)
    other, other_case = await without_consent(story)
    hidden, hidden_case, hidden_person = await protected(story)
    story.days_pass(7)
    never = await not_ready(story)
    refused = await long_term_unemployed(story)
    gone = await withdrawn(story)
    waiting = await story.received(await a_person(api), source="af")
    await story.granted_case(waiting)
    story.days_pass(7)
    planned, planned_case = await planned_job(story)
    first, second = await returned_and_sent_again(story)
    overridden = await granted_against_the_unknown(story)
    return Ten(
        ready=ready,
        ready_case=ready_case,
        consent=consent,
        not_ready=never,
        planned_job=planned,
        planned_case=planned_case,
        long_term=refused,
        overlapping=shut_out,
        hidden=hidden,
        hidden_case=hidden_case,
        hidden_person=hidden_person,
        without_consent=other,
        without_consent_case=other_case,
        returned=first,
        sent_again=second,
        withdrawn=gone,
        overridden=overridden,
    )
