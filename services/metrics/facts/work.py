"""Work and what leads to it: employments, decisions on their support, work trials, and contacts with employers."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID


class Terms(NamedTuple):
    """Form and hours a week that hold from `on` on."""

    on: date
    form: str
    weekly_hours: Decimal


class Employment(NamedTuple):
    """An employment: its first and last day in work, the terms at its start, and each change of them by date.

    `occupation` (SSYK 2012) and `sector` are those of the start, None for one from before they were published.
    """

    employment: UUID
    case_id: UUID
    person: UUID
    employer: UUID
    started_on: date
    form: str
    weekly_hours: Decimal
    ended_on: date | None = None
    occupation: str | None = None
    sector: str | None = None
    changes: tuple[Terms, ...] = ()


class Subsidy(NamedTuple):
    """A decision on support of an employment, from `from_on` to its last day `until`.

    `extension`: it follows another decision without a gap. `ended_on` is the last day with support when that ended before its
    time; `never_began`: it ended without a day of support.
    """

    decision: UUID
    employment: UUID
    case_id: UUID
    person: UUID
    form: str
    from_on: date
    until: date
    extension: bool
    decided_on: date
    ended_on: date | None = None
    never_began: bool = False


class Trial(NamedTuple):
    """Days at a workplace that are never employment. `ended_on` is the last day there was, None as long as it is as agreed."""

    trial: UUID
    case_id: UUID
    person: UUID
    candidacy: UUID
    employer: UUID
    kind: str
    from_on: date
    until: date
    agreed_on: date
    ended_on: date | None = None


class EmployerContact(NamedTuple):
    """A contact with an employer; about a case when it names one. Face to face is the channel "visit"."""

    contact: UUID
    employer: UUID
    case_id: UUID | None
    person: UUID | None
    unit: str
    support_person: str
    channel: str
    on: date
