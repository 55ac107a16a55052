"""Lists of what a figure counted: exactly so many rows as the group counts, narrowed to whom the caller may be shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from fastapi import Request

from services.metrics import queries
from services.metrics.answers.counts import CountedReferral
from services.metrics.api.answering import Cut, Subject, listed
from services.metrics.api.counted import page_of_cases
from services.metrics.facts import Referral
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import Values
from services.metrics.figures.shares import NOTHING, Rows
from services.metrics.schemas import Asked, CountedCase
from shared.auth import Principal
from shared.db import Tx
from shared.errors import unprocessable
from shared.http.access import Reader
from shared.http.paging import Listing, Window
from shared.http.types import View

R = TypeVar("R", bound=View)


def lists_of(
    request: Request, arguments: Arguments, groups: Iterable[str], list_of: Callable[[str], str], *, path: str | None = None
) -> dict[str, str]:
    """Group → path of its list, every argument pinned: followed later, the same rows. `path`: of another figure's lists."""
    query = Asked.of(arguments).model_dump(mode="json", by_alias=True, exclude_none=True)

    def address(group: str) -> str:
        return f"{path or f'{request.url.path}/{list_of(group)}'}?{urlencode({**query, 'group': group}, doseq=True)}"

    return {group: address(group) for group in groups}


def group_of(groups: Mapping[str, Rows], group: str) -> Rows:
    """The rows of the group; 422 when the figure has none of that name."""
    if group not in groups:
        raise unprocessable("group", "unknown-group", sv="Måttet har ingen sådan grupp.", en="The figure has no such group.")
    return groups[group]


def only(counted: Rows, values: Values, value: str | None) -> Rows:
    """The rows with the value; every row when none is asked for."""
    return counted if value is None else values.cut(counted).get(value, NOTHING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """What a figure counted in a group, and which slice of it is wanted."""

    arguments: Arguments
    rows: Rows
    cut: Cut


async def listed_cases(tx: Tx, principal: Principal, page: Window, reading: Reader, counted: Counted) -> Listing[CountedCase]:
    """One page of the counted cases that the caller may be shown; written to the access log."""
    rows, by = counted.rows, counted.cut.by
    if by is not None:
        rows = only(rows, await queries.values_of_cases(tx, counted.arguments, rows, by), counted.cut.value)
    return await page_of_cases(tx, principal, page, reading, rows)


async def listed_referrals(
    tx: Tx, principal: Principal, page: Window, reading: Reader, counted: Counted, referrals: Iterable[Referral]
) -> Listing[CountedReferral]:
    """The same of counted referrals, which are among `referrals`."""
    found = {one.referral: one for one in referrals}
    rows, by = counted.rows, counted.cut.by
    if by is not None:
        rows = only(rows, await queries.values_of_referrals(tx, counted.arguments, by), counted.cut.value)
    about = {row: Subject(person=found[row].person, case=found[row].case_id) for row in rows}
    return await listed(
        tx, principal, page, reading, rows, about, lambda row: CountedReferral(referral=row, case_id=about[row].case)
    )
