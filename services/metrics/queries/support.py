"""Reads: what was done in the cases that F6 counts, by the facts known at an instant.

One statement for all of it: which cases is found once, and a number stands for each of them from there on. A case is read that
was introduced, started or ended within the period, or whose follow-up was completed in it, and one that was handed over and open
in it: every other one is known to have had no handover.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import Numbers
from services.metrics.figures.support.facts import (
    Agreed,
    Begun,
    FollowedUp,
    HandedOver,
    Introduced,
    Met,
    Served,
    Steps,
    SupportFacts,
)
from services.metrics.queries.asking import FROM, LAST, asked, at_units, known, within
from services.metrics.queries.columns import Part, reading
from services.metrics.subjects import CASES, CONTACTS, EMPLOYMENTS, FOLLOW_UPS, INTRODUCTIONS, PLANS
from shared.db import Prepared, Row, Tx

cases, introductions, follow_ups = CASES.table, INTRODUCTIONS.table, FOLLOW_UPS.table
plans, contacts, employments = PLANS.table, CONTACTS.table, EMPLOYMENTS.table


def _introduced() -> sa.CTE:
    """Cases whose first introduction began within the period."""
    earlier = introductions.alias("earlier")
    before = sa.exists().where(known(earlier), earlier.c.case_id == introductions.c.case_id, earlier.c.started_on < FROM)
    began = known(introductions) & within(introductions.c.started_on)
    return sa.select(introductions.c.case_id).distinct().where(began, ~before).cte("introduced")


def _handed_over() -> sa.CTE:
    """Cases handed over that started within the period or were open in it."""
    told = (cases.c.case_id, cases.c.started_on, cases.c.handovers_from_on)
    started_before = (cases.c.started_on < FROM) & (cases.c.ended_on.is_(None) | (cases.c.ended_on >= FROM))
    open_then = within(cases.c.started_on) | started_before
    return sa.select(*told).where(known(cases), cases.c.handovers_from_on.is_not(None), open_then).cte("handed_over")


introduced: Final = _introduced()
handed_over: Final = _handed_over()


def _served() -> sa.CTE:
    completed = known(follow_ups) & within(follow_ups.c.completed_on)
    wanted = sa.union(
        sa.select(introduced.c.case_id),
        sa.select(handed_over.c.case_id),
        sa.select(follow_ups.c.case_id).where(completed),
    ).subquery("wanted")
    told = wanted.c.case_id.is_not(None) | (cases.c.started_on >= FROM) | within(cases.c.ended_on)
    columns = (cases.c[name] for name in Served.__dataclass_fields__)
    return (
        sa.select((sa.func.row_number().over() - 1).label("number"), *columns)
        .select_from(cases.outerjoin(wanted, wanted.c.case_id == cases.c.case_id))
        .where(known(cases), at_units(cases.c.unit), cases.c.started_on <= LAST, told)
        .cte("served")
    )


served: Final = _served()
number: Final = served.c.number.label("case")


def _of(table: sa.FromClause, columns: Iterable[str], among: sa.FromClause | None = None) -> sa.Select[Any]:
    """What is known of the cases served (of those that are in `among` too), with the number of each case."""
    joined = table.join(served, served.c.case_id == table.c.case_id)
    # not a flag in `served`: of that PostgreSQL would expect every second case, and read all there is of everybody
    joined = joined if among is None else joined.join(among, among.c.case_id == table.c.case_id)
    told = (table.c[name] for name in columns if name != number.name)
    return sa.select(number, *told).select_from(joined).where(known(table))


def _handovers() -> sa.Select[Any]:
    day = sa.func.unnest(handed_over.c.handovers_from_on).table_valued("from_on", joins_implicitly=True).render_derived()
    return sa.select(number, day.c.from_on).join(handed_over, handed_over.c.case_id == served.c.case_id)


def _met() -> sa.Select[Any]:
    """The contacts of the cohort, and of cases that started within the period and were handed over."""
    of = sa.union(
        sa.select(introduced.c.case_id), sa.select(handed_over.c.case_id).where(handed_over.c.started_on >= FROM)
    ).subquery("of_contacts")
    return _of(contacts, Met.__dataclass_fields__, of)


STEPS_OF: Final = ("steps_applies_from", "steps_person", "steps_employer")
agreed: Final = _of(plans, (*Agreed.__dataclass_fields__, *STEPS_OF), introduced).cte("agreed")
followed_up: Final = (
    _of(follow_ups, FollowedUp.__dataclass_fields__).add_columns(served.c.case_id, served.c.ended_on).cte("followed_up")
)


def _steps() -> sa.Select[Any]:
    step = (
        sa.func.unnest(*(agreed.c[name] for name in STEPS_OF))
        .table_valued("applies_from", "person", "employer", with_ordinality="nth", joins_implicitly=True)
        .render_derived()
    )
    rates = (sa.cast(step.c[party], sa.Text).label(party) for party in ("person", "employer"))
    return sa.select(agreed.c.case, agreed.c.plan, step.c.nth, step.c.applies_from, *rates)


def _begun() -> sa.Select[Any]:
    """What a follow-up that ended within the period can have followed up."""
    ended = within(sa.func.least(followed_up.c.completed_on, followed_up.c.ended_on))
    before = employments.c.started_on <= followed_up.c.started_on
    return (
        sa.select(followed_up.c.case, employments.c.started_on)
        .join(employments, employments.c.case_id == followed_up.c.case_id)
        .where(ended, known(employments), before)
    )


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Numbered(Served):
    """The cases, and the number of each."""

    number: Numbers


CASES_SERVED: Final = Part(_Numbered, sa.select(*(served.c[name] for name in _Numbered.__dataclass_fields__)))
HANDOVERS: Final = Part(HandedOver, _handovers())
INTRODUCED: Final = Part(
    Introduced, _of(introductions, Introduced.__dataclass_fields__, introduced).where(within(introductions.c.started_on))
)
FOLLOWED_UP: Final = Part(FollowedUp, sa.select(followed_up))
AGREED: Final = Part(Agreed, sa.select(agreed))
STEPS: Final = Part(Steps, _steps())
MET: Final = Part(Met, _met())
BEGUN: Final = Part(Begun, _begun())
STATEMENT: Final[Prepared] = reading(CASES_SERVED, HANDOVERS, INTRODUCED, FOLLOWED_UP, AGREED, STEPS, MET, BEGUN)


@dataclass(frozen=True, slots=True)
class FoundSupport:
    """What was read for F6; to be made columns of in a thread."""

    row: Row

    def facts(self) -> SupportFacts:
        """What F6 counts."""
        found, row = CASES_SERVED.taken(self.row), self.row
        found = found[found.number.argsort()]
        return SupportFacts(
            cases=Served(**{name: getattr(found, name) for name in Served.__dataclass_fields__}),
            handovers=HANDOVERS.taken(row),
            introductions=INTRODUCED.taken(row),
            follow_ups=FOLLOWED_UP.taken(row),
            plans=AGREED.taken(row),
            steps=STEPS.taken(row),
            contacts=MET.taken(row),
            employments=BEGUN.taken(row),
        )


async def for_support(tx: Tx, arguments: Arguments) -> FoundSupport:
    """What F6 counts, beside the lives of F2 and F3."""
    return FoundSupport(await tx.one(STATEMENT, **await asked(tx, arguments)))
