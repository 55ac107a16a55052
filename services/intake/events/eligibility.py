"""What happens to the question whether somebody gets the programme."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.intake.events.vocabulary import (
    Alternative,
    Criterion,
    Decision,
    DisabilityGroup,
    Finding,
    LongTerm,
    Outcome,
    Party,
    ReconsiderationOutcome,
)
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class EligibilityAssessed:
    """`findings` are all criteria as they stand now; `judged` names those that this assessment judged.

    `doubtful`: some criterion was not met or unknown at its first judgement, or nobody has judged it; None where version 2 did
    not tell. To judge a criterion anew changes nothing in it.
    """

    SCHEMA: ClassVar[int] = 3

    referral: UUID
    person: UUID
    findings: tuple[Finding, ...]
    judged: tuple[Criterion, ...]
    outcome: Outcome
    alternatives: tuple[Alternative, ...]
    recheck_on: date | None
    registered_since: date | None
    long_term: LongTerm | None
    disability_group: DisabilityGroup | None
    doubtful: bool | None
    ruleset: str
    assessed_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ProgrammeGranted:
    """`overridden` names the criteria that were unmet or unknown; then `reason` is given and a second officer decided."""

    referral: UUID
    person: UUID
    overridden: tuple[Criterion, ...]
    reason: Sealed | None
    ruleset: str
    basis: str
    decided_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ProgrammeRefused:
    referral: UUID
    person: UUID
    unmet: tuple[Criterion, ...]
    alternatives: tuple[Alternative, ...]
    reason: Sealed
    ruleset: str
    basis: str
    decided_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SetToNotYet:
    """Not refused: what is missing, and when it is looked at again."""

    SCHEMA: ClassVar[int] = 2

    referral: UUID
    person: UUID
    missing: tuple[Criterion, ...]
    recheck_on: date
    reason: Sealed | None
    ruleset: str
    basis: str
    decided_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ReconsiderationRequested:
    """Somebody asked in writing, on `on`, that the decision is reconsidered (2017:462 57 §).

    `notified_on` is when the person got the decision, `last_day` the last day in time; both None when nobody knows: then the
    request is in time.
    """

    referral: UUID
    person: UUID
    requested_by: Party
    notified_on: date | None
    last_day: date | None
    in_time: bool
    grounds: Sealed | None
    basis: str
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class DecisionReconsidered:
    """`decision` is what holds from now on: never worse for the person than before. Dismissed: the request came too late."""

    referral: UUID
    person: UUID
    outcome: ReconsiderationOutcome
    decision: Decision
    overridden: tuple[Criterion, ...]
    reason: Sealed
    ruleset: str
    basis: str
    decided_by: str
    on: date


EligibilityEvent = (
    EligibilityAssessed | ProgrammeGranted | ProgrammeRefused | SetToNotYet | ReconsiderationRequested | DecisionReconsidered
)
