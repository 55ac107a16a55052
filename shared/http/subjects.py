"""Units and officers, as parameters, bodies and answers name them: by code and by the subject of a token."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from shared.identity import LOOKS_PERSONAL


def no_personal_number(text: str) -> str:
    if LOOKS_PERSONAL.search(text):
        raise PydanticCustomError("personal_number", "an identity number is neither a unit nor a subject")
    return text


Unit = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$"),
    AfterValidator(no_personal_number),
    Field(description="Unit / Enhet", examples=["stockholm"]),
]
Officer = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._@:-]+$"),
    AfterValidator(no_personal_number),
    Field(description="Subject of an officer's token / Handläggarens id", examples=["officer-7"]),
]
