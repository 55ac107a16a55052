"""Facts with two times: when it was so (their dates) and when it was known (`known_from`, `known_to`). Pure.

A subject is a case, an employment or a status; it has at most one row open in known time. A published event closes the open
row at the instant it was recorded and opens another; "registered in error" only closes. Subjects do not look at each other, so
the order in which streams arrive makes no difference.

Clocks of machines differ, so the known time of a subject never goes backwards; a row that was known for no time at all is not
kept, for no instant would find it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar, assert_never
from uuid import UUID

from shared.contracts import followup, intake, placement
from shared.contracts.base import Contract

CaseEvent = intake.CaseStarted | intake.CaseStartCorrected | intake.CaseEnded | intake.CaseReopened | intake.CaseRegisteredInError
EmploymentEvent = (
    placement.EmploymentStarted
    | placement.EmploymentTermsChanged
    | placement.EmploymentEnded
    | placement.EmploymentCorrected
    | placement.EmploymentRegisteredInError
)
CourseOfSupport = followup.IntroductionStarted | followup.IntroductionEnded | followup.FollowUpStarted | followup.SupportCompleted
"""Events that no figure here counts."""


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


F = TypeVar("F")


@dataclass(frozen=True, kw_only=True, slots=True)
class Known(Generic[F]):
    """A fact as it was known from `known_from` up to, but not at, `known_to` (None: it still is)."""

    fact: F
    known_from: datetime
    known_to: datetime | None = None

    def at(self, instant: datetime) -> bool:
        """Whether it was known at the instant."""
        return self.known_from <= instant and (self.known_to is None or instant < self.known_to)


class Histories(Generic[F]):
    """Rows of subjects: those open in known time, by subject, and those closed since they were taken up."""

    __slots__ = ("closed", "open")

    def __init__(self, taken_up: Mapping[UUID, Known[F]] | None = None) -> None:
        self.open: dict[UUID, Known[F]] = dict(taken_up or {})
        self.closed: list[Known[F]] = []

    def fact(self, subject: UUID) -> F | None:
        """What is known of the subject now."""
        known = self.open.get(subject)
        return known.fact if known else None

    def became(self, subject: UUID, fact: F | None, recorded_at: datetime) -> None:
        """From `recorded_at` on the subject is known as `fact`; None: it never was."""
        before = self.open.pop(subject, None)
        at = max(recorded_at, before.known_from) if before else recorded_at
        if before and at > before.known_from:
            self.closed.append(replace(before, known_to=at))
        if fact is not None:
            self.open[subject] = Known(fact=fact, known_from=at)

    def rows(self) -> list[Known[F]]:
        return [*self.closed, *self.open.values()]


class Statuses:
    """Rows of statuses, each closed when the first status that corrects it was recorded, in whichever order the two came."""

    __slots__ = ("_corrected", "_found")

    def __init__(self, taken_up: Iterable[Known[Status]] = (), corrected: Mapping[UUID, datetime] | None = None) -> None:
        self._found = {known.fact.status: known for known in taken_up}
        self._corrected = dict(corrected or {})

    def established(self, status: Status, recorded_at: datetime) -> None:
        self._found[status.status] = Known(fact=status, known_from=recorded_at)
        if status.corrects is not None:
            self._corrected[status.corrects] = min(recorded_at, self._corrected.get(status.corrects, recorded_at))

    def rows(self) -> list[Known[Status]]:
        """Every row, also one known for no time: what it corrects stays corrected."""
        return [self._closed(known, self._corrected.get(known.fact.status)) for known in self._found.values()]

    def _closed(self, known: Known[Status], corrected: datetime | None) -> Known[Status]:
        if corrected is None:
            return known
        at = max(known.known_from, corrected)
        return replace(known, known_to=at if known.known_to is None else min(at, known.known_to))


class Facts:
    """What is known of some subjects, and of when it was known: learns from published events, in order per subject."""

    __slots__ = ("cases", "employments", "statuses")

    def __init__(
        self,
        cases: Histories[Case] | None = None,
        employments: Histories[Employment] | None = None,
        statuses: Statuses | None = None,
    ) -> None:
        self.cases: Histories[Case] = cases or Histories()
        self.employments: Histories[Employment] = employments or Histories()
        self.statuses = statuses or Statuses()

    def learn(self, event: Contract, recorded_at: datetime) -> None:
        """Change the facts by one event. Raises TypeError for an event that nobody has given a meaning here."""
        if isinstance(event, CaseEvent):
            self.cases.became(event.case, case_after(self.cases.fact(event.case), event), recorded_at)
        elif isinstance(event, EmploymentEvent):
            known = self.employments.fact(event.employment)
            self.employments.became(event.employment, employment_after(known, event), recorded_at)
        elif isinstance(event, followup.StatusEstablished):
            self.statuses.established(_status(event), recorded_at)
        elif not isinstance(event, CourseOfSupport):
            raise TypeError(
                f"{event.type} has no meaning for the figures: say in facts what it changes, or that it changes nothing."
            )


def case_after(before: Case | None, event: CaseEvent) -> Case | None:
    """What is known of a case after the event; None when it never was, or when its start was left out by an operator."""
    if isinstance(event, intake.CaseStarted):
        return _started(event)
    if before is None:
        return None
    match event:
        case intake.CaseStartCorrected():
            return replace(before, started_on=event.on)
        case intake.CaseEnded():
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


def _status(event: followup.StatusEstablished) -> Status:
    return Status(
        status=event.status,
        case_id=event.case,
        person=event.person,
        on=event.on,
        situation=event.situation,
        corrects=event.corrects,
    )
