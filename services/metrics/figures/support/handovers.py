"""Handovers of the cases started within the period: how many, how long without contact, and F2 and F3 by their number.

Decisions where the definition is silent:
- Handovers are those of cases started within the period, up to `as_of`; F2 and F3 are taken for each number of them. Days without
  contact at a handover are from the last kept contact before that day (without any: from that day) to the first from that day on.
- A case that started before the period can get work in it, and is in F3 then.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import NONE, places
from services.metrics.figures.days import STRIDE, Flags, Ints
from services.metrics.figures.outflow import Outflow, outflows
from services.metrics.figures.population import Population
from services.metrics.figures.retention import PeriodRetention, period_retentions
from services.metrics.figures.shares import Rows
from services.metrics.figures.support.contacts import KEPT
from services.metrics.figures.support.facts import HandedOver, Met, Served


class Handovers(StrEnum):
    """How many handovers a case has had."""

    NONE = "handovers-0"
    ONE = "handovers-1"
    MORE = "handovers-2-or-more"


NUMBERS: Final = tuple(Handovers)


@dataclass(frozen=True, kw_only=True, slots=True)
class ByHandovers:
    """The cases started in the period that have had this number of handovers, and how it went for them."""

    handovers: Handovers
    cases: Rows
    outflow: Outflow
    retention: PeriodRetention


def by_handovers(
    cases: Served, started: Flags, handovers: HandedOver, lives: Population, arguments: Arguments
) -> tuple[ByHandovers, ...]:
    """F2 and F3 for each number of the handovers. A case that is not among the cases has had none."""
    had = np.minimum(np.bincount(handovers.case, minlength=len(cases)), len(NUMBERS) - 1)
    place = places(lives.enrolments.case, cases.case_id)
    theirs = np.zeros(len(place), dtype=np.int64)
    theirs[place != NONE] = had[place[place != NONE]]
    groups = [theirs == number for number in range(len(NUMBERS))]
    found = zip(outflows(lives, arguments, groups), period_retentions(lives, arguments, groups), strict=True)
    return tuple(
        ByHandovers(handovers=NUMBERS[number], cases=cases.rows(started & (had == number)), outflow=f2, retention=f3)
        for number, (f2, f3) in enumerate(found)
    )


def days_without_contact(handovers: HandedOver, contacts: Met, as_of: int) -> Ints:
    """For each handover; NONE when there has been no contact since."""
    kept = contacts[contacts.outcome.among(KEPT) & (contacts.on <= as_of)]
    met = np.r_[-STRIDE, np.sort(kept.case * STRIDE + kept.on), np.iinfo(np.int64).max]
    handover = handovers.case * STRIDE + handovers.from_on
    at = np.searchsorted(met, handover)
    before = np.where(met[at - 1] // STRIDE == handovers.case, met[at - 1], handover)
    return np.where(met[at] // STRIDE == handovers.case, met[at] - before, NONE)
