"""The rows behind the dashboard's numbers: what the figures' own lists give, as a page."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar, assert_never

from services.metrics.answers.counts import CountedReferral
from services.metrics.answers.coverage import CoverageGroup
from services.metrics.answers.support import SupportGroup
from services.metrics.api import access, coverage, inflow, interruptions, outflow, retention, support
from services.metrics.api.answering import Cut
from services.metrics.dashboard.page import Rows
from services.metrics.dashboard.words import NONE, Words
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.groups import OutflowGroup, RetentionGroup
from services.metrics.schemas import CountedCase
from shared.auth import Principal
from shared.db import Tx
from shared.errors import unprocessable
from shared.http.access import Reader
from shared.http.paging import Listing, Window

Counted = Listing[CountedCase] | Listing[CountedReferral]
G = TypeVar("G", bound=StrEnum)


class Listed(StrEnum):
    """A figure whose numbers open their rows."""

    INFLOW = "inflow"
    OUTFLOW = "outflow"
    RETENTION = "retention"
    INTERRUPTIONS = "interruptions"
    SUPPORT = "support"
    FAIR_ACCESS = "fair-access"
    COVERAGE = "coverage"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """Which rows: a group of a figure, or one value's part of it."""

    figure: Listed
    group: str
    cut: Cut


async def listed(asking: Asking, principal: Principal, arguments: Arguments, page: Window, tx: Tx, reading: Reader) -> Counted:
    """One page of the rows, narrowed, protected and logged by the figure's own list. Raises what that raises."""
    group, cut = asking.group, asking.cut
    referrals = group.startswith("referrals")
    match asking.figure:
        case Listed.INFLOW:
            of = inflow.list_inflow_referrals if referrals else inflow.list_inflow_cases
            return await of(principal, arguments, page, tx, reading, cut, group)
        case Listed.INTERRUPTIONS:
            of = interruptions.list_interrupted_referrals if referrals else interruptions.list_interrupted_cases
            return await of(principal, arguments, page, tx, reading, cut, group)
        case Listed.FAIR_ACCESS:
            by = cut.by or Breakdown.SEX
            return await access.list_fair_access_referrals(principal, arguments, page, tx, reading, group, by, cut.value)
        case Listed.OUTFLOW:
            named = _one_of(OutflowGroup, group)
            return await outflow.list_outflow_cases(principal, arguments, page, tx, reading, cut, named)
        case Listed.RETENTION:
            kept = _one_of(RetentionGroup, group)
            return await retention.list_retention_cases(principal, arguments, page, tx, reading, cut, kept)
        case Listed.SUPPORT:
            given = _one_of(SupportGroup, group)
            return await support.list_support_cases(principal, arguments, page, tx, reading, cut, given)
        case Listed.COVERAGE:
            stand = _one_of(CoverageGroup, group)
            return await coverage.list_coverage_cases(principal, arguments, page, tx, reading, cut, stand)
        case _:
            assert_never(asking.figure)


def _one_of(groups: type[G], group: str) -> G:
    try:
        return groups(group)
    except ValueError:
        raise unprocessable(
            "group", "unknown-group", sv="Måttet har ingen sådan grupp.", en="The figure has no such group."
        ) from None


def as_rows(asking: Asking, listing: Counted, words: Words) -> Rows:
    """The rows in the page's words."""
    by, value = asking.cut.by, asking.cut.value
    about = (words("rows-sliced", by=words.code(by).lower(), value=words.code(value)),) if by and value else ()
    of_cases = all(isinstance(one, CountedCase) for one in listing.items)
    return Rows(
        title=words("rows-of", figure=words(f"figure-{asking.figure}"), group=words.group(asking.figure.value, asking.group)),
        about=about,
        columns=(words("case"),) if of_cases else (words("referral"), words("case")),
        lines=[_line(one) for one in listing.items],
        first=listing.offset + 1,
        total=listing.total,
        links=listing.links,
    )


def _line(one: CountedCase | CountedReferral) -> tuple[str, ...]:
    if isinstance(one, CountedCase):
        return (str(one.case_id),)
    return str(one.referral), str(one.case_id) if one.case_id else NONE
