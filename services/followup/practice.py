"""What is practice in watching over a support, as dated data: when somebody looks, and what is a sign of relapse.

What is in force is chosen by the date of the fact that it is used for. A new practice is a new entry; none in force is edited.
How long follow-up is, and the clocks of handovers and statuses, are in `rules.practice`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from shared.limits import Limit, in_force


@dataclass(frozen=True, kw_only=True)
class RelapsePractice:
    """What is a sign of relapse.

    A gap is longer than `gap_times` the planned interval between two contacts. So many no-shows with the same party, and no kept
    contact between. Hours fall when each of the last `falling_weeks` weeks has less than `falling_share` of the mean of the up
    to `falling_against` weeks before them.
    """

    gap_times: int
    no_shows: int
    falling_weeks: int
    falling_against: int
    falling_share: Decimal


@dataclass(frozen=True, kw_only=True)
class Practice:
    """Everything that is practice in watching over a support, from a day on."""

    version: date
    plan_agreed: Limit
    follow_up_started: Limit
    introduction_warned: tuple[timedelta, timedelta]
    at_risk_first: Limit
    at_risk_again: Limit
    relapse: RelapsePractice
    relapse_looked_at: Limit
    weekly_hours_line: Decimal
    weeks_without_progression: int
    progression_looked_at: Limit
    short_follow_up_looked_at: Limit


PRACTICES = (
    Practice(
        version=date(2017, 8, 1),
        plan_agreed=Limit(working_days=10),
        follow_up_started=Limit(working_days=5),
        introduction_warned=(timedelta(days=60), timedelta(days=30)),
        at_risk_first=Limit(working_days=5),
        at_risk_again=Limit(working_days=10),
        relapse=RelapsePractice(gap_times=2, no_shows=2, falling_weeks=2, falling_against=4, falling_share=Decimal("0.8")),
        relapse_looked_at=Limit(working_days=5),
        weekly_hours_line=Decimal(10),
        weeks_without_progression=8,
        progression_looked_at=Limit(working_days=10),
        short_follow_up_looked_at=Limit(working_days=10),
    ),
)


def practice_on(day: date) -> Practice:
    """The practice in force on the day; before the first, the first: nobody wrote down what was then."""
    return in_force(PRACTICES, day)
