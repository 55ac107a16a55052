"""Employments, with the terms that hold last."""

from typing import Any, assert_never

import sqlalchemy as sa

from services.placement import events as e
from services.placement.projections.tables import inserting, metadata, updating
from shared.db import Prepared, Tx

employments = sa.Table(
    "employments",
    metadata,
    sa.Column("employment", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("opportunity", sa.Uuid),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("occupation", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("agreed_on", sa.Date, nullable=False),
    sa.Column("starts_on", sa.Date, nullable=False, comment="as agreed"),
    sa.Column("started_on", sa.Date),
    sa.Column("weekly_hours", sa.Numeric(5, 2), nullable=False),
    sa.Column("tasks", sa.Text, comment="sealed; null: none but those of the opportunity"),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("terms_on", sa.Date, comment="the latest change of terms; null: those of the start"),
    sa.Column("ended_on", sa.Date),
    sa.Column("end_reason", sa.Text),
    sa.Column("subsidy_changes", sa.Integer, nullable=False, comment="a decision and the employment's end come one by one"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("employments_case", "case_id"),
    sa.Index("employments_unit", "unit", "status", "starts_on"),
)


def _later(column: str) -> sa.ColumnElement[Any]:
    """The new value of a term, unless a change registered before holds from a later day."""
    table = employments.c
    fresh = sa.bindparam(f"new_{column}", type_=table[column].type)
    overtaken = table.terms_on > sa.bindparam("on", type_=sa.Date)
    return sa.case((overtaken, table[column]), else_=sa.func.coalesce(fresh, table[column]))


ADD = inserting(employments)
START = updating(employments, "status", "started_on", "weekly_hours", "form")
TERMS = updating(
    employments,
    weekly_hours=_later("weekly_hours"),
    occupation=_later("occupation"),
    tasks=_later("tasks"),
    form=_later("form"),
    terms_on=sa.func.greatest(employments.c.terms_on, sa.bindparam("on", type_=sa.Date)),
)
END = updating(employments, "status", "ended_on", "end_reason")
CORRECT = updating(employments, "status", "started_on", "ended_on")
CORRECT_GOES_ON = updating(employments, "status", "started_on", "ended_on", "end_reason")
IN_ERROR = updating(employments, "status")
SUBSIDY = Prepared(
    sa.update(employments)
    .where(employments.c.employment == sa.bindparam("key", type_=sa.Uuid))
    .values(subsidy_changes=employments.c.subsidy_changes + 1)
)


async def project(tx: Tx, event: e.EmploymentEvent, version: int) -> None:
    match event:
        case e.EmploymentAgreed():
            await tx.run(ADD, **_agreed(event), version=version)
        case e.EmploymentStarted():
            await _start(tx, event, version)
        case e.EmploymentTermsChanged():
            terms = {
                "new_weekly_hours": event.weekly_hours,
                "new_occupation": event.occupation,
                "new_tasks": event.tasks.text if event.tasks else None,
                "new_form": event.form,
            }
            await tx.run(TERMS, key=event.employment, on=event.on, version=version, **terms)
        case e.EmploymentEnded():
            end = {"status": "ended", "ended_on": event.on, "end_reason": event.reason}
            await tx.run(END, key=event.employment, version=version, **end)
        case e.EmploymentCorrected():
            await _correct(tx, event, version)
        case e.EmploymentRegisteredInError():
            await tx.run(IN_ERROR, key=event.employment, status="in-error", version=version)
        case _:
            assert_never(event)


def _agreed(event: e.EmploymentAgreed) -> dict[str, Any]:
    return {
        "employment": event.employment,
        "case_id": event.case,
        "person": event.person,
        "employer": event.employer,
        "opportunity": event.opportunity,
        "unit": event.unit,
        "occupation": event.occupation,
        "status": "agreed",
        "agreed_on": event.on,
        "starts_on": event.starts_on,
        "weekly_hours": event.weekly_hours,
        "tasks": None,
        "form": event.form,
        "started_on": None,
        "terms_on": None,
        "ended_on": None,
        "end_reason": None,
        "subsidy_changes": 0,
    }


async def _start(tx: Tx, event: e.EmploymentStarted, version: int) -> None:
    await tx.run(
        START,
        key=event.employment,
        status="working",
        started_on=event.on,
        weekly_hours=event.weekly_hours,
        form=event.form,
        version=version,
    )


async def _correct(tx: Tx, event: e.EmploymentCorrected, version: int) -> None:
    dates = {"started_on": event.started_on, "ended_on": event.ended_on}
    if event.ended_on is None:
        await tx.run(CORRECT_GOES_ON, key=event.employment, status="working", end_reason=None, version=version, **dates)
    else:
        await tx.run(CORRECT, key=event.employment, status="ended", version=version, **dates)


async def subsidised(tx: Tx, event: object) -> None:
    """A subsidy's change takes the employment's row, as the employment's own changes do: of two at once one is tried again.

    So no support is decided past an end that is just being registered.
    """
    if isinstance(event, e.SubsidyDecided | e.SubsidyExtended | e.SubsidyCorrected | e.SubsidyEnded):
        await tx.run(SUBSIDY, key=event.employment)
