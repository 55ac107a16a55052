"""Answers of F1."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field

from services.metrics.answers.counts import BreakdownView, Lists
from services.metrics.figures.capacity import Load
from services.metrics.figures.inflow import Flow, Inflow, OfficerLoad, Part, Waiting
from services.metrics.schemas import Asked
from shared.http.types import View


class LoadView(View):
    """Ongoing cases against capacity on the date; null counts are withheld."""

    ongoing: int | None = Field(description="Paused ones among them / Pausade ingår", examples=[252])
    paused: int | None = Field(examples=[9])
    full_time: float = Field(description="Sum of the 1:4 shares / Summa 1:4-andelar", examples=[10.0])
    capacity: float = Field(description="Benchmark × full-time / Riktmärke × heltid", examples=[300.0])
    load: float | None = Field(description="Ongoing of capacity; 1 is full / Pågående av kapacitet; 1 är fullt", examples=[0.84])

    @classmethod
    def of(cls, load: Load, ongoing: int | None, paused: int | None) -> Self:
        return cls(
            ongoing=ongoing,
            paused=paused,
            full_time=float(load.full_time),
            capacity=float(load.capacity),
            load=None if ongoing is None else load.load,
        )


class WaitingView(View):
    """Cases that wait on the date, and days since they were opened."""

    cases: int | None = Field(examples=[14])
    median_days: float | None = Field(examples=[21.0])
    ninetieth_percentile_days: int | None = Field(examples=[64])

    @classmethod
    def of(cls, waiting: Waiting, cases: int | None) -> Self:
        return cls(
            cases=cases,
            median_days=None if cases is None else waiting.median,
            ninetieth_percentile_days=None if cases is None else waiting.ninetieth_percentile,
        )


class FlowView(View):
    """In the period."""

    referrals_received: int | None = Field(examples=[48])
    referrals_returned: int | None = Field(examples=[11])
    referrals_accepted: int | None = Field(examples=[30])
    started: int | None = Field(examples=[27])


class PartView(View):
    """A unit, or all of them together (`unit` null)."""

    unit: str | None = Field(examples=["stockholm"])
    benchmark: int | None = Field(
        description="Cases for each full-time person; null where it differs / Ärenden per heltid; null där det skiljer",
        examples=[30],
    )
    load: LoadView
    waiting: WaitingView
    flow: FlowView

    @classmethod
    def of(cls, part: Part, counts: Mapping[str, int | None]) -> Self:
        """`counts` are those of `part_counts` as they may be shown."""
        return cls(
            unit=part.unit,
            benchmark=part.benchmark,
            load=LoadView.of(part.load, counts["ongoing"], counts["paused"]),
            waiting=WaitingView.of(part.waiting, counts["waiting"]),
            flow=FlowView(
                referrals_received=counts["referrals-received"],
                referrals_returned=counts["referrals-returned"],
                referrals_accepted=counts["referrals-accepted"],
                started=counts["started"],
            ),
        )


class OfficerLoadView(View):
    """A support person's load at a unit."""

    unit: str = Field(examples=["stockholm"])
    support_person: str = Field(description="Subject of tokens / Användare", examples=["officer-7"])
    load: LoadView

    @classmethod
    def of(cls, one: OfficerLoad) -> Self:
        return cls(
            unit=one.unit,
            support_person=one.support_person,
            load=LoadView.of(one.load, len(one.load.ongoing), len(one.load.paused)),
        )


class InflowView(View):
    """F1 on `as_of` and in the period. Those without a unit see no support persons, and small counts are withheld from them."""

    arguments: Asked
    definitions: str = Field(description="Version of the definitions / Definitionernas version", examples=["2026-1"])
    total: PartView
    units: list[PartView]
    support_persons: list[OfficerLoadView] | None
    breakdown: BreakdownView | None
    rows: Lists | None = Field(
        description="Lists of what was counted; null for who may not see cases / Listor över det räknade",
        examples=[{"ongoing": "/metrics/v1/figures/inflow/cases?as_of=2026-03-02&group=ongoing"}],
    )


def part_counts(part: Part) -> dict[str, int]:
    """The counts of a part, by group."""
    flow: Flow = part.flow
    return {
        "ongoing": len(part.load.ongoing),
        "paused": len(part.load.paused),
        "waiting": len(part.waiting.cases),
        "started": len(flow.started),
        "referrals-received": len(flow.received),
        "referrals-returned": len(flow.returned),
        "referrals-accepted": len(flow.accepted),
    }


def of_figure(figure: Inflow) -> dict[str, dict[str, int]]:
    """Unit → group → count."""
    return {part.unit: part_counts(part) for part in figure.units if part.unit is not None}
