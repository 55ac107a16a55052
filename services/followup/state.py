"""What a support is: what has been learnt, its introductions, and what officers did. `evolve` folds events and never judges."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, assert_never
from uuid import UUID

from services.followup import events as e
from shared.ids import Sealed

Phase = Literal["waiting", "introduction", "follow-up", "completed", "closed"]
"""`waiting`: nothing is under way, because no introduction has begun, or one has ended and no follow-up has begun."""


@dataclass(frozen=True, kw_only=True)
class Employment:
    """As placement last told; `ended_on` is its last day in work."""

    started_on: date
    ended_on: date | None = None
    in_error: bool = False


@dataclass(frozen=True, kw_only=True)
class Ending:
    """Why and when introduction ended; `reason` is an officer's, for a breach."""

    on: date
    cause: e.EndCause
    reason: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class Introduction:
    """As recorded. `decided` is what an officer decided, kept also while another end comes before it."""

    on: date
    latest_end: date
    ended: Ending | None = None
    decided: Ending | None = None
    cancelled: bool = False


@dataclass(frozen=True, kw_only=True)
class Unopened: ...


@dataclass(frozen=True, kw_only=True)
class InError: ...


@dataclass(frozen=True, kw_only=True)
class Support:
    """`case_started_on` is None until intake has told: an employment may be heard of first."""

    case: UUID
    person: UUID
    unit: str
    opened_on: date
    case_started_on: date | None
    employments: Mapping[UUID, Employment] = field(default_factory=dict)
    introductions: Mapping[UUID, Introduction] = field(default_factory=dict)
    follow_up_on: date | None = None
    completed_on: date | None = None
    closed_on: date | None = None
    statuses: frozenset[UUID] = frozenset()
    corrected: frozenset[UUID] = frozenset()

    @property
    def began_on(self) -> date:
        return self.case_started_on or self.opened_on

    @property
    def live(self) -> list[Introduction]:
        """Introductions that were not cancelled."""
        return [introduction for introduction in self.introductions.values() if not introduction.cancelled]

    @property
    def ongoing(self) -> list[UUID]:
        """The employments whose introduction is under way."""
        return [key for key, one in self.introductions.items() if not one.cancelled and one.ended is None]

    @property
    def in_follow_up_since(self) -> date | None:
        """The start of follow-up that no later introduction has replaced."""
        return self._unless_begun_anew(self.follow_up_on)

    @property
    def completed_since(self) -> date | None:
        """The day of a completion that no introduction has taken back, by starting later or by going on."""
        return None if self.ongoing else self._unless_begun_anew(self.completed_on)

    @property
    def over_since(self) -> date | None:
        """The last day of the support, when it is over."""
        return min((day for day in (self.closed_on, self.completed_since) if day is not None), default=None)

    @property
    def phase(self) -> Phase:
        if self.closed_on is not None:
            return "closed"
        if self.ongoing:
            return "introduction"
        if self.completed_since is not None:
            return "completed"
        return "waiting" if self.in_follow_up_since is None else "follow-up"

    def _unless_begun_anew(self, day: date | None) -> date | None:
        return None if day is None or any(introduction.on > day for introduction in self.live) else day


State = Unopened | Support | InError


def evolve(state: State, event: e.SupportEvent) -> State:
    if isinstance(event, e.SupportFoundInError):
        return InError()
    if isinstance(event, e.SupportOpened) and isinstance(state, Unopened):
        return _opened(event)
    if isinstance(event, e.SupportOpened) or not isinstance(state, Support):
        raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")
    return _changed(state, event)


def _opened(event: e.SupportOpened) -> Support:
    return Support(
        case=event.case,
        person=event.person,
        unit=event.unit,
        opened_on=event.on,
        case_started_on=event.on if event.opened_by == "case" else None,
    )


Further = (
    e.CaseStartNoted
    | e.EmploymentNoted
    | e.EmploymentFoundInError
    | e.SupportHandedOver
    | e.SupportClosed
    | e.SupportReopened
    | e.IntroductionEvent
    | e.OfficerEvent
)


def _changed(support: Support, event: Further) -> Support:
    match event:
        case e.CaseStartNoted():
            return replace(support, case_started_on=event.on, unit=event.unit)
        case e.EmploymentNoted():
            return _with_employment(support, event.employment, Employment(started_on=event.on, ended_on=event.ended_on))
        case e.EmploymentFoundInError():
            removed = replace(support.employments[event.employment], in_error=True)
            return _with_employment(support, event.employment, removed)
        case e.SupportHandedOver():
            return replace(support, unit=event.unit)
        case e.SupportClosed() | e.SupportReopened():
            return replace(support, closed_on=event.on if isinstance(event, e.SupportClosed) else None)
        case e.FollowUpStarted():
            return replace(support, follow_up_on=event.on)
        case e.SupportCompleted():
            return replace(support, completed_on=event.on)
        case e.StatusEstablished():
            corrected = support.corrected | {event.corrects} if event.corrects else support.corrected
            return replace(support, statuses=support.statuses | {event.status}, corrected=corrected)
        case e.PlanAgreed() | e.ContactLogged():
            return support  # no later command depends on them
        case _:
            introduction = _introduction(support.introductions.get(event.employment), event)
            return replace(support, introductions={**support.introductions, event.employment: introduction})


def _with_employment(support: Support, employment: UUID, known: Employment) -> Support:
    return replace(support, employments={**support.employments, employment: known})


def _introduction(before: Introduction | None, event: e.IntroductionEvent) -> Introduction:
    if isinstance(event, e.IntroductionStarted):
        return Introduction(on=event.on, latest_end=event.latest_end, decided=before.decided if before else None)
    if before is None:
        raise TypeError(f"{type(event).__name__} without an introduction: the stream is damaged.")
    match event:
        case e.IntroductionMoved():
            return replace(before, on=event.on, latest_end=event.latest_end, ended=None)
        case e.IntroductionEnded():
            ending = Ending(on=event.on, cause=event.cause, reason=event.reason)
            return replace(before, ended=ending, decided=ending if event.cause == "decided" else before.decided)
        case e.IntroductionResumed():
            return replace(before, ended=None)
        case e.IntroductionCancelled():
            return replace(before, cancelled=True, ended=None)
        case _:
            assert_never(event)
