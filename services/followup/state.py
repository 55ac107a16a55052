"""What a support is: what has been learnt, its introductions, and what officers did. `evolve` is in `evolving`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from services.followup import events as e
from services.followup.facts import Employment, Handover, Pause, Terms, WorkTrial
from services.followup.noted import Noted
from services.followup.planned import Intensification, Plan
from services.followup.schedule import Course
from shared.ids import Sealed

Phase = Literal["waiting", "introduction", "follow-up", "completed", "closed"]
"""`waiting`: nothing is under way, because no introduction has begun, or one has ended and no follow-up has begun."""


@dataclass(frozen=True, kw_only=True)
class Ending:
    """Why and when introduction ended; `outcome` is an officer's, and so is `reason`, for a breach."""

    on: date
    cause: e.EndCause
    outcome: e.IntroductionOutcome | None = None
    reason: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class Introduction:
    """As recorded. `decided` is what an officer decided, kept also while another end comes before it."""

    on: date
    kind: e.IntroductionKind
    counted_from: date
    latest_end: date
    ended: Ending | None = None
    decided: Ending | None = None
    cancelled: bool = False


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """How many days of introduction were allowed, and where that stands, as it was recorded."""

    days: int
    basis: str


@dataclass(frozen=True, kw_only=True)
class Unopened:
    """Work trials may be heard of before the case."""

    trials: Mapping[UUID, WorkTrial] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class InError: ...


@dataclass(frozen=True, kw_only=True)
class Support:
    """`case_started_on` is None until intake has told: an employment may be heard of first.

    `at_least_until` is practice's earliest end of follow-up, as it stood when that was completed.
    `allowances` by the first day of introduction that they are counted from; `asked` are the employments whose loss was told to
    whoever searches, with their last day.
    """

    case: UUID
    person: UUID
    unit: str
    opened_on: date
    case_started_on: date | None
    support_person: str | None = None
    employments: Mapping[UUID, Employment] = field(default_factory=dict)
    terms: Mapping[UUID, Terms] = field(default_factory=dict)
    trials: Mapping[UUID, WorkTrial] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()
    introductions: Mapping[UUID, Introduction] = field(default_factory=dict)
    allowances: Mapping[date, Allowance] = field(default_factory=dict)
    handovers: Mapping[UUID, Handover] = field(default_factory=dict)
    plans: Mapping[UUID, Plan] = field(default_factory=dict)
    intensified: tuple[Intensification, ...] = ()
    asked: Mapping[UUID, date] = field(default_factory=dict)
    follow_up_on: date | None = None
    completed_on: date | None = None
    at_least_until: date | None = None
    closed_on: date | None = None
    statuses: tuple[UUID, ...] = ()
    corrected: tuple[UUID, ...] = ()
    noted: Noted = field(default_factory=Noted)

    @property
    def began_on(self) -> date:
        return self.case_started_on or self.opened_on

    @property
    def live(self) -> list[Introduction]:
        """Introductions that were not cancelled."""
        return [introduction for introduction in self.introductions.values() if not introduction.cancelled]

    @property
    def ongoing(self) -> list[UUID]:
        """The employments and trials whose introduction is under way."""
        return [key for key, one in self.introductions.items() if not one.cancelled and one.ended is None]

    @property
    def course(self) -> Course:
        """What decides which contacts are planned."""
        return Course(plans=self.plans, intensified=self.intensified, pauses=self.pauses, over_since=self.over_since)

    @property
    def employed_on(self) -> date | None:
        """The first day, in the case, of the employment that began last: what the length of follow-up is counted from."""
        return max((one.on for one in self.live if one.kind == "employment"), default=None)

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
