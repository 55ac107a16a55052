"""Reads of F11: when facts were recorded, and when past results came to be known."""

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from services.metrics.figures.arguments import STOCKHOLM, Arguments
from services.metrics.figures.delays import Delayed
from services.metrics.figures.worktypes import CLASS_OF_FORM
from services.metrics.occurrences import KINDS, OCCURRENCES
from shared.db import Tx

DELAYED: Final = f"""
with occurrence as ({OCCURRENCES} where recorded_at <= $4), told as (
    select split_part(type, '.', 3) as kind, (recorded_at at time zone $5)::date - "on" as days,
           coalesce(
               case when case_id is not null then (
                        select c.unit from cases c where c.case_id = o.case_id
                            and c.known_from <= $4 and (c.known_to is null or c.known_to > $4))
                    when referral is not null then (
                        select r.unit from referrals r where r.referral = o.referral
                            and r.known_from <= $4 and (r.known_to is null or r.known_to > $4)) end, unit) as unit
    from occurrence o where kind = 'told' and "on" between $6 and $7
)
select kind, unit, days, count(*) as count from told where $8::text[] is null or unit = any($8) group by kind, unit, days
"""  # noqa: S608 - constants

FIRST_KNOWN: Final = """
select c.case_id, min((e.known_from at time zone $3)::date - c.started_on) as days
from cases c join employments e on e.person = c.person
where c.case_id = any($1) and c.known_from <= $2 and (c.known_to is null or c.known_to > $2)
  and e.known_from <= $2 and e.started_on <= c.started_on + 180 and (e.ended_on is null or e.ended_on >= c.started_on)
  and (e.form = any($4) or e.changes_form && $4)
group by c.case_id
"""


async def delayed(tx: Tx, arguments: Arguments) -> list[Delayed]:
    """How many days after its date each fact was recorded, counted by kind and unit. A fact told twice counts twice."""
    last: date = min(arguments.to, arguments.as_of)
    units = None if arguments.unit is None else sorted(arguments.unit)
    rows = await tx.raw.fetch(DELAYED, *KINDS, arguments.known_at, str(STOCKHOLM), arguments.from_, last, units)
    return [Delayed(kind=row["kind"], unit=row["unit"], days=row["days"], count=row["count"]) for row in rows]


async def first_known(tx: Tx, cases: Collection[UUID], arguments: Arguments) -> dict[UUID, int]:
    """Case → days from its start to the first word of work within its 180 days, for those of the cases that there is word of."""
    forms = [form for form, work_class in CLASS_OF_FORM.items() if work_class in arguments.work_classes]
    rows = await tx.raw.fetch(FIRST_KNOWN, list(cases), arguments.known_at, str(STOCKHOLM), forms)
    return {row["case_id"]: max(row["days"], 0) for row in rows}
