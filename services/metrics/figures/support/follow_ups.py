"""Follow-ups that ended within the period, and those of them that ended too soon.

Decisions where the definition is silent:
- Follow-ups under 12 months: of the follow-ups that ended within the period, those that ended less than 12 months after the
  start of the employment that was followed up (the latest in the case that had begun; without any, the follow-up's own start).
  The reason is "completed", or how the case ended.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import NONE
from services.metrics.figures.days import Ints, each_months_after
from services.metrics.figures.shares import Rows
from services.metrics.figures.support.facts import Begun, FollowedUp, Served, SupportFacts
from services.metrics.figures.support.followed import in_period

FOLLOW_UP_MONTHS: Final = 12
COMPLETED: Final = "completed"
NOT_TOLD: Final = "not-told"


def ended_follow_ups(facts: SupportFacts, arguments: Arguments) -> tuple[Rows, Mapping[str, Rows]]:
    """The cases of those that ended within the period; and of the short ones, by reason."""
    last = np.minimum(facts.follow_ups.completed_on, facts.cases.ended_on[facts.follow_ups.case])
    ended = in_period(last, arguments)
    follow_ups, last = facts.follow_ups[ended], last[ended]
    short = last < each_months_after(_since(follow_ups, facts.employments, len(facts.cases)), FOLLOW_UP_MONTHS)
    return facts.cases.rows(follow_ups.case), _by_reason(follow_ups[short], facts.cases)


def _since(follow_ups: FollowedUp, employments: Begun, cases: int) -> Ints:
    """The first day of what each follows up."""
    followed_up = np.full(cases, NONE, dtype=np.int64)
    followed_up[follow_ups.case] = follow_ups.started_on
    before = employments[employments.started_on <= followed_up[employments.case]]
    begun = np.full(cases, NONE, dtype=np.int64)
    np.maximum.at(begun, before.case, before.started_on)
    since = begun[follow_ups.case]
    return np.where(since == NONE, follow_ups.started_on, since)


def _by_reason(short: FollowedUp, cases: Served) -> dict[str, Rows]:
    exits = cases.exit[short.case]
    names = sorted({COMPLETED, *(name or NOT_TOLD for name in exits.names)})
    left = exits.translated(names.index(name or NOT_TOLD) for name in exits.names)
    reason = np.where(short.completed_on <= cases.ended_on[short.case], names.index(COMPLETED), left)
    found = {name: short.case[reason == number] for number, name in enumerate(names)}
    return {name: cases.rows(of) for name, of in found.items() if of.size}
