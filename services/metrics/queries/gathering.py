"""Reads of whole facts, for F5, the matrix and the lists: what was known at `known_at`, of the units and days asked for."""

from collections.abc import Collection
from typing import Any, Final, TypeVar
from uuid import UUID

import sqlalchemy as sa

from services.metrics.facts import Benchmark, Case, FollowUp, Introduction, Referral, Share
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.interruptions import INTERRUPTED
from services.metrics.figures.population import Population
from services.metrics.queries import lives
from services.metrics.queries.asking import AS_OF, FROM, IDS, asked, at_units, known, within
from services.metrics.queries.facts import reading_referrals, referrals_found
from services.metrics.subjects import (
    BENCHMARKS,
    CASES,
    FOLLOW_UPS,
    INTRODUCTIONS,
    REFERRALS,
    SHARES,
    Subject,
)
from shared.db import Prepared, Tx

F = TypeVar("F")

_case, _sent, _part = (subject.table.c for subject in (CASES, REFERRALS, SHARES))


def _of(subject: Subject[Any], *conditions: sa.ColumnElement[bool]) -> Prepared:
    columns = [subject.table.c[name] for name in subject.form.names]
    return Prepared(sa.select(*columns).where(known(subject.table), *conditions))


async def facts(tx: Tx, subject: Subject[F], statement: Prepared, arguments: Arguments, **more: Any) -> list[F]:
    """The facts that the statement finds."""
    rows = await tx.all(statement, **{**await asked(tx, arguments), **more})
    return subject.form.facts(rows)


ANSWERED: Final = reading_referrals(
    at_units(_sent.unit),
    within(_sent.received_on) | within(_sent.returned_on) | within(_sent.accepted_on),
)
RECEIVED: Final = reading_referrals(at_units(_sent.unit), within(_sent.received_on))
BY_CASE: Final = _of(CASES, _case.case_id == sa.any_(IDS))
SHARED: Final = _of(SHARES, at_units(_part.unit), _part.from_on <= AS_OF, _part.until.is_(None) | (_part.until >= FROM))
STANDARD: Final = _of(BENCHMARKS, at_units(BENCHMARKS.table.c.unit), BENCHMARKS.table.c.on <= AS_OF)
BROKEN_OFF: Final = _of(CASES, at_units(_case.unit), within(_case.ended_on), _case.end_kind == INTERRUPTED)
BROKEN_OFF_BY_CASE: Final = _of(CASES, _case.case_id == sa.any_(IDS), _case.end_kind == INTERRUPTED)
INTRODUCED: Final = _of(INTRODUCTIONS, INTRODUCTIONS.table.c.case_id == sa.any_(IDS))
FOLLOWED: Final = _of(FOLLOW_UPS, FOLLOW_UPS.table.c.case_id == sa.any_(IDS))


async def answered(tx: Tx, arguments: Arguments) -> list[Referral]:
    """Referrals received, returned or accepted in the period."""
    return await referrals_found(tx, ANSWERED, **await asked(tx, arguments))


async def received(tx: Tx, arguments: Arguments) -> list[Referral]:
    """Referrals received in the period, and how they were judged."""
    return await referrals_found(tx, RECEIVED, **await asked(tx, arguments))


async def shares(tx: Tx, arguments: Arguments) -> list[Share]:
    """Shares of the units that began by `as_of` and had not ended before the period."""
    return await facts(tx, SHARES, SHARED, arguments)


async def benchmarks(tx: Tx, arguments: Arguments) -> list[Benchmark]:
    """Benchmarks of the units set by `as_of`."""
    return await facts(tx, BENCHMARKS, STANDARD, arguments)


async def interrupted(tx: Tx, arguments: Arguments) -> list[Case]:
    """Interrupted cases of the units with their last day in the period."""
    return await facts(tx, CASES, BROKEN_OFF, arguments)


async def interrupted_among(tx: Tx, arguments: Arguments, ids: Collection[UUID]) -> list[Case]:
    """The interrupted ones of these cases, of whatever unit."""
    return await facts(tx, CASES, BROKEN_OFF_BY_CASE, arguments, ids=list(ids))


async def cases_by_id(tx: Tx, arguments: Arguments, ids: Collection[UUID]) -> list[Case]:
    """These cases, of whatever unit."""
    return await facts(tx, CASES, BY_CASE, arguments, ids=list(ids))


async def introductions(tx: Tx, arguments: Arguments, ids: Collection[UUID]) -> list[Introduction]:
    """The introductions of these cases."""
    return await facts(tx, INTRODUCTIONS, INTRODUCED, arguments, ids=list(ids))


async def follow_ups(tx: Tx, arguments: Arguments, ids: Collection[UUID]) -> list[FollowUp]:
    """The follow-ups of these cases."""
    return await facts(tx, FOLLOW_UPS, FOLLOWED, arguments, ids=list(ids))


async def lives_of(tx: Tx, arguments: Arguments, persons: Collection[UUID]) -> Population:
    """The lives of these persons, with the spells of the chosen classes."""
    return (await lives.lives_of(tx, arguments, persons)).lives()
