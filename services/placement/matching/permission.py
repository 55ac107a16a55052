"""From presentation agreements to the days on which each employer may be told of the person. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from services.placement.matching.sides import Permission, Window

Recipients = Literal["all"] | tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """An agreement: from `on` until `until` (None: no last day), or until the day before it was withdrawn."""

    to: Recipients
    on: date
    until: date | None
    withdrawn_on: date | None


def permission(agreements: Sequence[Agreed]) -> Permission:
    """What `agreements`, in the order of registration, allow from the last one's first day on.

    For every employer the agreement with the latest day holds, of several from one day the one registered last, also once it is
    over: the same as `services.placement.presentation.cover`, for all employers at once.
    """
    others: Agreed | None = None
    named: dict[UUID, Agreed] = {}
    for agreed in sorted(agreements, key=lambda each: each.on):  # stable: of one day the last registered comes last
        if agreed.to == "all":
            others, named = agreed, {}
        else:
            named |= dict.fromkeys(agreed.to, agreed)
    return Permission(
        others=None if others is None else window(others),
        named={employer: window(agreed) for employer, agreed in named.items()},
    )


def window(agreed: Agreed) -> Window:
    """Its days; without a single one when it was withdrawn on its first."""
    if agreed.withdrawn_on is None:
        return Window(since=agreed.on, until=agreed.until)
    last = agreed.withdrawn_on - timedelta(days=1)
    return Window(since=agreed.on, until=last if agreed.until is None else min(last, agreed.until))
