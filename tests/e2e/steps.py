"""The steps of a case, as officers take them, with days counted back from today."""

from datetime import date, timedelta
from typing import Any

from shared.clock import SystemClock, stockholm
from tests.e2e.suite import Suite
from tests.intake.journey import findings, person_body, referral_body


def ago(days: int) -> date:
    """The day so many days before today, in Sweden."""
    return stockholm(SystemClock().now()) - timedelta(days=days)


def day(days: int) -> str:
    return ago(days).isoformat()


async def a_granted_referral(suite: Suite, on: int) -> str:
    """Received a month before, assessed by one officer and granted by another. Gives the referral."""
    person = (await suite.post("intake", "/persons", person_body()))["person"]
    received = referral_body(person, ago(on + 30), unit=suite.unit)
    referral: str = (await suite.post("intake", "/referrals", received))["referral"]
    assessment = {"findings": findings(), "disability_group": "61", "on": day(on)}
    await suite.post("intake", f"/referrals/{referral}/assessments", assessment, by="ali")
    await suite.post("intake", f"/referrals/{referral}/decisions", {"decision": "granted", "on": day(on)}, "decider", by="eva")
    return referral


async def a_waiting_case(suite: Suite, on: int) -> str:
    referral = await a_granted_referral(suite, on)
    case: str = (await suite.post("intake", "/cases", {"referral": referral, "on": day(on)}))["case"]
    return case


async def start(suite: Suite, case: str, on: int, **headers: str) -> None:
    """Start the case; what is registered more than 30 days late takes effect when a second officer approves."""
    body = {"support_person": "sam", "late_reason": "Registreringen glömdes bort.", "on": day(on)}
    started = await suite.post("intake", f"/cases/{case}/starts", body, by="ali", **headers)
    if started["proposal"] is not None:
        approval = {"proposal": started["proposal"]["proposal"]}
        await suite.post("intake", f"/cases/{case}/approvals", approval, by="eva", **headers)


async def a_started_case(suite: Suite, on: int) -> str:
    """A case whose start placement and followup have heard of."""
    case = await a_waiting_case(suite, on)
    await start(suite, case, on)
    await suite.shown("placement", f"/searches/{case}")
    await suite.shown("followup", f"/supports/{case}")
    return case


async def an_employer(suite: Suite, organisation_number: str) -> str:
    body = {"organisation_number": organisation_number, "name": "Exempelköpings kommun", "sector": "municipal"}
    more = {"municipality": "0180", "sni": "84111", "on": day(300)}
    employer: str = (await suite.post("placement", "/employers", {**body, **more}))["employer"]
    return employer


async def an_opportunity(suite: Suite, employer: str, *, places: int) -> str:
    body = {"employer": employer, "occupation": "9411", "weekly_hours": 30, "places": places, "municipality": "0180"}
    opportunity: str = (await suite.post("placement", "/opportunities", {**body, "on": day(300)}))["opportunity"]
    return opportunity


async def an_agreed_employment(suite: Suite, case: str, employer: str, on: int, **more: Any) -> str:
    body = {"case": case, "employer": employer, "occupation": "9411", "starts_on": day(on), "weekly_hours": 30, "form": "LFU"}
    employment: str = (await suite.post("placement", "/employments", {**body, "on": day(on), **more}))["employment"]
    return employment


async def a_started_employment(suite: Suite, case: str, employer: str, on: int, **more: Any) -> str:
    """An employment whose introduction followup has started by itself."""
    employment = await an_agreed_employment(suite, case, employer, on, **more)
    await suite.post("placement", f"/employments/{employment}/starts", {"on": day(on)})
    await suite.shown("followup", f"/supports/{case}/introductions/{employment}")
    return employment


async def end_employment(suite: Suite, case: str, employment: str, on: int) -> None:
    await suite.post("placement", f"/employments/{employment}/endings", {"on": day(on), "reason": "fixed-term-over"})
    await suite.shown("followup", f"/supports/{case}/introductions/{employment}", "ended_on")


async def agree_plan(suite: Suite, case: str, on: int) -> None:
    meeting = {"contact_with": "person", "channel": "visit", "weekday": 2, "every_weeks": 1}
    plan = {
        "kind": "introduction",
        "steps": [{"applies_from": day(on), "contacts": [meeting]}],
        "until": day(on - 60),
        "agreements": [{"party": party, "on": day(on)} for party in ("person", "employer", "support-person")],
        "on": day(on),
    }
    await suite.post("followup", f"/supports/{case}/plans", plan)
