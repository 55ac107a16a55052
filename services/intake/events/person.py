"""What happens to a person's record. Identity numbers are in no event: that one changed is."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from services.intake.events.vocabulary import Sex
from shared.ids import Sealed

ProtectionKind = Literal["secrecy-marking", "protected-registration"]
"""Sekretessmarkering, skyddad folkbokföring."""

ConflictAbout = Literal["two-open", "two-decisions", "two-consents", "birth-date", "sex", "municipality"]
"""What a merge leaves for a human: two open referrals or cases, or two records that say different things."""

Holds = Literal["remaining", "merged"]
"""Whose record is right: that of the person who remains, or of the one merged into it."""


@dataclass(frozen=True, kw_only=True)
class PersonRegistered:
    person: UUID
    name: Sealed
    birth_date: date
    sex: Sex
    municipality: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ProtectionSet:
    person: UUID
    kind: ProtectionKind
    set_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ProtectionLifted:
    person: UUID
    lifted_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class IdentityNumberChanged:
    person: UUID
    reason: Sealed
    changed_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class MergeProposed:
    """Somebody means that `other` is the same person as `person`, who would remain."""

    person: UUID
    other: UUID
    reason: Sealed
    proposed_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class MergeConflict:
    """One thing that a merge leaves for a human to settle."""

    conflict: UUID
    about: ConflictAbout


@dataclass(frozen=True, kw_only=True)
class MergedFrom:
    """`person` remains; `merged` is the same person. `protected`: one of them has a protected identity, so both are concealed."""

    person: UUID
    merged: UUID
    conflicts: tuple[MergeConflict, ...]
    protected: bool
    reason: Sealed
    proposed_by: str
    merged_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class MergedInto:
    """The other side of `MergedFrom`, in the stream of the person who is merged."""

    person: UUID
    survivor: UUID
    protected: bool
    merged_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class MergeConflictSettled:
    person: UUID
    merged: UUID
    conflict: UUID
    about: ConflictAbout
    holds: Holds | None
    reason: Sealed
    settled_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class MergeUndone:
    """They are two persons after all. `protected`: whether the person who remained is concealed without the other."""

    person: UUID
    merged: UUID
    protected: bool
    reason: Sealed
    undone_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PersonRestored:
    """The other side of `MergeUndone`, in the stream of the person who had been merged."""

    person: UUID
    survivor: UUID
    protected: bool
    undone_by: str
    on: date


PersonEvent = (
    PersonRegistered
    | ProtectionSet
    | ProtectionLifted
    | IdentityNumberChanged
    | MergeProposed
    | MergedFrom
    | MergedInto
    | MergeConflictSettled
    | MergeUndone
    | PersonRestored
)
