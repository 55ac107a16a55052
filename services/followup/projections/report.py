"""Reports, every version of each, and to whom they were given."""

from typing import assert_never

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.followup import events as e
from services.followup.projections.tables import inserting, metadata
from shared.db import Tx
from shared.eventstore import Recorded

reports = sa.Table(
    "reports",
    metadata,
    sa.Column("report", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("content", sa.Text, nullable=False, comment="sealed"),
    sa.Column("composed_by", sa.Text, nullable=False),
    sa.Column("composed_on", sa.Date, nullable=False),
    sa.Column("signed_by", sa.Text),
    sa.Column("signed_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False, comment="of the report's stream"),
    sa.Index("reports_case", "case_id", "composed_on"),
)

report_sharings = sa.Table(
    "report_sharings",
    metadata,
    sa.Column("sharing", sa.Uuid, primary_key=True),
    sa.Column("report", sa.Uuid, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("employment", sa.Uuid),
    sa.Column("parts", ARRAY(sa.Text), nullable=False),
    sa.Column("basis", sa.Text, nullable=False),
    sa.Column("consent", sa.Uuid),
    sa.Column("shared_by", sa.Text, nullable=False),
    sa.Column("shared_on", sa.Date, nullable=False),
    sa.Index("report_sharings_report", "report"),
)

COMPOSE = inserting(reports)
SHARE = inserting(report_sharings)


async def project(tx: Tx, event: e.ReportEvent, recorded: Recorded) -> None:
    match event:
        case e.ReportComposed():
            await _composed(tx, event, recorded)
        case e.ReportSigned():
            this = (reports.c.report == event.report) & (reports.c.number == event.number)
            await tx.run(sa.update(reports).where(this).values(signed_by=event.signed_by, signed_on=event.on))
        case e.ReportShared():
            await _shared(tx, event)
        case _:
            assert_never(event)
    await tx.run(sa.update(reports).where(reports.c.report == event.report).values(version=recorded.version))


async def _composed(tx: Tx, event: e.ReportComposed, recorded: Recorded) -> None:
    await tx.run(
        COMPOSE,
        report=event.report,
        number=event.number,
        case_id=event.case,
        person=event.person,
        kind=event.kind,
        first_day=event.first_day,
        last_day=event.last_day,
        content=event.content.text,
        composed_by=event.composed_by,
        composed_on=event.on,
        signed_by=None,
        signed_on=None,
        version=recorded.version,
    )


async def _shared(tx: Tx, event: e.ReportShared) -> None:
    await tx.run(
        SHARE,
        sharing=event.sharing,
        report=event.report,
        number=event.number,
        case_id=event.case,
        recipient=event.recipient,
        employment=event.employment,
        parts=list(event.parts),
        basis=event.basis,
        consent=event.consent,
        shared_by=event.shared_by,
        shared_on=event.on,
    )
