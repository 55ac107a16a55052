"""Candidacies, narrowed to units before anything else, and how those that came out did."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from services.placement.projections.candidacy import candidacies, trials
from services.placement.projections.search import searches
from shared.auth import Principal
from shared.db import Prepared, Row, Tx
from shared.protection import is_concealed, shown_to
from shared.tables import ID, Found, equal, found, in_units, page

OPEN: Final = ("proposed", "presented", "interviewed", "trial", "offered")
SAID_NO: Final = ("declined-by-person", "declined-by-employer", "withdrawn")

# A candidacy belongs to the unit that has the case now, which its search tells: a case can be handed over.
held = (
    sa.select(*candidacies.columns, searches.c.unit)
    .join_from(candidacies, searches, searches.c.case_id == candidacies.c.case_id)
    .subquery("candidacies_held")
)
CANDIDACY = Prepared(sa.select(held).where(held.c.candidacy == ID))
TRIALS = Prepared(sa.select(trials).where(trials.c.candidacy == ID).order_by(trials.c.from_on, trials.c.trial))
OF_CASE = Prepared(
    sa.select(candidacies)
    .where(candidacies.c.case_id == ID, candidacies.c.status == sa.any_(sa.literal(list(OPEN), sa.ARRAY(sa.Text))))
    .order_by(candidacies.c.proposed_on, candidacies.c.candidacy)
)

LED_TO = Prepared(sa.select(candidacies.c.candidacy).where(candidacies.c.employment == ID))


async def candidacy(tx: Tx, candidacy: UUID) -> Row:
    return found("candidacy", candidacy, await tx.first(CANDIDACY, id=candidacy))


async def trials_of(tx: Tx, candidacy: UUID) -> list[Row]:
    return await tx.all(TRIALS, id=candidacy)


async def list_candidacies(tx: Tx, *, officer: Principal, units: Sequence[str], limit: int, offset: int, **wanted: Any) -> Found:
    """Candidacies of these units, the latest proposed first."""
    chosen = [in_units(held.c.unit, units), shown_to(officer, held.c.person), *equal(held, wanted)]
    return await page(tx, held, chosen, [held.c.proposed_on.desc(), held.c.candidacy], limit, offset)


async def open_candidacies(tx: Tx, case: UUID) -> list[Row]:
    """The case's candidacies that have not come out: proposed, presented, interviewed, on trial or offered."""
    return await tx.all(OF_CASE, id=case)


async def led_to(tx: Tx, employment: UUID) -> UUID | None:
    """The candidacy that led to the employment."""
    known: UUID | None = await tx.scalar(LED_TO, id=employment)
    return known


async def presented_for(tx: Tx, opportunity: UUID, *, units: Sequence[str]) -> list[Row]:
    """These units' candidates whom the employer knows of, open ones; never a person with a protected identity."""
    chosen = [
        held.c.opportunity == opportunity,
        held.c.status.in_(OPEN),
        held.c.presented_on.is_not(None),
        in_units(held.c.unit, units),
        sa.not_(is_concealed(held.c.person)),
    ]
    return await tx.all(sa.select(held).where(*chosen).order_by(held.c.presented_on, held.c.candidacy))


async def standing_candidacy(tx: Tx, case: UUID, opportunity: UUID, *, but: UUID | None = None) -> UUID | None:
    """The candidacy, open or accepted, of the same case and opportunity; `but` is left out of account."""
    same = [
        candidacies.c.case_id == case,
        candidacies.c.opportunity == opportunity,
        candidacies.c.status.not_in(SAID_NO),
    ]
    if but is not None:
        same.append(candidacies.c.candidacy != but)
    known: UUID | None = await tx.scalar(sa.select(candidacies.c.candidacy).where(*same))
    return known


OUTCOME: Final = sa.case(
    (candidacies.c.status.in_(OPEN), "open"),
    (candidacies.c.status.in_(["accepted", "employed"]), "accepted"),
    else_=candidacies.c.status,
)


async def outcome_counts(tx: Tx, *, officer: Principal, employer: UUID | None, year: int | None) -> list[Row]:
    """(outcome, reason, number, persons) of the candidacies proposed in the year, or ever; what is not over is `open`.

    Rows without a reason are an outcome's own; the row without an outcome is about all of them.
    """
    chosen = [shown_to(officer, candidacies.c.person), *equal(candidacies, {"employer": employer})]
    chosen += [] if year is None else [sa.extract("year", candidacies.c.proposed_on) == year]
    each = sa.select(OUTCOME.label("outcome"), candidacies.c.reason, candidacies.c.person).where(*chosen).subquery("each")
    counts = (sa.func.count().label("number"), sa.func.count(each.c.person.distinct()).label("persons"))
    by_reason = sa.select(each.c.outcome, each.c.reason, *counts).where(each.c.reason.is_not(None))
    by_outcome = sa.select(each.c.outcome, sa.null().label("reason"), *counts).group_by(each.c.outcome)
    in_all = sa.select(sa.null().label("outcome"), sa.null().label("reason"), *counts)
    return await tx.all(sa.union_all(by_reason.group_by(each.c.outcome, each.c.reason), by_outcome, in_all))
