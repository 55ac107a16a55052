"""Answers of F11: registration delay, and the maturity of a young cohort."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Self

from pydantic import Field

from services.metrics.answers.counts import BrokenDown, lengths, share_of
from services.metrics.answers.spreads import SpreadView
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.delays import Delay, Delays
from services.metrics.figures.maturity import Band, Maturity
from services.metrics.figures.shares import Rows
from services.metrics.figures.small_cells import ShownTable, Step, shown_table
from services.metrics.schemas import LISTED, Asked, Cases, ShareView
from shared.http.types import View

DELAY_STEPS: Final = (Step(parts=("facts",)), Step(parts=("late",), of="facts"))
NO_UNIT: Final = ""


def fact_counts(delay: Delay) -> dict[str, int]:
    """Facts, and those of them that were recorded late."""
    return {"facts": delay.after_30_days.denominator, "late": delay.after_30_days.numerator}


class DelayView(View):
    """Days from when facts of a kind were so to when they were recorded. Null when it would speak of one to four facts."""

    kind: str = Field(examples=["employment-started"])
    unit: str | None = Field(description="null: every unit / null: alla enheter", examples=["stockholm"])
    suppressed: bool = Field(examples=[False])
    facts: int | None = Field(description="How many were recorded; null is withheld / Antal uppgifter", examples=[24])
    days: SpreadView | None
    after_30_days: ShareView | None = Field(description="Recorded more than 30 days late / Registrerat efter 30 dagar")

    @classmethod
    def of(cls, delay: Delay, *, protect: bool) -> Self:
        """`protect`: as it may be told to those without a unit, when it stands alone."""
        counts = fact_counts(delay)
        return cls.shown(delay, shown_table(counts, {}, DELAY_STEPS).total if protect else counts)

    @classmethod
    def shown(cls, delay: Delay, counts: Mapping[str, int | None]) -> Self:
        """`counts`: those of `fact_counts` as they may be shown. The days tell how many were late, and are shown with that."""
        late = counts["late"]
        return cls(
            kind=delay.kind,
            unit=delay.unit,
            suppressed=late is None,
            facts=counts["facts"],
            days=None if late is None else SpreadView.model_validate(delay.spread),
            after_30_days=share_of(late, counts["facts"]),
        )


class DelaysView(View):
    """The answer: by kind over the units asked for, and by kind and unit."""

    arguments: Asked
    definitions: str = Field(examples=[DEFINITIONS])
    by_kind: list[DelayView]
    by_unit: list[DelayView]
    left_out: bool = Field(
        description="Whether there are units of which nothing may be shown / Om enheter har utelämnats", examples=[False]
    )


def delays_shown(figure: Delays, *, protect: bool) -> tuple[list[DelayView], list[DelayView], bool]:
    """By kind, by kind and unit, and whether some are left out. `protect`: as those without a unit may see them.

    The facts of a kind that are of no known unit stand in no row, and can be computed from the others: they are a slice as well.
    """
    kinds, units, left_out = [], [], False
    for whole in figure.by_kind:
        parts = {one.unit or NO_UNIT: one for one in figure.by_unit if one.kind == whole.kind}
        total, cells = fact_counts(whole), {unit: fact_counts(one) for unit, one in parts.items()}
        of_none = {name: count - sum(cell[name] for cell in cells.values()) for name, count in total.items()}
        cells |= {NO_UNIT: of_none} if of_none["facts"] else {}
        shown = shown_table(total, cells, DELAY_STEPS) if protect else ShownTable(total=total, slices=cells)
        kinds.append(DelayView.shown(whole, shown.total))
        units += [DelayView.shown(one, shown.slices[unit]) for unit, one in parts.items() if unit in shown.slices]
        left_out = left_out or any(unit not in shown.slices for unit in parts)
    return kinds, units, left_out


class MaturityGroup(StrEnum):
    """known: of the cohort, known by now to have been in work within 180 days."""

    COHORT = "cohort"
    KNOWN = "known"


MATURITY_STEPS: Final = (Step(parts=("cohort",)), Step(parts=("known",), of="cohort"))
PAST_STEPS: Final = (Step(parts=("past",)), Step(parts=("past_counted",), of="past"))


def maturity_counts(figure: Maturity) -> dict[str, Rows]:
    """The cases of each group, by its code."""
    return {group.value: cases for group, cases in maturity_cases(figure).items()}


def maturity_cases(figure: Maturity) -> dict[MaturityGroup, Rows]:
    """The cases of each group."""
    return {MaturityGroup.COHORT: figure.cohort, MaturityGroup.KNOWN: figure.known}


class MaturityCounts(View):
    """Cases of the cohort, and of them those known by now to have been in work within 180 days."""

    cohort: int | None = Field(description="null is withheld / null visas inte", examples=[60])
    known: int | None = Field(examples=[14])


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
    """F11 of F2's cohort. `expected_known` and `band` are null when there are too few past cases to tell.

    So they are when a count is withheld that they would tell of.
    """

    counts: MaturityCounts
    share_known: ShareView | None = Field(description="null is withheld / null visas inte")
    past: int | None = Field(description="Settled past cases it is learnt from / Avslutade tidigare ärenden", examples=[340])
    past_counted: int | None = Field(examples=[139])
    expected_known: float | None = Field(
        description="Share of what will count that should be known by now / Andel som bör vara känd nu", examples=[0.6]
    )
    band: BandView | None

    @classmethod
    def of(cls, figure: Maturity, counts: Mapping[str, int | None] | None = None) -> Self:
        """`counts`: those of `maturity_counts` as they may be shown; all of them when not given."""
        shown = lengths(maturity_counts(figure)) if counts is None else counts
        past: Mapping[str, int | None] = {"past": figure.past, "past_counted": figure.past_counted}
        if counts is not None:
            past = shown_table({"past": figure.past, "past_counted": figure.past_counted}, {}, PAST_STEPS).total
        learnt = past["past_counted"] is not None
        return cls(
            counts=MaturityCounts.model_validate(shown),
            share_known=share_of(shown["known"], shown["cohort"]),
            past=past["past"],
            past_counted=past["past_counted"],
            expected_known=figure.expected_known if learnt else None,
            band=BandView.of(figure.band, len(figure.cohort)) if figure.band and learnt and shown["known"] is not None else None,
        )


class MaturityView(BrokenDown):
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
