"""Contacts, attendance at work, and jobs at risk: what is logged in the support, week by week."""

from typing import assert_never

from services.metrics.facts import AtRisk, Attendance, Contact
from services.metrics.subjects.subject import Subject
from shared.contracts import followup


def contact_after(_before: Contact | None, event: followup.ContactLogged | followup.ContactRegisteredInError) -> Contact | None:
    match event:
        case followup.ContactLogged():
            return _logged(event)
        case followup.ContactRegisteredInError():
            return None
        case _:
            assert_never(event)


def _logged(event: followup.ContactLogged) -> Contact:
    return Contact(
        contact=event.contact,
        case_id=event.case,
        person=event.person,
        on=event.on,
        party=event.contact_with,
        channel=event.channel,
        outcome=event.outcome,
        on_site=event.on_site,
        support_person=event.support_person,
        planned=event.planned,
        minutes=event.minutes if isinstance(event, followup.ContactLoggedV2) else None,
    )


def attendance_after(_before: Attendance | None, event: followup.AttendanceLogged) -> Attendance:
    return Attendance(
        attendance=event.attendance,
        case_id=event.case,
        person=event.person,
        week=event.week,
        scheduled=event.scheduled,
        actual=event.actual,
        employment=event.employment,
    )


def at_risk_after(before: AtRisk | None, event: followup.AtRiskFlagged | followup.AtRiskCleared) -> AtRisk | None:
    match event:
        case followup.AtRiskFlagged():
            return AtRisk(flag=event.flag, case_id=event.case, person=event.person, from_on=event.on)
        case followup.AtRiskCleared():
            return before and before._replace(until=event.on)
        case _:
            assert_never(event)


CONTACTS = Subject(
    "contacts",
    Contact,
    key=("contact",),
    step=contact_after,
    events={
        followup.ContactLogged: ("contact",),
        followup.ContactLoggedV2: ("contact",),
        followup.ContactRegisteredInError: ("contact",),
    },
    corrects={followup.ContactLogged: "corrects", followup.ContactLoggedV2: "corrects"},
    indexes=[("case_id", "on"), ("on",)],
    current=("case_id", "on", "party", "outcome", "on_site"),
)
ATTENDANCES = Subject(
    "attendances",
    Attendance,
    key=("attendance",),
    step=attendance_after,
    events={followup.AttendanceLogged: ("attendance",)},
    corrects={followup.AttendanceLogged: "corrects"},
    indexes=[("case_id", "week")],
)
AT_RISK = Subject(
    "at_risk",
    AtRisk,
    key=("flag",),
    step=at_risk_after,
    events={followup.AtRiskFlagged: ("flag",), followup.AtRiskCleared: ("flag",)},
    indexes=[("case_id",)],
)
