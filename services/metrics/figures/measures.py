"""What a matrix of units and months can be of: a figure's counts, in parts that have no row in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Measure(StrEnum):
    """What is counted in each cell."""

    REFERRALS_RECEIVED = "referrals-received"
    REFERRALS_RETURNED = "referrals-returned"
    REFERRALS_ACCEPTED = "referrals-accepted"
    STARTED = "started"
    WAITING = "waiting"
    LOAD = "load"
    IN_WORK_WITHIN_180 = "in-work-within-180"
    IN_WORK_ON_DAY_180 = "in-work-on-day-180"
    RETAINED = "retained"
    SAME_EMPLOYER_RETAINED = "same-employer-retained"
    OUTCOMES = "outcomes"
    NEWLY_IN_WORK = "newly-in-work"
    SUBSIDISED_NEW = "subsidised-new"
    SUBSIDISED_WITH_EXTENSIONS = "subsidised-with-extensions"
    EXTENSIONS = "extensions"
    LEAVING_SOCIAL_ASSISTANCE = "leaving-social-assistance"
    RESULT_EXITS = "result-exits"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, kw_only=True, slots=True)
class Meaning:
    """A measure as its figure has it.

    `parts` are the figure's groups, and no row is in two. A share is of `numerator` in `denominator`. `published`: where a closed
    month keeps the count of each part. `rows`: the figure's list. `on_the_last_day`: counted on a date, no sum over months.
    """

    figure: str
    rows: str
    parts: tuple[str, ...]
    published: tuple[str, ...]
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    on_the_last_day: bool = False

    @property
    def by_day_180(self) -> bool:
        """Whether a closed month has another cohort than those of the month."""
        return self.figure in {"outflow", "retention"}


def _flow(group: str, rows: str) -> Meaning:
    return Meaning(figure="inflow", rows=rows, parts=(group,), published=(f"flow.{group.replace('-', '_')}",))


def _of_day_180(figure: str, *parts: str, of: int) -> Meaning:
    """The first part in the first `of`; the others are remainders."""
    return Meaning(
        figure=figure,
        rows="cases",
        parts=parts,
        published=tuple(f"counts.{part.replace('-', '_')}" for part in parts),
        numerator=parts[:1],
        denominator=parts[:of],
    )


def _sum(name: str) -> Meaning:
    published = f"sums.{name.replace('-', '_')}.outcomes"
    return Meaning(figure="results", rows="outcomes", parts=(name,), published=(published,))


MEANINGS: Final[Mapping[Measure, Meaning]] = {
    Measure.REFERRALS_RECEIVED: _flow("referrals-received", "referrals"),
    Measure.REFERRALS_RETURNED: _flow("referrals-returned", "referrals"),
    Measure.REFERRALS_ACCEPTED: _flow("referrals-accepted", "referrals"),
    Measure.STARTED: _flow("started", "cases"),
    Measure.WAITING: Meaning(
        figure="inflow", rows="cases", parts=("waiting",), published=("waiting.cases",), on_the_last_day=True
    ),
    Measure.LOAD: Meaning(figure="inflow", rows="cases", parts=("ongoing",), published=("load.ongoing",), on_the_last_day=True),
    Measure.IN_WORK_WITHIN_180: _of_day_180(
        "outflow", "in-work-within-180", "not-within-180", "unknown-within-180", "pending", of=3
    ),
    Measure.IN_WORK_ON_DAY_180: _of_day_180(
        "outflow", "in-work-on-day-180", "not-on-day-180", "unknown-on-day-180", "pending", of=3
    ),
    Measure.RETAINED: _of_day_180("retention", "retained", "lost", "unknown", "pending", of=2),
    Measure.SAME_EMPLOYER_RETAINED: _of_day_180(
        "retention", "same-employer-retained", "same-employer-lost", "same-employer-unknown", "pending", of=2
    ),
    **{
        measure: _sum(measure.value)
        for measure in (
            Measure.OUTCOMES,
            Measure.NEWLY_IN_WORK,
            Measure.SUBSIDISED_NEW,
            Measure.SUBSIDISED_WITH_EXTENSIONS,
            Measure.EXTENSIONS,
            Measure.LEAVING_SOCIAL_ASSISTANCE,
            Measure.RESULT_EXITS,
        )
    },
    Measure.INTERRUPTED: Meaning(figure="interruptions", rows="cases", parts=("interrupted",), published=("interrupted",)),
}
