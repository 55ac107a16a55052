"""What the answers of several figures are made of: breakdowns, and the rows that were counted."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, Self
from uuid import UUID

from pydantic import Field

from services.metrics.figures.breakdowns import Breakdown, Slice
from services.metrics.figures.shares import Rows, Share
from services.metrics.schemas import CASE, ShareView
from shared.http.types import View

Counted = dict[str, int | None]
"""Group → how many; null is withheld."""

Lists = dict[str, str]
"""Group → path of the list of what it counts."""

REFERRAL: Final = "0195c1de-9d00-7000-8000-0000000000ae"


class SliceView(View):
    """One value of a breakdown. A null count is withheld."""

    value: str = Field(examples=["woman"])
    counts: Counted = Field(examples=[{"ongoing": 64, "paused": None}])


class BreakdownView(View):
    """The groups of the figure cut by one characteristic; the slices have no row in common, and together are the whole."""

    by: Breakdown = Field(examples=["sex"])
    slices: list[SliceView]
    left_out: bool = Field(
        default=False,
        description="Whether there are slices of which nothing may be shown / Om delar har utelämnats",
        examples=[False],
    )

    @classmethod
    def of(cls, by: Breakdown, counts: Mapping[str, Mapping[str, int | None]], *, left_out: bool = False) -> Self:
        slices = [SliceView(value=value, counts=dict(counted)) for value, counted in counts.items()]
        return cls(by=by, slices=slices, left_out=left_out)


class BrokenDown(View):
    """What an answer of a figure about cases says beside its numbers."""

    withheld: list[str] = Field(
        description="Groups whose count may not be shown to the caller, and is null / Grupper vars antal inte visas",
        examples=[[]],
    )
    breakdown: BreakdownView | None


def withheld_in(counts: Mapping[str, int | None]) -> list[str]:
    """The groups whose count is withheld."""
    return [group for group, count in counts.items() if count is None]


def share_of(numerator: int | None, denominator: int | None) -> ShareView | None:
    """The share; null when a part of it is withheld."""
    if numerator is None or denominator is None:
        return None
    return ShareView.of(Share(numerator=numerator, denominator=denominator))


def lengths(groups: Mapping[str, Rows]) -> dict[str, int]:
    """How many each group counts."""
    return {group: len(counted) for group, counted in groups.items()}


def counts_of(slices: Sequence[Slice]) -> dict[str, dict[str, int | None]]:
    """Value → group → how many."""
    return {one.value: dict(lengths(one.groups)) for one in slices}


class CountedReferral(View):
    """A referral that the figure counted in the group."""

    referral: UUID = Field(examples=[REFERRAL])
    case_id: UUID | None = Field(description="Its case, when it was accepted / Dess ärende", examples=[CASE])


class CountedOutcome(View):
    """An outcome that the figure counted: a decision, an employment, or the end of a case."""

    outcome: UUID = Field(description="The decision, employment or case / Beslutet, anställningen eller ärendet", examples=[CASE])
    kind: str = Field(examples=["employment"])
    case_id: UUID = Field(examples=[CASE])
    on: date = Field(examples=["2026-03-02"])
    form: str | None = Field(description="Form of work / Anställningsform", examples=["NYSTART"])
    exit: str | None = Field(description="How the case ended / Hur ärendet avslutades", examples=[None])
