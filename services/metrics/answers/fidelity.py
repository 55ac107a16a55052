"""Answers of F7, method fidelity."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Self

from pydantic import Field

from services.metrics.answers.counts import BrokenDown, lengths, share_of
from services.metrics.answers.spreads import SpreadView
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.fidelity import SCALE, SCALE_SOURCE, SCALE_VERSION, Fidelity, Score
from services.metrics.figures.shares import Rows
from services.metrics.figures.small_cells import Step, small
from services.metrics.schemas import LISTED, Asked, Cases, ShareView
from shared.http.types import View


class FidelityGroup(StrEnum):
    """started = the five scores of the first contact + pending; years-completed = monthly + not-monthly."""

    ONGOING = "ongoing"
    STARTED = "started"
    CONTACT_SCORE_5 = "contact-score-5"
    CONTACT_SCORE_4 = "contact-score-4"
    CONTACT_SCORE_3 = "contact-score-3"
    CONTACT_SCORE_2 = "contact-score-2"
    CONTACT_SCORE_1 = "contact-score-1"
    CONTACT_PENDING = "contact-pending"
    YEARS_COMPLETED = "years-completed"
    MONTHLY = "monthly"
    NOT_MONTHLY = "not-monthly"


def fidelity_cases(figure: Fidelity) -> dict[FidelityGroup, Rows]:
    """The cases of each group."""
    return {
        FidelityGroup.ONGOING: figure.ongoing,
        FidelityGroup.STARTED: figure.first_contact.started,
        **{FidelityGroup(f"contact-score-{mark.value}"): figure.first_contact.by_score[mark] for mark in Score},
        FidelityGroup.CONTACT_PENDING: figure.first_contact.pending,
        FidelityGroup.YEARS_COMPLETED: figure.years_completed,
        FidelityGroup.MONTHLY: figure.monthly,
        FidelityGroup.NOT_MONTHLY: figure.not_monthly,
    }


SCORED: Final = (*(f"contact-score-{mark.value}" for mark in Score), "contact-pending")
FIDELITY_STEPS: Final = (
    Step(parts=("ongoing",)),
    Step(parts=("started",)),
    Step(parts=SCORED, of="started", whole=True),
    Step(parts=("years-completed",)),
    Step(parts=("monthly", "not-monthly"), of="years-completed", whole=True),
)
"""Which groups are parts of others, for what is withheld."""
JOB_STEPS: Final = (Step(parts=("jobs",)), Step(parts=("regular", "occupations", "sectors"), of="jobs"))


def fidelity_counts(figure: Fidelity) -> dict[str, Rows]:
    """The cases of each group, by its code."""
    return {group.value: cases for group, cases in fidelity_cases(figure).items()}


def job_counts(figure: Fidelity) -> dict[str, int]:
    """Jobs, and those of them that are regular, or whose occupation or sector is known."""
    return {
        "jobs": figure.jobs,
        "regular": figure.regular.numerator,
        "occupations": figure.occupations.denominator,
        "sectors": figure.sectors.denominator,
    }


class FidelityCounts(View):
    """Cases by group; null is withheld."""

    ongoing: int | None = Field(examples=[52])
    started: int | None = Field(examples=[24])
    contact_score_5: int | None = Field(description="First employer visit within 30 days / Inom 30 dagar", examples=[12])
    contact_score_4: int | None = Field(examples=[5])
    contact_score_3: int | None = Field(examples=[3])
    contact_score_2: int | None = Field(examples=[1])
    contact_score_1: int | None = Field(examples=[1])
    contact_pending: int | None = Field(description="No visit yet, at most 270 days / Inget besök än", examples=[2])
    years_completed: int | None = Field(description="Of jobs, in the period / Första år som fullföljts", examples=[11])
    monthly: int | None = Field(description="A contact in each of twelve months / Kontakt varje månad i ett år", examples=[8])
    not_monthly: int | None = Field(examples=[3])


class FidelityFigure(View):
    """F7: a comparison with the method, not the authority's own target. Scores are 5 (best) to 1. Null may be withheld."""

    scale: str = Field(examples=[SCALE])
    scale_version: str = Field(examples=[SCALE_VERSION])
    scale_source: str = Field(examples=[SCALE_SOURCE])
    counts: FidelityCounts
    full_time: float = Field(description="Full-time persons on as_of (1:4) / Heltider", examples=[2.5])
    caseload: float | None = Field(description="Ongoing cases per full-time person / Ärenden per heltid", examples=[20.8])
    caseload_score: int | None = Field(examples=[4])
    days_to_first_contact: SpreadView | None
    first_contact_score: int | None = Field(description="Of the median / Av medianen", examples=[5])
    employer_visits: int = Field(examples=[210])
    visits_a_week: float | None = Field(description="Per full-time person / Per heltid", examples=[3.4])
    jobs: int | None = Field(description="Started in the period / Påbörjade i perioden", examples=[20])
    diversity_of_employers: ShareView | None = Field(description="Different employers of jobs / Olika arbetsgivare")
    diversity_of_occupations: ShareView | None = Field(description="Of jobs whose occupation is known / Olika yrken")
    diversity_of_sectors: ShareView | None = Field(description="Of jobs whose sector is known / Olika sektorer")
    regular: ShareView | None = Field(description="Jobs without support / Arbeten utan stöd")
    community: ShareView | None = Field(description="Kept contacts at the workplace / Kontakter på arbetsplatsen")
    community_minutes: ShareView | None = Field(
        description="Minutes at the workplace of contacts' minutes; null: nobody told any / Tid på arbetsplatsen, null: saknas"
    )
    contacts_without_minutes: int | None = Field(description="Kept, time not told / Genomförda, tid saknas", examples=[4])
    monthly_for_a_year: ShareView | None

    @classmethod
    def of(
        cls, figure: Fidelity, counts: Mapping[str, int | None] | None = None, jobs: Mapping[str, int | None] | None = None
    ) -> Self:
        """`counts` and `jobs`: those of `fidelity_counts` and `job_counts` as they may be shown; all of them when not given.

        The days to the first contact and their score are shown only with every band, for they tell how many are in one.
        """
        shown = lengths(fidelity_counts(figure)) if counts is None else counts
        told = job_counts(figure) if jobs is None else jobs
        banded = all(shown[group] is not None for group in ("started", *SCORED))
        ongoing = shown["ongoing"] is not None
        met = counts is None or not small(figure.community.denominator)
        minutes = figure.community_minutes
        return cls(
            scale=SCALE,
            scale_version=SCALE_VERSION,
            scale_source=SCALE_SOURCE,
            counts=FidelityCounts.model_validate({group.replace("-", "_"): count for group, count in shown.items()}),
            full_time=float(figure.full_time),
            caseload=None if figure.caseload is None or not ongoing else float(figure.caseload),
            caseload_score=figure.caseload_score if ongoing else None,
            days_to_first_contact=SpreadView.model_validate(figure.first_contact.days) if banded else None,
            first_contact_score=figure.first_contact.score if banded else None,
            employer_visits=figure.employer_visits,
            visits_a_week=None if figure.visits_a_week is None else float(figure.visits_a_week),
            jobs=told["jobs"],
            diversity_of_employers=ShareView.of(figure.employers) if told["jobs"] is not None else None,
            diversity_of_occupations=ShareView.of(figure.occupations) if told["occupations"] is not None else None,
            diversity_of_sectors=ShareView.of(figure.sectors) if told["sectors"] is not None else None,
            regular=share_of(told["regular"], told["jobs"]),
            community=ShareView.of(figure.community) if met else None,
            community_minutes=ShareView.of(minutes) if minutes is not None and met else None,
            contacts_without_minutes=figure.without_minutes if met else None,
            monthly_for_a_year=share_of(shown["monthly"], shown["years-completed"]),
        )


class FidelityView(BrokenDown):
    """The answer; `figure` is null when it is suppressed, that is, when it would speak of one to four cases or jobs."""

    arguments: Asked
    definitions: str = Field(examples=[DEFINITIONS])
    suppressed: bool = Field(examples=[False])
    figure: FidelityFigure | None
    cases: Cases | None = Field(
        description="Lists of the cases counted; null for who may not see cases / Listor över de räknade ärendena",
        examples=[{"started": LISTED.format("fidelity").replace("mature", "started")}],
    )
