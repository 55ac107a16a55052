"""The survey: consents, invitations, how many there were, and released answers. Codes are no read model: no event knows them."""

from typing import Any, assert_never

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.followup import events as e
from services.followup.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

survey_consents = sa.Table(
    "survey_consents",
    metadata,
    sa.Column("consent", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("given_on", sa.Date, comment="none when only its end was told"),
    sa.Column("ended_on", sa.Date),
    sa.Column("last_invited_on", sa.Date, comment="an invitation and a withdrawal at once cannot both be first"),
    sa.Index("survey_consents_person", "person"),
)

survey_invitations = sa.Table(
    "survey_invitations",
    metadata,
    sa.Column("invitation", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("wording", sa.Text, nullable=False),
    sa.Column("invited_on", sa.Date, nullable=False),
    sa.Column("expires_on", sa.Date, nullable=False),
    sa.Column("withdrawn_on", sa.Date),
    sa.Column("cause", sa.Text, comment="why it was withdrawn"),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, comment="of the case's invitations"),
    sa.Index("survey_invitations_case", "case_id", "invited_on"),
)

survey_months = sa.Table(
    "survey_months",
    metadata,
    sa.Column("unit", sa.Text, primary_key=True),
    sa.Column("form", sa.Text, primary_key=True),
    sa.Column("month", sa.Text, primary_key=True),
    sa.Column("invited", sa.Integer, nullable=False),
    sa.Column("counted", sa.Integer, comment="as published, when the month was over"),
)

QUESTIONS = ("q1", "q2", "q3", "q4", "q5", "q6", "q7")

survey_answers = sa.Table(
    "survey_answers",
    metadata,
    sa.Column("answer", sa.Uuid, primary_key=True),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("wording", sa.Text, nullable=False),
    sa.Column("first_month", sa.Text, nullable=False),
    sa.Column("month", sa.Text, nullable=False),
    *(sa.Column(question, sa.Text) for question in QUESTIONS),
    sa.Column("sex", sa.Text, nullable=False),
    sa.Column("plan_follows", sa.Text),
    sa.Index("survey_answers_unit", "unit", "form", "month"),
)

INVITE = inserting(survey_invitations)
ANSWER = inserting(survey_answers)


async def project(tx: Tx, event: e.SurveyEvent, recorded: Recorded) -> None:
    match event:
        case e.SurveyConsentNoted():
            await _consented(tx, event, {"given_on": event.on, "ended_on": None})
        case e.SurveyConsentEndNoted():
            await _consented(tx, event, {"ended_on": event.on})
        case e.SurveyInvited():
            await _invited(tx, event, recorded)
        case e.SurveyCodeReplaced():
            await _change(tx, event, recorded, expires_on=event.expires_on)
        case e.SurveyInvitationWithdrawn():
            await _change(tx, event, recorded, withdrawn_on=event.on, cause=event.cause)
        case e.SurveyAnswered():
            await tx.run(ANSWER, **{column.name: getattr(event, column.name) for column in survey_answers.columns})
        case e.SurveyMonthCounted():
            await _counted(tx, event)
        case _:
            assert_never(event)


async def _consented(tx: Tx, event: e.SurveyConsentEvent, values: dict[str, Any]) -> None:
    new = insert(survey_consents).values(consent=event.consent, person=event.person, **values)
    await tx.run(new.on_conflict_do_update(index_elements=["consent"], set_=values))


async def _invited(tx: Tx, event: e.SurveyInvited, recorded: Recorded) -> None:
    about = {"case_id": event.case, "person": event.person, "unit": event.unit, "form": event.form, "wording": event.wording}
    days = {"invited_on": event.on, "expires_on": event.expires_on, "withdrawn_on": None, "cause": None}
    more = {"recorded_by": recorded.by, "version": recorded.version}
    await tx.run(INVITE, invitation=event.invitation, **about, **days, **more)
    consents, months = survey_consents.c, survey_months.c
    await tx.run(sa.update(survey_consents).where(consents.person == event.person).values(last_invited_on=event.on))
    one = insert(survey_months).values(unit=event.unit, form=event.form, month=f"{event.on:%Y-%m}", invited=1)
    await tx.run(one.on_conflict_do_update(index_elements=["unit", "form", "month"], set_={"invited": months.invited + 1}))


async def _change(tx: Tx, event: e.SurveyCodeReplaced | e.SurveyInvitationWithdrawn, recorded: Recorded, **values: Any) -> None:
    this = survey_invitations.c.invitation == event.invitation
    await tx.run(sa.update(survey_invitations).where(this).values(version=recorded.version, **values))


async def _counted(tx: Tx, event: e.SurveyMonthCounted) -> None:
    months = survey_months.c
    this = (months.unit == event.unit) & (months.form == event.form) & (months.month == event.month)
    await tx.run(sa.update(survey_months).where(this).values(counted=event.invited))
