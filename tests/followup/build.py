"""Small builders of followup's events and commands; every test names only what it is about."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.followup import commands as c
from services.followup import events as e
from services.followup.planning import PARTIES
from services.followup.rules import UnitLength
from services.followup.support import support
from shared.ids import Sealed
from shared.testing.bdd import given_for

given = given_for(support)

CASE = UUID("0195c1de-9d00-7000-8000-0000000000ac")
PERSON = UUID("0195c1de-9d00-7000-8000-0000000000aa")
JOB = UUID("0195c1de-9d00-7000-8000-0000000000ad")
OTHER_JOB = UUID("0195c1de-9d00-7000-8000-0000000000ae")
ITEM = UUID("0195c1de-9d00-7000-8000-0000000000b1")
OTHER_ITEM = UUID("0195c1de-9d00-7000-8000-0000000000b2")
TRIAL = UUID("0195c1de-9d00-7000-8000-0000000000c1")
UNIT = "stockholm"
OFFICER, SUCCESSOR = "officer-7", "officer-8"
BASIS = "förordning (2017:462) 11 §"
REASON = Sealed("cmVhc29u")
NOTE = Sealed("bm90ZQ==")

JAN_12 = date(2026, 1, 12)  # the case starts
FEB_2 = date(2026, 2, 2)  # the job starts
MAR_2 = date(2026, 3, 2)
JUL_31 = date(2026, 7, 31)
AUG_2 = date(2026, 8, 2)  # six months after the job started
AUG_3 = date(2026, 8, 3)
SEP_1 = date(2026, 9, 1)
DEC_1 = date(2026, 12, 1)
TODAY = date(2027, 3, 1)

WHOSE: dict[str, Any] = {"case": CASE, "person": PERSON}


# --- events ---------------------------------------------------------------------------------------------------------------


def opened(on: date = JAN_12, by: e.OpenedBy = "case", unit: str = UNIT) -> e.SupportOpened:
    return e.SupportOpened(**WHOSE, unit=unit, support_person=OFFICER if by == "case" else None, opened_by=by, on=on)


def start_noted(on: date = JAN_12, unit: str = UNIT) -> e.CaseStartNoted:
    return e.CaseStartNoted(**WHOSE, unit=unit, support_person=OFFICER, on=on)


def handed_over(on: date = MAR_2, unit: str = UNIT, to: str = SUCCESSOR, by: date = date(2026, 3, 9)) -> e.SupportHandedOver:
    return e.SupportHandedOver(
        **WHOSE, handover=OTHER_ITEM, unit=unit, from_support_person=OFFICER, support_person=to, first_contact_by=by, on=on
    )


def terms_noted(on: date = FEB_2, job: UUID = JOB, hours: int = 30) -> e.EmploymentTermsNoted:
    return e.EmploymentTermsNoted(**WHOSE, employment=job, weekly_hours=Decimal(hours), on=on)


def trial_noted(on: date, until: date, ended_on: date | None = None, trial: UUID = TRIAL) -> e.WorkTrialNoted:
    return e.WorkTrialNoted(**WHOSE, trial=trial, until=until, ended_on=ended_on, on=on)


def pause_noted(on: date, until: date) -> e.PauseNoted:
    return e.PauseNoted(**WHOSE, until=until, on=on)


def pause_ended(on: date) -> e.PauseEndNoted:
    return e.PauseEndNoted(**WHOSE, on=on)


def search_again(on: date, job: UUID = JOB) -> e.SearchAgainAsked:
    return e.SearchAgainAsked(**WHOSE, employment=job, on=on)


def job_noted(on: date = FEB_2, ended_on: date | None = None, job: UUID = JOB) -> e.EmploymentNoted:
    return e.EmploymentNoted(**WHOSE, employment=job, ended_on=ended_on, on=on)


def job_in_error(job: UUID = JOB) -> e.EmploymentFoundInError:
    return e.EmploymentFoundInError(**WHOSE, employment=job)


def closed(on: date = DEC_1) -> e.SupportClosed:
    return e.SupportClosed(**WHOSE, on=on)


def reopened(on: date = DEC_1) -> e.SupportReopened:
    return e.SupportReopened(**WHOSE, on=on)


def in_error() -> e.SupportFoundInError:
    return e.SupportFoundInError(**WHOSE)


def whose_introduction(job: UUID) -> dict[str, Any]:
    kind: e.IntroductionKind = "work-trial" if job == TRIAL else "employment"
    return {**WHOSE, "introduction": job, "kind": kind}


def counted(on: date, latest: date, since: date | None, days: int | None) -> dict[str, Any]:
    """Counted alone, unless the test says since when and how many days."""
    first = since or on
    allowed = (latest - first).days + 1 if days is None else days
    return {"counted_from": first, "allowed_days": allowed, "latest_end": latest, "basis": BASIS}


def introduced(
    on: date = FEB_2, latest: date = AUG_2, job: UUID = JOB, *, since: date | None = None, days: int | None = None
) -> e.IntroductionStarted:
    return e.IntroductionStarted(**whose_introduction(job), **counted(on, latest, since, days), on=on)


def moved(
    on: date,
    instead_of: date = FEB_2,
    latest: date = AUG_2,
    job: UUID = JOB,
    *,
    since: date | None = None,
    days: int | None = None,
) -> e.IntroductionMoved:
    return e.IntroductionMoved(**whose_introduction(job), instead_of=instead_of, **counted(on, latest, since, days), on=on)


def limit_moved(latest: date, job: UUID = JOB, *, since: date = FEB_2, days: int = 182) -> e.IntroductionLimitMoved:
    return e.IntroductionLimitMoved(**whose_introduction(job), **counted(since, latest, since, days))


def introduction_ended(
    on: date = JUL_31,
    cause: e.EndCause = "decided",
    *,
    latest: date = AUG_2,
    breach: bool = False,
    reason: Sealed | None = None,
    job: UUID = JOB,
) -> e.IntroductionEnded:
    outcome: e.IntroductionOutcome | None = "to-follow-up" if cause == "decided" else None
    return e.IntroductionEnded(
        **whose_introduction(job), cause=cause, outcome=outcome, latest_end=latest, breach=breach, reason=reason, on=on
    )


def resumed(on: date = FEB_2, job: UUID = JOB) -> e.IntroductionResumed:
    return e.IntroductionResumed(**whose_introduction(job), on=on)


def cancelled(cause: e.CancelCause, job: UUID = JOB) -> e.IntroductionCancelled:
    return e.IntroductionCancelled(**whose_introduction(job), cause=cause)


def meeting(
    contact_with: e.PlannedWith = "person", every_weeks: int = 1, channel: e.Channel = "visit", weekday: int = 2
) -> e.PlannedContact:
    return e.PlannedContact(contact_with=contact_with, channel=channel, weekday=weekday, every_weeks=every_weeks)


def step(applies_from: date = MAR_2, *contacts: e.PlannedContact) -> e.TaperStep:
    return e.TaperStep(applies_from=applies_from, contacts=contacts or (meeting(), meeting("employer", 2, "phone")))


def agreements(*on: date) -> tuple[e.Agreement, ...]:
    """Of person, employer and support person, in that order, for as many days as are given; the same day for all if one is."""
    days = on if len(on) != 1 else on * 3
    return tuple(e.Agreement(party=party, on=day) for party, day in zip(PARTIES, days, strict=False))


def proposed(
    on: date = MAR_2,
    steps: tuple[e.TaperStep, ...] = (),
    *,
    kind: e.PlanKind = "introduction",
    until: date = JUL_31,
    plan: UUID = ITEM,
    revises: UUID | None = None,
    reason: e.RevisionReason | None = None,
) -> e.PlanProposed:
    return e.PlanProposed(
        **WHOSE,
        plan=plan,
        kind=kind,
        steps=steps or (step(),),
        until=until,
        revises=revises,
        reason=reason,
        reason_text=None,
        note=NOTE,
        on=on,
    )


def agreed_by(party: e.Party, on: date = MAR_2, plan: UUID = ITEM) -> e.PlanAgreedBy:
    return e.PlanAgreedBy(**WHOSE, plan=plan, party=party, on=on)


def planned(
    on: date = MAR_2,
    steps: tuple[e.TaperStep, ...] = (),
    *,
    kind: e.PlanKind = "introduction",
    until: date = JUL_31,
    plan: UUID = ITEM,
    revises: UUID | None = None,
    reason: e.RevisionReason | None = None,
    by: tuple[e.Agreement, ...] = (),
) -> e.PlanAgreed:
    return e.PlanAgreed(
        **WHOSE,
        plan=plan,
        kind=kind,
        steps=steps or (step(),),
        until=until,
        revises=revises,
        reason=reason,
        agreements=by or agreements(on),
        note=NOTE,
        on=on,
    )


def at_once(on: date = MAR_2, **more: Any) -> tuple[e.SupportEvent, ...]:
    """A plan that all three agreed to on the day it was proposed."""
    key = more.get("plan", ITEM)
    return (proposed(on, **more), *(agreed_by(party, on, key) for party in PARTIES), planned(on, **more))


def intensified(
    applies_from: date, until: date, *contacts: e.PlannedContact, on: date | None = None, plan: UUID = ITEM
) -> e.SupportIntensified:
    return e.SupportIntensified(
        **WHOSE,
        intensification=OTHER_ITEM,
        plan=plan,
        step=step(applies_from, *contacts),
        until=until,
        reason="relapse",
        reason_text=REASON,
        on=on or applies_from,
    )


def contacted(on: date = MAR_2, *, late: bool = False) -> e.ContactLogged:
    return e.ContactLogged(
        **WHOSE, contact=ITEM, channel="visit", contact_with="both", on_site=True, late=late, note=NOTE, on=on, **UNPLANNED
    )


UNPLANNED: dict[str, Any] = {
    "outcome": "kept",
    "moved_to": None,
    "planned_on": None,
    "minutes": None,
    "by": OFFICER,
    "corrects": None,
    "reason": None,
}


def followed_up(on: date = AUG_3) -> e.FollowUpStarted:
    return e.FollowUpStarted(**WHOSE, on=on)


def completed(on: date = DEC_1, reason: Sealed | None = REASON) -> e.SupportCompleted:
    """Before practice's time is over, unless the test says otherwise: so with a reason."""
    return e.SupportCompleted(**WHOSE, ground="works-independently", at_least_until=date(2027, 2, 2), reason=reason, on=on)


def status_of(on: date = MAR_2, *, status: UUID = ITEM, corrects: UUID | None = None) -> e.StatusEstablished:
    return e.StatusEstablished(**WHOSE, status=status, situation="in-work", source="person", corrects=corrects, on=on)


IN_INTRODUCTION: tuple[e.SupportEvent, ...] = (opened(), job_noted(), terms_noted(), introduced())
INTRODUCTION_OVER = (*IN_INTRODUCTION, introduction_ended())
IN_FOLLOW_UP = (*INTRODUCTION_OVER, followed_up())
COMPLETED = (*IN_FOLLOW_UP, completed())
CLOSED = (*INTRODUCTION_OVER, closed())


# --- commands -------------------------------------------------------------------------------------------------------------


def note_start(on: date = JAN_12, unit: str = UNIT) -> c.NoteCaseStart:
    return c.NoteCaseStart(**WHOSE, unit=unit, support_person=OFFICER, on=on)


def note_job(on: date = FEB_2, job: UUID = JOB, unit: str = UNIT) -> c.NoteEmployment:
    return c.NoteEmployment(**WHOSE, unit=unit, employment=job, weekly_hours=Decimal(30), on=on)


def job_ends(on: date, job: UUID = JOB) -> c.NoteEmploymentEnd:
    return c.NoteEmploymentEnd(employment=job, on=on)


def correct_job(started_on: date = FEB_2, ended_on: date | None = None, job: UUID = JOB) -> c.CorrectEmployment:
    return c.CorrectEmployment(employment=job, started_on=started_on, ended_on=ended_on)


def close(on: date = DEC_1) -> c.CloseSupport:
    return c.CloseSupport(on=on)


def reopen(on: date = DEC_1) -> c.ReopenSupport:
    return c.ReopenSupport(on=on)


def remove() -> c.RemoveSupport:
    return c.RemoveSupport(**WHOSE)


def end(on: date = JUL_31, *, reason: Sealed | None = None, job: UUID = JOB, today: date = TODAY) -> c.EndIntroduction:
    return c.EndIntroduction(introduction=job, outcome="to-follow-up", breach_reason=reason, on=on, today=today)


def propose(
    on: date = MAR_2,
    steps: tuple[e.TaperStep, ...] = (),
    *,
    kind: e.PlanKind = "introduction",
    until: date = JUL_31,
    plan: UUID = ITEM,
    revises: UUID | None = None,
    reason: e.RevisionReason | None = None,
    by: tuple[e.Agreement, ...] = (),
    lengths: tuple[UnitLength, ...] = (),
    today: date = TODAY,
) -> c.ProposePlan:
    return c.ProposePlan(
        plan=plan,
        kind=kind,
        steps=steps or (step(),),
        until=until,
        revises=revises,
        reason=reason,
        reason_text=None,
        note=NOTE,
        agreements=by,
        lengths=lengths,
        on=on,
        today=today,
    )


def agree(party: e.Party, on: date = MAR_2, plan: UUID = ITEM, today: date = TODAY) -> c.AgreeToPlan:
    return c.AgreeToPlan(plan=plan, party=party, on=on, today=today)


def intensify(
    applies_from: date, until: date, *contacts: e.PlannedContact, on: date | None = None, today: date = TODAY
) -> c.IntensifySupport:
    return c.IntensifySupport(
        intensification=OTHER_ITEM,
        step=step(applies_from, *contacts),
        until=until,
        reason="relapse",
        reason_text=REASON,
        on=on or applies_from,
        today=today,
    )


def contact(
    on: date = MAR_2, *, channel: e.Channel = "visit", on_site: bool = True, today: date = TODAY, **more: Any
) -> c.LogContact:
    whole: dict[str, Any] = {
        **UNPLANNED,
        "contact": ITEM,
        "channel": channel,
        "contact_with": "both",
        "on_site": on_site,
        "three_party": False,
        "note": NOTE,
        "on": on,
        "today": today,
    }
    return c.LogContact(**{**whole, **more})


def follow_up(on: date = AUG_3, today: date = TODAY) -> c.StartFollowUp:
    return c.StartFollowUp(on=on, today=today)


def complete(
    on: date = DEC_1, *, reason: Sealed | None = REASON, lengths: tuple[UnitLength, ...] = (), today: date = TODAY
) -> c.CompleteSupport:
    return c.CompleteSupport(ground="works-independently", reason=reason, lengths=lengths, on=on, today=today)


def establish(on: date = MAR_2, *, status: UUID = ITEM, corrects: UUID | None = None, today: date = TODAY) -> c.EstablishStatus:
    return c.EstablishStatus(status=status, situation="in-work", source="person", corrects=corrects, on=on, today=today)
