"""Persons as they come in and go out."""

from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.fields import PERSON, IdentityNumber, Municipality
from shared.http.types import Body, Day, Note, Text, View


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
    name: str | None = Field(description="Null once erased / Null när den har raderats", examples=["Exempel Exempelsson"])
    birth_date: Day = Field(examples=["1990-02-14"])
    sex: e.Sex = Field(examples=["woman"])
    municipality: Municipality
    merged: list[UUID] = Field(description="Ids that also mean this person / Id som också avser personen", examples=[[]])
    protected: bool = Field(description="Protected identity / Skyddade personuppgifter", examples=[False])
    version: int = Field(examples=[1])


class ProtectionIn(Body):
    """Which protection the person has, and since when."""

    kind: e.ProtectionKind = Field(description="Sekretessmarkering / skyddad folkbokföring", examples=["secrecy-marking"])
    on: Day


class ProtectionView(View):
    """Whether the person has a protected identity; of which kind is shown only to those who may see the person."""

    person: UUID = Field(examples=[PERSON])
    protected: bool = Field(examples=[True])
    version: int = Field(examples=[2])


class IdentityChangeIn(Body):
    """The number the person has now, and why it is another."""

    identity_number: IdentityNumber
    reason: Note = Field(examples=["Har fått personnummer i stället för samordningsnummer."])
    on: Day


class IdentityChangeView(View):
    """That the number was changed; numbers are never shown."""

    person: UUID = Field(examples=[PERSON])
    on: Day
    version: int = Field(examples=[2])
