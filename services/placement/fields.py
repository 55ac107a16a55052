"""The fields that placement's bodies, answers and filters share: what they may hold, and what is said when they do not."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from services.placement import events as e
from services.placement import occupations
from shared.http.phrases import add_field_phrase
from shared.http.types import Text
from shared.identity import LOOKS_PERSONAL, OrganisationNumber

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
add_field_phrase(
    "occupation-unknown",
    sv="Yrkeskoden finns inte i den inlästa yrkesfilen (SSYK 2012). Kontrollera koden.",
    en="The occupation code is not in the occupations file (SSYK 2012) that is loaded. Check the code.",
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


def _known_occupation(code: str) -> str:
    if occupations.shipped().occupation(code) is None:
        raise PydanticCustomError("occupation_unknown", "not in the occupations file")
    return code


OrganisationNumberIn = Annotated[
    str,
    StringConstraints(min_length=10, max_length=13),
    AfterValidator(_organisation_number),
    Field(description="Of a legal person, NNNNNN-NNNN / Juridisk persons organisationsnummer", examples=["402000-0008"]),
]
IdentityNumber = Annotated[
    str,
    StringConstraints(min_length=10, max_length=13, pattern=r"^[0-9]{6,8}[-+]?[0-9]{4}$"),
    Field(
        description="A sole trader's personnummer or samordningsnummer; only ever sent in a body / Skickas bara i innehållet",
        examples=["19900214-2389"],
        json_schema_extra={"writeOnly": True},
    ),
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
OccupationCode = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}$"),
    Field(description="Occupation, SSYK 2012, four digits / Yrke, SSYK 2012", examples=["5223"]),
]
"""What is shown: also a code that a later occupations file lacks."""

Occupation = Annotated[OccupationCode, AfterValidator(_known_occupation)]
"""What comes in: well formed, and in the occupations file."""

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
SearchStatus = Literal["open", "paused", "closed", "cancelled"]
EmploymentStatus = Literal["agreed", "working", "ended", "in-error"]
