"""The facts that figures are made of, and what each published event makes of them. Pure.

A fact says when it was so, by its dates; `known` says when it was known.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import assert_never
from uuid import UUID

from shared.contracts import followup, intake, placement

CaseEvent = (
    intake.CaseStarted
    | intake.CaseStartCorrected
    | intake.CaseEnded
    | intake.CaseEndCorrected
    | intake.CaseReopened
    | intake.CaseRegisteredInError
)
EmploymentEvent = (
    placement.EmploymentStarted
    | placement.EmploymentTermsChanged
    | placement.EmploymentEnded
    | placement.EmploymentCorrected
    | placement.EmploymentRegisteredInError
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A started case. `unit` is the unit at the start; `ended_on` is the last day the case is open."""

    case_id: UUID
    person: UUID
    unit: str
    started_on: date
    ended_on: date | None = None
    end_kind: str | None = None
    exit: str | None = None
    sex: str
    birth_year: int
    disability_group: str | None
    municipality: str
    referral_source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """Form and hours a week that hold from `on` on."""

    on: date
    form: str
    weekly_hours: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Employment:
    """An employment: its first and last day in work, the terms at its start, and each change of them by date."""

    employment: UUID
    case_id: UUID
    person: UUID
    employer: UUID
    started_on: date
    ended_on: date | None = None
    form: str
    weekly_hours: Decimal
    changes: tuple[Terms, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """What the person was found to be doing on a day, and the status that this one replaces."""

    status: UUID
    case_id: UUID
    person: UUID
    on: date
    situation: str
    corrects: UUID | None = None


def case_after(before: Case | None, event: CaseEvent) -> Case | None:
    """What is known of a case after the event; None when it never was, or when its start was left out by an operator."""
    if isinstance(event, intake.CaseStarted):
        return _started(event)
    if before is None:
        return None
    match event:
        case intake.CaseStartCorrected():
            return replace(before, started_on=event.on)
        case intake.CaseEnded() | intake.CaseEndCorrected():
            return replace(before, ended_on=event.on, end_kind=event.kind, exit=event.exit)
        case intake.CaseReopened():
            return replace(before, ended_on=None, end_kind=None, exit=None)
        case intake.CaseRegisteredInError():
            return None
        case _:
            assert_never(event)


def _started(event: intake.CaseStarted) -> Case:
    return Case(
        case_id=event.case,
        person=event.person,
        unit=event.unit,
        started_on=event.on,
        sex=event.sex,
        birth_year=event.birth_year,
        disability_group=event.disability_group,
        municipality=event.municipality,
        referral_source=event.referral_source,
    )


def employment_after(before: Employment | None, event: EmploymentEvent) -> Employment | None:
    """What is known of an employment after the event; None when it never was, or when its start was left out."""
    if isinstance(event, placement.EmploymentStarted):
        return _employed(event)
    if before is None:
        return None
    match event:
        case placement.EmploymentTermsChanged():
            return replace(before, changes=_with(before.changes, event))
        case placement.EmploymentEnded():
            return replace(before, ended_on=event.on)
        case placement.EmploymentCorrected():
            return replace(before, started_on=event.started_on, ended_on=event.ended_on)
        case placement.EmploymentRegisteredInError():
            return None
        case _:
            assert_never(event)


def _employed(event: placement.EmploymentStarted) -> Employment:
    return Employment(
        employment=event.employment,
        case_id=event.case,
        person=event.person,
        employer=event.employer,
        started_on=event.on,
        form=event.form,
        weekly_hours=event.weekly_hours,
    )


def _with(changes: tuple[Terms, ...], event: placement.EmploymentTermsChanged) -> tuple[Terms, ...]:
    """By date; the later recorded of two with the same date stands."""
    others = [terms for terms in changes if terms.on != event.on]
    changed = Terms(on=event.on, form=event.form, weekly_hours=event.weekly_hours)
    return tuple(sorted([*others, changed], key=lambda terms: terms.on))


def status_of(event: followup.StatusEstablished) -> Status:
    """The status as it was established."""
    return Status(
        status=event.status,
        case_id=event.case,
        person=event.person,
        on=event.on,
        situation=event.situation,
        corrects=event.corrects,
    )
