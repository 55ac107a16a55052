"""Reads: the facts that say something about a period at some units, as they were known at an instant.

A fact says something about the period when it lies in it, or goes on in it. It is of a unit by its own unit; a case also by those
it was handed over to; what is about a case, by the case's units.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from services.metrics.facts import Referral
from services.metrics.queries.asking import FROM, LAST, UNITS, Condition, as_known, known
from services.metrics.subjects import (
    ANSWERS,
    AT_RISK,
    ATTENDANCES,
    BENCHMARKS,
    CASES,
    CONSENTS,
    CONTACTS,
    EMPLOYER_CONTACTS,
    EMPLOYMENTS,
    EVIDENCE,
    FOLLOW_UPS,
    INTRODUCTIONS,
    INVITATIONS,
    JUDGEMENTS,
    PLANS,
    REFERRALS,
    SHARES,
    SUBSIDIES,
    SUS_REGISTRATIONS,
    TRIALS,
    Subject,
)
from services.metrics.subjects.rows import Form
from shared.db import Prepared, Tx

MONTH: Final = "YYYY-MM"

F = TypeVar("F")


@dataclass(frozen=True, kw_only=True)
class Period:
    """Which facts: known at the instant, about a day from `from_` to `last`, at the units (None: at every unit)."""

    known_at: datetime
    from_: date
    last: date
    units: frozenset[str] | None = None

    @property
    def binds(self) -> dict[str, Any]:
        units = None if self.units is None else sorted(self.units)
        return {"known_at": self.known_at, "from_": self.from_, "last": self.last, "units": units}


def _at_units(table: sa.Table) -> Condition:
    if table is CASES.table:
        return UNITS.is_(None) | _theirs(table)
    if "unit" in table.c:
        return UNITS.is_(None) | (table.c.unit == sa.any_(UNITS))
    cases = CASES.table.alias("their_cases")
    of_units = sa.select(cases.c.case_id).where(known(cases), _theirs(cases))
    return UNITS.is_(None) | table.c.case_id.in_(of_units)


def _theirs(cases: sa.FromClause) -> Condition:
    """Cases that started or wait at the units, or were handed over to them."""
    handed_over: Condition = cases.c.handovers_unit.bool_op("&&")(UNITS)
    return (cases.c.unit == sa.any_(UNITS)) | handed_over


def _reading(subject: Subject[Any], *period: Condition) -> Prepared:
    table = subject.table
    columns = [table.c[name] for name in subject.form.names]
    return Prepared(sa.select(*columns).where(known(table), _at_units(table), *period))


def _between(begins: sa.ColumnElement[Any], ends: sa.ColumnElement[Any] | None = None) -> Condition:
    """Begins by the last day and does not end before the first; without an end it goes on."""
    return (begins <= LAST) & ((begins >= FROM) if ends is None else (ends.is_(None) | (ends >= FROM)))


def _months(first: sa.ColumnElement[Any], last: sa.ColumnElement[Any]) -> Condition:
    return (first <= sa.func.to_char(LAST, MONTH)) & (last >= sa.func.to_char(FROM, MONTH))


_case, _job, _subsidy, _trial = CASES.table.c, EMPLOYMENTS.table.c, SUBSIDIES.table.c, TRIALS.table.c
_intro, _follow, _plan, _risk = INTRODUCTIONS.table.c, FOLLOW_UPS.table.c, PLANS.table.c, AT_RISK.table.c
_share, _answer, _invited = SHARES.table.c, ANSWERS.table.c, INVITATIONS.table.c
_consent, _registered = CONSENTS.table.c, SUS_REGISTRATIONS.table.c
_evidence = EVIDENCE.table.c
IN_SUS: Final = sa.func.least(_registered.registered_on, _registered.out_on) <= LAST

READS: Final[dict[Subject[Any], Prepared]] = {
    CASES: _reading(CASES, _between(sa.func.coalesce(_case.opened_on, _case.started_on), _case.ended_on)),
    EMPLOYMENTS: _reading(EMPLOYMENTS, _between(_job.started_on, _job.ended_on)),
    SUBSIDIES: _reading(SUBSIDIES, _between(sa.func.least(_subsidy.decided_on, _subsidy.from_on), _subsidy.until)),
    TRIALS: _reading(TRIALS, _between(_trial.from_on, sa.func.coalesce(_trial.ended_on, _trial.until))),
    EMPLOYER_CONTACTS: _reading(EMPLOYER_CONTACTS, _between(EMPLOYER_CONTACTS.table.c.on)),
    INTRODUCTIONS: _reading(INTRODUCTIONS, _between(_intro.started_on, _intro.ended_on)),
    FOLLOW_UPS: _reading(FOLLOW_UPS, _between(_follow.started_on, _follow.completed_on)),
    PLANS: _reading(PLANS, _between(_plan.agreed_on, _plan.until)),
    CONTACTS: _reading(CONTACTS, _between(CONTACTS.table.c.on)),
    ATTENDANCES: _reading(ATTENDANCES, _between(ATTENDANCES.table.c.week, ATTENDANCES.table.c.week + 6)),
    AT_RISK: _reading(AT_RISK, _between(_risk.from_on, _risk.until)),
    SHARES: _reading(SHARES, _between(_share.from_on, _share.until)),
    BENCHMARKS: _reading(BENCHMARKS, BENCHMARKS.table.c.on <= LAST),
    CONSENTS: _reading(CONSENTS, sa.func.coalesce(_consent.given_on, _consent.refused_on, _consent.withdrawn_on) <= LAST),
    SUS_REGISTRATIONS: _reading(SUS_REGISTRATIONS, IN_SUS),
    EVIDENCE: _reading(EVIDENCE, _between(_evidence.requested_on, sa.func.coalesce(_evidence.received_on, _evidence.waived_on))),
    ANSWERS: _reading(ANSWERS, _months(_answer.first_month, _answer.month)),
    INVITATIONS: _reading(INVITATIONS, _months(_invited.month, _invited.month)),
}
"""Benchmarks, consents and registrations of every day up to the last: the latest of them holds in the period."""


async def facts(tx: Tx, subject: Subject[F], period: Period) -> list[F]:
    """The facts of one kind, in no order. Referrals are read by `referrals`."""
    rows = await tx.all(READS[subject], **{**period.binds, **await as_known(tx, period.known_at)})
    return subject.form.facts(rows)


_received, _judged = REFERRALS.table, JUDGEMENTS.table
_REFERRAL: Final = Form(Referral)


def reading_referrals(*conditions: Condition) -> Prepared:
    """A read of referrals, each with how it was answered and judged, as known at the same instant."""
    return Prepared(
        sa.select(*((_received if name in _received.c else _judged).c[name] for name in _REFERRAL.names))
        .select_from(_received.outerjoin(_judged, (_judged.c.referral == _received.c.referral) & known(_judged)))
        .where(known(_received), *conditions)
    )


async def referrals_found(tx: Tx, statement: Prepared, **binds: Any) -> list[Referral]:
    """The referrals that a statement made by `reading_referrals` finds."""
    return _REFERRAL.facts(await tx.all(statement, **binds))


_REFERRALS: Final = reading_referrals(_at_units(_received), _between(_received.c.received_on))


async def referrals(tx: Tx, period: Period) -> list[Referral]:
    """The referrals received in the period."""
    return await referrals_found(tx, _REFERRALS, **period.binds)
