"""Matches as they go out: what is ranked, and why."""

from collections.abc import Mapping
from typing import Self
from uuid import UUID

from pydantic import Field

from services.placement import occupations
from services.placement.events.candidacy import Explanation, RequirementCode
from services.placement.events.vocabulary import Dimension
from services.placement.fields import Municipality, OccupationCode, Unit
from services.placement.matching import words
from services.placement.matching.ranking import missed
from services.placement.matching.scoring import PER_DIGIT, points
from services.placement.matching.sides import Opening
from services.placement.schemas.examples import CASE, EMPLOYER, OPPORTUNITY, PERSON
from shared.db import Row
from shared.http.language import Tongue
from shared.http.paging import Listing
from shared.http.types import Day, View


class DimensionView(View):
    """A demand of the job against what the person can meet (0-4), and what it adds to the score."""

    dimension: Dimension = Field(examples=["pace"])
    demand: int = Field(description="Of the job, 0-4 / Jobbets krav, 0-4", examples=[3])
    ability: int | None = Field(
        description="The highest the person can meet; null: not known / Det högsta personen klarar; null: okänt", examples=[2]
    )
    gap: int = Field(description="Demand beyond ability / Krav utöver förmåga", examples=[1])
    closed_by: str | None = Field(
        description="The measure that closes the gap / Anpassningen som täcker luckan", examples=["breaks"]
    )
    points: int = Field(description="Of 6 / Av 6", examples=[4])


class WhyView(View):
    """Why this one, or why not: what is missed, and where every point comes from."""

    missed: list[RequirementCode] = Field(description="Hard requirements not met / Krav som inte uppfylls", examples=[[]])
    nearness: int = Field(
        description="Digits shared with the nearest wished occupation, 0-4 / Siffror gemensamma med närmaste önskade yrke",
        examples=[4],
    )
    nearness_points: int = Field(description="Of 52 / Av 52", examples=[52])
    dimensions: list[DimensionView]
    sentences: list[str] = Field(
        description="The same in words, in the reader's language / Samma sak i ord, på läsarens språk",
        examples=[["Ett önskat yrke.", "Personen klarar kraven i alla delar."]],
    )

    @classmethod
    def of(cls, explanation: Explanation, language: Tongue) -> Self:
        return cls(
            missed=list(missed(explanation)),
            nearness=explanation.nearness,
            nearness_points=explanation.nearness * PER_DIGIT,
            dimensions=[
                DimensionView(
                    dimension=fit.dimension,
                    demand=fit.demand,
                    ability=fit.ability,
                    gap=fit.gap,
                    closed_by=fit.closed_by,
                    points=points(fit),
                )
                for fit in explanation.dimensions
            ],
            sentences=words.sentences(explanation, language),
        )


class MatchView(View):
    """A place in a ranking; `rank` is null for what misses a requirement, which is not ranked."""

    rank: int | None = Field(description="From 1 / Från 1", examples=[1])
    score: int = Field(description="0-100", examples=[96])
    why: WhyView


class JobMatchView(MatchView):
    """A job for the seeker."""

    opportunity: UUID = Field(examples=[OPPORTUNITY])
    employer: UUID = Field(examples=[EMPLOYER])
    occupation: OccupationCode
    occupation_name: str | None = Field(
        description="Null when the occupations file lacks it / Null om yrkesfilen saknar det",
        examples=["Butikssäljare, fackhandel"],
    )
    municipality: Municipality

    @classmethod
    def of(cls, opening: Opening, explanation: Explanation, rank: int | None, language: Tongue) -> Self:
        return cls(
            rank=rank,
            score=explanation.score,
            why=WhyView.of(explanation, language),
            opportunity=opening.opportunity,
            employer=opening.employer,
            occupation=opening.occupation,
            occupation_name=occupation_name(opening.occupation, language),
            municipality=opening.municipality,
        )


class SeekerMatchView(MatchView):
    """A seeker for the job: by case and person, without a name."""

    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    unit: Unit


class MissedCount(View):
    """How many are not ranked because of a requirement; one can miss several."""

    requirement: RequirementCode = Field(examples=["place"])
    count: int = Field(examples=[12])


class Exclusion(View):
    """What is not ranked, and why: ask with `missing` for the rows behind a count."""

    total: int = Field(description="Everything not ranked / Allt som inte rangordnas", examples=[12])
    by_requirement: list[MissedCount]

    @classmethod
    def of(cls, total: int, counts: Mapping[RequirementCode, int]) -> Self:
        return cls(total=total, by_requirement=[MissedCount(requirement=code, count=count) for code, count in counts.items()])


class JobMatches(Listing[JobMatchView]):
    """Jobs for a seeker, best first."""

    excluded: Exclusion


class SeekerMatches(Listing[SeekerMatchView]):
    """Seekers for a job, best first."""

    excluded: Exclusion


class BestMatchView(View):
    """One of a seeker's best jobs, as worked out in the night; why is told by the seeker's own matches."""

    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    unit: Unit
    opportunity: UUID = Field(examples=[OPPORTUNITY])
    employer: UUID = Field(examples=[EMPLOYER])
    occupation: OccupationCode
    occupation_name: str | None = Field(examples=["Butikssäljare, fackhandel"])
    municipality: Municipality
    rank: int = Field(description="Among the seeker's own / Bland den sökandes egna", examples=[1])
    score: int = Field(description="0-100", examples=[96])
    first_on: Day = Field(description="The first day it was among the best / Första dagen bland de bästa")

    @classmethod
    def of(cls, row: Row, language: Tongue) -> Self:
        fields = {**dict(row), "case": row["case_id"], "rank": row["place"]}
        return cls.model_validate({**fields, "occupation_name": occupation_name(row["occupation"], language)})


def occupation_name(code: str, language: Tongue) -> str | None:
    """None when the occupations file lacks the code."""
    occupation = occupations.shipped().occupation(code)
    if occupation is None:
        return None
    return occupation.sv if language == "sv" else occupation.en
