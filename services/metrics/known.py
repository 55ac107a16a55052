"""Known time: when each fact was known (`known_from`, `known_to`). Pure.

A subject is a case, an employment or a status; it has at most one row open in known time. A published event closes the open
row at the instant it was recorded and opens another; "registered in error" only closes. Subjects do not look at each other, so
the order in which streams arrive makes no difference.

Clocks of machines differ, so the known time of a subject never goes backwards; a row that was known for no time at all is not
kept, for no instant would find it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeGuard, TypeVar, get_args
from uuid import UUID

from services.metrics.facts import Case, CaseEvent, Employment, EmploymentEvent, Status, case_after, employment_after, status_of
from shared.contracts.base import Contract
from shared.contracts.followup import (
    FollowUpStarted,
    IntroductionEnded,
    IntroductionStarted,
    StatusEstablished,
    SupportCompleted,
)
from shared.contracts.intake import CaseHandedOver, CasePaused, CaseResumed, PersonProtected, PersonProtectionLifted

CASE_EVENTS = frozenset(get_args(CaseEvent))
EMPLOYMENT_EVENTS = frozenset(get_args(EmploymentEvent))
# A case is counted at the unit it started at, also after a handover; a paused case is counted as the ongoing one that it is.
COUNTED_BY_NO_FIGURE = frozenset(
    {
        PersonProtected,
        PersonProtectionLifted,
        CaseHandedOver,
        CasePaused,
        CaseResumed,
        IntroductionStarted,
        IntroductionEnded,
        FollowUpStarted,
        SupportCompleted,
    }
)

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


def is_case_event(event: Contract) -> TypeGuard[CaseEvent]:
    """By exact type: several times faster than isinstance on pydantic's classes, and asked of every event of a rebuild."""
    return type(event) in CASE_EVENTS


def is_employment_event(event: Contract) -> TypeGuard[EmploymentEvent]:
    return type(event) in EMPLOYMENT_EVENTS


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
        if is_case_event(event):
            self.cases.became(event.case, case_after(self.cases.fact(event.case), event), recorded_at)
        elif is_employment_event(event):
            known = self.employments.fact(event.employment)
            self.employments.became(event.employment, employment_after(known, event), recorded_at)
        elif isinstance(event, StatusEstablished):
            self.statuses.established(status_of(event), recorded_at)
        elif type(event) not in COUNTED_BY_NO_FIGURE:
            raise TypeError(f"{event.type} has no meaning for the figures: say here what it changes, or that it changes nothing.")
