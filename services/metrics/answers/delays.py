"""Answers of F11: registration delay, and the maturity of a young cohort."""

from enum import StrEnum
from typing import Self

from pydantic import Field

from services.metrics.answers.spreads import SpreadView
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.delays import Delay
from services.metrics.figures.maturity import Band, Maturity
from services.metrics.figures.shares import Rows
from services.metrics.schemas import LISTED, Asked, Cases, ShareView
from services.metrics.suppression import SMALLEST
from shared.http.types import View


class DelayView(View):
    """Days from when facts of a kind were so to when they were recorded. Null when it would speak of one to four facts."""

    kind: str = Field(examples=["employment-started"])
    unit: str | None = Field(description="null: every unit / null: alla enheter", examples=["stockholm"])
    suppressed: bool = Field(examples=[False])
    days: SpreadView | None
    after_30_days: ShareView | None = Field(description="Recorded more than 30 days late / Registrerat efter 30 dagar")

    @classmethod
    def of(cls, delay: Delay, *, protect: bool) -> Self:
        small = protect and 0 < delay.spread.count < SMALLEST
        return cls(
            kind=delay.kind,
            unit=delay.unit,
            suppressed=small,
            days=None if small else SpreadView.model_validate(delay.spread),
            after_30_days=None if small else ShareView.of(delay.after_30_days),
        )


class DelaysView(View):
    """The answer: by kind over the units asked for, and by kind and unit."""

    arguments: Asked
    definitions: str = Field(examples=[DEFINITIONS])
    by_kind: list[DelayView]
    by_unit: list[DelayView]


class MaturityGroup(StrEnum):
    """known: of the cohort, known by now to have been in work within 180 days."""

    COHORT = "cohort"
    KNOWN = "known"


def maturity_cases(figure: Maturity) -> dict[MaturityGroup, Rows]:
    """The cases of each group."""
    return {MaturityGroup.COHORT: figure.cohort, MaturityGroup.KNOWN: figure.known}


class MaturityCounts(View):
    """Cases of the cohort, and of them those known by now to have been in work within 180 days."""

    cohort: int = Field(examples=[60])
    known: int = Field(examples=[14])


class BandView(View):
    """The final number in work within 180 days: expected, and between which it lies in 80 cohorts of 100."""

    expected: float = Field(examples=[23.4])
    low: int = Field(examples=[20])
    high: int = Field(examples=[27])
    expected_share: float | None = Field(description="0-1", examples=[0.39])
    low_share: float | None = Field(examples=[0.33])
    high_share: float | None = Field(examples=[0.45])

    @classmethod
    def of(cls, band: Band, cohort: int) -> Self:
        numbers = {"expected": band.expected, "low": band.low, "high": band.high}
        shares = {f"{name}_share": number / cohort if cohort else None for name, number in numbers.items()}
        return cls.model_validate({**numbers, **shares})


class MaturityFigure(View):
    """F11 of F2's cohort. `expected_known` and `band` are null when there are too few past cases to tell."""

    counts: MaturityCounts
    share_known: ShareView
    past: int = Field(description="Settled past cases it is learnt from / Avslutade tidigare ärenden", examples=[340])
    past_counted: int = Field(examples=[139])
    expected_known: float | None = Field(
        description="Share of what will count that should be known by now / Andel som bör vara känd nu", examples=[0.6]
    )
    band: BandView | None

    @classmethod
    def of(cls, figure: Maturity) -> Self:
        counted = {group.value: len(cases) for group, cases in maturity_cases(figure).items()}
        return cls(
            counts=MaturityCounts.model_validate(counted),
            share_known=ShareView.of(figure.share_known),
            past=figure.past,
            past_counted=figure.past_counted,
            expected_known=figure.expected_known,
            band=BandView.of(figure.band, len(figure.cohort)) if figure.band else None,
        )


class MaturityView(View):
    """The answer; `as_of` is the date of `known_at`. `figure` is null when it would speak of one to four cases."""

    arguments: Asked
    definitions: str = Field(examples=[DEFINITIONS])
    confidence: float = Field(description="What the band is named / Bandets täckning", examples=[0.8])
    suppressed: bool = Field(examples=[False])
    figure: MaturityFigure | None
    cases: Cases | None = Field(
        description="Lists of the cases counted; null for who may not see cases / Listor över de räknade ärendena",
        examples=[{"cohort": LISTED.format("maturity").replace("mature", "cohort")}],
    )


def maturity_too_small(figure: Maturity) -> bool:
    """Whether the figure would speak of one to four cases."""
    return 0 < len(figure.cohort) < SMALLEST
