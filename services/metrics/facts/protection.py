"""Whose identity is protected."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Protection:
    """The person has a protected identity, as far as is known then. It is told without a date."""

    person: UUID
