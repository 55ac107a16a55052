"""Bodies and answers of placement's API. Every field carries an example; the examples are posted by a test."""

from decimal import Decimal
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from services.placement import events as e
from shared.db import Row
from shared.http.phrases import add_field_phrase
from shared.http.types import Body, Day, Note, Text, View
from shared.identity import LOOKS_PERSONAL, OrganisationNumber

PERSON, CASE, EMPLOYER, OPPORTUNITY, EMPLOYMENT = (
    "0195c1de-9d00-7000-8000-0000000000aa",
    "0195c1de-9d00-7000-8000-0000000000ac",
    "c4ddfb77-6c8f-5d1e-8a0f-6f3f6c1f0a11",
    "0195c1de-9d00-7000-8000-0000000000ba",
    "0195c1de-9d00-7000-8000-0000000000bb",
)

add_field_phrase(
    "sole-trader",
    sv="Numret är en persons. Enskild firma registreras inte som organisation: numret är en personuppgift.",
    en="The number is a person's. A sole trader is not registered as an organisation: the number is personal data.",
)
add_field_phrase(
    "organisation-number",
    sv="Är inte ett giltigt organisationsnummer, NNNNNN-NNNN. Kontrollera siffrorna.",
    en="Is not a valid organisation number, NNNNNN-NNNN. Check the digits.",
)
add_field_phrase(
    "looks-personal",
    sv="Liknar ett personnummer. Personuppgifter hör inte hemma här.",
    en="Looks like a personal number. Personal data do not belong here.",
)


def _organisation_number(text: str) -> str:
    if LOOKS_PERSONAL.fullmatch(text.strip()):
        raise PydanticCustomError("sole_trader", "the number is a person's")
    try:
        return str(OrganisationNumber.parse(text))
    except ValueError:
        raise PydanticCustomError("organisation_number", "not an organisation number") from None


def _impersonal(text: str) -> str:
    if LOOKS_PERSONAL.search(text):
        raise PydanticCustomError("looks_personal", "looks like a personal number")
    return text


OrganisationNumberIn = Annotated[
    str,
    StringConstraints(min_length=10, max_length=13),
    AfterValidator(_organisation_number),
    Field(description="Of a legal person, NNNNNN-NNNN / Juridisk persons organisationsnummer", examples=["402000-0010"]),
]
Name = Annotated[
    Text,
    AfterValidator(_impersonal),
    Field(description="Of the organisation / Organisationens namn", examples=["Exempelköpings kommun"]),
]
Municipality = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}$"),
    Field(description="Municipality code (SCB) / Kommunkod", examples=["0180"]),
]
Sni = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{5}$"),
    Field(description="Main industry, SNI, five digits / Huvudsaklig näringsgren, SNI", examples=["84111"]),
]
Occupation = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}$"),
    Field(description="Occupation, SSYK 2012, four digits / Yrke, SSYK 2012", examples=["5223"]),
]
WeeklyHours = Annotated[
    Decimal,
    Field(gt=-1000, lt=1000, max_digits=5, decimal_places=2),
    PlainSerializer(float, return_type=float, when_used="json"),
    WithJsonSchema(
        {
            "type": "number",
            "exclusiveMinimum": 0,
            "maximum": 40,
            "multipleOf": 0.25,
            "description": "Hours a week, in quarters / Timmar per vecka, i hela kvartar",
            "examples": [30.0],
        }
    ),
]
"""What can be stored; that it is more than 0, at most 40 and in quarters is a rule with a basis (see `rules`)."""

Unit = Annotated[str, Field(description="Unit / Enhet", examples=["stockholm"])]
FormOf = Annotated[
    e.Form,
    Field(description="Support form, NONE without support / Stödform, NONE utan stöd", examples=["LFU"]),
]
EmployerStatus = Literal["open", "closed"]
OpportunityStatus = Literal["open", "closed"]
SearchStatus = Literal["open", "closed", "cancelled"]
EmploymentStatus = Literal["agreed", "working", "ended", "in-error"]


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
    organisation_number: str = Field(examples=["402000-0010"])
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
    on: Day = Field(description="When it was agreed / När det avtalades")


class StartIn(Body):
    """The employment has started. Hours and form only where they are not those agreed."""

    on: Day = Field(description="First day in work / Första arbetsdag")
    weekly_hours: WeeklyHours | None = None
    form: FormOf | None = None


class TermsIn(Body):
    """Hours or form, or both, are other from this day on."""

    on: Day
    weekly_hours: WeeklyHours | None = None
    form: FormOf | None = None


class EndingIn(Body):
    """The employment has ended."""

    on: Day = Field(description="Last day in work / Sista arbetsdag")
    reason: e.EndReason = Field(examples=["fixed-term-over"])


class CorrectionIn(Body):
    """Both dates as they should be, and why. Without `ended_on` the employment goes on."""

    started_on: Day = Field(description="First day in work / Första arbetsdag")
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
