"""What placement publishes: employments. The key is the case, so that one case's employments keep their order."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.base import Contract
from shared.contracts.types import SupportForm, Unit, WeeklyHours


class EmploymentStarted(Contract):
    """An employment has started. Work trial, praktik and work training are never employment."""

    type: ClassVar[str] = "sius.placement.employment-started.v1"

    employment: UUID
    case: UUID
    person: UUID
    employer: UUID
    unit: Unit
    on: date = Field(description="First day in work")
    weekly_hours: WeeklyHours = Field(description="Contracted hours a week")
    form: SupportForm


class EmploymentTermsChanged(Contract):
    """Hours or form are other from `on` on; that somebody changed them confirms the employment on that day."""

    type: ClassVar[str] = "sius.placement.employment-terms-changed.v1"

    employment: UUID
    case: UUID
    person: UUID
    on: date
    weekly_hours: WeeklyHours
    form: SupportForm


class EmploymentEnded(Contract):
    """The employment has ended."""

    type: ClassVar[str] = "sius.placement.employment-ended.v1"

    employment: UUID
    case: UUID
    person: UUID
    on: date = Field(description="Last day in work")


class EmploymentCorrected(Contract):
    """The employment's dates were others than first registered."""

    type: ClassVar[str] = "sius.placement.employment-corrected.v1"

    employment: UUID
    case: UUID
    person: UUID
    started_on: date
    ended_on: date | None = Field(description="Last day in work; none: it goes on")


class EmploymentRegisteredInError(Contract):
    """The employment never was: no figure counts it."""

    type: ClassVar[str] = "sius.placement.employment-registered-in-error.v1"

    employment: UUID
    case: UUID
    person: UUID


CONTRACTS = (EmploymentStarted, EmploymentTermsChanged, EmploymentEnded, EmploymentCorrected, EmploymentRegisteredInError)
