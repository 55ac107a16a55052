"""What somebody wants done about a candidacy."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.placement.commands.employer import Standing
from services.placement.commands.opportunity import Offer
from services.placement.commands.presentation import Cover
from services.placement.commands.search import Searched
from services.placement.events.candidacy import DeclineReason, Explanation, Outcome, Party, WithdrawalReason
from services.placement.events.trial import TrialKind
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class ProposeCandidacy:
    """`already` is the candidacy of the same case and opportunity that is open, if one is.

    Without a profile there is no `explanation`.
    """

    candidacy: UUID
    search: Searched
    offer: Offer
    employer_is: Standing
    explanation: Explanation | None
    already: UUID | None
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class PresentCandidate:
    search: Searched
    cover: Cover
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class InterviewCandidate:
    search: Searched
    cover: Cover
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class AgreeTrial:
    """From `from_on` to `until`, both included; it may lie ahead."""

    trial: UUID
    search: Searched
    cover: Cover
    kind: TrialKind
    from_on: date
    until: date
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class EndTrial:
    """`on` is the last day; before the first day the trial is cancelled."""

    trial: UUID
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class OfferJob:
    search: Searched
    cover: Cover
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class AcceptOffer:
    """`offer` tells whether the opportunity has a place left; `employer_is` what the employer is on that day."""

    search: Searched
    offer: Offer
    employer_is: Standing
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class Employ:
    """The employment of this case at this employer is agreed."""

    case: UUID
    employer: UUID
    opportunity: UUID | None
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class UndoEmployment:
    """The employment was registered in error. A candidacy that did not lead to it is left alone."""

    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class DeclineCandidacy:
    by: Party
    reason: DeclineReason
    note: Sealed | None
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class WithdrawCandidacy:
    reason: WithdrawalReason
    note: Sealed | None
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ReverseOutcome:
    """`already` is another open candidacy of the same case and opportunity, if one is. `reverses` must be what holds."""

    search: Searched
    reverses: Outcome
    already: UUID | None
    reason: Sealed
    by: str
    on: date
    today: date


CandidacyCommand = (
    ProposeCandidacy
    | PresentCandidate
    | InterviewCandidate
    | AgreeTrial
    | EndTrial
    | OfferJob
    | AcceptOffer
    | Employ
    | UndoEmployment
    | DeclineCandidacy
    | WithdrawCandidacy
    | ReverseOutcome
)
