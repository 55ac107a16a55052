"""Answers of F10."""

from typing import Self

from pydantic import Field

from services.metrics.answers.counts import Lists
from services.metrics.figures.money import Months
from services.metrics.schemas import Asked
from shared.http.types import View


class MonthsView(View):
    """Months of full-time work charged to each appropriation, at a unit or at all of them (`unit` null)."""

    unit: str | None = Field(examples=["stockholm"])
    sius: float = Field(description="Appropriation 1:4 / Anslag 1:4", examples=[108.0])
    administration: float = Field(description="Appropriation 1:1 / Anslag 1:1", examples=[12.0])
    other: float = Field(examples=[0.0])
    total: float = Field(examples=[120.0])

    @classmethod
    def of(cls, months: Months) -> Self:
        """Rounded to four decimals."""
        charged = [round(float(months.by_appropriation[name]), 4) for name in ("1:4", "1:1", "other")]
        return cls(
            unit=months.unit, sius=charged[0], administration=charged[1], other=charged[2], total=round(float(months.total), 4)
        )


class MoneyView(View):
    """F10 of the period."""

    arguments: Asked
    definitions: str = Field(description="Version of the definitions / Definitionernas version", examples=["2026-1"])
    total: MonthsView
    units: list[MonthsView]
    cost: int | None = Field(description="In kronor, as given / I kronor, som den angavs", examples=[1100000])
    newly_in_work: int | None = Field(description="Of F4; null is withheld / Från F4; null visas inte", examples=[76])
    cost_per_newly_in_work: int | None = Field(description="In kronor / I kronor", examples=[14474])
    rows: Lists | None = Field(
        description="List of who is newly in work; null for who may not see cases / Lista över de nya i arbete",
        examples=[{"newly-in-work": "/metrics/v1/figures/results/outcomes?from=2022-01-01&group=newly-in-work"}],
    )
