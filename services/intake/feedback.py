"""What became of the referrals of one source: every referral in exactly one outcome, and what could have been known. Pure.

A reason was *knowable at referral* when a criterion was not met or unknown then:

- *Then* is each criterion's first judgement on this referral. An assessment in parts is one assessment, so a later judgement of
  the same criterion changes nothing; a criterion that nobody has judged is unknown, as the dossier has it.
- It is asked of a returned referral and of a referral whose case is interrupted today. A case that was reopened goes on and is
  asked nothing; one registered in error never was: its referral is granted and not started.
- A reason that no criterion speaks of is never knowable, whatever was doubted: the wrong unit, a person who declines, a move, a
  death, an employment.
- Each referral speaks for itself: two persons who are merged keep their referrals, each with its own first judgements, and to
  undo the merge changes no count.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args
from uuid import UUID

from services.intake import events as e
from services.intake.doubt import doubted

Outcome = Literal["unanswered", "not-yet", "returned", "withdrawn", "refused", "granted", "ongoing", "completed", "interrupted"]
"""How a referral stands today. Granted: and no case has started. The last three: what has become of the case that started."""

OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
STARTED: Final[tuple[Outcome, ...]] = ("ongoing", "completed", "interrupted")
ACCEPTED: Final[tuple[Outcome, ...]] = ("granted", *STARTED)
DECIDED: Final[tuple[Outcome, ...]] = ("refused", *ACCEPTED)
FAILED: Final[tuple[Outcome, ...]] = ("returned", "interrupted")
"""The outcomes of which it is asked whether the reason was knowable at referral."""

BEYOND_CRITERIA: Final[frozenset[e.ReturnReason | e.ExitCategory]] = frozenset(
    {"wrong-unit", "person-declines", "employment", "moved", "deceased"}
)
"""Reasons that no criterion speaks of."""


@dataclass(frozen=True, kw_only=True)
class SoFar:
    """A referral and what has come of it until today. `started`, `end` and `exit` are those of a case that is no error.

    `first_answers` is each criterion's first judgement; one that nobody has judged is not there.
    """

    referral: UUID
    source: e.ReferralSource
    agency: str | None
    source_unit: str | None
    status: Literal["proposed", "open", "returned", "withdrawn", "accepted", "declined"]
    decision: e.Decision | None
    return_reasons: tuple[e.ReturnReason, ...] = ()
    started: bool = False
    end: e.EndKind | None = None
    exit: e.ExitCategory | None = None
    first_answers: Mapping[e.Criterion, e.Answer]

    @property
    def outcome(self) -> Outcome:
        """The one that this referral has."""
        match self.status:
            case "returned" | "withdrawn":
                return self.status
            case "declined":
                return "refused"
            case "accepted":
                return (self.end or "ongoing") if self.started else "granted"
            case "proposed" | "open":
                return self.decision or "unanswered"

    @property
    def reasons(self) -> tuple[e.ReturnReason | e.ExitCategory, ...]:
        """Why it came to nothing, if it did."""
        if self.outcome == "returned":
            return self.return_reasons
        return (self.exit,) if self.outcome == "interrupted" and self.exit else ()

    @property
    def doubted(self) -> frozenset[e.Criterion]:
        """Criteria that were not met or unknown at referral."""
        return doubted(self.first_answers)

    @property
    def knowable(self) -> bool:
        """Whether it came to nothing for a reason knowable at referral."""
        return bool(self.doubted) and any(reason not in BEYOND_CRITERIA for reason in self.reasons)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many referrals there are of each outcome; a returned one is counted under each of its reasons."""

    outcomes: Mapping[Outcome, int]
    return_reasons: Mapping[e.ReturnReason, int]
    exits: Mapping[e.ExitCategory, int]
    returned_knowable: int
    interrupted_knowable: int

    def of(self, *outcomes: Outcome) -> int:
        """Referrals with one of these outcomes."""
        return sum(self.outcomes[outcome] for outcome in outcomes)

    @property
    def referred(self) -> int:
        return self.of(*OUTCOMES)


def count(referrals: Iterable[SoFar]) -> Counts:
    """The counts of these referrals, with a 0 for what none of them has."""
    by_outcome: dict[Outcome, list[SoFar]] = {outcome: [] for outcome in OUTCOMES}
    for referral in referrals:
        by_outcome[referral.outcome].append(referral)
    reasons = Counter(reason for referral in by_outcome["returned"] for reason in set(referral.return_reasons))
    exits = Counter(referral.exit for referral in by_outcome["interrupted"])
    return Counts(
        outcomes={outcome: len(having) for outcome, having in by_outcome.items()},
        return_reasons={reason: reasons[reason] for reason in get_args(e.ReturnReason)},
        exits={category: exits[category] for category in get_args(e.ExitCategory)},
        returned_knowable=sum(referral.knowable for referral in by_outcome["returned"]),
        interrupted_knowable=sum(referral.knowable for referral in by_outcome["interrupted"]),
    )


@dataclass(frozen=True, kw_only=True)
class Source:
    """Who refers: a kind of agency, the agency's organisation number, and its unit, as far as they were told."""

    source: e.ReferralSource
    agency: str | None
    source_unit: str | None


def by_source(referrals: Sequence[SoFar]) -> list[tuple[Source, Counts]]:
    """The counts of each source, in order of agency and unit."""
    grouped: dict[Source, list[SoFar]] = {}
    for referral in referrals:
        source = Source(source=referral.source, agency=referral.agency, source_unit=referral.source_unit)
        grouped.setdefault(source, []).append(referral)
    ordered = sorted(grouped, key=lambda source: (source.source, source.agency or "", source.source_unit or ""))
    return [(source, count(grouped[source])) for source in ordered]
