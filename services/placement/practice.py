"""How the authority works with placements, as dated data: time limits that are practice.

What is in force is chosen by the date of the event that it is used for. A new practice is a new entry in PRACTICES; one that has
been in force is not edited.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from shared.limits import Limit, in_force


@dataclass(frozen=True, kw_only=True)
class Practice:
    """Everything that is practice in placement, from a day on."""

    version: date
    first_employer_contact: timedelta
    subsidy_decided: Limit
    subsidy_ends_first: timedelta
    subsidy_ends_second: timedelta
    subsidy_reexamined: Limit
    employer_told: Limit
    search_again: Limit
    employer_checked: timedelta


PRACTICE_2017 = Practice(
    version=date(2017, 8, 1),
    first_employer_contact=timedelta(days=30),  # face to face, counted from the case's start (IPS)
    subsidy_decided=Limit(working_days=5),
    subsidy_ends_first=timedelta(days=60),
    subsidy_ends_second=timedelta(days=30),
    subsidy_reexamined=Limit(working_days=10),
    employer_told=Limit(working_days=5),
    search_again=Limit(working_days=5),  # from the last day in work, until somebody is asked or a job is agreed
    employer_checked=timedelta(days=30),  # how old a check of the employer may be when support is decided
)

PRACTICES: Final[tuple[Practice, ...]] = (PRACTICE_2017,)


def practice_on(day: date) -> Practice:
    """The practice in force on the day."""
    return in_force(PRACTICES, day)
