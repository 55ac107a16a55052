"""Reports on a case: composed of facts, signed by the support person, given out; every version is kept."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from shared.ids import Sealed

ReportKind = Literal["interval", "end"]

ReportPart = Literal[
    "programme",
    "introduction",
    "plan",
    "employer-contacts",
    "contacts",
    "attendance",
    "employments",
    "statuses",
    "breaches",
    "words",
    "matching",
]
"""What a report is divided into; what may be given to whom is told part by part."""

ReportRecipient = Literal["person", "employer", "municipality", "forsakringskassan", "region"]


@dataclass(frozen=True, kw_only=True)
class ReportComposed:
    """Version `number` of the report: the facts from `first_day` to `last_day` as they were known on `on`, and the words.

    All of it is sealed in `content`: it can be read as it was composed, and is gone when the person is erased.
    """

    report: UUID
    case: UUID
    person: UUID
    kind: ReportKind
    number: int
    first_day: date
    last_day: date
    content: Sealed
    composed_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ReportSigned:
    """The support person stands for this version."""

    report: UUID
    case: UUID
    person: UUID
    number: int
    signed_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ReportShared:
    """These parts of a signed version were given out. `consent` is what the officer relied on, None where law is enough.

    `employment`: whose employer, when it was an employer.
    """

    sharing: UUID
    report: UUID
    case: UUID
    person: UUID
    number: int
    recipient: ReportRecipient
    employment: UUID | None
    parts: tuple[ReportPart, ...]
    basis: str
    consent: UUID | None
    shared_by: str
    on: date


ReportEvent = ReportComposed | ReportSigned | ReportShared
