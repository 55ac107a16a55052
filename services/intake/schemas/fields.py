"""Fields that several bodies and answers of intake's API share."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from shared.http.phrases import add_field_phrase
from shared.identity import LOOKS_PERSONAL, OrganisationNumber

PERSON, REFERRAL, CASE = (
    "0195c1de-9d00-7000-8000-0000000000aa",
    "0195c1de-9d00-7000-8000-0000000000ab",
    "0195c1de-9d00-7000-8000-0000000000ac",
)


def no_personal_number(text: str) -> str:
    if LOOKS_PERSONAL.search(text):
        raise PydanticCustomError("personal_number", "an identity number is neither a unit nor a subject")
    return text


IdentityNumber = Annotated[
    str,
    StringConstraints(min_length=10, max_length=13, pattern=r"^[0-9]{6,8}[-+]?[0-9]{4}$"),
    Field(
        description="Personnummer or samordningsnummer; only ever sent in a body / Skickas bara i innehållet",
        examples=["19900214-2389"],
        json_schema_extra={"writeOnly": True},
    ),
]
Municipality = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}$"),
    Field(description="Municipality code (SCB) / Kommunkod", examples=["0180"]),
]
Unit = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$"),
    AfterValidator(no_personal_number),
    Field(description="Unit / Enhet", examples=["stockholm"]),
]

add_field_phrase(
    "organisation-number",
    sv="Är inte ett giltigt organisationsnummer, NNNNNN-NNNN. Kontrollera siffrorna.",
    en="Is not a valid organisation number, NNNNNN-NNNN. Check the digits.",
)


def _organisation_number(text: str) -> str:
    try:
        return OrganisationNumber.parse(text).text
    except ValueError:  # also a sole trader's, which is a person's
        raise PydanticCustomError("organisation_number", "not an organisation number") from None


Agency = Annotated[
    str,
    StringConstraints(min_length=10, max_length=13),
    AfterValidator(_organisation_number),
    Field(description="Organisation number of the referring agency / Organisationsnummer", examples=["202100-2114"]),
]

Officer = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._@:-]+$"),
    AfterValidator(no_personal_number),
    Field(description="Subject of an officer's token / Handläggarens id", examples=["officer-7"]),
]
ReferralStatus = Literal["proposed", "open", "returned", "withdrawn", "accepted", "declined"]
CaseStatus = Literal["waiting", "ongoing", "paused", "ended", "in-error"]
