"""Small builders of followup's events and commands; every test names only what it is about."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.followup import commands as c
from services.followup import events as e
from services.followup.support import PARTIES, support
from shared.ids import Sealed
from shared.testing.bdd import given_for

given = given_for(support)

CASE = UUID("0195c1de-9d00-7000-8000-0000000000ac")
PERSON = UUID("0195c1de-9d00-7000-8000-0000000000aa")
JOB = UUID("0195c1de-9d00-7000-8000-0000000000ad")
OTHER_JOB = UUID("0195c1de-9d00-7000-8000-0000000000ae")
ITEM = UUID("0195c1de-9d00-7000-8000-0000000000b1")
OTHER_ITEM = UUID("0195c1de-9d00-7000-8000-0000000000b2")
UNIT = "stockholm"
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
    return e.SupportOpened(**WHOSE, unit=unit, opened_by=by, on=on)


def start_noted(on: date = JAN_12, unit: str = UNIT) -> e.CaseStartNoted:
    return e.CaseStartNoted(**WHOSE, unit=unit, on=on)


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


def introduced(on: date = FEB_2, latest: date = AUG_2, job: UUID = JOB) -> e.IntroductionStarted:
    return e.IntroductionStarted(**WHOSE, employment=job, latest_end=latest, basis=BASIS, on=on)


def moved(on: date, instead_of: date = FEB_2, latest: date = AUG_2, job: UUID = JOB) -> e.IntroductionMoved:
    return e.IntroductionMoved(**WHOSE, employment=job, instead_of=instead_of, latest_end=latest, basis=BASIS, on=on)


def introduction_ended(
    on: date = JUL_31,
    cause: e.EndCause = "decided",
    *,
    latest: date = AUG_2,
    breach: bool = False,
    reason: Sealed | None = None,
    job: UUID = JOB,
) -> e.IntroductionEnded:
    return e.IntroductionEnded(**WHOSE, employment=job, cause=cause, latest_end=latest, breach=breach, reason=reason, on=on)


def resumed(on: date = FEB_2, job: UUID = JOB) -> e.IntroductionResumed:
    return e.IntroductionResumed(**WHOSE, employment=job, on=on)


def cancelled(cause: e.CancelCause, job: UUID = JOB) -> e.IntroductionCancelled:
    return e.IntroductionCancelled(**WHOSE, employment=job, cause=cause)


def planned(on: date = MAR_2, applies_from: date = MAR_2) -> e.PlanAgreed:
    return e.PlanAgreed(
        **WHOSE,
        plan=ITEM,
        agreed_by=PARTIES,
        person_contacts_per_week=Decimal(2),
        employer_contacts_per_week=Decimal("0.5"),
        applies_from=applies_from,
        note=NOTE,
        on=on,
    )


def contacted(on: date = MAR_2, *, late: bool = False) -> e.ContactLogged:
    return e.ContactLogged(
        **WHOSE, contact=ITEM, channel="visit", contact_with="both", kept=True, on_site=True, late=late, note=NOTE, on=on
    )


def followed_up(on: date = AUG_3) -> e.FollowUpStarted:
    return e.FollowUpStarted(**WHOSE, on=on)


def completed(on: date = DEC_1) -> e.SupportCompleted:
    return e.SupportCompleted(**WHOSE, on=on)


def status_of(on: date = MAR_2, *, status: UUID = ITEM, corrects: UUID | None = None) -> e.StatusEstablished:
    return e.StatusEstablished(**WHOSE, status=status, situation="in-work", source="person", corrects=corrects, on=on)


IN_INTRODUCTION: tuple[e.SupportEvent, ...] = (opened(), job_noted(), introduced())
INTRODUCTION_OVER = (*IN_INTRODUCTION, introduction_ended())
IN_FOLLOW_UP = (*INTRODUCTION_OVER, followed_up())
COMPLETED = (*IN_FOLLOW_UP, completed())
CLOSED = (*INTRODUCTION_OVER, closed())


# --- commands -------------------------------------------------------------------------------------------------------------


def note_start(on: date = JAN_12, unit: str = UNIT) -> c.NoteCaseStart:
    return c.NoteCaseStart(**WHOSE, unit=unit, on=on)


def note_job(on: date = FEB_2, job: UUID = JOB, unit: str = UNIT) -> c.NoteEmployment:
    return c.NoteEmployment(**WHOSE, unit=unit, employment=job, on=on)


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
    return c.EndIntroduction(employment=job, breach_reason=reason, on=on, today=today)


def agree(
    on: date = MAR_2,
    *,
    applies_from: date = MAR_2,
    by: tuple[e.Party, ...] = PARTIES,
    person: str = "2",
    employer: str = "0.5",
    today: date = TODAY,
) -> c.AgreePlan:
    return c.AgreePlan(
        plan=ITEM,
        agreed_by=by,
        person_contacts_per_week=Decimal(person),
        employer_contacts_per_week=Decimal(employer),
        applies_from=applies_from,
        note=NOTE,
        on=on,
        today=today,
    )


def contact(on: date = MAR_2, *, channel: e.Channel = "visit", on_site: bool = True, today: date = TODAY) -> c.LogContact:
    return c.LogContact(
        contact=ITEM, channel=channel, contact_with="both", kept=True, on_site=on_site, note=NOTE, on=on, today=today
    )


def follow_up(on: date = AUG_3, today: date = TODAY) -> c.StartFollowUp:
    return c.StartFollowUp(on=on, today=today)


def complete(on: date = DEC_1, today: date = TODAY) -> c.CompleteSupport:
    return c.CompleteSupport(on=on, today=today)


def establish(on: date = MAR_2, *, status: UUID = ITEM, corrects: UUID | None = None, today: date = TODAY) -> c.EstablishStatus:
    return c.EstablishStatus(status=status, situation="in-work", source="person", corrects=corrects, on=on, today=today)
