"""Bodies and answers of closed months."""

from datetime import date
from typing import Annotated, Any, Final, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from services.metrics.answers.counts import REFERRAL, Lists
from services.metrics.closable import CLOSABLE, Counts
from services.metrics.closing import ClosedFigure, ClosedMonth
from services.metrics.ledger import Difference, Moved
from services.metrics.schemas import CASE, Asked
from shared.http.types import Body, Code, Instant, View

CLOSING: Final = "0195c1de-9d00-7000-8000-0000000000c1"
EVENT: Final = "0195c1de-9d00-7000-8000-0000000000e1"
LISTED: Final = f"/metrics/v1/closed-months/{CLOSING}"

MonthText = Annotated[str, StringConstraints(pattern=r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$"), Field(examples=["2025-10"])]
"""A calendar month, 1900-2199, as YYYY-MM."""


class ClosingIn(Body):
    """Which month of which unit is closed."""

    month: MonthText
    unit: Code = Field(examples=["stockholm"])


class ClosedMonthView(View):
    """A unit's closed month."""

    closing: UUID = Field(examples=[CLOSING])
    month: str = Field(examples=["2025-10"])
    unit: str = Field(examples=["stockholm"])
    known_at: Instant = Field(description="When it was closed: what was recorded by then counts / När den stängdes")
    closed_by: str = Field(examples=["officer-7"])
    definitions: str = Field(description="Version of the definitions / Definitionernas version", examples=["2026-1"])


class ClosedFigureView(View):
    """A figure as it was published. `numbers` is null for those without a unit when it speaks of one to four cases."""

    figure: str = Field(examples=["outflow"])
    arguments: Asked
    suppressed: bool = Field(examples=[False])
    numbers: dict[str, Any] | None = Field(
        description="As the figure's own resource answered / Så som måttets egen resurs svarade",
        examples=[
            {"counts": {"cohort": 24, "mature": 24}, "share_within_180": {"numerator": 9, "denominator": 24, "value": 0.375}}
        ],
    )
    rows: Lists | None = Field(
        description="Lists of what was counted; null for who may not see cases / Listor över det räknade",
        examples=[{"mature": f"{LISTED}/cases?figure=outflow&group=mature"}],
    )

    @classmethod
    def of(cls, closed: ClosedFigure, *, path: str, with_cases: bool) -> Self:
        """`path` is that of the closed month."""
        suppressed = closed.taken.small and not with_cases
        counts = CLOSABLE[closed.figure].counts
        links = {group: f"{path}/{counts(group).value}?figure={closed.figure}&group={group}" for group in closed.taken.groups}
        return cls(
            figure=closed.figure,
            arguments=Asked.of(closed.arguments),
            suppressed=suppressed,
            numbers=None if suppressed else dict(closed.taken.numbers),
            rows=links if with_cases else None,
        )


class ClosedMonthFigures(ClosedMonthView):
    """A unit's closed month with its figures, as they were published. They never change."""

    figures: list[ClosedFigureView]

    @classmethod
    def of_month(cls, month: ClosedMonth, *, path: str, with_cases: bool) -> Self:
        return cls(
            closing=month.closing,
            month=str(month.month),
            unit=month.unit,
            known_at=month.known_at,
            closed_by=month.closed_by,
            definitions=month.definitions,
            figures=[ClosedFigureView.of(closed, path=path, with_cases=with_cases) for closed in month.figures],
        )


class ChangedView(View):
    """A number of the figure that would be another one now."""

    number: str = Field(description="Its place in the figure / Dess plats i måttet", examples=["counts.in_work_within_180"])
    then: float | None = Field(description="As published / Som publicerat", examples=[9])
    now: float | None = Field(examples=[10])


class MovedView(View):
    """How many came into a group of the figure since, and how many went out of it."""

    group: str = Field(examples=["in-work-within-180"])
    counts: Counts = Field(description="What the group is of / Vad gruppen räknar", examples=["cases"])
    came: int = Field(examples=[1])
    went: int = Field(examples=[0])

    @classmethod
    def of(cls, moved: Moved) -> Self:
        return cls(group=moved.group, counts=moved.counts, came=len(moved.came), went=len(moved.went))


class DifferenceView(View):
    """One figure, as published and as it is known at `known_at`. Nothing in `changed`: it is still what was published."""

    figure: str = Field(examples=["outflow"])
    changed: list[ChangedView]
    moved: list[MovedView]
    rows: int = Field(
        description="Cases, referrals or outcomes that came or went / Ärenden, anvisningar eller utfall som kom eller försvann",
        examples=[1],
    )
    revisions: str = Field(
        description="The events that made it / Händelserna bakom", examples=[f"{LISTED}/revisions?figure=outflow"]
    )

    @classmethod
    def of(cls, found: Difference, *, path: str) -> Self:
        return cls(
            figure=found.closed.figure,
            changed=[ChangedView.model_validate(each) for each in found.changed],
            moved=[MovedView.of(each) for each in found.moved],
            rows=len(found.rows),
            revisions=f"{path}/revisions?figure={found.closed.figure}",
        )


class DifferencesView(View):
    """What has changed since the month was closed. Other definitions now than then can be a cause of their own."""

    closing: UUID = Field(examples=[CLOSING])
    known_at: Instant
    definitions_then: str = Field(examples=["2026-1"])
    definitions_now: str = Field(examples=["2026-1"])
    figures: list[DifferenceView]


class BehindView(View):
    """An event that the closing did not count, about somebody of whom the figures say something else now, or about the unit."""

    event_id: UUID = Field(examples=[EVENT])
    why: Literal["late", "corrected", "retracted", "later"] = Field(
        description="later: of a day after the month, and telling of days before it / om en senare dag", examples=["late"]
    )
    figures: list[str] = Field(description="Whose difference it is behind / Vilka mått den ändrade", examples=[["outflow"]])
    type: str = Field(examples=["sius.placement.employment-ended.v1"])
    case_id: UUID | None = Field(examples=[CASE])
    on: date | None = Field(description="The date it speaks of / Datumet den gäller", examples=["2025-10-31"])
    recorded_at: Instant
    days_late: int | None = Field(description="From `on` to the day it was recorded / Dagar efter datumet", examples=[30])


class ClosedOutcome(View):
    """An outcome that a closed figure counted."""

    outcome: UUID = Field(
        description="The decision, employment or case / Beslutet, anställningen eller ärendet", examples=[REFERRAL]
    )
    kind: Literal["decision", "employment", "case"] = Field(examples=["decision"])
    case_id: UUID = Field(examples=[CASE])
