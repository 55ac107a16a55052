"""Bodies and answers of placement's API. Every field carries an example; the examples are posted by a test."""

from typing import Self
from uuid import UUID

from pydantic import Field

from services.placement import events as e
from services.placement.fields import (
    EmployerStatus,
    EmploymentStatus,
    FormOf,
    Municipality,
    Name,
    Occupation,
    OpportunityStatus,
    OrganisationNumberIn,
    SearchStatus,
    Sni,
    Unit,
    WeeklyHours,
)
from shared.db import Row
from shared.http.types import Body, Day, Note, View

PERSON, CASE, EMPLOYER, OPPORTUNITY, EMPLOYMENT = (
    "0195c1de-9d00-7000-8000-0000000000aa",
    "0195c1de-9d00-7000-8000-0000000000ac",
    "c4ddfb77-6c8f-5d1e-8a0f-6f3f6c1f0a11",
    "0195c1de-9d00-7000-8000-0000000000ba",
    "0195c1de-9d00-7000-8000-0000000000bb",
)


class EmployerIn(Body):
    """An employer to register: a legal person, once."""

    organisation_number: OrganisationNumberIn
    name: Name
    sector: e.Sector = Field(examples=["municipal"])
    municipality: Municipality
    sni: Sni
    on: Day


class EmployerClosingIn(Body):
    """Why nothing new is agreed with the employer, and from when."""

    reason: e.EmployerClosing = Field(examples=["ceased"])
    on: Day


class EmployerView(View):
    """An employer."""

    employer: UUID = Field(examples=[EMPLOYER])
    organisation_number: str = Field(examples=["402000-0008"])
    name: str = Field(examples=["Exempelköpings kommun"])
    sector: e.Sector = Field(examples=["municipal"])
    municipality: Municipality
    sni: Sni
    registered_on: Day
    status: EmployerStatus = Field(examples=["open"])
    closed_on: Day | None = Field(examples=[None])
    closing_reason: e.EmployerClosing | None = Field(examples=[None])
    version: int = Field(examples=[1])


class OpportunityIn(Body):
    """Places at an employer."""

    employer: UUID = Field(examples=[EMPLOYER])
    occupation: Occupation
    weekly_hours: WeeklyHours
    places: int = Field(ge=1, le=1000, strict=True, description="Number of places / Antal platser", examples=[2])
    municipality: Municipality
    on: Day


class OpportunityClosingIn(Body):
    """Why the opportunity is closed."""

    reason: e.OpportunityClosing = Field(examples=["filled"])
    on: Day


class OpportunityView(View):
    """An opportunity and the places it has left."""

    opportunity: UUID = Field(examples=[OPPORTUNITY])
    employer: UUID = Field(examples=[EMPLOYER])
    occupation: Occupation
    weekly_hours: WeeklyHours
    places: int = Field(examples=[2])
    places_left: int = Field(description="Not filled yet / Inte tillsatta", examples=[2])
    municipality: Municipality
    opened_on: Day
    status: OpportunityStatus = Field(examples=["open"])
    closed_on: Day | None = Field(examples=[None])
    closing_reason: e.OpportunityClosing | None = Field(examples=[None])
    version: int = Field(examples=[1])


class SearchView(View):
    """The search for a job within a case; it is open as long as the case goes on. Its key is the case's."""

    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    unit: Unit
    status: SearchStatus = Field(examples=["open"])
    started_on: Day = Field(description="The case's start / Ärendets start")
    ended_on: Day | None = Field(description="The case's end / Ärendets slut", examples=[None])
    version: int = Field(examples=[1])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})


class EmploymentIn(Body):
    """An employment that has been agreed; it may lie ahead."""

    case: UUID = Field(examples=[CASE])
    employer: UUID = Field(examples=[EMPLOYER])
    opportunity: UUID | None = Field(
        default=None, description="Whose place is taken, if one / Jobbmöjlighetens plats, om någon", examples=[OPPORTUNITY]
    )
    occupation: Occupation
    starts_on: Day = Field(description="First day in work, as agreed / Avtalad första arbetsdag")
    weekly_hours: WeeklyHours
    form: FormOf
    on: Day = Field(description="When it was agreed / När det avtalades", examples=["2026-02-16"])


class StartIn(Body):
    """The employment has started. Hours and form only where they are not those agreed."""

    on: Day = Field(description="First day in work / Första arbetsdag")
    weekly_hours: WeeklyHours | None = None
    form: FormOf | None = None


class TermsIn(Body):
    """Hours or form, or both, are other from this day on."""

    on: Day = Field(examples=["2026-03-09"])
    weekly_hours: WeeklyHours | None = Field(default=None, examples=[40.0])
    form: FormOf | None = None


class EndingIn(Body):
    """The employment has ended."""

    on: Day = Field(description="Last day in work / Sista arbetsdag", examples=["2026-03-10"])
    reason: e.EndReason = Field(examples=["fixed-term-over"])


class CorrectionIn(Body):
    """Both dates as they should be, and why. Without `ended_on` the employment goes on."""

    started_on: Day = Field(description="First day in work / Första arbetsdag", examples=["2026-03-03"])
    ended_on: Day | None = Field(default=None, description="Last day in work / Sista arbetsdag", examples=[None])
    reason: Note = Field(examples=["Fel datum registrerades."])


class RetractionIn(Body):
    """Why the employment was registered in error."""

    reason: Note = Field(examples=["Registrerades på fel person."])
    on: Day


class EmploymentView(View):
    """An employment and where it stands. Hours and form are those of the latest terms."""

    employment: UUID = Field(examples=[EMPLOYMENT])
    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    employer: UUID = Field(examples=[EMPLOYER])
    opportunity: UUID | None = Field(examples=[OPPORTUNITY])
    unit: Unit
    occupation: Occupation
    status: EmploymentStatus = Field(examples=["working"])
    agreed_on: Day
    starts_on: Day = Field(description="As agreed / Enligt avtal")
    started_on: Day | None = Field(description="First day in work / Första arbetsdag")
    weekly_hours: WeeklyHours
    form: FormOf
    terms_on: Day | None = Field(
        description="Since when, if changed since the start / Sedan när, om ändrat sedan start", examples=[None]
    )
    ended_on: Day | None = Field(description="Last day in work / Sista arbetsdag", examples=[None])
    end_reason: e.EndReason | None = Field(examples=[None])
    version: int = Field(examples=[2])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})
