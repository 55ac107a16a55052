"""What is practice in follow-up, as dated data. Nothing here asks what kind of employer it is: support is the same for all.

What is in force is chosen by the date of the fact that it is used for. A new practice is a new entry; none in force is edited.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from shared.limits import Limit, in_force, months_after


@dataclass(frozen=True, kw_only=True)
class FollowUpLength:
    """Follow-up lasts at least, and without a reason at most, so many months from the employment's start."""

    at_least_months: int
    at_most_months: int

    def at_least_until(self, employed_on: date) -> date:
        """The earliest day on which follow-up may end without a reason."""
        return months_after(employed_on, self.at_least_months)

    def at_most_until(self, employed_on: date) -> date:
        """The last day on which follow-up may end without a reason."""
        return months_after(employed_on, self.at_most_months)


@dataclass(frozen=True, kw_only=True)
class UnitLength:
    """What a unit has set, for employments that begin from `version` on."""

    version: date
    length: FollowUpLength


@dataclass(frozen=True, kw_only=True)
class SupportPractice:
    """Everything that is practice about the course of a support, from a day on."""

    version: date
    follow_up: FollowUpLength
    handover_first_contact: Limit
    status_after_end: timedelta
    day_180: timedelta


PRACTICES = (
    SupportPractice(
        version=date(2017, 8, 1),
        follow_up=FollowUpLength(at_least_months=12, at_most_months=24),
        handover_first_contact=Limit(working_days=5),
        status_after_end=timedelta(days=90),
        day_180=timedelta(days=180),
    ),
)


def support_practice_on(day: date) -> SupportPractice:
    """The practice in force on the day."""
    return in_force(PRACTICES, day)


def follow_up_length(lengths: Iterable[UnitLength], employed_on: date) -> FollowUpLength:
    """How long follow-up should be for an employment that began on that day: as its unit has set it, else as practice has it."""
    begun = [one for one in lengths if one.version <= employed_on]
    return in_force(begun, employed_on).length if begun else support_practice_on(employed_on).follow_up
