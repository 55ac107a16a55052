"""Seekers' profiles as they come in and go out."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from services.placement import events as e
from services.placement.fields import Municipality, Occupation, OccupationCode, WeeklyHours
from services.placement.measures import MEASURES
from services.placement.schemas.examples import CASE, PERSON
from shared.db import Row
from shared.http.phrases import add_field_phrase
from shared.http.types import Body, Day, Note, Text, View
from shared.sealing import Sealing

add_field_phrase(
    "measure-unknown",
    sv="Anpassningen finns inte i listan över anpassningar.",
    en="The measure is not in the table of adaptations.",
)


def _known_measure(code: str) -> str:
    if code not in MEASURES:
        raise PydanticCustomError("measure_unknown", "not in the table of measures")
    return code


MeasureCode = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$"),
    Field(description="An adaptation / En anpassning", examples=["quiet-room"]),
]
Measure = Annotated[MeasureCode, AfterValidator(_known_measure)]
Level = Annotated[int, Field(ge=0, le=4, strict=True, description="0 nothing - 4 very much / 0 inget - 4 mycket", examples=[2])]
Months = Annotated[int, Field(ge=1, le=720, strict=True, description="How long, in months / Antal månader", examples=[18])]


class LanguageIn(Body):
    """A language and how well the person knows it."""

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = Field(description="ISO 639-1", examples=["sv"])
    level: Level = Field(examples=[3])


class AbilityIn(Body):
    """The highest demand of one dimension that the person can meet."""

    dimension: e.Dimension = Field(examples=["pace"])
    level: Level


class MeritIn(Body):
    """Something the person has done."""

    kind: e.MeritKind = Field(examples=["work"])
    occupation: Occupation | None = Field(default=None, examples=["5223"])
    months: Months | None = Field(default=None, examples=[18])
    text: Text = Field(description="What it was / Vad det var", examples=["Butiksbiträde i livsmedelsbutik"])


class ProfileIn(Body):
    """The seeker analysis, whole. It replaces the version before; every version stays readable."""

    skills: list[Text] = Field(default=[], max_length=40, description="Skills / Kompetenser", examples=[["Kassavana"]])
    merits: list[MeritIn] = Field(default=[], max_length=40, description="Merits / Meriter")
    languages: list[LanguageIn] = Field(default=[], max_length=20, description="Languages / Språk")
    licences: list[e.Licence] = Field(default=[], max_length=10, description="Licences / Körkort", examples=[["B"]])
    wished: list[Occupation] = Field(default=[], max_length=20, description="Wished / Önskade yrken", examples=[["5223"]])
    excluded: list[Occupation] = Field(default=[], max_length=40, description="Excluded / Uteslutna yrken", examples=[[]])
    hours_from: WeeklyHours = Field(examples=[20.0])
    hours_to: WeeklyHours = Field(examples=[30.0])
    shifts: list[e.Shift] = Field(default=["day"], min_length=1, max_length=4, examples=[["day", "evening"]])
    municipality: Municipality
    reach: list[Municipality] = Field(
        default=[], max_length=300, description="Other municipalities within reach / Andra kommuner", examples=[["0184"]]
    )
    abilities: list[AbilityIn] = Field(default=[], max_length=16, description="Abilities by demand / Förmåga per krav")
    adaptations: list[Measure] = Field(
        default=[], max_length=20, description="Adaptations needed / Anpassningar som behövs", examples=[["quiet-room"]]
    )
    motivation: e.Motivation = Field(examples=["wants-to-work-now"])
    motivation_text: Note | None = Field(default=None, examples=["Vill arbeta nära hemmet."])
    on: Day


class MeritView(View):
    """Something the person has done. The text is null once the person is erased."""

    kind: e.MeritKind = Field(examples=["work"])
    occupation: OccupationCode | None = Field(examples=["5223"])
    months: int | None = Field(examples=[18])
    text: str | None = Field(examples=["Butiksbiträde i livsmedelsbutik"])

    @classmethod
    async def of(cls, merit: e.Merit, sealing: Sealing) -> Self:
        text = await sealing.read(merit.text.text, "merit")
        return cls(kind=merit.kind, occupation=merit.occupation, months=merit.months, text=text)


class LanguageView(View):
    """A language and how well the person knows it."""

    language: str = Field(examples=["sv"])
    level: int = Field(examples=[3])


class AbilityView(View):
    """The highest demand of one dimension that the person can meet."""

    dimension: e.Dimension = Field(examples=["pace"])
    level: int = Field(examples=[2])


class ProfileView(View):
    """One version of a profile. Texts are null once the person is erased."""

    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    number: int = Field(description="Version of the profile / Profilens version", examples=[1])
    skills: list[str | None] = Field(examples=[["Kassavana"]])
    merits: list[MeritView]
    languages: list[LanguageView]
    licences: list[e.Licence] = Field(examples=[["B"]])
    wished: list[OccupationCode] = Field(examples=[["5223"]])
    excluded: list[OccupationCode] = Field(examples=[[]])
    hours_from: WeeklyHours = Field(examples=[20.0])
    hours_to: WeeklyHours = Field(examples=[30.0])
    shifts: list[e.Shift] = Field(examples=[["day", "evening"]])
    municipality: Municipality
    reach: list[Municipality] = Field(examples=[["0184"]])
    abilities: list[AbilityView]
    adaptations: list[MeasureCode] = Field(examples=[["quiet-room"]])
    motivation: e.Motivation = Field(examples=["wants-to-work-now"])
    motivation_text: str | None = Field(examples=["Vill arbeta nära hemmet."])
    recorded_by: str = Field(examples=["officer-7"])
    on: Day

    @classmethod
    async def of(cls, event: e.ProfileRecorded, sealing: Sealing) -> Self:
        motivation = event.motivation_text
        texts = {
            "skills": [await sealing.read(skill.text, "skill") for skill in event.skills],
            "merits": [await MeritView.of(merit, sealing) for merit in event.merits],
            "motivation_text": await sealing.read(motivation.text if motivation else None, "motivation"),
        }
        return cls.model_validate({**vars(event), **texts})


class ProfileVersionView(View):
    """That there is such a version, by whom and from when."""

    case: UUID = Field(examples=[CASE])
    number: int = Field(examples=[1])
    recorded_by: str = Field(examples=["officer-7"])
    recorded_on: Day

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})
