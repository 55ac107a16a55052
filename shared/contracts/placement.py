"""What placement publishes: employments. The key is the case, so that one case's employments keep their order."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.base import Contract
from shared.contracts.types import ContactChannel, Occupation, Sector, Subject, SupportForm, TrialKind, Unit, WeeklyHours


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


class EmploymentStartedV2(EmploymentStarted):
    """Version 1 with the occupation and the employer's sector at the start; null for an employment from before they were kept.

    Who reads version 1 reads this one as it: nothing of it means anything else.
    """

    type: ClassVar[str] = "sius.placement.employment-started.v2"

    occupation: Occupation | None = Field(description="SSYK 2012, four digits")
    sector: Sector | None


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


class EmployerContacted(Contract):
    """An employer was contacted; about a case when it names one. The key is the employer."""

    type: ClassVar[str] = "sius.placement.employer-contacted.v1"
    key_field: ClassVar[str] = "employer"

    contact: UUID
    employer: UUID
    case: UUID | None
    person: UUID | None
    support_person: Subject = Field(description="Who had the contact")
    unit: Unit
    channel: ContactChannel = Field(description="Face to face is a visit")
    on: date


class SubsidyDecided(Contract):
    """Support of an employment has been decided, or extended by a decision of its own. The key is the person."""

    type: ClassVar[str] = "sius.placement.subsidy-decided.v1"
    key_field: ClassVar[str] = "person"

    employment: UUID
    case: UUID
    person: UUID
    decision: UUID
    form: SupportForm
    starts_on: date = Field(description="First day with support")
    until: date = Field(description="Last day with support")
    extension: bool = Field(description="Follows another decision without a gap")
    on: date = Field(description="The decision's date")


class SubsidyCorrected(Contract):
    """The decision's time was another than first decided. The key is the person."""

    type: ClassVar[str] = "sius.placement.subsidy-corrected.v1"
    key_field: ClassVar[str] = "person"

    employment: UUID
    case: UUID
    person: UUID
    decision: UUID
    starts_on: date
    until: date
    on: date


class SubsidyEnded(Contract):
    """The support ended before its time, or never began. The key is the person."""

    type: ClassVar[str] = "sius.placement.subsidy-ended.v1"
    key_field: ClassVar[str] = "person"

    employment: UUID
    case: UUID
    person: UUID
    decision: UUID
    last_day: date | None = Field(description="Last day with support; none: it never began")
    on: date


class WorkTrialAgreed(Contract):
    """Days at a workplace have been agreed, work trial or work practice: never employment, and no figure counts it as work."""

    type: ClassVar[str] = "sius.placement.work-trial-agreed.v1"

    trial: UUID
    case: UUID
    person: UUID
    candidacy: UUID
    employer: UUID
    kind: TrialKind
    starts_on: date = Field(description="First day")
    until: date = Field(description="Last day")
    on: date = Field(description="When it was agreed")


class WorkTrialEnded(Contract):
    """The trial ended on this last day, as agreed or earlier."""

    type: ClassVar[str] = "sius.placement.work-trial-ended.v1"

    trial: UUID
    case: UUID
    person: UUID
    employer: UUID
    on: date = Field(description="Last day")


class WorkTrialCancelled(Contract):
    """The trial did not begin, and will not."""

    type: ClassVar[str] = "sius.placement.work-trial-cancelled.v1"

    trial: UUID
    case: UUID
    person: UUID
    employer: UUID
    on: date


CONTRACTS = (
    EmploymentStarted,
    EmploymentStartedV2,
    EmploymentTermsChanged,
    EmploymentEnded,
    EmploymentCorrected,
    EmploymentRegisteredInError,
    EmployerContacted,
    SubsidyDecided,
    SubsidyCorrected,
    SubsidyEnded,
    WorkTrialAgreed,
    WorkTrialEnded,
    WorkTrialCancelled,
)
