"""Answers of F3."""

from pydantic import Field

from services.metrics.answers.counts import BreakdownView
from services.metrics.schemas import RetentionView


class RetentionAnswer(RetentionView):
    """F3 against the same period a year earlier. A figure is null when it is suppressed. The breakdown is of the period."""

    definitions: str = Field(description="Version of the definitions / Definitionernas version", examples=["2026-1"])
    breakdown: BreakdownView | None
