"""The groups of cases that a figure counts, by the codes that the API names them with."""

from enum import StrEnum

from services.metrics.figures.outflow import Outflow
from services.metrics.figures.retention import PeriodRetention
from services.metrics.figures.shares import Rows


class OutflowGroup(StrEnum):
    """cohort = mature + pending; mature = in work + unknown + not; the curve's four groups are the cohort too."""

    COHORT = "cohort"
    MATURE = "mature"
    PENDING = "pending"
    IN_WORK_WITHIN_180 = "in-work-within-180"
    UNKNOWN_WITHIN_180 = "unknown-within-180"
    NOT_WITHIN_180 = "not-within-180"
    IN_WORK_ON_DAY_180 = "in-work-on-day-180"
    UNKNOWN_ON_DAY_180 = "unknown-on-day-180"
    NOT_ON_DAY_180 = "not-on-day-180"
    PENDING_IN_WORK = "pending-in-work"
    PENDING_BEEN_IN_WORK = "pending-been-in-work"
    CURVE_IN_WORK = "curve-in-work"
    CURVE_COMPETING = "curve-competing"
    CURVE_CENSORED = "curve-censored"
    CURVE_LEFT_OUT = "curve-left-out"


class RetentionGroup(StrEnum):
    """cohort = mature + pending; mature = retained + lost + unknown, for any employer and for the same employer."""

    COHORT = "cohort"
    MATURE = "mature"
    PENDING = "pending"
    RETAINED = "retained"
    LOST = "lost"
    UNKNOWN = "unknown"
    SAME_EMPLOYER_RETAINED = "same-employer-retained"
    SAME_EMPLOYER_LOST = "same-employer-lost"
    SAME_EMPLOYER_UNKNOWN = "same-employer-unknown"
    RETURNED = "returned"
    ENDED = "ended"
    CENSORED = "censored"


def outflow_cases(figure: Outflow, group: OutflowGroup) -> Rows:
    """The cases of the group, each once, in the order of their ids."""
    name = group.value.replace("-", "_")
    found: Rows = getattr(figure.curve, name.removeprefix("curve_")) if name.startswith("curve_") else getattr(figure, name)
    return found


def retention_cases(figure: PeriodRetention, group: RetentionGroup) -> Rows:
    """The cases of the group, each once, in the order of their ids."""
    name = group.value.replace("-", "_")
    if name.startswith("same_employer_"):
        return _kept(figure.same_employer, name.removeprefix("same_employer_"))
    if group in {RetentionGroup.RETAINED, RetentionGroup.LOST, RetentionGroup.UNKNOWN}:
        return _kept(figure.any_employer, name)
    return _kept(figure, name)


def _kept(figure: object, name: str) -> Rows:
    found: Rows = getattr(figure, name)
    return found
