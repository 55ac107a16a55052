"""How numbers of days are spread, as an answer says it."""

from pydantic import Field

from shared.http.types import View


class SpreadView(View):
    """Of `count` numbers of days; null over nothing."""

    count: int = Field(examples=[24])
    median: float | None = Field(examples=[12.5])
    p90: int | None = Field(description="90th percentile / 90:e percentilen", examples=[31])
    largest: int | None = Field(examples=[64])
