"""Reports of a case, their versions, and to whom they were given."""

from uuid import UUID

import sqlalchemy as sa

from services.followup.projections.report import report_sharings, reports
from services.followup.queries.of_case import CASE, one_of_case
from shared.db import Prepared, Row, Tx
from shared.tables import ID, Found, found, page

SHARING = one_of_case(report_sharings, "sharing")
_NUMBER = sa.bindparam("number", type_=sa.Integer)
_THIS = (reports.c.case_id == CASE, reports.c.report == ID)
VERSION = Prepared(sa.select(reports).where(*_THIS, reports.c.number == _NUMBER))
LATEST = Prepared(sa.select(reports).where(*_THIS).order_by(reports.c.number.desc()).limit(1))


async def report(tx: Tx, case: UUID, report: UUID, number: int | None = None) -> Row:
    """That version of the report, or its latest."""
    asked = tx.first(LATEST, case=case, id=report) if number is None else tx.first(VERSION, case=case, id=report, number=number)
    return found("report", report, await asked)


async def list_reports(tx: Tx, case: UUID, *, limit: int, offset: int) -> Found:
    """Every version of every report of the case, the last one first."""
    order = [reports.c.composed_on.desc(), reports.c.report.desc(), reports.c.number.desc()]
    return await page(tx, reports, [reports.c.case_id == case], order, limit, offset)


async def report_sharing(tx: Tx, case: UUID, report: UUID, sharing: UUID) -> Row:
    row = await tx.first(SHARING, case=case, id=sharing)
    return found("report-sharing", sharing, row if row and row["report"] == report else None)


async def list_report_sharings(tx: Tx, case: UUID, report: UUID, *, limit: int, offset: int) -> Found:
    """To whom the report was given, the last one first."""
    chosen = [report_sharings.c.case_id == case, report_sharings.c.report == report]
    order = [report_sharings.c.shared_on.desc(), report_sharings.c.sharing.desc()]
    return await page(tx, report_sharings, chosen, order, limit, offset)
