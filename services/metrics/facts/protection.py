"""Whose identity is protected."""

from typing import NamedTuple
from uuid import UUID


class Protection(NamedTuple):
    """The person has a protected identity, as far as is known then. It is told without a date."""

    person: UUID
