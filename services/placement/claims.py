"""The claim clock: employers claim their money within a time after each work month, else it is lost (2017:462 46 §). Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from services.placement.rules import rules_on
from services.placement.subsidy_ledger import Ledger
from services.placement.subsidy_time import DAY, Span, last_day, months_of

ClaimState = Literal["not-over", "open", "overdue", "claimed", "lost"]


@dataclass(frozen=True, kw_only=True)
class WorkMonth:
    """A calendar month with support: by its first day, until when it is claimed, and where that stands on the day asked."""

    month: date
    last_day: date
    claim_by: date
    state: ClaimState


def claimable(ledger: Ledger, employment: UUID) -> list[date]:
    """The work months of the employment with a day of support, by their first days."""
    spans = [
        Span(first=given.starts_on, last=given.until)
        for given in ledger.granted
        if given.employment == employment and given.until is not None
    ]
    return months_of(spans)


def claims_from(ledger: Ledger, employment: UUID) -> date | None:
    """The earliest work month that awaits its claim."""
    awaited = (month for month in claimable(ledger, employment) if ledger.claim(employment, month) is None)
    return next(awaited, None)


def claim_by(month: date) -> date:
    """The last day on which the month is claimed in time, by the rules in force when the month ended."""
    over = last_day(month, 1)
    return rules_on(over).claim.after(over)


def work_month(ledger: Ledger, employment: UUID, month: date, today: date) -> WorkMonth:
    return WorkMonth(
        month=month, last_day=last_day(month, 1), claim_by=claim_by(month), state=_state(ledger, employment, month, today)
    )


def _state(ledger: Ledger, employment: UUID, month: date, today: date) -> ClaimState:
    claim = ledger.claim(employment, month)
    if claim is not None:
        return claim.outcome
    if today < last_day(month, 1) + DAY:
        return "not-over"
    return "overdue" if today > claim_by(month) else "open"
