"""Fields that several bodies and answers of intake's API share."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AliasChoices, Field, StringConstraints
from pydantic_core import PydanticCustomError

from shared.http import subjects
from shared.http.phrases import add_field_phrase
from shared.identity import OrganisationNumber

PERSON, REFERRAL, CASE = (
    "0195c1de-9d00-7000-8000-0000000000aa",
    "0195c1de-9d00-7000-8000-0000000000ab",
    "0195c1de-9d00-7000-8000-0000000000ac",
)


Unit = subjects.Unit
Officer = subjects.Officer
Who = Annotated[UUID, Field(validation_alias=AliasChoices("who", "person"), examples=[PERSON])]
"""The person, or who remains of a merge, as `queries.named` tells."""

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

ReferralStatus = Literal["proposed", "open", "returned", "withdrawn", "accepted", "declined"]
CaseStatus = Literal["waiting", "ongoing", "paused", "ended", "in-error"]
