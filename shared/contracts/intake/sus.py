"""What intake publishes of SUS: that a participation was registered there, in and out, with identity. Never the outcome."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.base import Contract


class SusRegistered(Contract):
    """The participation was registered in SUS with identity, on `on`, under a written consent that was in force then."""

    type: ClassVar[str] = "sius.intake.sus-registered.v1"

    case: UUID
    person: UUID
    on: date = Field(description="When it was registered, not when it began")


class SusEndRegistered(Contract):
    """The participation's end was registered in SUS with identity; what comes out came in. May come again: the last holds."""

    type: ClassVar[str] = "sius.intake.sus-end-registered.v1"

    case: UUID
    person: UUID
    ended_on: date = Field(description="The participation's last day, as it was registered")
    on: date = Field(description="When it was registered")


class SusRegisteredInError(Contract):
    """The participation was never registered in SUS. It may be registered after that."""

    type: ClassVar[str] = "sius.intake.sus-registered-in-error.v1"

    case: UUID
    person: UUID
