"""What F6 counts, as columns: the cases, and what was done in each of them, by the number of the case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar
from uuid import UUID

import numpy as np

from services.metrics.facts import Case, Contact, Employment, FollowUp, Introduction, Plan
from services.metrics.figures.columns import MADE, NONE, Columns, Days, Ids, Members, Numbers, Texts, kinds
from services.metrics.figures.days import Flags, Ints, ints
from services.metrics.figures.shares import Rows


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Served(Columns):
    """Cases; the number of a case is its place here."""

    case_id: Ids
    unit: Texts
    started_on: Days
    ended_on: Days
    exit: Texts

    def rows(self, counted: Flags | Ints) -> Rows:
        """The ids of the cases marked, or with these numbers in any order; the cases are in the order of their ids."""
        marked = np.zeros(len(self), dtype=bool)
        marked[counted] = True
        return Members(self.case_id[marked])


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class HandedOver(Columns):
    """Handovers, each of the case with the number."""

    case: Numbers
    from_on: Days


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Introduced(Columns):
    """Introductions: see `facts.Introduction`. One that has not ended has no breach."""

    case: Numbers
    started_on: Days
    ended_on: Days
    breach: Flags


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class FollowedUp(Columns):
    """Follow-ups, at most one of each case: see `facts.FollowUp`."""

    case: Numbers
    started_on: Days
    completed_on: Days


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Agreed(Columns):
    """Plans: see `facts.Plan`."""

    case: Numbers
    plan: Ids
    agreed_on: Days
    until: Days
    revises: Ids


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Steps(Columns):
    """The steps of plans: the how manieth of its plan each is, and its contacts a week with each party, as decimals."""

    case: Numbers
    plan: Ids
    nth: Numbers
    applies_from: Days
    person: Texts
    employer: Texts


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Met(Columns):
    """Contacts: see `facts.Contact`."""

    case: Numbers
    on: Days
    party: Texts
    outcome: Texts
    on_site: Flags


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Begun(Columns):
    """The first days of employments."""

    case: Numbers
    started_on: Days


OfCase = TypeVar("OfCase", HandedOver, Introduced, FollowedUp, Agreed, Steps, Met, Begun)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class SupportFacts:
    """What is known at `known_at`: every case that can matter, and what was done in them.

    `cases` need not hold one that started before the period and was never handed over, unless something else here is about it.
    Nor need there be facts that cannot be counted: contacts and plans of cases that are neither in the cohort nor handed over,
    the introductions of a case that is not in it, employments of a case without a follow-up that ended in the period.
    """

    cases: Served
    handovers: HandedOver
    introductions: Introduced
    follow_ups: FollowedUp
    plans: Agreed
    steps: Steps
    contacts: Met
    employments: Begun

    @classmethod
    def of(
        cls,
        *,
        cases: Iterable[Case],
        introductions: Iterable[Introduction] = (),
        follow_ups: Iterable[FollowUp] = (),
        plans: Iterable[Plan] = (),
        contacts: Iterable[Contact] = (),
        employments: Iterable[Employment] = (),
    ) -> Self:
        """From facts; those of a case that is not among the cases are left out."""
        cases = list(cases)
        numbers = {case.case_id: number for number, case in enumerate(cases)}
        tenures = [(numbers[case.case_id], tenure) for case in cases for tenure in case.handovers]
        agreed, steps = plans_of(plans, numbers)
        return cls(
            cases=Served.of(cases),
            handovers=_numbered(HandedOver, tenures),
            introductions=_numbered(Introduced, _theirs(introductions, numbers)),
            follow_ups=_numbered(FollowedUp, _theirs(follow_ups, numbers)),
            plans=agreed,
            steps=steps,
            contacts=contacts_of(contacts, numbers),
            employments=_numbered(Begun, _theirs(employments, numbers)),
        )

    def ordered(self, units: frozenset[str] | None) -> "SupportFacts":
        """What is of cases of the units, the cases in the order of their ids."""
        order = np.argsort(self.cases.case_id)
        order = order if units is None else order[self.cases.unit.among(units)[order]]
        number = np.full(len(self.cases), NONE, dtype=np.int64)
        number[order] = np.arange(len(order))
        return SupportFacts(
            cases=self.cases[order],
            handovers=_renumbered(self.handovers, number),
            introductions=_renumbered(self.introductions, number),
            follow_ups=_renumbered(self.follow_ups, number),
            plans=_renumbered(self.plans, number),
            steps=_renumbered(self.steps, number),
            contacts=_renumbered(self.contacts, number),
            employments=_renumbered(self.employments, number),
        )


def plans_of(plans: Iterable[Plan], numbers: Mapping[UUID, int]) -> tuple[Agreed, Steps]:
    """The plans of the cases with these numbers, and their steps."""
    told = _theirs(plans, numbers)
    steps = [(case, plan.plan, nth, step) for case, plan in told for nth, step in enumerate(plan.steps)]
    return _numbered(Agreed, told), Steps(
        case=ints([case for case, *_ in steps]),
        plan=MADE[Ids]([plan for _, plan, *_ in steps]),
        nth=ints([nth for _, _, nth, _ in steps]),
        applies_from=MADE[Days]([step.applies_from for *_, step in steps]),
        person=Texts.of([str(step.person) for *_, step in steps]),
        employer=Texts.of([str(step.employer) for *_, step in steps]),
    )


def contacts_of(contacts: Iterable[Contact], numbers: Mapping[UUID, int]) -> Met:
    """The contacts of the cases with these numbers."""
    return _numbered(Met, _theirs(contacts, numbers))


def _theirs(facts: Iterable[Any], numbers: Mapping[UUID, int]) -> list[tuple[int, Any]]:
    return [(numbers[fact.case_id], fact) for fact in facts if fact.case_id in numbers]


def _numbered(into: type[OfCase], told: list[tuple[int, Any]]) -> OfCase:
    """Facts, each with the number of its case, as columns."""
    fields = {name: kind for name, kind in kinds(into).items() if name != "case"}
    columns = {name: MADE[kind]([getattr(fact, name) for _, fact in told]) for name, kind in fields.items()}
    return into(case=ints([case for case, _ in told]), **columns)


def _renumbered(facts: OfCase, number: Ints) -> OfCase:
    """What is of cases that have a number still, with the new one."""
    case = number[facts.case]
    kept = case != NONE
    whole = replace(facts, case=case)
    return whole if kept.all() else whole[kept]
