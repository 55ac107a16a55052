"""What happens to a candidacy: one person considered for one opportunity. Codes, numbers and dates only; notes are sealed."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from services.placement.events.trial import TrialAgreed, TrialCancelled, TrialEnded
from services.placement.events.vocabulary import Dimension
from shared.ids import Sealed

RequirementCode = Literal["presentation", "hours", "shifts", "place", "licence", "language", "occupation-not-excluded", "osa"]
"""What must hold before anything is weighed."""


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """A hard requirement, and whether it was met on the day of the match."""

    code: RequirementCode
    met: bool


@dataclass(frozen=True, kw_only=True)
class DimensionFit:
    """What the job demands of one dimension against what the person can meet (both 0-4).

    `gap` is how far the demand goes beyond the ability, 0 when it does not; `closed_by` is the measure code of the adaptation
    that closes it, None when there is no gap or nothing closes it. `ability` is None where the profile does not tell; the gap is
    then the whole demand.
    """

    dimension: Dimension
    demand: int
    ability: int | None
    gap: int
    closed_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why this person and this job: as computed on the day, kept as it was. `nearness` is 0-4 shared digits of the SSYK tree.

    Holds neither sex, age, origin nor any disability code.
    """

    requirements: tuple[Requirement, ...]
    dimensions: tuple[DimensionFit, ...]
    nearness: int
    score: int


Party = Literal["person", "employer"]

PersonDeclines = Literal[
    "hours", "travel", "pay", "tasks", "workplace", "health", "other-job", "studies", "changed-mind", "other"
]
EmployerDeclines = Literal[
    "other-candidate",
    "stopped-hiring",
    "qualifications",
    "experience",
    "hours",
    "adaptation-not-possible",
    "subsidy",
    "no-answer",
    "other",
]
DeclineReason = PersonDeclines | EmployerDeclines

WithdrawalReason = Literal[
    "other-job",
    "case-paused",
    "case-ended",
    "case-handed-over",
    "case-in-error",
    "opportunity-closed",
    "presentation-withdrawn",
    "proposed-in-error",
    "other",
]

Outcome = Literal["accepted", "declined-by-person", "declined-by-employer", "withdrawn"]
"""How a candidacy can come out."""


@dataclass(frozen=True, kw_only=True)
class CandidacyProposed:
    """The person is considered for the opportunity; no employer knows of it yet."""

    candidacy: UUID
    case: UUID
    person: UUID
    opportunity: UUID
    employer: UUID
    explanation: Explanation
    proposed_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CandidatePresented:
    """The employer has been told of the person, under the agreement."""

    candidacy: UUID
    case: UUID
    person: UUID
    agreement: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class CandidateInterviewed:
    candidacy: UUID
    case: UUID
    person: UUID
    agreement: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class JobOffered:
    candidacy: UUID
    case: UUID
    person: UUID
    agreement: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class OfferAccepted:
    """The person takes the job: a place is kept until the employment is agreed."""

    candidacy: UUID
    case: UUID
    person: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class CandidateEmployed:
    """The employment that the candidacy led to is agreed."""

    candidacy: UUID
    case: UUID
    person: UUID
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class CandidateEmploymentUndone:
    """That employment was registered in error: the offer stands accepted, without a place kept for it."""

    candidacy: UUID
    case: UUID
    person: UUID
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class CandidacyDeclined:
    """`by` said no. The reason is one of that party's."""

    candidacy: UUID
    case: UUID
    person: UUID
    by: Party
    reason: DeclineReason
    note: Sealed | None
    on: date


@dataclass(frozen=True, kw_only=True)
class CandidacyWithdrawn:
    """The authority takes the candidacy back; neither party said no."""

    candidacy: UUID
    case: UUID
    person: UUID
    reason: WithdrawalReason
    note: Sealed | None
    on: date


@dataclass(frozen=True, kw_only=True)
class OutcomeReversed:
    """The outcome `reverses` of `outcome_on` does not hold: the candidacy stands where it stood before it."""

    candidacy: UUID
    case: UUID
    person: UUID
    reverses: Outcome
    outcome_on: date
    reason: Sealed
    reversed_by: str
    on: date


CandidacyEvent = (
    CandidacyProposed
    | CandidatePresented
    | CandidateInterviewed
    | TrialAgreed
    | TrialEnded
    | TrialCancelled
    | JobOffered
    | OfferAccepted
    | CandidateEmployed
    | CandidateEmploymentUndone
    | CandidacyDeclined
    | CandidacyWithdrawn
    | OutcomeReversed
)
