"""Builders: one employer, one opportunity, one case and one employment, told in few words."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.placement import commands as c
from services.placement import events as e
from shared.ids import Sealed

EMPLOYER = UUID("0195c1de-9d00-7000-8000-0000000000e1")
OTHER_EMPLOYER = UUID("0195c1de-9d00-7000-8000-0000000000e2")
OPPORTUNITY = UUID("0195c1de-9d00-7000-8000-0000000000f1")
CASE = UUID("0195c1de-9d00-7000-8000-0000000000c1")
PERSON = UUID("0195c1de-9d00-7000-8000-0000000000aa")
EMPLOYMENT = UUID("0195c1de-9d00-7000-8000-0000000000b1")
OTHER_EMPLOYMENT = UUID("0195c1de-9d00-7000-8000-0000000000b2")
UNIT = "stockholm"
WHY = Sealed("c2VhbGVk")
OFFICER = "officer-7"

JAN_5 = date(2026, 1, 5)
FEB_2 = date(2026, 2, 2)
FEB_16 = date(2026, 2, 16)
MAR_2 = date(2026, 3, 2)
TODAY = date(2026, 3, 10)
TOMORROW = date(2026, 3, 11)
THIRTY = Decimal(30)
FULL_TIME = Decimal(40)

SEARCHED = c.Searched(case=CASE, person=PERSON, unit=UNIT, ended_on=None, in_error=False)
IDS: dict[str, Any] = {"employment": EMPLOYMENT, "case": CASE, "person": PERSON}


def ended_case(on: date) -> c.Searched:
    return c.Searched(case=CASE, person=PERSON, unit=UNIT, ended_on=on, in_error=False)


CASE_IN_ERROR = c.Searched(case=CASE, person=PERSON, unit=UNIT, ended_on=None, in_error=True)


def registered(on: date = JAN_5) -> e.EmployerRegistered:
    return e.EmployerRegistered(
        employer=EMPLOYER,
        organisation_number="402000-0008",
        name="Exempelköpings kommun",
        sector="municipal",
        municipality="0180",
        sni="84111",
        on=on,
    )


JOB: dict[str, Any] = {
    "workplace": None,
    "occupation": "5223",
    "tasks": None,
    "weekly_hours": THIRTY,
    "least_weekly_hours": THIRTY,
    "shifts": (),
    "licences": (),
    "languages": (),
    "municipality": "0180",
    "starts_on": None,
    "until_on": None,
    "sheltered": False,
}


def opened(places: int = 1) -> e.OpportunityOpened:
    return e.OpportunityOpened(
        **JOB,
        opportunity=OPPORTUNITY,
        employer=EMPLOYER,
        demands=(),
        adaptations=(),
        places=places,
        opened_by=OFFICER,
        on=JAN_5,
    )


def filled(employment: UUID = EMPLOYMENT) -> e.PlaceFilled:
    return e.PlaceFilled(opportunity=OPPORTUNITY, employment=employment, on=FEB_2)


def search_opened() -> e.SearchOpened:
    return e.SearchOpened(case=CASE, person=PERSON, unit=UNIT, support_person=OFFICER, on=JAN_5)


def agreed(*, form: e.Form = "LFU", weekly_hours: Decimal = THIRTY, opportunity: UUID | None = None) -> e.EmploymentAgreed:
    return e.EmploymentAgreed(
        **IDS,
        employer=EMPLOYER,
        opportunity=opportunity,
        unit=UNIT,
        occupation="5223",
        starts_on=FEB_2,
        weekly_hours=weekly_hours,
        form=form,
        on=JAN_5,
    )


def started(*, on: date = FEB_2, form: e.Form = "LFU", weekly_hours: Decimal = THIRTY) -> e.EmploymentStarted:
    work: dict[str, Any] = {"occupation": "5223", "sector": "private", "weekly_hours": weekly_hours, "form": form}
    return e.EmploymentStarted(**IDS, employer=EMPLOYER, unit=UNIT, **work, on=on)


def terms_changed(
    *,
    on: date = FEB_16,
    form: e.Form = "LFU",
    weekly_hours: Decimal = FULL_TIME,
    occupation: str = "5223",
    tasks: Sealed | None = None,
) -> e.EmploymentTermsChanged:
    return e.EmploymentTermsChanged(**IDS, weekly_hours=weekly_hours, occupation=occupation, tasks=tasks, form=form, on=on)


def ended(on: date = MAR_2) -> e.EmploymentEnded:
    return e.EmploymentEnded(**IDS, reason="fixed-term-over", on=on)


def corrected(*, started_on: date, ended_on: date | None, was: tuple[date, date | None]) -> e.EmploymentCorrected:
    return e.EmploymentCorrected(
        **IDS,
        started_on=started_on,
        ended_on=ended_on,
        instead_of_start=was[0],
        instead_of_end=was[1],
        reason=WHY,
        corrected_by=OFFICER,
    )


def registered_in_error(*, started: bool) -> e.EmploymentRegisteredInError:
    return e.EmploymentRegisteredInError(**IDS, started=started, reason=WHY, registered_by=OFFICER, on=TODAY)


def agree(**other: Any) -> c.AgreeEmployment:
    facts: dict[str, Any] = {
        "employment": EMPLOYMENT,
        "search": SEARCHED,
        "employer": EMPLOYER,
        "employer_is": "open",
        "offer": None,
        "occupation": "5223",
        "starts_on": FEB_2,
        "weekly_hours": THIRTY,
        "form": "LFU",
        "on": JAN_5,
        "today": TODAY,
    }
    return c.AgreeEmployment(**facts | other)


def offer(*, employer: UUID | None = EMPLOYER, standing: c.Standing = "open", places_left: int = 1) -> c.Offer:
    return c.Offer(opportunity=OPPORTUNITY, employer=employer, standing=standing, places_left=places_left)


def start(**other: Any) -> c.StartEmployment:
    facts: dict[str, Any] = {"search": SEARCHED, "sector": "private", "weekly_hours": None, "form": None}
    facts |= {"on": FEB_2, "today": TODAY}
    return c.StartEmployment(**facts | other)


def change_terms(**other: Any) -> c.ChangeTerms:
    facts: dict[str, Any] = {
        "search": SEARCHED,
        "weekly_hours": FULL_TIME,
        "occupation": None,
        "tasks": None,
        "form": None,
        "on": FEB_16,
        "today": TODAY,
    }
    return c.ChangeTerms(**facts | other)


def end(on: date = MAR_2) -> c.EndEmployment:
    return c.EndEmployment(reason="fixed-term-over", on=on, today=TODAY)


def correct(*, started_on: date = FEB_2, ended_on: date | None = None, search: c.Searched = SEARCHED) -> c.CorrectEmployment:
    return c.CorrectEmployment(search=search, started_on=started_on, ended_on=ended_on, reason=WHY, by=OFFICER, today=TODAY)


def retract(on: date = TODAY) -> c.RegisterEmploymentInError:
    return c.RegisterEmploymentInError(reason=WHY, by=OFFICER, on=on, today=TODAY)
