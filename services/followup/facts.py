"""What has been learnt from other services, as a support keeps it: employments, work trials, pauses, handovers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.followup.rules import Span


@dataclass(frozen=True, kw_only=True)
class Employment:
    """As placement last told; `ended_on` is its last day in work."""

    started_on: date
    ended_on: date | None = None
    in_error: bool = False


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Contracted hours a week, from a day on."""

    weekly_hours: Decimal
    on: date


@dataclass(frozen=True, kw_only=True)
class WorkTrial:
    """As placement last told: agreed from `started_on` to `until`; `ended_on` when its last day was told to be another."""

    started_on: date
    until: date
    ended_on: date | None = None
    in_error: bool = False


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Nothing is done from `on`, until the case went on from `resumed_on`; before that `until` is what is expected."""

    on: date
    until: date
    resumed_on: date | None = None

    @property
    def days(self) -> Span:
        last = self.until if self.resumed_on is None else date.fromordinal(self.resumed_on.toordinal() - 1)
        return Span(first=self.on, last=last)


@dataclass(frozen=True, kw_only=True)
class Handover:
    """The case got another support person; None where nobody told who."""

    support_person: str | None
    on: date
    acknowledged_on: date | None = None
    person_informed_on: date | None = None
    employer_informed_on: date | None = None
