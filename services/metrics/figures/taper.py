"""The taper curve: planned and kept contacts in each week since introduction began.

Decisions where the definition is silent:
- Week n is the days 7n … 7n + 6 after the first day of the case's first introduction, at a work trial too. A case is followed in
  the weeks that have wholly passed on `as_of` and before its support ended.
- A plan covers the days from its first step to its last day, or until the first step of the plan that revises it. Of several that
  cover a day the one that began last holds, then the one agreed last. `planned` sums the steps' contacts by the day, a seventh
  of the week's each, so a step that begins in the middle of a week counts for its days.
- A week without any plan is not a week with nothing planned: it is not in `with_plan`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeVar
from uuid import UUID

from services.metrics.facts import Contact, Plan

WEEK: Final = 7
WEEKS: Final = 104
ONE_WEEK: Final = timedelta(days=WEEK)
PARTIES: Final = ("person", "employer")


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


def taper(followed: Iterable[Followed], plans: Iterable[Plan], contacts: Iterable[Contact]) -> tuple[TaperWeek, ...]:
    """The curve, to the last week that any case is followed in."""
    agreed, kept = _by_case(plans), _by_case(contact for contact in contacts if contact.outcome == "kept")
    weeks: dict[int, list[tuple[dict[str, Fraction] | None, dict[str, int]]]] = defaultdict(list)
    for one in followed:
        covered = Coverage(agreed[one.case])
        days = _kept_by_week(one, kept[one.case])
        for week in range(one.weeks):
            weeks[week].append((covered.planned(one.begun_on + week * ONE_WEEK), days[week]))
    return tuple(_week(week, weeks[week]) for week in sorted(weeks))


def _week(week: int, cases: Sequence[tuple[dict[str, Fraction] | None, dict[str, int]]]) -> TaperWeek:
    planned = [plan for plan, _ in cases if plan is not None]
    return TaperWeek(
        week=week,
        followed=len(cases),
        with_plan=len(planned),
        planned={party: sum((plan[party] for plan in planned), Fraction(0)) for party in PARTIES},
        kept={party: sum(kept[party] for _, kept in cases) for party in PARTIES},
        kept_with_plan={party: sum(kept[party] for plan, kept in cases if plan is not None) for party in PARTIES},
    )


def _kept_by_week(one: Followed, contacts: Iterable[Contact]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(PARTIES, 0))
    for contact in contacts:
        if contact.on >= one.begun_on and contact.party in PARTIES:
            found[(contact.on - one.begun_on).days // WEEK][contact.party] += 1
    return found


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

    def planned(self, monday: date) -> dict[str, Fraction] | None:
        """Contacts planned in the seven days from `monday`, by party; None when no plan covers any of them."""
        rates = [rate for day in range(WEEK) if (rate := self.rate(monday + timedelta(days=day))) is not None]
        if not rates:
            return None
        return {party: sum((Fraction(rate[at]) for rate in rates), Fraction(0)) / WEEK for at, party in enumerate(PARTIES)}

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


OfCase = TypeVar("OfCase", Plan, Contact)


def _by_case(facts: Iterable[OfCase]) -> dict[UUID, list[OfCase]]:
    found: dict[UUID, list[OfCase]] = defaultdict(list)
    for fact in facts:
        found[fact.case_id].append(fact)
    return found
