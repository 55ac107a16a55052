"""What happens to a unit's capacity and to a support person's workload. Reasons are codes: nobody's circumstances are told."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

Appropriation = Literal["1:4", "1:1", "other"]
ShortageReason = Literal["leave", "left", "other-duties", "new-benchmark", "agreed-overload", "inherited-load", "correction"]
CorrectionReason = Literal["wrong-date", "wrong-percent", "wrong-appropriation", "never-was"]
Over = Literal["over-unit-capacity", "over-cap"]


@dataclass(frozen=True, kw_only=True)
class BenchmarkSet:
    """Cases for each full-time support person from `on`. `reason` is given when the load was more than is left room for."""

    unit: str
    cases: int
    over: tuple[Over, ...]
    reason: ShortageReason | None
    set_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ShareSet:
    """So much of the support person's time is charged to the appropriation at the unit, from `on` to `until` (None: until
    further notice).
    """

    support_person: str
    share: UUID
    unit: str
    appropriation: Appropriation
    percent: int
    until: date | None
    over: tuple[Over, ...]
    reason: ShortageReason | None
    set_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ShareEnded:
    """`on` is the share's last day."""

    support_person: str
    share: UUID
    unit: str
    over: tuple[Over, ...]
    reason: ShortageReason | None
    ended_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ShareCorrected:
    """The share was this, not what was set; 0 percent says that it never was."""

    support_person: str
    share: UUID
    unit: str
    appropriation: Appropriation
    percent: int
    until: date | None
    why: CorrectionReason
    over: tuple[Over, ...]
    reason: ShortageReason | None
    corrected_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PersonalCapSet:
    """At most so many cases of the unit for the support person, from `on` to `until`; the latest set holds for its days."""

    support_person: str
    unit: str
    cap: int
    until: date | None
    over: tuple[Over, ...]
    reason: ShortageReason | None
    set_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SupportPersonDescribed:
    """Languages (ISO 639-1), sectors and municipalities (SCB) that the support person knows; the latest description holds."""

    support_person: str
    languages: tuple[str, ...]
    sectors: tuple[str, ...]
    municipalities: tuple[str, ...]
    described_by: str
    on: date


CapacityEvent = BenchmarkSet
WorkloadEvent = ShareSet | ShareEnded | ShareCorrected | PersonalCapSet | SupportPersonDescribed
