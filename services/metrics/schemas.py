"""Answers of metrics's API. A figure is counts, shares with both their parts and named remainders, never a bare percentage."""

from datetime import date
from typing import Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.outflow import Curve, Outflow
from services.metrics.figures.retention import PeriodRetention, Retention
from services.metrics.figures.shares import Share
from services.metrics.figures.worktypes import WorkClass
from services.metrics.groups import OutflowGroup, RetentionGroup, outflow_cases, retention_cases
from shared.http.types import Instant, View

CASE = "0195c1de-9d00-7000-8000-0000000000ac"
LISTED = "/metrics/v1/figures/{}/cases?from=2025-01-01&to=2025-06-30&as_of=2026-03-02&group=mature"

Cases = dict[str, str]
"""Group → path of the list of its cases."""


class Asked(View):
    """The arguments, defaults filled in: the same arguments give the same figure, whenever asked."""

    model_config = ConfigDict(populate_by_name=True)

    from_: date = Field(alias="from", examples=["2025-01-01"])
    to: date = Field(examples=["2025-06-30"])
    as_of: date = Field(description="What is true on this day / Vad som gäller denna dag")
    known_at: Instant = Field(description="Only what was recorded by then / Bara det som var registrerat då")
    unit: list[str] | None = Field(description="null: every unit / null: alla enheter", examples=[["stockholm"]])
    work_classes: list[WorkClass] = Field(examples=[["regular", "subsidised"]])
    gap: int = Field(description="Days in no job that still join two / Dagar som fogar ihop två anställningar", examples=[14])

    @classmethod
    def of(cls, arguments: Arguments) -> Self:
        return cls(
            from_=arguments.from_,
            to=arguments.to,
            as_of=arguments.as_of,
            known_at=arguments.known_at,
            unit=None if arguments.unit is None else sorted(arguments.unit),
            work_classes=sorted(arguments.work_classes),
            gap=arguments.gap,
        )


class ShareView(View):
    """`numerator` of `denominator`; no value over nothing."""

    numerator: int = Field(examples=[48])
    denominator: int = Field(examples=[120])
    value: float | None = Field(description="0-1", examples=[0.4])

    @classmethod
    def of(cls, share: Share) -> Self:
        return cls(numerator=share.numerator, denominator=share.denominator, value=share.value)


class OutflowCounts(View):
    """Cases. cohort = mature + pending; mature = in work + unknown + not, both within 180 days and on day 180."""

    cohort: int = Field(examples=[131])
    mature: int = Field(description="Started at least 180 days before as_of / Började minst 180 dagar före as_of", examples=[120])
    pending: int = Field(examples=[11])
    in_work_within_180: int = Field(examples=[48])
    unknown_within_180: int = Field(examples=[2])
    not_within_180: int = Field(examples=[70])
    in_work_on_day_180: int = Field(examples=[41])
    unknown_on_day_180: int = Field(examples=[5])
    not_on_day_180: int = Field(examples=[74])
    pending_in_work: int = Field(description="In work on as_of / I arbete på as_of", examples=[3])
    pending_been_in_work: int = Field(description="On some day since the start / Någon dag sedan start", examples=[4])


class CurvePoint(View):
    """Cumulative incidence on a day after the start; null where nobody is followed."""

    day: int = Field(examples=[180])
    work: float | None = Field(description="Share who have got work / Andel som fått arbete", examples=[0.41])
    low: float | None = Field(description="95 % interval of `work` (log-log) / 95 % intervall", examples=[0.33])
    high: float | None = Field(examples=[0.5])
    competing: float | None = Field(description="Share deceased or moved before / Andel avlidna eller flyttade", examples=[0.02])
    at_risk: int = Field(description="Followed so far without an end / Följs ännu", examples=[66])


class CurveView(View):
    """Share in work by day 0-365 of the whole cohort, and how each case went into it."""

    points: list[CurvePoint]
    in_work: int = Field(examples=[53])
    competing: int = Field(examples=[3])
    censored: int = Field(examples=[74])
    left_out: int = Field(description="Unknown from the first day / Okänt från första dagen", examples=[1])

    @classmethod
    def of(cls, curve: Curve) -> Self:
        return cls(
            points=[CurvePoint.model_validate(point) for point in curve.points],
            in_work=len(curve.in_work),
            competing=len(curve.competing),
            censored=len(curve.censored),
            left_out=len(curve.left_out),
        )


class OutflowFigure(View):
    """F2: of those who started, how many are in work within 180 days, and on day 180."""

    counts: OutflowCounts
    share_within_180: ShareView
    share_on_day_180: ShareView
    curve: CurveView

    @classmethod
    def of(cls, figure: Outflow) -> Self:
        counted = {_field(group): len(outflow_cases(figure, group)) for group in OutflowGroup}
        return cls(
            counts=OutflowCounts.model_validate(counted),
            share_within_180=ShareView.of(figure.share_within_180),
            share_on_day_180=ShareView.of(figure.share_on_day_180),
            curve=CurveView.of(figure.curve),
        )


class OutflowView(View):
    """The answer; `figure` is null when it is suppressed, that is, when it would speak of one to four cases."""

    arguments: Asked
    goal: float = Field(description="The authority's target for share_within_180 / Myndighetens mål", examples=[0.4])
    suppressed: bool = Field(examples=[False])
    figure: OutflowFigure | None
    cases: Cases | None = Field(
        description="Lists of the cases counted; null for who may not see cases / Listor över de räknade ärendena",
        examples=[{"mature": LISTED.format("outflow")}],
    )


class RetentionCounts(View):
    """Cases. cohort = mature + pending; mature = retained + lost + unknown, for any employer and for the same employer."""

    cohort: int = Field(examples=[64])
    mature: int = Field(description="Got work at least 180 days before as_of / Fick arbete minst 180 dagar före", examples=[50])
    pending: int = Field(examples=[14])
    retained: int = Field(examples=[38])
    lost: int = Field(examples=[9])
    unknown: int = Field(examples=[3])
    same_employer_retained: int = Field(examples=[33])
    same_employer_lost: int = Field(examples=[14])
    same_employer_unknown: int = Field(examples=[3])
    returned: int = Field(
        description="Retained after a gap too long to join / Åter i arbete efter ett längre uppehåll", examples=[2]
    )
    ended: int = Field(description="Kaplan-Meier: events / händelser", examples=[17])
    censored: int = Field(description="Kaplan-Meier: censored / censurerade", examples=[47])


class SurvivalPoint(View):
    """Kaplan-Meier: share whose employment lasts longer than `day` days, with a 95 % interval (log-log)."""

    day: int = Field(examples=[180])
    survival: float | None = Field(examples=[0.79])
    low: float | None = Field(examples=[0.66])
    high: float | None = Field(examples=[0.88])
    at_risk: int = Field(examples=[39])


class RetentionFigure(View):
    """F3 of one period: of those who got work, how many have it 180 days later."""

    counts: RetentionCounts
    share_known: ShareView = Field(description="Of those whose day is known / Av dem vars dag är känd")
    share_low: ShareView = Field(description="Of all mature, unknown counted as lost / Av alla mogna, okänt som förlorat")
    same_employer_share_known: ShareView
    same_employer_share_low: ShareView
    survival: list[SurvivalPoint]

    @classmethod
    def of(cls, figure: PeriodRetention) -> Self:
        counted = {_field(group): len(retention_cases(figure, group)) for group in RetentionGroup}
        return cls(
            counts=RetentionCounts.model_validate(counted),
            share_known=ShareView.of(figure.any_employer.share_known),
            share_low=ShareView.of(figure.any_employer.share_low),
            same_employer_share_known=ShareView.of(figure.same_employer.share_known),
            same_employer_share_low=ShareView.of(figure.same_employer.share_low),
            survival=[SurvivalPoint.model_validate(point) for point in figure.survival],
        )


class RetentionPeriod(View):
    """One period with its arguments; `figure` is null when it is suppressed."""

    arguments: Asked
    suppressed: bool = Field(examples=[False])
    figure: RetentionFigure | None
    cases: Cases | None = Field(
        description="Lists of the cases counted; null for who may not see cases / Listor över de räknade ärendena",
        examples=[{"mature": LISTED.format("retention")}],
    )


class Differences(View):
    """The period less the same period a year earlier."""

    retained: int = Field(examples=[6])
    share_known: float | None = Field(description="0.05 = five percentage points / fem procentenheter", examples=[0.05])
    share_low: float | None = Field(examples=[0.04])

    @classmethod
    def of(cls, figure: Retention) -> Self:
        return cls(
            retained=figure.count_difference,
            share_known=figure.share_known_difference,
            share_low=figure.share_low_difference,
        )


class RetentionView(View):
    """F3 against the same period a year earlier, as equally old cohorts; differences are null when either is suppressed."""

    period: RetentionPeriod
    earlier: RetentionPeriod
    differences: Differences | None


class CountedCase(View):
    """A case that the figure counted in the group."""

    case_id: UUID = Field(examples=[CASE])


class RevisionView(View):
    """An event that may have changed figures between two instants: recorded late, a correction, or a retraction."""

    event_id: UUID = Field(examples=["0195c1de-9d00-7000-8000-0000000000e1"])
    why: Literal["late", "corrected", "retracted"] = Field(examples=["late"])
    type: str = Field(examples=["sius.placement.employment-ended.v1"])
    case_id: UUID | None = Field(description="null: of a referral or a unit / null: anvisning eller enhet", examples=[CASE])
    on: date | None = Field(
        description="The date it speaks of; none for a retraction / Datumet den gäller", examples=["2026-01-31"]
    )
    recorded_at: Instant
    days_late: int | None = Field(description="From `on` to the day it was recorded / Dagar efter datumet", examples=[30])


def _field(group: OutflowGroup | RetentionGroup) -> str:
    return group.value.replace("-", "_")
