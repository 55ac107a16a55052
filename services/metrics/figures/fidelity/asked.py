"""Which of the facts an item of F7 is about: those of the units, in the period, and of some cases."""

from datetime import date

import numpy as np

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import NONE, Ids, Texts, places
from services.metrics.figures.days import Flags, Ints
from services.metrics.figures.fidelity.facts import Cases


def last_day(arguments: Arguments) -> date:
    """The last day of the period that is looked at."""
    return min(arguments.to, arguments.as_of)


def in_period(days: Ints, arguments: Arguments) -> Flags:
    """Which of the days are in the period."""
    return (arguments.from_.toordinal() <= days) & (days <= last_day(arguments).toordinal())


def at_units(units: Texts, arguments: Arguments) -> Flags:
    """Which of the units are asked about."""
    return np.ones(len(units), dtype=bool) if arguments.unit is None else units.among(arguments.unit)


def about(case_id: Ids, cases: Cases) -> Flags:
    """Which of them are of these cases, which are in order."""
    there: Flags = places(case_id, cases.case_id) != NONE
    return there
