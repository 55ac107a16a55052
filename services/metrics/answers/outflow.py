"""Answers of F2."""

from pydantic import Field

from services.metrics.answers.counts import BreakdownView
from services.metrics.schemas import OutflowView


class OutflowAnswer(OutflowView):
    """F2; `figure` is null when it is suppressed, that is, when it would speak of one to four cases."""

    definitions: str = Field(description="Version of the definitions / Definitionernas version", examples=["2026-1"])
    breakdown: BreakdownView | None
