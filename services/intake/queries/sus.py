"""Participations as the SUS register has them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from services.intake import events as e
from services.intake.projections.case import cases
from services.intake.projections.consent import consent_refusals, consents
from services.intake.projections.merging import remaining
from services.intake.projections.person_table import persons
from services.intake.projections.sus import OUTCOME, sus_outcomes, sus_registrations
from services.intake.protection import is_concealed
from services.intake.queries.found import in_units, page
from services.intake.sus import Consented, Participation
from shared.db import Row, Tx

COLUMNS = (
    cases.c.case_id,
    remaining(cases.c.person).label("person"),
    cases.c.unit,
    cases.c.started_on,
    cases.c.ended_on,
    persons.c.sex,
)
JOINED = cases.join(persons, persons.c.person == cases.c.person)
BUDGET_YEAR = sa.extract("year", cases.c.started_on)


def _chosen(units: Sequence[str], year: int | None) -> list[sa.ColumnElement[bool]]:
    chosen = [in_units(cases.c.unit, units), cases.c.started_on.is_not(None), cases.c.status != "in-error"]
    if year is not None:
        last = sa.func.coalesce(sa.extract("year", cases.c.ended_on), year)
        chosen.append(sa.and_(year >= BUDGET_YEAR, last >= year))
    return chosen


def outcome_of(row: Row) -> e.SusOutcome:
    """The outcome that a row holds, as the domain knows it."""
    return OUTCOME.validate_python(row["outcome"])


async def participation(tx: Tx, case: UUID, *, held: bool = False) -> Participation | None:
    """One case as a participation, None before it has started. `held`: what it rests on stays as it is until the commit.

    Then whoever changes its dates, a consent to it, or the person's protection at the same time makes one of the two run again.
    """
    asked = sa.select(*COLUMNS, is_concealed(cases.c.person).label("concealed")).select_from(JOINED)
    row = await tx.first(asked.where(cases.c.case_id == case, cases.c.started_on.is_not(None), cases.c.status != "in-error"))
    if row is None:
        return None
    if held:
        await _hold(tx, case)
    known = await _consents_to(tx, [case]), await _refusals_of(tx, [case]), await registered_in(tx, [case])
    return _participation(row, *known)


async def _hold(tx: Tx, case: UUID) -> None:
    """An update that changes nothing: who has read before and writes after it is run again."""
    who = sa.select(cases.c.person).where(cases.c.case_id == case).scalar_subquery()
    await tx.run(sa.update(persons).where(persons.c.person == remaining(who)).values(version=persons.c.version))
    await tx.run(sa.update(cases).where(cases.c.case_id == case).values(version=cases.c.version))
    await tx.run(sa.update(consents).where(consents.c.case_id == case).values(version=consents.c.version))


async def list_outcomes(tx: Tx, case: UUID, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """Every outcome that was registered for the participation, the one that holds first."""
    order = [sus_outcomes.c.version.desc()]
    return await page(tx, sus_outcomes, [sus_outcomes.c.case_id == case], order, limit, offset)


async def registered_in(tx: Tx, of_cases: Sequence[UUID]) -> Mapping[UUID, Row]:
    """The registration of each of these cases that has one."""
    asked = sus_registrations.c.case_id == sa.any_(sa.literal(list(of_cases), sa.ARRAY(sa.Uuid)))
    return {row["case_id"]: row for row in await tx.all(sa.select(sus_registrations).where(asked))}


async def latest_outcomes(tx: Tx, of_cases: Sequence[UUID]) -> Mapping[UUID, Row]:
    """The outcome that holds, for those of the cases that have one."""
    asked = sus_outcomes.c.case_id == sa.any_(sa.literal(list(of_cases), sa.ARRAY(sa.Uuid)))
    rows = await tx.all(sa.select(sus_outcomes).where(asked).order_by(sus_outcomes.c.version))
    return {row["case_id"]: row for row in rows}  # the last of a case is what holds


async def participations(
    tx: Tx, *, units: Sequence[str], year: int | None, limit: int | None = None, offset: int = 0
) -> tuple[list[tuple[Row, Participation]], int]:
    """Cases of these units that were under way in the year, and how many there are.

    Protected identities come last and in no order that would tell when they began.
    """
    chosen, concealed = _chosen(units, year), is_concealed(cases.c.person)
    began = sa.case((concealed, None), else_=cases.c.started_on)
    asked = sa.select(*COLUMNS, concealed.label("concealed")).select_from(JOINED).where(*chosen)
    rows = await tx.all(asked.order_by(concealed, began, cases.c.case_id).limit(limit).offset(offset))
    of_cases = [row["case_id"] for row in rows]
    known = await _consents_to(tx, of_cases), await _refusals_of(tx, of_cases), await registered_in(tx, of_cases)
    total: int = await tx.scalar(sa.select(sa.func.count()).select_from(JOINED).where(*chosen))
    return [(row, _participation(row, *known)) for row in rows], total


def _participation(
    row: Row,
    given: Mapping[UUID, Sequence[Consented]],
    refused: Mapping[UUID, Sequence[date]],
    registered: Mapping[UUID, Row],
) -> Participation:
    done = registered.get(row["case_id"])
    return Participation(
        started_on=row["started_on"],
        ended_on=row["ended_on"],
        protected=row["concealed"],
        consents=given.get(row["case_id"], ()),
        refused_on=refused.get(row["case_id"], ()),
        registered_on=done["registered_on"] if done else None,
    )


async def _consents_to(tx: Tx, of_cases: Sequence[UUID]) -> Mapping[UUID, Sequence[Consented]]:
    """The consents to SUS registration of each of these cases; none that was registered in error."""
    asked = consents.c.case_id == sa.any_(sa.literal(list(of_cases), sa.ARRAY(sa.Uuid)))
    by_case: dict[UUID, list[Consented]] = defaultdict(list)
    wanted = (asked, consents.c.purpose == "sus-registration", sa.not_(consents.c.in_error))
    for row in await tx.all(sa.select(consents).where(*wanted)):
        by_case[row["case_id"]].append(Consented(on=row["given_on"], withdrawn_on=row["withdrawn_on"]))
    return by_case


async def _refusals_of(tx: Tx, of_cases: Sequence[UUID]) -> Mapping[UUID, Sequence[date]]:
    """When consent to SUS registration was refused, for each of these cases."""
    asked = consent_refusals.c.case_id == sa.any_(sa.literal(list(of_cases), sa.ARRAY(sa.Uuid)))
    by_case: dict[UUID, list[date]] = defaultdict(list)
    for row in await tx.all(sa.select(consent_refusals).where(asked)):
        by_case[row["case_id"]].append(row["refused_on"])
    return by_case
