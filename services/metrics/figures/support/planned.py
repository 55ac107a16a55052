"""What plans have for each day: the contacts a week that hold on it.

Decisions where the definition is silent:
- A plan covers the days from its first step to its last day, or until the first step of the plan that revises it. Of several that
  cover a day the one that began last holds, then the one agreed last.
- Of steps that apply from the same day the first that is told of holds.
"""

from dataclasses import dataclass

import numpy as np

from services.metrics.figures.columns import NO_ID, NONE, places
from services.metrics.figures.days import FOREVER, STRIDE, Flags, Ints
from services.metrics.figures.support.facts import Agreed, Steps


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Rates:
    """Stretches of days of a case on which one step holds: `step` is its place among the steps."""

    case: Ints
    first: Ints
    last: Ints
    step: Ints

    def __getitem__(self, kept: Flags | Ints) -> "Rates":
        return Rates(case=self.case[kept], first=self.first[kept], last=self.last[kept], step=self.step[kept])


@dataclass(frozen=True, slots=True, eq=False)
class _Stepped:
    """The plans in order of their ids: the place of each step's plan, and the first and the last day that each covers."""

    plans: Agreed
    of: Ints
    first: Ints
    last: Ints

    @classmethod
    def by(cls, plans: Agreed, steps: Steps) -> "_Stepped":
        plans = plans[np.argsort(plans.plan)]
        of = places(steps.plan, plans.plan)
        first = np.full(len(plans), FOREVER, dtype=np.int64)
        np.minimum.at(first, of, steps.applies_from)
        return cls(plans, of, first, np.minimum(plans.until, _replaced(plans, first) - 1))

    def ranks(self) -> Ints:
        """How many plans of the same case give way to each."""
        order = np.lexsort((np.arange(len(self.plans)), self.plans.agreed_on, self.first, self.plans.case))
        case = self.plans.case[order]
        ranks = np.empty(len(order), dtype=np.int64)
        ranks[order] = np.arange(len(order)) - np.searchsorted(case, case)
        return ranks


def rates(plans: Agreed, steps: Steps) -> Rates:
    """Every stretch on which a step holds, those of a case apart from each other."""
    stepped = _Stepped.by(plans, steps)
    own, rank = _own(stepped, steps), stepped.ranks()
    return _held(own, rank[stepped.of[own.step]])


def _replaced(plans: Agreed, first: Ints) -> Ints:
    """The first day of what revises each; FOREVER for what is not revised."""
    found = np.full(len(plans), FOREVER, dtype=np.int64)
    revising = np.flatnonzero((plans.revises != NO_ID) & (first < FOREVER))
    revised = places(plans.revises[revising], plans.plan)
    same = (revised != NONE) & (plans.case[revised] == plans.case[revising])
    np.minimum.at(found, revised[same], first[revising[same]])
    return found


def _own(stepped: _Stepped, steps: Steps) -> Rates:
    """The stretches of each plan by itself, each step until the next."""
    order = np.lexsort((steps.nth, steps.applies_from, stepped.of))
    of, day = stepped.of[order], steps.applies_from[order]
    begins = np.diff(of, prepend=NONE) != 0
    told = begins | (np.diff(day, prepend=0) != 0)
    order, of, day = order[told], of[told], day[told]
    ends = np.where(of == np.r_[of, NONE][1:], np.r_[day, FOREVER][1:] - 1, FOREVER)
    own = Rates(case=steps.case[order], first=day, last=np.minimum(ends, stepped.last[of]), step=order)
    return own[own.first <= own.last]


def _held(own: Rates, rank: Ints) -> Rates:
    """Of the stretches of several plans what no plan of a higher rank covers."""
    first, last = own.case * STRIDE + own.first, own.case * STRIDE + own.last
    turns = np.unique(np.r_[first, last + 1])
    held = np.full(turns.size, NONE, dtype=np.int64)
    for each in np.unique(rank):
        of = np.flatnonzero(rank == each)
        of = of[np.argsort(first[of])]
        at = np.searchsorted(first[of], turns, side="right") - 1
        inside = (at >= 0) & (turns <= last[of][at])
        held[inside] = of[at[inside]]
    told = held != NONE
    until = np.r_[turns, 0][1:] - 1
    begins, ends, of = turns[told], until[told], held[told]
    return Rates(case=own.case[of], first=begins % STRIDE, last=ends % STRIDE, step=own.step[of])
