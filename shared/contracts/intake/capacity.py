"""What intake publishes of capacity: a unit's benchmark, and the shares of its officers. Never why."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.base import Contract
from shared.contracts.types import Appropriation, CaseCount, Percent, Subject, Unit


class BenchmarkSet(Contract):
    """Cases for each full-time support person of the unit from `on`."""

    type: ClassVar[str] = "sius.intake.benchmark-set.v1"
    key_field: ClassVar[str] = "unit"

    unit: Unit
    cases: CaseCount
    on: date


class ShareSet(Contract):
    """So much of an officer's time is charged to the appropriation at the unit. The key is the officer."""

    type: ClassVar[str] = "sius.intake.share-set.v1"
    key_field: ClassVar[str] = "support_person"

    share: UUID
    unit: Unit
    support_person: Subject = Field(description="The officer's subject, as in tokens")
    appropriation: Appropriation
    percent: Percent
    on: date = Field(description="First day")
    until: date | None = Field(description="Last day; none: until further notice")


class ShareEnded(Contract):
    """The share has a last day. The key is the officer."""

    type: ClassVar[str] = "sius.intake.share-ended.v1"
    key_field: ClassVar[str] = "support_person"

    share: UUID
    unit: Unit
    support_person: Subject
    on: date = Field(description="Last day")


class ShareCorrected(Contract):
    """The share was this, not what was set; 0 percent: it never was. The key is the officer."""

    type: ClassVar[str] = "sius.intake.share-corrected.v1"
    key_field: ClassVar[str] = "support_person"

    share: UUID
    unit: Unit
    support_person: Subject
    appropriation: Appropriation
    percent: Percent
    on: date = Field(description="First day")
    until: date | None = Field(description="Last day; none: until further notice")
