"""Presentation agreements as they come in and go out, and what an employer is told."""

from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from services.placement import commands as c
from services.placement import events as e
from services.placement.fields import Municipality, OccupationCode, WeeklyHours
from services.placement.schemas.examples import AGREEMENT, CANDIDACY, CASE, EMPLOYER, PERSON
from services.placement.schemas.profiles import AbilityView, LanguageView, MeasureCode, MeritView
from services.placement.telling import Told
from shared.db import Row
from shared.http.types import Body, Day, Note, View
from shared.sealing import Sealing


class AgreementIn(Body):
    """Exactly what employers may be told, and which; without `employers` all. It replaces what was agreed about them."""

    extent: e.Extent = Field(description="About the disability / Om funktionsnedsättningen", examples=["need-of-adaptation"])
    facts: list[e.Fact] = Field(
        min_length=1,
        max_length=14,
        description="What may be told / Vad som får sägas",
        examples=[["name", "skills", "adaptations"]],
    )
    wording: Note | None = Field(
        default=None, description="The person's own words, for `own-words` / Personens egna ord", examples=[None]
    )
    employers: list[UUID] | None = Field(
        default=None, min_length=1, max_length=200, description="Only these / Bara dessa", examples=[None]
    )
    until: Day | None = Field(default=None, description="Last day / Sista dag", examples=["2027-03-01"])
    on: Day


class AgreementView(View):
    """An agreement. In force from `agreed_on` through `until`, or until the day before `withdrawn_on`."""

    agreement: UUID = Field(examples=[AGREEMENT])
    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    extent: e.Extent = Field(examples=["need-of-adaptation"])
    facts: list[e.Fact] = Field(examples=[["name", "skills", "adaptations"]])
    wording: str | None = Field(description="Only where one is shown / Bara när en visas", examples=[None])
    to_all: bool = Field(examples=[True])
    employers: list[UUID] = Field(examples=[[]])
    agreed_on: Day
    until: Day | None = Field(examples=["2027-03-01"])
    withdrawn_on: Day | None = Field(examples=[None])
    registered_by: str = Field(examples=["officer-7"])
    version: int = Field(description="Of the case's agreements / Överenskommelsernas version", examples=[1])

    @classmethod
    def of(cls, row: Row, wording: str | None = None) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"], "wording": wording})


class PresentationWithdrawalIn(Body):
    """The person takes back one agreement or, without one named, all of them."""

    agreement: UUID | None = Field(default=None, examples=[None])
    on: Day


class PresentationWithdrawalView(View):
    """What was withdrawn, and the candidacies still open at employers that have been told: talk to them."""

    agreements: list[AgreementView]
    told_employers: list[UUID] = Field(description="Have been told, in open candidacies / Har fått veta", examples=[[EMPLOYER]])
    open_candidacies: list[UUID] = Field(examples=[[CANDIDACY]])


class DisclosureView(View):
    """That an employer was told of the person: when, in which step, and which facts."""

    candidacy: UUID = Field(examples=[CANDIDACY])
    agreement: UUID = Field(examples=[AGREEMENT])
    employer: UUID = Field(examples=[EMPLOYER])
    step: e.Step = Field(examples=["presented"])
    facts: list[e.Fact] = Field(examples=[["name", "skills"]])
    told_on: Day


class Sheet(View):
    """What an employer is told. Null is what the person has not agreed to, or what the profile does not tell."""

    said: list[Literal["name", "contact-details"]] = Field(
        description="What the officer may say, not kept here / Sägs av handläggaren", examples=[["name"]]
    )
    support: bool | None = Field(description="A support person takes part / Stödperson medverkar", examples=[True])
    wording: str | None = Field(description="The person's own words / Personens egna ord", examples=[None])
    skills: list[str | None] | None = Field(examples=[["Kassavana"]])
    merits: list[MeritView] | None
    languages: list[LanguageView] | None
    licences: list[e.Licence] | None = Field(examples=[["B"]])
    wished: list[OccupationCode] | None = Field(examples=[["5223"]])
    hours_from: WeeklyHours | None = Field(examples=[20.0])
    hours_to: WeeklyHours | None = Field(examples=[30.0])
    shifts: list[e.Shift] | None = Field(examples=[["day"]])
    municipality: Municipality | None
    adaptations: list[MeasureCode] | None = Field(examples=[["quiet-room"]])
    abilities: list[AbilityView] | None

    @classmethod
    async def of(cls, told: Told, profile: Sealing, presentation: Sealing) -> Self:
        """The texts of the profile and the wording of the agreement are unsealed only for what is told."""
        wording, skills, merits = told.wording, told.skills, told.merits
        texts = {
            "wording": await presentation.read(wording.text if wording else None, "wording"),
            "skills": None if skills is None else [await profile.read(skill.text, "skill") for skill in skills],
            "merits": None if merits is None else [await MeritView.of(merit, profile) for merit in merits],
        }
        return cls.model_validate({**vars(told), **texts})


class PreviewView(View):
    """What the employer would be told today. When nothing may be told, `gap` says why, and the sheet is empty."""

    employer: UUID | None = Field(description="Null: any that is not named / Null: en som inte nämns", examples=[EMPLOYER])
    on: Day
    may_be_told: bool = Field(examples=[True])
    gap: c.Gap | None = Field(description="Why nothing may be told / Varför inget får sägas", examples=[None])
    agreement: UUID | None = Field(examples=[AGREEMENT])
    facts: list[e.Fact] = Field(examples=[["name", "skills", "adaptations"]])
    sheet: Sheet

    @classmethod
    def of(cls, cover: c.Cover, sheet: Sheet) -> Self:
        return cls.model_validate({**vars(cover), "may_be_told": cover.agreement is not None, "sheet": sheet})


class EmployerSheetView(View):
    """For the employer to read: the candidate as the person has agreed to be presented. Names neither person nor case."""

    candidacy: UUID = Field(examples=[CANDIDACY])
    opportunity: UUID = Field(examples=["0195c1de-9d00-7000-8000-0000000000ba"])
    on: Day
    sheet: Sheet
