"""Reads of facts as they were known at an instant: whole facts of one kind, of the cases that a figure can count."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from services.metrics.facts import Share
from services.metrics.figures.access import Begun as Came
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.coverage import Asked, Served
from services.metrics.figures.fidelity import FidelityFacts, Had, Job, Kept, Visit
from services.metrics.figures.results import Left
from services.metrics.figures.support import Begun, Handled, SupportFacts
from services.metrics.figures.taper import Met
from services.metrics.subjects import (
    CASES,
    CONSENTS,
    CONTACTS,
    EMPLOYER_CONTACTS,
    EMPLOYMENTS,
    FOLLOW_UPS,
    INTRODUCTIONS,
    PLANS,
    PROTECTIONS,
    Subject,
)
from shared.db import Tx

F = TypeVar("F")
P = TypeVar("P", Asked, Begun, Came, Had, Handled, Job, Kept, Left, Met, Served, Visit)

A_YEAR: Final = timedelta(days=366)
ONE_DAY: Final = timedelta(days=1)
KNOWN: Final = "known_from <= $1 and (known_to is null or known_to > $1)"
AT_UNITS: Final = "($2::text[] is null or unit = any($2)) and started_on <= $3"
INTRODUCED: Final = f"case_id in (select case_id from introductions where {KNOWN} and started_on between $2 and $3)"  # noqa: S608
ENDED_IN_THE_PERIOD: Final = f"""completed_on between $2 and $3 or case_id = any($4)
    or case_id in (select case_id from cases where {KNOWN} and ended_on between $2 and $3)"""  # noqa: S608 - constants
THEIRS: Final = f"""({AT_UNITS}) and (started_on >= $4 or case_id = any($5)
    or cardinality(handovers_from_on) > 0 and (ended_on is null or ended_on >= $4))"""
OF_THESE: Final = "case_id = any($2)"
LEFT: Final = "case_id = any($5) or ended_on between $2 and $3 and ($4::text[] is null or unit = any($4))"
OPEN_IN_THE_PERIOD: Final = f"({AT_UNITS}) and (ended_on is null or ended_on >= $4)"
HAD_ON: Final = """($2::text[] is null or unit = any($2) or handovers_unit && $2) and (started_on between $3 and $4
    or started_on <= $5 and (ended_on is null or ended_on >= $5) or case_id = any($6))"""
STARTED_SINCE: Final = "started_on between $2 and $3"
VISITS: Final = (
    """channel = 'visit' and ("on" between $2 and $3 and ($4::text[] is null or unit = any($4)) or case_id = any($5))"""
)
KEPT: Final = (
    """outcome = 'kept' and ("on" between $2 and $3 and ($4::text[] is null or case_id = any($5)) or case_id = any($6))"""
)


async def facts(tx: Tx, subject: Subject[F], known_at: datetime, where: str = "true", *binds: object) -> list[F]:
    """The facts of this kind known at the instant. `where` is a constant; its arguments begin at $2."""
    names = ", ".join(f'"{name}"' for name in subject.form.names)
    found = await tx.raw.fetch(
        f"select {names} from {subject.table.name} where {KNOWN} and ({where})",  # noqa: S608 - constants and our own names
        known_at,
        *binds,
    )
    return subject.form.facts(found)


async def parts(tx: Tx, subject: Subject[Any], part: type[P], known_at: datetime, where: str, *binds: object) -> list[P]:
    """Of such facts only what `part` names: a fact whole takes five times as long."""
    names = ", ".join(f't."{name}"' for name in part._fields)
    found = await tx.raw.fetch(
        f"select {names} from {subject.table.name} t where {KNOWN} and ({where})",  # noqa: S608 - constants and our own names
        known_at,
        *binds,
    )
    return [part._make(row) for row in found]


async def persons_of(tx: Tx, cases: Collection[UUID]) -> dict[UUID, UUID]:
    """Case → person, also of cases registered in error since."""
    rows = await tx.raw.fetch("select distinct case_id, person from cases where case_id = any($1)", list(cases))
    return {row["case_id"]: row["person"] for row in rows}


async def for_access(tx: Tx, arguments: Arguments, cases: Collection[UUID]) -> list[Came]:
    """What F8 counts of these cases."""
    return await parts(tx, CASES, Came, arguments.known_at, OF_THESE, list(cases))


async def for_results(tx: Tx, arguments: Arguments, cases: Collection[UUID]) -> list[Left]:
    """What F4 counts of cases: of these, and of those of the units that ended in the period."""
    last = min(arguments.to, arguments.as_of)
    return await parts(tx, CASES, Left, arguments.known_at, LEFT, arguments.from_, last, _units(arguments), list(cases))


async def for_support(tx: Tx, arguments: Arguments) -> SupportFacts:
    """What F6 counts, beside the lives of F2 and F3: what was done in cases introduced, started or with follow-up ended in time.

    Of the cases that started earlier only those handed over are there: every other one is known to have had no handover.
    """
    at, last, units = arguments.known_at, min(arguments.to, arguments.as_of), _units(arguments)
    introductions = await facts(tx, INTRODUCTIONS, at, INTRODUCED, arguments.from_, last)
    introduced = {one.case_id for one in introductions}
    follow_ups = await facts(tx, FOLLOW_UPS, at, ENDED_IN_THE_PERIOD, arguments.from_, last, list(introduced))
    followed = {one.case_id for one in follow_ups}
    cases = await parts(tx, CASES, Handled, at, THEIRS, units, last, arguments.from_, list(introduced | followed))
    theirs = {case.case_id for case in cases}
    handed_over = {case.case_id for case in cases if case.handovers_from_on}
    return SupportFacts(
        cases=cases,
        introductions=introductions,
        follow_ups=follow_ups,
        plans=await facts(tx, PLANS, at, OF_THESE, list(introduced & theirs)),
        contacts=await parts(tx, CONTACTS, Met, at, OF_THESE, list(introduced & theirs | handed_over)),
        employments=await parts(tx, EMPLOYMENTS, Begun, at, OF_THESE, list(followed & theirs)),
    )


async def for_coverage(tx: Tx, arguments: Arguments) -> tuple[list[Served], list[Asked], set[UUID]]:
    """The cases open in the period, the answers about their registration, and the persons whose identity is protected."""
    at, last, units = arguments.known_at, min(arguments.to, arguments.as_of), _units(arguments)
    cases = await parts(tx, CASES, Served, at, OPEN_IN_THE_PERIOD, units, last, arguments.from_)
    asked = await parts(tx, CONSENTS, Asked, at, OF_THESE, [case.case_id for case in cases])
    return cases, asked, {one.person for one in await facts(tx, PROTECTIONS, at)}


async def for_fidelity(tx: Tx, arguments: Arguments, shares: Collection[Share]) -> FidelityFacts:
    """What F7 counts, beside the shares. Contacts with employers are read by unit, and of the cases wherever they were made."""
    at, from_, last, units = arguments.known_at, arguments.from_, min(arguments.to, arguments.as_of), _units(arguments)
    jobs = await parts(tx, EMPLOYMENTS, Job, at, STARTED_SINCE, from_ - A_YEAR, last)
    of_jobs = list({job.case_id for job in jobs})
    cases = await parts(tx, CASES, Had, at, HAD_ON, units, from_, last, arguments.as_of, of_jobs)
    started = [case.case_id for case in cases if case.started_on is not None and from_ <= case.started_on <= last]
    # a whole year of contacts is asked for only of cases with a job that began long enough ago
    yearly = list({job.case_id for job in jobs if job.started_on <= last - A_YEAR + ONE_DAY})
    theirs = [case.case_id for case in cases] if units else []
    return FidelityFacts(
        cases=cases,
        shares=shares,
        employer_contacts=await parts(tx, EMPLOYER_CONTACTS, Visit, at, VISITS, from_, last, units, started),
        contacts=await parts(tx, CONTACTS, Kept, at, KEPT, from_, last, units, theirs, yearly),
        employments=jobs,
    )


def _units(arguments: Arguments) -> list[str] | None:
    return None if arguments.unit is None else sorted(arguments.unit)
