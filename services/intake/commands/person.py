"""What somebody wants done: to a person's record."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.events.person import Holds, MergeConflict, ProtectionKind
from services.intake.events.vocabulary import Sex
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class RegisterPerson:
    person: UUID
    name: Sealed
    birth_date: date
    sex: Sex
    municipality: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SetProtection:
    kind: ProtectionKind
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class LiftProtection:
    """`concealed`: the person, or one merged with the person, is protected now."""

    concealed: bool
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ChangeIdentityNumber:
    """The number itself is in the vault, not in the command. `belongs_to` is another person who has it."""

    belongs_to: UUID | None
    already_theirs: bool
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ProposeMerge:
    other: UUID
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class MergePersons:
    """The person of the stream remains. `conflicts` is what the two records disagree on."""

    other: UUID
    conflicts: tuple[MergeConflict, ...]
    protected: bool
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class MergeInto:
    """To the stream of the person who is merged."""

    survivor: UUID
    protected: bool
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SettleMergeConflict:
    """`still_two`: what there may be only one of, an open referral or case or the same consent, there still are two of."""

    conflict: UUID
    holds: Holds | None
    still_two: bool
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class UndoMerge:
    """`protected`: the person who remained is concealed also without the other."""

    merged: UUID
    protected: bool
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RestorePerson:
    """To the stream of the person who had been merged."""

    protected: bool
    by: str
    on: date


MergeCommand = ProposeMerge | MergePersons | MergeInto | SettleMergeConflict | UndoMerge | RestorePerson

PersonCommand = RegisterPerson | SetProtection | LiftProtection | ChangeIdentityNumber | MergeCommand
