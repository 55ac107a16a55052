"""What intake publishes of a case: its course."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.base import Contract
from shared.contracts.types import (
    BirthYear,
    DisabilityGroup,
    EndKind,
    ExitCategory,
    Municipality,
    ReferralSource,
    Sex,
    Subject,
    Unit,
)


class CaseOpened(Contract):
    """The programme was granted and a case opened: it waits at the unit to be started."""

    type: ClassVar[str] = "sius.intake.case-opened.v1"

    case: UUID
    referral: UUID
    person: UUID
    unit: Unit = Field(description="The unit it waits at")
    granted_on: date = Field(description="The decision's date")
    on: date


class CaseStarted(Contract):
    """The case has started: day 0 of the 180 days. What statistics may break down by comes with it."""

    type: ClassVar[str] = "sius.intake.case-started.v1"

    case: UUID
    person: UUID
    unit: Unit = Field(description="The unit the case started at")
    support_person: Subject = Field(description="The officer's subject, as in tokens")
    on: date
    sex: Sex
    birth_year: BirthYear
    disability_group: DisabilityGroup | None
    municipality: Municipality = Field(description="Four-digit municipality code (SCB)")
    referral_source: ReferralSource


class CaseStartCorrected(Contract):
    """Day 0 was another date than first registered."""

    type: ClassVar[str] = "sius.intake.case-start-corrected.v1"

    case: UUID
    person: UUID
    on: date = Field(description="The right start date")


class CasePaused(Contract):
    """Nothing is done in the case from `on`; why is not told."""

    type: ClassVar[str] = "sius.intake.case-paused.v1"

    case: UUID
    person: UUID
    on: date
    until: date = Field(description="The expected last day of the pause")


class CaseResumed(Contract):
    """The paused case goes on."""

    type: ClassVar[str] = "sius.intake.case-resumed.v1"

    case: UUID
    person: UUID
    on: date


class CaseHandedOver(Contract):
    """The case has another support person, at the same unit or another one: who may see it goes by `unit` from now on."""

    type: ClassVar[str] = "sius.intake.case-handed-over.v1"

    case: UUID
    person: UUID
    from_unit: Unit = Field(description="The unit that had the case")
    unit: Unit = Field(description="The unit that has it now")
    support_person: Subject = Field(description="The new support person's subject, as in tokens")
    on: date


class CaseEnded(Contract):
    """The case has ended: after `on` nothing more is done in it."""

    type: ClassVar[str] = "sius.intake.case-ended.v1"

    case: UUID
    person: UUID
    on: date
    kind: EndKind
    exit: ExitCategory


class CaseEndCorrected(Contract):
    """The case ended in another way, or on another day, than first registered. This is the whole end as it should be."""

    type: ClassVar[str] = "sius.intake.case-end-corrected.v1"

    case: UUID
    person: UUID
    on: date = Field(description="The right last day")
    kind: EndKind
    exit: ExitCategory


class CaseReopened(Contract):
    """The case goes on: its end is taken back."""

    type: ClassVar[str] = "sius.intake.case-reopened.v1"

    case: UUID
    person: UUID
    on: date = Field(description="The day it was reopened")


class CaseRegisteredInError(Contract):
    """The case never was: no figure counts it."""

    type: ClassVar[str] = "sius.intake.case-registered-in-error.v1"

    case: UUID
    person: UUID
