"""Consents, invitations, counts and texts of the survey. No query joins an answer or a text with a person: nothing could."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from services.followup.projections.survey import survey_answers, survey_consents, survey_invitations, survey_months
from services.followup.queries.of_case import one_of_case
from shared.db import Row, Tx
from shared.protection import concealed
from shared.tables import Found, found, in_units, page

INVITATION = one_of_case(survey_invitations, "invitation")

survey_texts = sa.Table(
    "survey_texts",
    sa.MetaData(),
    sa.Column("text", sa.Uuid, primary_key=True),
    sa.Column("unit", sa.Text),
    sa.Column("form", sa.Text),
    sa.Column("wording", sa.Text),
    sa.Column("question", sa.SmallInteger),
    sa.Column("first_month", sa.Text),
    sa.Column("month", sa.Text),
    sa.Column("sealed", sa.LargeBinary),
)


async def consented(tx: Tx, person: UUID, on: date) -> bool:
    """Whether the person agrees to be asked, on that day."""
    consents = survey_consents.c
    in_force = (consents.given_on <= on, sa.or_(consents.ended_on.is_(None), consents.ended_on > on))
    return await tx.first(sa.select(consents.consent).where(consents.person == person, *in_force)) is not None


async def protected(tx: Tx, person: UUID) -> bool:
    return await tx.first(sa.select(concealed).where(concealed.c.person == person)) is not None


async def invitation(tx: Tx, case: UUID, invitation: UUID) -> Row:
    return found("survey-invitation", invitation, await tx.first(INVITATION, case=case, id=invitation))


async def list_invitations(tx: Tx, case: UUID, *, limit: int, offset: int) -> Found:
    """The case's invitations, the last one first."""
    order = [survey_invitations.c.invited_on.desc(), survey_invitations.c.invitation.desc()]
    return await page(tx, survey_invitations, [survey_invitations.c.case_id == case], order, limit, offset)


async def invited_cases(tx: Tx, person: UUID) -> list[UUID]:
    """Cases in which the person was ever invited."""
    cases = sa.select(survey_invitations.c.case_id).where(survey_invitations.c.person == person).distinct()
    return [row[0] for row in await tx.all(cases)]


async def survey_count(tx: Tx, unit: str, form: str, first: str | None, last: str | None) -> tuple[int, int]:
    """(invited, answered) in whole months from `first` to `last`. Answers count in the last month of their release."""
    months, answers = survey_months.c, survey_answers.c
    invited = sa.select(sa.func.coalesce(sa.func.sum(months.counted), 0)).where(
        months.unit == unit, months.form == form, *_between(months.month, first, last)
    )
    answered = (
        sa.select(sa.func.count())
        .select_from(survey_answers)
        .where(answers.unit == unit, answers.form == form, *_between(answers.month, first, last))
    )
    return int(await tx.scalar(invited)), int(await tx.scalar(answered))


def _between(month: sa.Column[str], first: str | None, last: str | None) -> list[sa.ColumnElement[bool]]:
    return [*([month >= first] if first else []), *([month <= last] if last else [])]


async def list_texts(tx: Tx, units: list[str], *, question: int | None, limit: int, offset: int) -> Found:
    """Released texts of these units, by month, in no order within it."""
    chosen = [in_units(survey_texts.c.unit, units), *([survey_texts.c.question == question] if question else [])]
    order = [survey_texts.c.month.desc(), survey_texts.c.question, survey_texts.c.text]
    return await page(tx, survey_texts, chosen, order, limit, offset)
