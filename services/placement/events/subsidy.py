"""What happens to a person's subsidies: proposed by one officer, decided by another, extended, corrected, ended; and claimed.

A person's decisions, with every employer, stand in one stream: the time that the ordinances allow is the person's.
`claims_from` is the first day of the earliest work month of the employment that still awaits its claim; None: no month does.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from services.placement.events.employment import Form
from services.placement.events.subsidy_change import FactSource, NystartFacts, SubsidyChange, SubsidyEnding, Tested
from shared.ids import Sealed

ClaimOutcome = Literal["claimed", "lost"]


@dataclass(frozen=True, kw_only=True)
class SubsidyDecisionProposed:
    """Without effect until a second officer decides."""

    person: UUID
    case: UUID
    employment: UUID
    employer: UUID
    proposal: UUID
    change: SubsidyChange
    proposed_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SubsidyProposalWithdrawn:
    """By who made it, or because its employment was registered in error."""

    person: UUID
    case: UUID
    employment: UUID
    proposal: UUID
    withdrawn_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SubsidyRefused:
    """The second officer does not decide what was proposed."""

    person: UUID
    case: UUID
    employment: UUID
    proposal: UUID
    reason: Sealed
    refused_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SubsidyDecided:
    """Support of this form from `starts_on` to `until`, under the rules and on the basis named."""

    person: UUID
    case: UUID
    employment: UUID
    employer: UUID
    proposal: UUID
    decision: UUID
    form: Form
    starts_on: date
    until: date
    tested: tuple[Tested, ...]
    particular_reasons: Sealed | None
    nystart: NystartFacts | None
    ruleset: str
    basis: str
    claims_from: date | None
    proposed_by: str
    decided_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SubsidyExtended:
    """A decision of its own that follows `extends` without a gap, with the same employer."""

    person: UUID
    case: UUID
    employment: UUID
    employer: UUID
    proposal: UUID
    decision: UUID
    extends: UUID
    form: Form
    starts_on: date
    until: date
    nystart: NystartFacts | None
    ruleset: str
    basis: str
    claims_from: date | None
    proposed_by: str
    decided_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SubsidyCorrected:
    """The time is `starts_on` to `until`. Judged by the rules that the decision was taken under, and named by it.

    `proposal` and `reason` are None where it follows from the employment's own first day: then it only becomes shorter.
    """

    person: UUID
    case: UUID
    employment: UUID
    decision: UUID
    proposal: UUID | None
    starts_on: date
    until: date
    instead_of_start: date
    instead_of_end: date | None
    nystart: NystartFacts | None
    reason: Sealed | None
    ruleset: str
    basis: str
    claims_from: date | None
    proposed_by: str | None
    decided_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SubsidyEnded:
    """The last day with support is `last_day`, before `instead_of`; None: it never began.

    `proposal` is None where it follows from the employment's end.
    """

    person: UUID
    case: UUID
    employment: UUID
    decision: UUID
    proposal: UUID | None
    last_day: date | None
    instead_of: date
    why: SubsidyEnding
    claims_from: date | None
    proposed_by: str | None
    decided_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ClaimRegistered:
    """The employer claimed money for the work month on `claimed_on`, or lost it by not claiming in time (2017:462 46 §).

    `month` is its first day. `instead_of` is what was registered before, and `reason` why that was wrong.
    """

    person: UUID
    case: UUID
    employment: UUID
    month: date
    outcome: ClaimOutcome
    claimed_on: date | None
    instead_of: ClaimOutcome | None
    reason: Sealed | None
    claims_from: date | None
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PriorSupportRecorded:
    """The person had this support from `starts_on` to `until` by a decision that was not taken here: its days count.

    `employment` is the one whose support was being examined; `ruleset` the rules in force on the first day.
    """

    person: UUID
    case: UUID
    employment: UUID
    proposal: UUID
    support: UUID
    form: Form
    starts_on: date
    until: date
    employer: UUID | None
    source: FactSource
    ruleset: str
    basis: str
    proposed_by: str
    decided_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PriorSupportRegisteredInError:
    """There was no such support: its days do not count."""

    person: UUID
    case: UUID
    employment: UUID
    proposal: UUID
    support: UUID
    reason: Sealed
    proposed_by: str
    decided_by: str
    on: date


SubsidyEvent = (
    SubsidyDecisionProposed
    | SubsidyProposalWithdrawn
    | SubsidyRefused
    | SubsidyDecided
    | SubsidyExtended
    | SubsidyCorrected
    | SubsidyEnded
    | ClaimRegistered
    | PriorSupportRecorded
    | PriorSupportRegisteredInError
)
