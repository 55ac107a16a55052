"""Persons about whom everything is known that followup can know, and every way to read of them: each GET of the document."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from tests.everywhere import Everywhere, Subject
from tests.followup import deliveries as d
from tests.followup.build import AUG_3, CASE, JOB, MAR_2, OTHER_JOB, PERSON, TRIAL
from tests.followup.surveys import consent_given, invited
from tests.followup.test_api import (
    INTRODUCTION,
    SUPPORT,
    a_completion,
    a_contact,
    a_plan,
    a_status,
    a_step,
    agreed,
    an_ending,
    an_intensification,
    ok,
    on,
)
from tests.harness import UNIT, Api

EVERYBODY = "caseworker+decider+manager"
NEW_CASE = UUID("0195c1de-9d00-7000-8000-0000000000a7")
NEW_PERSON = UUID("0195c1de-9d00-7000-8000-0000000000a8")
FEB_10, FEB_17, JAN_11 = date(2026, 2, 10), date(2026, 2, 17), date(2027, 1, 11)
MORE = {
    "list_tasks": ("?status=open", "?status=done", "?status=dropped"),
    "list_supports": ("", "?phase=introduction", "?phase=completed"),
    "list_planned_contacts": ("", "?from=2026-02-10&until=2026-04-01", "?from=2027-02-01&until=2027-04-02&state=overdue"),
    "list_planned_contacts_of_case": ("", "?from=2026-02-01&until=2026-12-31", "?from=2027-02-01&until=2027-06-30"),
    "list_statuses_due": ("", "?kind=day-180"),
    "list_worklists": ("", "?owner=officer-7", f"?unit={UNIT}"),
}
"""Other questions than the plain one, for lists that answer in parts or for days."""

EVERYWHERE = Everywhere(service="followup", role=EVERYBODY, fixed={"unit": UNIT}, more=MORE)
reads, walk = EVERYWHERE.reads, EVERYWHERE.walk


@dataclass
class Told:
    """What a story made: ways to ask for each part of it."""

    subjects: list[Subject] = field(default_factory=list)

    async def add(self, api: Api, path: str, body: Any, key: str, **who: Any) -> str:
        """Registered at this path of the first case, and remembered by its key."""
        made: str = ok(await api.post(f"{SUPPORT}/{path}", body, **who))[key]
        self.subjects.append({"case": str(CASE), key: made})
        return made


async def everything(api: Api, sender: d.Sender) -> Told:
    """Somebody whose support is completed, with all that can be known of one, and somebody in the midst of introduction."""
    told = Told()
    await sender.send(d.case_started(), consent_given(), d.trial_agreed(date(2026, 1, 19), date(2026, 1, 30)), d.job_started())
    told.subjects += [{"case": str(CASE), "introduction": str(one)} for one in (JOB, TRIAL)]
    await _planned(api, told)
    await _met(api, told)
    await _at_risk(api, told)
    await _handed_over(api, sender, told)
    await _completed(api, told)
    await _reported(api, told)
    await _in_introduction(api, sender, told)
    await _tasks(api, told)
    return told


async def ground(api: Api) -> None:
    """What a unit has set, which is about nobody."""
    length = {"at_least_months": 12, "at_most_months": 24, "on": "2026-01-01"}
    ok(await api.post(f"/units/{UNIT}/follow-up-lengths", length, "manager"))
    saved = {"name": "Mina kontakter", "kind": "contact-person", "owner": "me"}
    ok(await api.post("/saved-filters", saved, EVERYBODY, subject="walker"))


async def _planned(api: Api, told: Told) -> None:
    first = await told.add(api, "plans", a_plan(until="2026-07-20", note="Börja mjukt."), "plan")
    again = a_plan(until="2026-07-20", revises=first, reason="setback", reason_text="Blev för mycket.")
    await told.add(api, "plans", again, "plan")
    more = an_intensification(reason_text="Orolig period.")
    await told.add(api, "intensifications", more, "intensification")


async def _met(api: Api, told: Told) -> None:
    """Contacts that were kept, corrected, missed and never were; a week, corrected."""
    first = await told.add(api, "contacts", a_contact(FEB_10, note="Schemat fungerar."), "contact")
    right = a_contact(FEB_10, corrects=first, reason="Fel kanal.", channel="phone", on_site=False)
    await told.add(api, "contacts", right, "contact")
    await told.add(api, "contacts", a_contact(FEB_17, outcome="no-show"), "contact")
    mistaken = await told.add(api, "contacts", a_contact(MAR_2), "contact")
    ok(await api.post(f"{SUPPORT}/contacts/{mistaken}/removals", {"reason": "Fel ärende."}))
    week = {"week": "2026-02-16", "scheduled_hours": 20, "actual_hours": 8}
    wrong = await told.add(api, "attendances", week, "attendance")
    await told.add(api, "attendances", {**week, "corrects": wrong, "reason": "Räknade fel."}, "attendance")


async def _at_risk(api: Api, told: Told) -> None:
    signs = {"signs": ["changed-manager"], "source": "employer", "text": "Ny chef."}
    await told.add(api, "early-signs", on(FEB_10, **signs), "sign")
    flag = await told.add(api, "risk-flags", on(FEB_10, reasons=["early-signs"], text="Sover illa."), "flag")
    ok(await api.post(f"{SUPPORT}/risk-flags/{flag}/clearances", on(FEB_17, outcome="steady-again", text="Lugnt igen.")))


async def _handed_over(api: Api, sender: d.Sender, told: Told) -> None:
    await sender.send(d.case_handed_over(UNIT, MAR_2))
    handover = ok(await api.get(f"{SUPPORT}/handovers"), 200)["items"][0]["handover"]
    told.subjects.append({"case": str(CASE), "handover": handover})
    ok(await api.post(f"{SUPPORT}/handovers/{handover}/acknowledgements", on(MAR_2), subject="officer-8"))


async def _completed(api: Api, told: Told) -> None:
    """Introduction that was too long, and follow-up that was too short."""
    ok(await api.post(f"{INTRODUCTION}/endings", an_ending(AUG_3, breach_reason="Arbetsplatsen flyttade.")))
    ok(await api.post(f"{SUPPORT}/follow-ups", on(AUG_3)))
    status = await told.add(api, "statuses", a_status(MAR_2), "status")
    await told.add(api, "statuses", a_status(MAR_2, "ill", corrects=status), "status")
    ok(await api.post(f"{SUPPORT}/completions", a_completion()))


async def _reported(api: Api, told: Told) -> None:
    words = {"summary": "Trivs bra.", "works_well": "Lugn.", "needs_adapted": "Pauser.", "next_step": "Fler timmar."}
    body = {"kind": "end", "first_day": "2026-01-12", "last_day": "2026-08-31", "words": words}
    report = await told.add(api, "reports", body, "report")
    path = f"{SUPPORT}/reports/{report}"
    ok(await api.post(f"{path}/signatures", {"number": 1}, subject="officer-8"))
    given = ok(await api.post(f"{path}/sharings", {"number": 1, "recipient": "person"}))
    told.subjects.append({"case": str(CASE), "report": report, "sharing": given["sharing"]})
    told.subjects.append({"case": str(CASE), "invitation": (await invited(api))["invitation"]})


async def _in_introduction(api: Api, sender: d.Sender, told: Told) -> None:
    """Somebody else: with a plan to which a revision is proposed, contacts that are due, and a flag."""
    path, whose = f"/supports/{NEW_CASE}", {"person": NEW_PERSON}
    job = d.job_started(JAN_11, OTHER_JOB, NEW_CASE)
    await sender.send(d.case_started(JAN_11, NEW_CASE).model_copy(update=whose), job.model_copy(update=whose))
    by = [agreed(party, "2027-01-18") for party in ("person", "employer", "support-person")]
    days = {"steps": [a_step("2027-02-01", 1)], "until": "2027-06-30", "on": "2027-01-18"}
    first = ok(await api.post(f"{path}/plans", a_plan(**days, agreements=by)))["plan"]
    again = a_plan(**days, agreements=by[:1], revises=first, reason="progress")
    plan = ok(await api.post(f"{path}/plans", again))["plan"]
    flag = ok(await api.post(f"{path}/risk-flags", {"on": "2027-02-22", "reasons": ["ill"], "text": "Ledsen."}))["flag"]
    told.subjects += [{"case": str(NEW_CASE), "plan": plan}, {"case": str(NEW_CASE), "flag": flag}]


async def _tasks(api: Api, told: Told) -> None:
    for status in ("open", "done", "dropped"):
        for task in ok(await api.get(f"/tasks?status={status}&limit=200"), 200)["items"]:
            told.subjects.append({"case": task["support"], "task": task["task"]})


PERSONS = (PERSON, NEW_PERSON)
TEXTS = (
    *("Börja mjukt", "Blev för", "Orolig", "Schemat", "Fel kanal", "Fel ärende", "Räknade fel", "Ny chef", "Sover illa"),
    *("Lugnt igen", "Arbetsplatsen flyttade", "Flyttar till annan ort", "Trivs bra", "Pauser", "Ledsen"),
)
"""The beginnings of every text in the story."""
