"""The taper curve: planned and kept contacts in each week since introduction began.

Decisions where the definition is silent:
- Week n is the days 7n … 7n + 6 after the first day of the case's first introduction, at a work trial too. A case is followed in
  the weeks that have wholly passed on `as_of` and before its support ended.
- `planned` sums the steps' contacts by the day, a seventh of the week's each, so a step that begins in the middle of a week
  counts for its days.
- A week without any plan is not a week with nothing planned: it is not in `with_plan`.
- A contact with both counts for each of them, as it keeps what the plan has for each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

import numpy as np

from services.metrics.figures.columns import NONE, Texts
from services.metrics.figures.days import STRIDE, Flags, Ints, Spans, ints
from services.metrics.figures.support.contacts import KEPT
from services.metrics.figures.support.facts import Agreed, Met, Steps
from services.metrics.figures.support.followed import WEEK, WEEKS, Followed, while_followed
from services.metrics.figures.support.planned import Rates, rates

PARTIES: Final = ("person", "employer")
BOTH: Final = "both"
DAYS: Final = WEEKS * WEEK


@dataclass(frozen=True, kw_only=True, slots=True)
class TaperWeek:
    """A week: how many cases were followed in it, how many of them with a plan, and the contacts planned and kept, by party.

    `kept_with_plan` are those kept in the cases with a plan: the ones that `planned` can be compared with.
    """

    week: int
    followed: int
    with_plan: int
    planned: Mapping[str, Fraction]
    kept: Mapping[str, int]
    kept_with_plan: Mapping[str, int]


def taper(followed: Followed, plans: Agreed, steps: Steps, contacts: Met) -> tuple[TaperWeek, ...]:
    """The curve, to the last week that any case is followed in."""
    until = np.bincount(followed.weeks, minlength=WEEKS + 1)
    still = until[::-1].cumsum()[::-1][1:]
    found = _within(rates(plans, steps), followed)
    planned_weeks = Spans.of(found.case, found.first // WEEK, found.last // WEEK)
    planned = {party: _planned(found, getattr(steps, party)) for party in PARTIES}
    kept, kept_with_plan = _kept(followed, contacts, planned_weeks)
    with_plan = _open(planned_weeks.first % STRIDE, planned_weeks.last % STRIDE, WEEKS)
    return tuple(
        TaperWeek(
            week=week,
            followed=int(still[week]),
            with_plan=int(with_plan[week]),
            planned={party: planned[party][week] for party in PARTIES},
            kept={party: kept[party][week] for party in PARTIES},
            kept_with_plan={party: kept_with_plan[party][week] for party in PARTIES},
        )
        for week in range(int(np.count_nonzero(still)))
    )


def _within(found: Rates, followed: Followed) -> Rates:
    """The part of each stretch in the weeks that its case is followed in: by place, in days since introduction began."""
    at = followed.place(found.case)
    found, at = found[at != NONE], at[at != NONE]
    first = np.maximum(found.first - followed.begun[at], 0)
    last = np.minimum(found.last - followed.begun[at], followed.weeks[at] * WEEK - 1)
    return Rates(case=at, first=first, last=last, step=found.step)[first <= last]


def _planned(found: Rates, told: Texts) -> list[Fraction]:
    """Contacts planned in each week. Days are summed by rate, and rates in parts of a common whole: the sum is exact."""
    rate = told.codes[found.step]
    days = _open(rate * (DAYS + 1) + found.first, rate * (DAYS + 1) + found.last, len(told.names) * (DAYS + 1))
    by_week = days.reshape(-1, DAYS + 1)[:, :DAYS].reshape(-1, WEEKS, WEEK).sum(axis=2)
    parts = [Fraction(name or 0) for name in told.names]
    whole = lcm(*(part.denominator for part in parts))
    sums = ints([int(part * whole) for part in parts]) @ by_week
    return [Fraction(total, whole * WEEK) for total in sums.tolist()]


def _open(first: Ints, last: Ints, size: int) -> Ints:
    """How many of the stretches hold each place."""
    return (np.bincount(first, minlength=size + 1) - np.bincount(last + 1, minlength=size + 1)).cumsum()[:size]


def _kept(followed: Followed, contacts: Met, planned: Spans) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Kept contacts by party and week: all, and those in weeks with a plan."""
    kept, at = while_followed(followed, contacts[contacts.outcome.among(KEPT)])
    week = (kept.on - followed.begun[at]) // WEEK
    whole = week < followed.weeks[at]
    with_plan = planned.holds(at, week)
    theirs = {party: whole & kept.party.among({party, BOTH}) for party in PARTIES}
    return _by_week(week, theirs), _by_week(week, {party: marked & with_plan for party, marked in theirs.items()})


def _by_week(week: Ints, marked: Mapping[str, Flags]) -> dict[str, list[int]]:
    return {party: np.bincount(week[theirs], minlength=WEEKS).tolist() for party, theirs in marked.items()}
