"""What intake publishes: the course of the case."""

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


class CaseEnded(Contract):
    """The case has ended: after `on` nothing more is done in it."""

    type: ClassVar[str] = "sius.intake.case-ended.v1"

    case: UUID
    person: UUID
    on: date
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


CONTRACTS = (CaseStarted, CaseStartCorrected, CaseEnded, CaseReopened, CaseRegisteredInError)
