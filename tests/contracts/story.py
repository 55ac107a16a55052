"""One case told through intake, placement and followup over REST, with a note wherever a note can be written."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx

from tests.harness import Api
from tests.intake.journey import a_person, a_referral, assessed, granted, ok
from tests.placement.journey import an_employer, an_opportunity, employment_body

JAN_12, FEB_2, MAR_2, AUG_2, AUG_3, AUG_31 = (
    date(2026, 1, 12),
    date(2026, 2, 2),
    date(2026, 3, 2),
    date(2026, 8, 2),
    date(2026, 8, 3),
    date(2026, 8, 31),
)
PARTIES = ["person", "employer", "support-person"]
PATIENCE = 15.0

Apis = Mapping[str, Api]


@dataclass(frozen=True, kw_only=True)
class Story:
    """The ids that a case left behind."""

    person: str
    referral: str
    case: str
    employer: str
    opportunity: str
    employment: str
    plan: str
    contact: str
    status: str


def on(day: date, **more: Any) -> dict[str, Any]:
    return {"on": day.isoformat(), **more}


async def known(asking: Callable[[], Awaitable[httpx.Response]], **expected: Any) -> None:
    """Return when the answer is 200 and tells what is expected: another service's events have come. Fails after a while."""
    async with asyncio.timeout(PATIENCE):
        while (answer := await asking()).status_code != 200 or not expected.items() <= answer.json().items():
            await asyncio.sleep(0.02)


async def a_granted_case(intake: Api, note: str, **person: Any) -> tuple[str, str, str]:
    """(person, referral, case): returned once, referred again, granted against an unknown criterion, opened, started."""
    who = await a_person(intake, **person)
    first = await a_referral(intake, JAN_12 - timedelta(days=60), who, note=note)
    ok(await intake.post(f"/referrals/{first}/returns", on(JAN_12, reasons=["incomplete"], advice=note)))
    referral = await a_referral(intake, JAN_12 - timedelta(days=30), who, note=note)
    await assessed(intake, referral, JAN_12, job_ready="unknown")
    await granted(intake, referral, JAN_12, reason=note)
    case = ok(await intake.post("/cases", on(JAN_12, referral=referral)))["case"]
    started = ok(await intake.post(f"/cases/{case}/starts", on(JAN_12, support_person="sam", late_reason=note)))
    await approved(intake, started)
    return who, referral, case


async def approved(intake: Api, case: Mapping[str, Any]) -> None:
    """What was registered long after is approved by a second officer."""
    proposal = case["proposal"]["proposal"]
    ok(await intake.post(f"/cases/{case['case']}/approvals", {"proposal": proposal}, subject="eva"))


async def a_corrected_employment(placement: Api, case: str, note: str) -> tuple[str, str, str]:
    """(employer, opportunity, employment): the employment has started, and its date was corrected."""
    await known(lambda: placement.get(f"/searches/{case}"))
    employer = await an_employer(placement)
    opportunity = await an_opportunity(placement, employer, places=5)
    body = employment_body(case, employer, opportunity=opportunity)
    employment = ok(await placement.post("/employments", body))["employment"]
    ok(await placement.post(f"/employments/{employment}/starts", on(JAN_12 + timedelta(days=7))))
    ok(await placement.post(f"/employments/{employment}/corrections", {"started_on": FEB_2.isoformat(), "reason": note}))
    return employer, opportunity, employment


async def a_follow_up(followup: Api, case: str, employment: str, note: str) -> tuple[str, str, str]:
    """(plan, contact, status): introduction has ended too late, follow-up has started."""
    support = f"/supports/{case}"
    await known(lambda: followup.get(f"{support}/introductions/{employment}"), started_on=FEB_2.isoformat())
    meeting = {"contact_with": "person", "channel": "visit", "weekday": 2, "every_weeks": 1}
    plan = on(
        FEB_2,
        kind="introduction",
        steps=[{"applies_from": "2026-02-02", "contacts": [meeting]}],
        until="2026-07-31",
        agreements=[on(FEB_2, party=party) for party in PARTIES],
        reason_text=note,
    )
    agreed = ok(await followup.post(f"{support}/plans", {**plan, "note": note}))["plan"]
    more = on(
        MAR_2, applies_from="2026-03-02", until="2026-03-29", contacts=[meeting, meeting], reason="relapse", reason_text=note
    )
    ok(await followup.post(f"{support}/intensifications", more))
    contact = on(FEB_2, channel="visit", contact_with="both", on_site=True, note=note)
    logged = ok(await followup.post(f"{support}/contacts", contact))["contact"]
    status = ok(await followup.post(f"{support}/statuses", on(FEB_2, situation="in-work", source="person")))["status"]
    ok(
        await followup.post(
            f"{support}/introductions/{employment}/endings", on(AUG_3, outcome="to-follow-up", breach_reason=note)
        )
    )
    ok(await followup.post(f"{support}/follow-ups", on(AUG_3)))
    return agreed, logged, status


async def told(apis: Apis, note: str, **person: Any) -> Story:
    """The whole story, up to follow-up; the case goes on."""
    who, referral, case = await a_granted_case(apis["intake"], note, **person)
    employer, opportunity, employment = await a_corrected_employment(apis["placement"], case, note)
    plan, contact, status = await a_follow_up(apis["followup"], case, employment, note)
    return Story(
        person=who,
        referral=referral,
        case=case,
        employer=employer,
        opportunity=opportunity,
        employment=employment,
        plan=plan,
        contact=contact,
        status=status,
    )


async def ended(apis: Apis, story: Story, note: str) -> None:
    """Everything that can still be done to the case, with a note: ended, reopened, corrected, registered in error."""
    intake = apis["intake"]
    ok(
        await apis["followup"].post(
            f"/supports/{story.case}/completions", on(AUG_31, ground="works-independently", early_reason=note)
        )
    )
    moved = ok(await intake.post(f"/cases/{story.case}/start-corrections", on(JAN_12 + timedelta(days=1), reason=note)))
    await approved(intake, moved)
    ok(await intake.post(f"/cases/{story.case}/endings", on(AUG_31, kind="interrupted", exit="other", reason=note)))
    ok(await intake.post(f"/cases/{story.case}/reopenings", on(AUG_31, reason=note)))
    ok(await intake.post(f"/cases/{story.case}/retractions", on(AUG_31, reason=note)))
    ok(await apis["placement"].post(f"/employments/{story.employment}/retractions", on(AUG_31, reason=note)))
