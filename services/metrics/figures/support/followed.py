"""The cases whose introduction F6 follows: who they are, until when, and for whom introduction took too long.

Decisions where the definition is silent:
- The cohort is the cases whose first introduction, at a work trial too, began within [from, to]; what is told of them is from
  that day to `as_of`, or to the day their support ended: the follow-up completed, or the case ended.
- Introductions over six months: those of the cohort's cases that began within the period and have ended in breach, as followup
  found, or go on past six months on `as_of`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import NONE, Columns, Days, Numbers
from services.metrics.figures.days import FOREVER, Flags, Ints, each_months_after
from services.metrics.figures.support.facts import Introduced, Met, SupportFacts

INTRODUCTION_MONTHS: Final = 6
WEEK: Final = 7
WEEKS: Final = 104


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Followed(Columns):
    """Cases, each once and in order, from the first day of introduction to the last day that they are followed."""

    case: Numbers
    begun: Days
    last: Days

    @property
    def weeks(self) -> Ints:
        """How many whole weeks each was followed, at most WEEKS."""
        whole: Ints = np.clip((self.last - self.begun + 1) // WEEK, 0, WEEKS)
        return whole

    def place(self, case: Ints) -> Ints:
        """The place of each case among these; NONE for one that is not there."""
        of = np.full(max(self.case.max(initial=NONE), case.max(initial=NONE)) + 1, NONE, dtype=np.int64)
        of[self.case] = np.arange(len(self))
        return of[case]


def in_period(day: Ints, arguments: Arguments) -> Flags:
    """Which of the days lie within the period; after `as_of` nothing is looked at."""
    return (arguments.from_.toordinal() <= day) & (day <= min(arguments.to, arguments.as_of).toordinal()) & (day < FOREVER)


def cohort(facts: SupportFacts, arguments: Arguments) -> Followed:
    """The cases that are followed, each to the day that its support ended or `as_of`."""
    begun, completed = np.full((2, len(facts.cases)), FOREVER, dtype=np.int64)
    np.minimum.at(begun, facts.introductions.case, facts.introductions.started_on)
    completed[facts.follow_ups.case] = facts.follow_ups.completed_on
    until = np.minimum.reduce([completed, facts.cases.ended_on, np.full(len(begun), arguments.as_of.toordinal())])
    case = np.flatnonzero(in_period(begun, arguments))
    return Followed(case=case, begun=begun[case], last=np.maximum(begun, until)[case])


def while_followed(followed: Followed, contacts: Met) -> tuple[Met, Ints]:
    """The contacts of these cases from the first day of introduction to their last, and the place of the case of each."""
    at = followed.place(contacts.case)
    contacts, at = contacts[at != NONE], at[at != NONE]
    within = (followed.begun[at] <= contacts.on) & (contacts.on <= followed.last[at])
    return contacts[within], at[within]


def over_six_months(introductions: Introduced, followed: Followed, arguments: Arguments) -> Ints:
    """The cases of the introductions that last too long."""
    theirs = introductions[(followed.place(introductions.case) != NONE) & in_period(introductions.started_on, arguments)]
    return theirs.case[_too_long(theirs, arguments.as_of.toordinal())]


def _too_long(introductions: Introduced, as_of: int) -> Flags:
    """In breach (2017:462 11 §) by `as_of`. Followup knows what earlier introduction counts into the six months."""
    limit = each_months_after(introductions.started_on, INTRODUCTION_MONTHS)
    return np.where(introductions.ended_on <= as_of, introductions.breach, as_of > limit)
