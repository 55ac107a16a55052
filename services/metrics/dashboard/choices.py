"""What can be chosen on the page, and what is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.metrics.figures.arguments import STOCKHOLM
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.worktypes import WorkClass
from services.metrics.schemas import Asked


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """The form as it is filled in: what the address says, not what follows from it."""

    units: Sequence[str]
    unit: Sequence[str]
    from_: date
    to: date
    as_of: str
    known_at: str
    work_classes: Sequence[str]
    breakdown: str
    lang: str

    @property
    def all_classes(self) -> list[str]:
        return [one.value for one in WorkClass]

    @property
    def breakdowns(self) -> list[str]:
        return [one.value for one in Breakdown]


def choices_of(asked: Asked, given: dict[str, str], units: Sequence[str], breakdown: Breakdown, lang: str) -> Choices:
    """`given`: the parameters of the address; `as_of` and `known_at` stay empty when they are not among them."""
    return Choices(
        units=units,
        unit=asked.unit or (),
        from_=asked.from_,
        to=asked.to,
        as_of=asked.as_of.isoformat() if "as_of" in given else "",
        known_at=f"{asked.known_at.astimezone(STOCKHOLM):%Y-%m-%dT%H:%M}" if "known_at" in given else "",
        work_classes=[one.value for one in asked.work_classes],
        breakdown=breakdown.value,
        lang=lang,
    )
