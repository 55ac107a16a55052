"""Two records of one person: proposals, merges and what they leave to settle."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.fields import PERSON, Officer
from shared.http.types import Body, Day, Note, View

OTHER = "0195c1de-9d00-7000-8000-0000000000ba"
CONFLICT = "0195c1de-9d00-7000-8000-0000000000bc"


class MergeIn(Body):
    """The other record of the same person, and how one knows."""

    other: UUID = Field(description="Who is merged / Den som slås samman", examples=[OTHER])
    reason: Note = Field(examples=["Registrerad två gånger, med samordningsnummer och personnummer."])
    on: Day


class UnmergeIn(Body):
    """Who is a person of their own after all, and how one knows."""

    merged: UUID = Field(description="Who had been merged / Den som hade slagits samman", examples=[OTHER])
    reason: Note = Field(examples=["Två olika personer med samma namn."])
    on: Day


class ProposalView(View):
    """A merge that waits for a second officer."""

    person: UUID = Field(description="Who would remain / Den som blir kvar", examples=[PERSON])
    other: UUID = Field(description="Who would be merged / Den som slås samman", examples=[OTHER])
    proposed_by: Officer
    proposed_on: Day


class ConflictView(View):
    """What a merge left for a human to settle. The two records are read at each person."""

    conflict: UUID = Field(examples=[CONFLICT])
    person: UUID = Field(examples=[PERSON])
    merged: UUID = Field(examples=[OTHER])
    about: e.ConflictAbout = Field(examples=["birth-date"])
    status: Literal["open", "settled"] = Field(examples=["open"])
    since: Day
    holds: e.Holds | None = Field(description="Whose record holds / Vems uppgift som gäller", examples=[None])
    settled_by: Officer | None = Field(examples=[None])
    settled_on: Day | None = Field(examples=[None])


class MergeView(View):
    """Who a person is: the one who remains, the ids merged, and what is left to settle."""

    person: UUID = Field(examples=[PERSON])
    merged: list[UUID] = Field(examples=[[OTHER]])
    conflicts: list[ConflictView]
    version: int = Field(examples=[3])


class SettlementIn(Body):
    """Which record holds, for facts; and how one knows."""

    holds: e.Holds | None = Field(default=None, examples=["merged"])
    reason: Note = Field(examples=["Enligt folkbokföringen."])
    on: Day
