"""A person's record, as its stream tells it: what the decisions about a person look at. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.intake import errors
from services.intake import events as e
from shared.errors import Refused


@dataclass(frozen=True, kw_only=True)
class Unregistered: ...


@dataclass(frozen=True, kw_only=True)
class Conflict:
    merged: UUID
    about: e.ConflictAbout
    settled: bool = False


@dataclass(frozen=True, kw_only=True)
class Registered:
    """`proposed` is other person → who proposed to merge; `merged` are the persons merged into this one."""

    person: UUID
    protection: e.ProtectionKind | None = None
    merged_into: UUID | None = None
    merged: frozenset[UUID] = frozenset()
    proposed: Mapping[UUID, str] = field(default_factory=dict)
    conflicts: Mapping[UUID, Conflict] = field(default_factory=dict)


State = Unregistered | Registered


def in_the_future(on: date, today: date) -> Refused | None:
    return errors.DateInTheFuture(on=on) if on > today else None
