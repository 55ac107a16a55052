"""Reads of facts as they were known at an instant: whole facts of one kind, of the cases that a figure can count."""

from collections.abc import Collection
from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.support import SupportFacts
from services.metrics.subjects import (
    CASES,
    CONTACTS,
    EMPLOYMENTS,
    FOLLOW_UPS,
    INTRODUCTIONS,
    PLANS,
    Subject,
)
from shared.db import Tx

F = TypeVar("F")

KNOWN: Final = "known_from <= $1 and (known_to is null or known_to > $1)"
AT_UNITS: Final = "($2::text[] is null or unit = any($2)) and started_on <= $3"
OF_CASES: Final = f"case_id in (select case_id from cases where {KNOWN} and {AT_UNITS})"  # noqa: S608 - constants


INTRODUCED: Final = (
    f"{OF_CASES} and case_id in (select i.case_id from introductions i where {KNOWN} and i.started_on between $4 and $3)"  # noqa: S608
)
INTRODUCED_OR_HANDED_OVER: Final = (
    f"({INTRODUCED}) or {OF_CASES} and case_id in (select c.case_id from cases c where cardinality(c.handovers_from_on) > 0)"  # noqa: S608
)
FOLLOWED_UP: Final = f"{OF_CASES} and case_id in (select f.case_id from follow_ups f)"  # noqa: S608


async def facts(tx: Tx, subject: Subject[F], known_at: datetime, where: str = "true", *binds: object) -> list[F]:
    """The facts of this kind known at the instant. `where` is a constant; its arguments begin at $2."""
    names = ", ".join(f'"{name}"' for name in subject.form.names)
    found = await tx.raw.fetch(
        f"select {names} from {subject.table.name} where {KNOWN} and ({where})",  # noqa: S608 - constants and our own names
        known_at,
        *binds,
    )
    return [subject.form.known(row).fact for row in found]


async def persons_of(tx: Tx, cases: Collection[UUID]) -> dict[UUID, UUID]:
    """Case → person, also of cases registered in error since."""
    rows = await tx.raw.fetch("select distinct case_id, person from cases where case_id = any($1)", list(cases))
    return {row["case_id"]: row["person"] for row in rows}


async def for_support(tx: Tx, arguments: Arguments) -> SupportFacts:
    """What F6 counts, beside the lives of F2 and F3: everything done in cases that started at the units by then."""
    at, of = arguments.known_at, (_units(arguments), min(arguments.to, arguments.as_of))
    since = arguments.from_
    return SupportFacts(
        cases=await facts(tx, CASES, at, AT_UNITS, *of),
        introductions=await facts(tx, INTRODUCTIONS, at, OF_CASES, *of),
        follow_ups=await facts(tx, FOLLOW_UPS, at, OF_CASES, *of),
        plans=await facts(tx, PLANS, at, INTRODUCED, *of, since),
        contacts=await facts(tx, CONTACTS, at, INTRODUCED_OR_HANDED_OVER, *of, since),
        employments=await facts(tx, EMPLOYMENTS, at, FOLLOWED_UP, *of),
    )


def _units(arguments: Arguments) -> list[str] | None:
    return None if arguments.unit is None else sorted(arguments.unit)
