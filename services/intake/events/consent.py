"""What a person has agreed to in writing, and what was taken back."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

ConsentPurpose = Literal["sus-registration", "share-with", "survey"]
ConsentScope = Literal["identity", "participation", "background", "case-status", "outcome", "answers"]
ConsentForm = Literal["signed-paper", "e-signature"]


@dataclass(frozen=True, kw_only=True)
class ConsentGiven:
    """`recipient` is the organisation number for `share-with`; `case` is the participation for `sus-registration`."""

    consent: UUID
    person: UUID
    purpose: ConsentPurpose
    recipient: str | None
    case: UUID | None
    scope: tuple[ConsentScope, ...]
    form: ConsentForm
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn:
    """From `on`, that day included, the consent is not in force."""

    consent: UUID
    person: UUID
    registered_by: str
    on: date


ConsentEvent = ConsentGiven | ConsentWithdrawn
