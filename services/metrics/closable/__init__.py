"""The figures that a closed month keeps: over which days each is taken, how, and by which events it can change.

F2 and F3 are taken over those who came to day 180 within the month, so every case counts in exactly one month and none is
pending. F8 is taken over the referrals received in the same month a year earlier, whose courses have had a year. Every other
figure is taken over the month itself. `as_of` is the month's last day.
"""

from collections.abc import Mapping
from typing import Final

from services.metrics.closable.closable import Closable, Counts, Marks, Question, Taken
from services.metrics.closable.courses import FAIR_ACCESS, INTERRUPTIONS
from services.metrics.closable.flow import INFLOW, MONEY, RESULTS
from services.metrics.closable.registered import COVERAGE, DELAYS, SURVEY
from services.metrics.closable.support import FIDELITY, SUPPORT
from services.metrics.closable.work import OUTFLOW, RETENTION

CLOSABLE: Final[Mapping[str, Closable]] = {
    figure.name: figure
    for figure in (
        INFLOW,
        OUTFLOW,
        RETENTION,
        RESULTS,
        INTERRUPTIONS,
        SUPPORT,
        FIDELITY,
        FAIR_ACCESS,
        COVERAGE,
        SURVEY,
        MONEY,
        DELAYS,
    )
}

__all__ = ["CLOSABLE", "Closable", "Counts", "Marks", "Question", "Taken"]
