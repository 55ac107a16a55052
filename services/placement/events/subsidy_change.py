"""What can be proposed about a person's support, and decided by another officer."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from services.placement.events.employment import Form
from shared.ids import Sealed

NotChosen = Literal[
    "no-development-expected", "limit-reached", "tried-before", "needs-lasting-support", "support-too-small", "other"
]
FactSource = Literal[
    "population-register", "identity-document", "registration", "employer-certificate", "agency-decision", "own-statement"
]
SubsidyEnding = Literal[
    "employment-ended",
    "employment-in-error",
    "employment-began-later",
    "capacity-improved",
    "terms-changed",
    "employer-not-entitled",
    "own-request",
    "other-form",
    "registered-in-error",
    "other",
]


@dataclass(frozen=True, kw_only=True)
class Tested:
    """A form that was tested before the one chosen (2017:462 16 §), and why it was not the right one."""

    form: Form
    why: NotChosen
    note: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class NystartFacts:
    """What a new start job depends on (2018:43 11-12 §§), and how it is known.

    `age` in whole years on the support's first day; the birth date itself is not kept. `away_since`: away from work since then.
    """

    age: int
    age_source: FactSource
    away_since: date
    away_source: FactSource


@dataclass(frozen=True, kw_only=True)
class NewSubsidy:
    """A first decision: from `starts_on` up to and including `until`. Without earlier support LFT needs particular reasons."""

    form: Form
    starts_on: date
    until: date
    tested: tuple[Tested, ...] = ()
    particular_reasons: Sealed | None = None
    nystart: NystartFacts | None = None
    kind: Literal["decision"] = "decision"


@dataclass(frozen=True, kw_only=True)
class Extension:
    """The decision `extends` is followed, from the day after its last, by another up to and including `until`."""

    extends: UUID
    until: date
    kind: Literal["extension"] = "extension"


@dataclass(frozen=True, kw_only=True)
class Correction:
    """The decision was to be for another time, or rested on other facts; `nystart` None: on the same."""

    decision: UUID
    starts_on: date
    until: date
    reason: Sealed
    nystart: NystartFacts | None = None
    kind: Literal["correction"] = "correction"


@dataclass(frozen=True, kw_only=True)
class Ending:
    """The support ends before its time; `last_day` None: it never begins."""

    decision: UUID
    last_day: date | None
    why: SubsidyEnding
    kind: Literal["ending"] = "ending"


@dataclass(frozen=True, kw_only=True)
class PriorSupport:
    """Support that was decided before or outside this service, with an employer registered here or another one (None)."""

    form: Form
    starts_on: date
    until: date
    employer: UUID | None
    source: FactSource
    kind: Literal["prior-support"] = "prior-support"


@dataclass(frozen=True, kw_only=True)
class PriorSupportError:
    """The prior support recorded as `support` never was, or was another: that is recorded anew."""

    support: UUID
    reason: Sealed
    kind: Literal["prior-support-error"] = "prior-support-error"


SubsidyChange = NewSubsidy | Extension | Correction | Ending | PriorSupport | PriorSupportError
