"""Answers of F7, method fidelity."""

from enum import StrEnum
from typing import Self

from pydantic import Field

from services.metrics.answers.spreads import SpreadView
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.fidelity import SCALE, SCALE_VERSION, Fidelity, Score
from services.metrics.figures.shares import Rows
from services.metrics.schemas import LISTED, Asked, Cases, ShareView
from services.metrics.suppression import SMALLEST
from shared.http.types import View


class FidelityGroup(StrEnum):
    """started = the five scores of the first contact + pending; monthly and not-monthly are the years completed."""

    ONGOING = "ongoing"
    STARTED = "started"
    CONTACT_SCORE_5 = "contact-score-5"
    CONTACT_SCORE_4 = "contact-score-4"
    CONTACT_SCORE_3 = "contact-score-3"
    CONTACT_SCORE_2 = "contact-score-2"
    CONTACT_SCORE_1 = "contact-score-1"
    CONTACT_PENDING = "contact-pending"
    MONTHLY = "monthly"
    NOT_MONTHLY = "not-monthly"


def fidelity_cases(figure: Fidelity) -> dict[FidelityGroup, Rows]:
    """The cases of each group."""
    return {
        FidelityGroup.ONGOING: figure.ongoing,
        FidelityGroup.STARTED: figure.first_contact.started,
        **{FidelityGroup(f"contact-score-{mark.value}"): figure.first_contact.by_score[mark] for mark in Score},
        FidelityGroup.CONTACT_PENDING: figure.first_contact.pending,
        FidelityGroup.MONTHLY: figure.monthly,
        FidelityGroup.NOT_MONTHLY: figure.not_monthly,
    }


def fidelity_too_small(figure: Fidelity) -> bool:
    """Whether the figure would speak of one to four cases."""
    years = len(figure.monthly) + len(figure.not_monthly)
    return any(0 < number < SMALLEST for number in (len(figure.ongoing), len(figure.first_contact.started), figure.jobs, years))


class FidelityCounts(View):
    """Cases by group."""

    ongoing: int = Field(examples=[52])
    started: int = Field(examples=[24])
    contact_score_5: int = Field(description="First employer visit within 30 days / Inom 30 dagar", examples=[12])
    contact_score_4: int = Field(examples=[5])
    contact_score_3: int = Field(examples=[3])
    contact_score_2: int = Field(examples=[1])
    contact_score_1: int = Field(examples=[1])
    contact_pending: int = Field(description="No visit yet, at most 270 days / Inget besök än", examples=[2])
    monthly: int = Field(description="A contact in each of twelve months / Kontakt varje månad i ett år", examples=[8])
    not_monthly: int = Field(examples=[3])


class FidelityFigure(View):
    """F7: a comparison with the method, not the authority's own target. Scores are 5 (best) to 1."""

    scale: str = Field(examples=[SCALE])
    scale_version: str = Field(examples=[SCALE_VERSION])
    counts: FidelityCounts
    full_time: float = Field(description="Full-time persons on as_of (1:4) / Heltider", examples=[2.5])
    caseload: float | None = Field(description="Ongoing cases per full-time person / Ärenden per heltid", examples=[20.8])
    caseload_score: int | None = Field(examples=[4])
    days_to_first_contact: SpreadView
    first_contact_score: int | None = Field(description="Of the median / Av medianen", examples=[5])
    employer_visits: int = Field(examples=[210])
    visits_a_week: float | None = Field(description="Per full-time person / Per heltid", examples=[3.4])
    jobs: int = Field(description="Started in the period / Påbörjade i perioden", examples=[20])
    diversity_of_employers: ShareView = Field(description="Different employers of jobs / Olika arbetsgivare")
    diversity_of_occupations: ShareView = Field(description="Of jobs whose occupation is known / Olika yrken")
    regular: ShareView = Field(description="Jobs without support / Arbeten utan stöd")
    community: ShareView = Field(description="Kept contacts at the workplace / Kontakter på arbetsplatsen")
    monthly_for_a_year: ShareView

    @classmethod
    def of(cls, figure: Fidelity) -> Self:
        counted = {group.value.replace("-", "_"): len(cases) for group, cases in fidelity_cases(figure).items()}
        years = {"numerator": len(figure.monthly), "denominator": len(figure.monthly) + len(figure.not_monthly)}
        return cls(
            scale=SCALE,
            scale_version=SCALE_VERSION,
            counts=FidelityCounts.model_validate(counted),
            full_time=float(figure.full_time),
            caseload=None if figure.caseload is None else float(figure.caseload),
            caseload_score=figure.caseload_score,
            days_to_first_contact=SpreadView.model_validate(figure.first_contact.days),
            first_contact_score=figure.first_contact.score,
            employer_visits=figure.employer_visits,
            visits_a_week=None if figure.visits_a_week is None else float(figure.visits_a_week),
            jobs=figure.jobs,
            diversity_of_employers=ShareView.of(figure.employers),
            diversity_of_occupations=ShareView.of(figure.occupations),
            regular=ShareView.of(figure.regular),
            community=ShareView.of(figure.community),
            monthly_for_a_year=ShareView(
                **years, value=years["numerator"] / years["denominator"] if years["denominator"] else None
            ),
        )


class FidelityView(View):
    """The answer; `figure` is null when it is suppressed, that is, when it would speak of one to four cases or jobs."""

    arguments: Asked
    definitions: str = Field(examples=[DEFINITIONS])
    suppressed: bool = Field(examples=[False])
    figure: FidelityFigure | None
    cases: Cases | None = Field(
        description="Lists of the cases counted; null for who may not see cases / Listor över de räknade ärendena",
        examples=[{"started": LISTED.format("fidelity").replace("mature", "started")}],
    )
