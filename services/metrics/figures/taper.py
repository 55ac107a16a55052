"""The taper curve: planned and kept contacts in each week since introduction began.

Decisions where the definition is silent:
- Week n is the days 7n … 7n + 6 after the first day of the case's first introduction, at a work trial too. A case is followed in
  the weeks that have wholly passed on `as_of` and before its support ended.
- A plan covers the days from its first step to its last day, or until the first step of the plan that revises it. Of several that
  cover a day the one that began last holds, then the one agreed last. `planned` sums the steps' contacts by the day, a seventh
  of the week's each, so a step that begins in the middle of a week counts for its days.
- A week without any plan is not a week with nothing planned: it is not in `with_plan`.
- A contact with both counts for each of them, as it keeps what the plan has for each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple, Protocol, TypeVar
from uuid import UUID

import numpy as np

from services.metrics.facts import Contact, Plan
from services.metrics.figures.days import Flags, Ints

WEEK: Final = 7
WEEKS: Final = 104
ONE_WEEK: Final = timedelta(days=WEEK)
ONE_DAY: Final = timedelta(days=1)
PARTIES: Final = ("person", "employer")
BOTH: Final = "both"


class Met(NamedTuple):
    """Of a contact, what F6 counts: see `facts.Contact`."""

    case_id: UUID
    on: date
    party: str
    outcome: str
    on_site: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Followed:
    """A case from the first day of introduction to the last day that it is followed."""

    case: UUID
    begun_on: date
    last_day: date

    @property
    def weeks(self) -> int:
        """How many whole weeks it was followed, at most WEEKS."""
        return min(max(((self.last_day - self.begun_on).days + 1) // WEEK, 0), WEEKS)


@dataclass(frozen=True, kw_only=True, slots=True)
class TaperWeek:
    """A week: how many cases were followed in it, how many of them with a plan, and the contacts planned and kept, by party.

    `kept_with_plan` are those kept in the cases with a plan: the ones that `planned` can be compared with.
    """

    week: int
    followed: int
    with_plan: int
    planned: Mapping[str, Fraction]
    kept: Mapping[str, int]
    kept_with_plan: Mapping[str, int]


def taper(followed: Iterable[Followed], plans: Iterable[Plan], contacts: Iterable[Contact | Met]) -> tuple[TaperWeek, ...]:
    """The curve, to the last week that any case is followed in."""
    agreed, met = _by_case(plans), _by_case(contact for contact in contacts if contact.outcome == "kept")
    curve = _Curve()
    for one in followed:
        planned = np.zeros(one.weeks, dtype=bool)
        for first, last, rate in Coverage(agreed[one.case]).stretches(one.begun_on, one.begun_on + one.weeks * ONE_WEEK):
            curve.plan((first - one.begun_on).days, (last - one.begun_on).days, rate, planned)
        curve.follow(planned)
        for contact in met[one.case]:
            curve.keep((contact.on - one.begun_on).days // WEEK, contact.party, planned)
    return curve.weeks()


class _Curve:
    """Sums by week. A rate stands for its days, counted apart, so that the sum of all is exact."""

    def __init__(self) -> None:
        self._followed, self._with_plan = np.zeros(WEEKS, dtype=np.int64), np.zeros(WEEKS, dtype=np.int64)
        self._days: dict[tuple[Decimal, ...], Ints] = defaultdict(lambda: np.zeros(WEEKS, dtype=np.int64))
        self._kept = [dict.fromkeys(PARTIES, 0) for _ in range(WEEKS)]
        self._kept_with_plan = [dict.fromkeys(PARTIES, 0) for _ in range(WEEKS)]

    def plan(self, first: int, last: int, rate: tuple[Decimal, ...], planned: Flags) -> None:
        """The rate holds from one day to another of a case, counted from its first; marks its weeks."""
        begins, ends = first // WEEK, last // WEEK
        days = self._days[rate]
        days[begins : ends + 1] += WEEK
        days[begins] -= first % WEEK
        days[ends] -= WEEK - 1 - last % WEEK
        planned[begins : ends + 1] = True

    def follow(self, planned: Flags) -> None:
        self._followed[: len(planned)] += 1
        self._with_plan[: len(planned)] += planned

    def keep(self, week: int, party: str, planned: Flags) -> None:
        """A kept contact in a week of a case, if the case was followed in it."""
        if 0 <= week < len(planned):
            for each in PARTIES if party == BOTH else (party,):
                self._kept[week][each] += 1
                self._kept_with_plan[week][each] += int(planned[week])

    def weeks(self) -> tuple[TaperWeek, ...]:
        return tuple(self._week(week) for week in range(int(np.count_nonzero(self._followed))))

    def _week(self, week: int) -> TaperWeek:
        rates = [(rate, int(days[week])) for rate, days in self._days.items() if days[week]]
        return TaperWeek(
            week=week,
            followed=int(self._followed[week]),
            with_plan=int(self._with_plan[week]),
            planned={
                party: sum((Fraction(rate[at]) * days for rate, days in rates), Fraction(0)) / WEEK
                for at, party in enumerate(PARTIES)
            },
            kept=self._kept[week],
            kept_with_plan=self._kept_with_plan[week],
        )


class Coverage:
    """What a case's plans have for each day."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        stepped = [plan for plan in plans if plan.steps]
        self._replaced = _replaced(stepped)
        self._plans = sorted(stepped, key=lambda plan: (first_day(plan), plan.agreed_on, plan.plan))

    def rate(self, day: date) -> tuple[Decimal, Decimal] | None:
        """Contacts a week with person and employer that hold on the day; None when no plan covers it."""
        covering = [plan for plan in self._plans if self._covers(plan, day)]
        if not covering:
            return None
        step = max((step for step in covering[-1].steps if step.applies_from <= day), key=lambda step: step.applies_from)
        return step.person, step.employer

    def stretches(self, first: date, end: date) -> Iterator[tuple[date, date, tuple[Decimal, Decimal]]]:
        """First and last day of each stretch of days before `end` on which one rate holds, from `first` on."""
        turns = {first, end}
        for plan in self._plans:
            turns |= {step.applies_from for step in plan.steps}
            turns |= {plan.until + ONE_DAY} if plan.until else set()
        turns |= set(self._replaced.values())
        for begins, next_turn in pairwise(sorted(day for day in turns if first <= day <= end)):
            if (rate := self.rate(begins)) is not None:
                yield begins, next_turn - ONE_DAY, rate

    def _covers(self, plan: Plan, day: date) -> bool:
        replaced = self._replaced.get(plan.plan)
        return first_day(plan) <= day and (plan.until is None or day <= plan.until) and (replaced is None or day < replaced)


def first_day(plan: Plan) -> date:
    """The day of its first step."""
    return min(step.applies_from for step in plan.steps)


def _replaced(plans: Iterable[Plan]) -> dict[UUID, date]:
    found: dict[UUID, date] = {}
    for plan in plans:
        if plan.revises is not None:
            found[plan.revises] = min(first_day(plan), found.get(plan.revises, date.max))
    return found


class _OfCase(Protocol):
    @property
    def case_id(self) -> UUID: ...


OfCase = TypeVar("OfCase", bound=_OfCase)


def _by_case(facts: Iterable[OfCase]) -> dict[UUID, list[OfCase]]:
    found: dict[UUID, list[OfCase]] = defaultdict(list)
    for fact in facts:
        found[fact.case_id].append(fact)
    return found
