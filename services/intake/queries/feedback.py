"""Referrals and what has come of each, as the feedback to those who refer counts them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.intake import events as e
from services.intake.feedback import FAILED, Outcome, SoFar
from services.intake.projections.case import cases
from services.intake.projections.eligibility import eligibility
from services.intake.projections.referral import referrals
from services.intake.protection import is_concealed
from services.intake.queries.found import in_units
from shared.db import Row, Tx

COLUMNS = (
    *(referrals.c.referral, referrals.c.source, referrals.c.agency, referrals.c.source_unit, referrals.c.status),
    *(referrals.c.return_reasons, eligibility.c.decision, cases.c.started_on, cases.c.end_kind, cases.c.exit),
)
FOUND = referrals.outerjoin(eligibility, eligibility.c.referral == referrals.c.referral).outerjoin(
    cases, sa.and_(cases.c.referral == referrals.c.referral, cases.c.status != "in-error")
)
FIRST_ANSWERS = """
select distinct on (a.referral, found.answer ->> 'criterion')
    a.referral, found.answer ->> 'criterion' as criterion, found.answer ->> 'answer' as answer
from assessments a
cross join lateral jsonb_array_elements(a.findings) as found(answer)
where a.referral = any($1::uuid[]) and found.answer ->> 'criterion' = any(a.judged)
order by a.referral, found.answer ->> 'criterion', a.version
"""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which referrals: narrowed by what is not None, empty or False."""

    unit: str | None = None
    received_from: date | None = None
    received_to: date | None = None
    source: str | None = None
    agency: str | None = None
    without_agency: bool = False
    source_unit: str | None = None
    without_source_unit: bool = False
    return_reason: e.ReturnReason | None = None
    outcomes: frozenset[Outcome] = frozenset()
    exit: e.ExitCategory | None = None
    knowable: bool | None = None

    @property
    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """Those that a referral's own row tells."""
        same: dict[sa.Column[Any], Any] = {
            referrals.c.unit: self.unit,
            referrals.c.source: self.source,
            referrals.c.agency: self.agency,
            referrals.c.source_unit: self.source_unit,
        }
        chosen = [column == value for column, value in same.items() if value is not None]
        if self.received_from is not None:
            chosen.append(referrals.c.received_on >= self.received_from)
        if self.received_to is not None:
            chosen.append(referrals.c.received_on <= self.received_to)
        if self.without_agency:
            chosen.append(referrals.c.agency.is_(None))
        if self.without_source_unit:
            chosen.append(referrals.c.source_unit.is_(None))
        return chosen

    @property
    def of_outcome(self) -> bool:
        """Whether it asks what has come of the referral."""
        asked = (self.return_reason, self.exit, self.knowable)
        return bool(self.outcomes) or any(one is not None for one in asked)

    def wants(self, referral: SoFar) -> bool:
        """Whether what has come of the referral is what was asked for."""
        return (
            (not self.outcomes or referral.outcome in self.outcomes)
            and (self.return_reason is None or (referral.outcome == "returned" and self.return_reason in referral.return_reasons))
            and (self.exit is None or (referral.started and referral.exit == self.exit))
            and (self.knowable is None or (referral.outcome in FAILED and referral.knowable == self.knowable))
        )


async def referred(tx: Tx, units: Sequence[str], shown: sa.ColumnElement[bool], asked: Asked) -> list[SoFar]:
    """The referrals of these units that `shown` lets through, as they stand today."""
    return [
        found for found in await _found(tx, in_units(referrals.c.unit, units), shown, *asked.conditions) if asked.wants(found)
    ]


async def referred_by(tx: Tx, agency: str, first: date, last: date) -> list[SoFar]:
    """The agency's own referrals of the period, without those of persons with a protected identity: it never sees these."""
    period = referrals.c.received_on.between(first, last)
    return await _found(tx, referrals.c.proposed_by == agency, sa.not_(is_concealed(referrals.c.person)), period)


async def _found(tx: Tx, *chosen: sa.ColumnElement[bool]) -> list[SoFar]:
    rows = await tx.all(sa.select(*COLUMNS).select_from(FOUND).where(*chosen).order_by(referrals.c.referral))
    answers = await _first_answers(tx, [row["referral"] for row in rows if row["status"] == "returned" or row["end_kind"]])
    return [_so_far(row, answers.get(row["referral"], {})) for row in rows]


def _so_far(row: Row, first_answers: Mapping[e.Criterion, e.Answer]) -> SoFar:
    return SoFar(
        **{name: row[name] for name in ("referral", "source", "agency", "source_unit", "status", "decision", "exit")},
        return_reasons=tuple(row["return_reasons"] or ()),
        started=row["started_on"] is not None,
        end=row["end_kind"],
        first_answers=first_answers,
    )


async def _first_answers(tx: Tx, about: Sequence[UUID]) -> Mapping[UUID, Mapping[e.Criterion, e.Answer]]:
    """Each criterion's first judgement on each of these referrals."""
    by_referral: dict[UUID, dict[e.Criterion, e.Answer]] = defaultdict(dict)
    for row in await tx.raw.fetch(FIRST_ANSWERS, list(about)):
        by_referral[row["referral"]][row["criterion"]] = row["answer"]
    return by_referral
