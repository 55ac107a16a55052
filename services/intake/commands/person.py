"""What somebody wants done: to a person's record."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

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


PersonCommand = RegisterPerson
