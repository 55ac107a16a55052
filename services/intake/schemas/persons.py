"""Persons as they come in and go out."""

from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.fields import PERSON, IdentityNumber, Municipality
from shared.http.types import Body, Day, Text, View


class PersonIn(Body):
    """A person to register."""

    identity_number: IdentityNumber
    name: Text = Field(examples=["Exempel Exempelsson"])
    birth_date: Day = Field(examples=["1990-02-14"])
    sex: e.Sex = Field(description="Legal sex / Juridiskt kön", examples=["woman"])
    municipality: Municipality


class PersonSearch(Body):
    """Whom to look for. The search is logged."""

    identity_number: IdentityNumber


class PersonFound(View):
    """The person with that number, if there is one."""

    person: UUID | None = Field(examples=[PERSON])


class PersonView(View):
    """A person. The identity number is never shown."""

    person: UUID = Field(examples=[PERSON])
    name: str = Field(examples=["Exempel Exempelsson"])
    birth_date: Day = Field(examples=["1990-02-14"])
    sex: e.Sex = Field(examples=["woman"])
    municipality: Municipality
    version: int = Field(examples=[1])
