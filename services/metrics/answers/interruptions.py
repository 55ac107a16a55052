"""Answers of F5."""

from typing import Self

from pydantic import Field

from services.metrics.answers.counts import BreakdownView, Lists
from services.metrics.figures.interruptions import Interruptions, Source
from services.metrics.schemas import Asked, ShareView
from shared.http.types import View


class CellView(View):
    """Interrupted cases of one reason, phase and length. A combination that is not there has none."""

    reason: str = Field(examples=["health"])
    phase: str = Field(
        description="waiting, search, introduction, follow-up or after-support / Fas vid avslutet", examples=["search"]
    )
    days: str = Field(
        description="Since the start: 0-30, 31-90, 91-180, 181-365, over-365, not-started / Dagar sedan start", examples=["31-90"]
    )
    cases: int = Field(examples=[7])


class MarginView(View):
    """Interrupted cases of one value."""

    value: str = Field(examples=["health"])
    cases: int = Field(examples=[12])


class SourceView(View):
    """Referrals received in the period from one source (null: from all), as they stand on `as_of`."""

    source: str | None = Field(examples=["municipality"])
    referrals: int = Field(examples=[40])
    returned: int = Field(examples=[8])
    interrupted: int = Field(examples=[6])
    returned_knowable: int = Field(description="For a reason knowable at referral / Kunde vara känt", examples=[5])
    interrupted_knowable: int = Field(examples=[2])
    untold: int = Field(description="Returned or interrupted, and nobody can tell / Kan inte avgöras", examples=[0])
    share_knowable: ShareView

    @classmethod
    def of(cls, source: Source) -> Self:
        return cls(
            source=source.source,
            referrals=len(source.referrals),
            returned=len(source.returned),
            interrupted=len(source.interrupted),
            returned_knowable=len(source.returned_knowable),
            interrupted_knowable=len(source.interrupted_knowable),
            untold=len(source.untold),
            share_knowable=ShareView.of(source.share_knowable),
        )

    def counts(self) -> tuple[int, ...]:
        """Everything that it counts, what is left over too."""
        told = self.share_knowable.denominator
        return (
            self.referrals,
            self.returned,
            self.interrupted,
            self.returned_knowable,
            self.interrupted_knowable,
            self.untold,
            told,
            told - self.share_knowable.numerator,
        )


class InterruptionsView(View):
    """F5. Null is withheld from those without a unit: a table is shown whole, or not at all when a count in it is 1-4."""

    arguments: Asked
    definitions: str = Field(description="Version of the definitions / Definitionernas version", examples=["2026-1"])
    interrupted: int | None = Field(examples=[31])
    cells: list[CellView] | None
    by_reason: list[MarginView] | None
    by_phase: list[MarginView] | None
    by_days: list[MarginView] | None
    referrals: SourceView | None
    sources: list[SourceView] | None
    breakdown: BreakdownView | None
    rows: Lists | None = Field(
        description="Lists of what was counted; null for who may not see cases / Listor över det räknade",
        examples=[{"interrupted": "/metrics/v1/figures/interruptions/cases?from=2025-01-01&group=interrupted"}],
    )


def cells_of(figure: Interruptions) -> list[CellView]:
    return [
        CellView(reason=reason, phase=phase, days=days, cases=len(cases))
        for (reason, phase, days), cases in figure.cells().items()
    ]
