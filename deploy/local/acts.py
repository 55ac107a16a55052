"""What officers do in a story: one function for each request, with the body it sends."""

from typing import Any

from deploy.local.story import CRITERIA, PARTIES, Seen, Story

# --- intake ---------------------------------------------------------------------------------------------------------------


def set_benchmark(story: Story, cases: int) -> None:
    """How many cases a full-time support person of the unit has room for."""
    body = {"cases": cases, "on": story.on}
    story.post("intake", f"/units/{story.unit}/benchmarks", body, role="manager", officer=f"manager-{story.unit}")


def give_time(story: Story, percent: int) -> None:
    """The part of the support person's time that goes to the programme (anslag 1:4)."""
    body = {"support_person": story.support_person, "appropriation": "1:4", "percent": percent, "on": story.on}
    story.post("intake", f"/units/{story.unit}/shares", body, role="manager", officer=f"manager-{story.unit}")


def register(story: Story, **person: Any) -> None:
    story.post("intake", "/persons", person, keeps={f"{story.name}.person": "person"})


def refer(story: Story, source: str, **more: Any) -> None:
    body = {"person": story.person, "source": source, "unit": story.unit, "channel": "digital", "on": story.on, **more}
    story.post("intake", "/referrals", body, keeps={f"{story.name}.referral": "referral"})


def give_back(story: Story, *reasons: str) -> None:
    body = {"reasons": list(reasons), "advice": "Komplettera underlaget och anvisa igen.", "on": story.on}
    story.post("intake", f"/referrals/{story.referral}/returns", body)


def withdraw(story: Story) -> None:
    story.post("intake", f"/referrals/{story.referral}/withdrawals", {"on": story.on})


def assess(story: Story, disability_group: str, **answers: str) -> None:
    """Every criterion met, except those given: job_ready="unknown"."""
    given = {name.replace("_", "-"): answer for name, answer in answers.items()}
    findings = [{"criterion": name, "answer": given.get(name, "met"), "evidence": "assessment"} for name in CRITERIA]
    body = {"findings": findings, "disability_group": disability_group, "on": story.on}
    story.post("intake", f"/referrals/{story.referral}/assessments", body)


def decide(story: Story, decision: str, **more: Any) -> None:
    """By another officer than the one who assessed."""
    body = {"decision": decision, "on": story.on, **more}
    story.post("intake", f"/referrals/{story.referral}/decisions", body, role="decider", officer=f"decider-{story.unit}")


def open_case(story: Story) -> None:
    body = {"referral": story.referral, "on": story.on}
    story.post("intake", "/cases", body, keeps={f"{story.name}.case": "case"})


def start_case(story: Story) -> None:
    body = {"support_person": story.support_person, "on": story.on}
    opened = Seen(service="placement", path=f"/searches/{story.case}")
    supported = Seen(service="followup", path=f"/supports/{story.case}")
    story.post("intake", f"/cases/{story.case}/starts", body, seen=(opened, supported))


def agree_to_sus(story: Story) -> None:
    body = {
        "purpose": "sus-registration",
        "case": story.case,
        "scope": ["identity", "participation"],
        "form": "signed-paper",
        "on": story.on,
    }
    story.post("intake", f"/persons/{story.person}/consents", body)


def register_in_sus(story: Story) -> None:
    story.post("intake", f"/cases/{story.case}/sus-registrations", {"on": story.on})


def correct_start(story: Story, on: str) -> None:
    body = {"reason": "Fel datum registrerades.", "on": on}
    story.post("intake", f"/cases/{story.case}/start-corrections", body)


def end_case(story: Story, kind: str, exit_to: str, reason: str | None = None, *, form: str | None = None) -> None:
    informed = [{"party": "person", "on": story.on}]
    body = {"kind": kind, "exit": exit_to, "form": form, "reason": reason, "informed": informed, "on": story.on}
    closed = Seen(service="placement", path=f"/searches/{story.case}", filled="ended_on")
    over = Seen(service="followup", path=f"/supports/{story.case}", filled="closed_on")
    story.post("intake", f"/cases/{story.case}/endings", body, seen=(closed, over))


def reopen_case(story: Story) -> None:
    body = {"reason": "Avslutades av misstag.", "on": story.on}
    story.post("intake", f"/cases/{story.case}/reopenings", body)


def retract_case(story: Story) -> None:
    body = {"reason": "Registrerades på fel person.", "on": story.on}
    story.post("intake", f"/cases/{story.case}/retractions", body)


# --- placement ------------------------------------------------------------------------------------------------------------


def register_employer(story: Story, number: int, **employer: str) -> None:
    body = {**employer, "on": story.on}
    story.post("placement", "/employers", body, keeps={f"employer-{number}": "employer"})


def open_opportunity(story: Story, number: int, *, places: int, municipality: str) -> None:
    body = {
        "employer": f"{{employer-{number}}}",
        "occupation": "9411",
        "weekly_hours": 40,
        "places": places,
        "municipality": municipality,
        "on": story.on,
    }
    story.post("placement", "/opportunities", body, keeps={f"opportunity-{number}": "opportunity"})


def visit_employer(story: Story, employer: int) -> None:
    """About the case, face to face."""
    body = {
        "channel": "visit",
        "purpose": "present-candidate",
        "outcome": "interested",
        "case": story.case,
        "unit": story.unit,
        "on": story.on,
    }
    story.post("placement", f"/employers/{{employer-{employer}}}/contacts", body)


def agree_job(story: Story, employer: int, *, form: str, hours: float) -> None:
    body = {
        "case": story.case,
        "employer": f"{{employer-{employer}}}",
        "opportunity": f"{{opportunity-{employer}}}",
        "occupation": "9411",
        "starts_on": story.on,
        "weekly_hours": hours,
        "form": form,
        "on": story.on,
    }
    story.post("placement", "/employments", body, keeps={story.next_job(): "employment"})


def start_job(story: Story, on: str | None = None) -> None:
    """Followup begins the introduction by itself; that is waited for."""
    begun = Seen(service="followup", path=f"/supports/{story.case}/introductions/{story.job}")
    story.post("placement", f"/employments/{story.job}/starts", {"on": on or story.on}, seen=(begun,))


def change_hours(story: Story, hours: float) -> None:
    story.post("placement", f"/employments/{story.job}/terms", {"on": story.on, "weekly_hours": hours})


def change_form(story: Story, form: str) -> None:
    story.post("placement", f"/employments/{story.job}/terms", {"on": story.on, "form": form})


def end_job(story: Story, reason: str) -> None:
    over = Seen(service="followup", path=f"/supports/{story.case}/introductions/{story.job}", filled="ended_on")
    story.post("placement", f"/employments/{story.job}/endings", {"on": story.on, "reason": reason}, seen=(over,))


def correct_job(story: Story, started_on: str) -> None:
    body = {"started_on": started_on, "ended_on": None, "reason": "Fel datum registrerades."}
    story.post("placement", f"/employments/{story.job}/corrections", body)


def retract_job(story: Story) -> None:
    body = {"reason": "Registrerades på fel person.", "on": story.on}
    story.post("placement", f"/employments/{story.job}/retractions", body)


# --- followup -------------------------------------------------------------------------------------------------------------


def agree_plan(story: Story, kind: str, *, person_every: int, employer_every: int, days: int) -> None:
    """A plan for so many days, with contacts every so many weeks, that all three agree to at once."""
    body = {
        "kind": kind,
        "steps": [
            {"applies_from": story.on, "contacts": [_meeting("person", person_every), _meeting("employer", employer_every)]}
        ],
        "until": story.before(-days),
        "agreements": [{"party": party, "on": story.on} for party in PARTIES],
        "on": story.on,
    }
    story.post("followup", f"/supports/{story.case}/plans", body)


def _meeting(party: str, every_weeks: int) -> dict[str, Any]:
    return {"contact_with": party, "channel": "visit", "weekday": 3, "every_weeks": every_weeks}


def contact(story: Story, channel: str, *, kept: bool = True) -> None:
    outcome = "kept" if kept else "no-show"
    body = {"channel": channel, "contact_with": "both", "outcome": outcome, "on_site": channel == "visit", "on": story.on}
    story.post("followup", f"/supports/{story.case}/contacts", body)


def end_introduction(story: Story) -> None:
    story.post(
        "followup", f"/supports/{story.case}/introductions/{story.job}/endings", {"on": story.on, "outcome": "to-follow-up"}
    )


def follow_up(story: Story) -> None:
    story.post("followup", f"/supports/{story.case}/follow-ups", {"on": story.on})


def complete(story: Story) -> None:
    """Intake proposes the end of the case by itself; that is waited for."""
    proposed = Seen(service="intake", path=f"/cases/{story.case}", filled="end_proposed_on")
    body = {"ground": "works-independently", "early_reason": "Klarar arbetet på egen hand sedan en tid.", "on": story.on}
    story.post("followup", f"/supports/{story.case}/completions", body, seen=(proposed,))


def status(story: Story, situation: str, source: str = "person") -> None:
    body = {"situation": situation, "source": source, "on": story.on}
    story.post("followup", f"/supports/{story.case}/statuses", body)
