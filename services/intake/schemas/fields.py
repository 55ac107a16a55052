"""Fields that several bodies and answers of intake's API share."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from shared.identity import LOOKS_PERSONAL

PERSON, REFERRAL, CASE = (
    "0195c1de-9d00-7000-8000-0000000000aa",
    "0195c1de-9d00-7000-8000-0000000000ab",
    "0195c1de-9d00-7000-8000-0000000000ac",
)


def _no_personal_number(text: str) -> str:
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
    AfterValidator(_no_personal_number),
    Field(description="Unit / Enhet", examples=["stockholm"]),
]


Officer = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._@:-]+$"),
    AfterValidator(_no_personal_number),
    Field(description="Subject of an officer's token / Handläggarens id", examples=["officer-7"]),
]
ReferralStatus = Literal["open", "returned", "withdrawn", "accepted", "declined"]
CaseStatus = Literal["waiting", "ongoing", "ended", "in-error"]
