"""The events behind what has changed since a month was closed: those that the closing did not count, each with its figures.

An event is behind a figure's difference when it is of a kind that the figure is made of, and about somebody of whom the figure
says something else now; or about the unit itself (shares, benchmarks, the survey). Its day is one that the figure looked at
(`late`), or it tells of such days although its own is later (`later`), as when somebody is found to have been out of work all
along; or it is a correction or a retraction.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from services.metrics.closable import Counts, Marks
from services.metrics.closable.about import about, persons_in
from services.metrics.closing import ClosedMonth
from services.metrics.figures.arguments import STOCKHOLM, Arguments
from services.metrics.ledger import Difference
from services.metrics.occurrences import CORRECTIONS, FACTS, OCCURRENCES, OF_UNITS, PLANNED_ANEW, RETRACTIONS
from services.metrics.queries import gathering
from shared.contracts import intake
from shared.db import Row, Tx

TOLD: Final = FACTS | {intake.PersonProtected.type, intake.PersonProtectionLifted.type}
TELLING_BACK: Final = (
    "status-established",
    "employment-terms-changed",
    "employment-ended",
    "subsidy-ended",
    "referral-assessed",
    "introduction-ended",
    "trial-introduction-ended",
    "person-protected",
    "person-protection-lifted",
)
"""What can tell of days before its own: it confirms, contradicts or takes back something that had begun."""

UNSEEN: Final = """
with occurrence as materialized (
    {occurrences}
    where (recorded_at > $6 or (era, txid) >= ($4::integer, pg_snapshot_xmin($5::text::pg_snapshot))) and recorded_at <= $7
      and ({about})
), unseen as (
    select *, split_part(type, '.', 3) as name,
           case when kind is distinct from 'told' then kind
                when coalesce("on", (recorded_at at time zone $9)::date) <= $8::date then 'late'
                when split_part(type, '.', 3) = any($10) then 'later' end as why
    from occurrence
    where recorded_at > $6 or era > $4 or (era = $4 and not pg_visible_in_snapshot(txid, $5::text::pg_snapshot))
)
"""
TOUCHED: Final = f"""{UNSEEN.format(occurrences=OCCURRENCES, about="person = any($12)")}
select person, bool_or(recorded_at <= $6) as had_been_recorded from unseen
where why is not null and name = any($11) and person = any($12) group by person
"""  # noqa: S608 - constants
OF_MONTH: Final = "between date_trunc('month', $8::date)::date and $8"
ABOUT: Final = f"person = any($14) or unit = $12 or ($15 and occurred_on {OF_MONTH})"
"""What may be behind a figure at all: each part has an index, so that a log of years is not read for a month."""

REVISIONS: Final = f"""{UNSEEN.format(occurrences=OCCURRENCES, about=ABOUT)}, revision as (
    select unseen.*, wanted.figures
    from unseen cross join lateral (
        select array_agg(figure order by figure) as figures
        from jsonb_to_recordset($11::text::jsonb) as w (figure text, names text[], persons uuid[], of_unit text[], events boolean)
        where (unseen.name = any(w.names) and unseen.person = any(w.persons))
           or (unseen.name = any(w.of_unit) and unseen.unit = $12)
           or (w.events and unseen.kind = 'told' and unseen."on" {OF_MONTH}
               and {OF_UNITS.format(of="unseen", units="array[$12]", also_protected="true")})
    ) wanted
    where why is not null and wanted.figures is not null
      and ($13 or not exists (select from concealed where concealed.person = unseen.person))
)
"""  # noqa: S608 - constants
TOTAL: Final = REVISIONS + "select count(*) from revision"  # noqa: S608 - constants
LISTED: Final = (
    REVISIONS
    + """select event_id, why, figures, type, case_id, person, "on", recorded_at, days_late
from revision order by recorded_at, event_id limit $16 offset $17"""
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Behind:
    """Which events are behind the difference of one figure."""

    figure: str
    names: Collection[str]
    persons: Collection[UUID]
    of_unit: Collection[str]
    events: bool

    def said(self) -> dict[str, Any]:
        return {
            "figure": self.figure,
            "names": sorted(self.names),
            "persons": [str(person) for person in self.persons],
            "of_unit": sorted(self.of_unit),
            "events": self.events,
        }


async def events_behind(
    tx: Tx, month: ClosedMonth, found: Iterable[Difference], *, until: datetime, also_protected: bool, limit: int, offset: int
) -> tuple[list[Row], int]:
    """The events behind these differences, oldest first, that were recorded by `until`; and how many."""
    behind = [await _behind(tx, month, each, until) for each in found if each.changed or each.moved]
    said = json.dumps([one.said() for one in behind])
    persons = sorted({person for one in behind for person in one.persons})
    binds = (*_since(month, until), said, month.unit, also_protected, persons, any(one.events for one in behind))
    await tx.raw.execute(PLANNED_ANEW)
    total: int = await tx.raw.fetchval(TOTAL, *binds)
    return list(await tx.raw.fetch(LISTED, *binds, limit, offset)), total


def _since(month: ClosedMonth, until: datetime) -> tuple[object, ...]:
    """The first ten arguments: what the closing saw, and which days it looked at."""
    kinds = (sorted(CORRECTIONS), sorted(RETRACTIONS), sorted(TOLD))
    return (*kinds, month.era, month.seen, month.known_at, until, month.month.last, str(STOCKHOLM), TELLING_BACK)


async def _behind(tx: Tx, month: ClosedMonth, found: Difference, until: datetime) -> Behind:
    closable, changed = found.closable, bool(found.changed)
    moved = {each.group: (*each.came, *each.went) for each in found.moved}
    persons = await persons_in(tx, closable, moved)
    if changed and (closable.marks or closable.wide):
        persons |= await _said_otherwise(tx, month, found, until)
    return Behind(
        figure=closable.name,
        names=closable.made_of,
        persons=persons,
        of_unit=closable.of_unit if changed else (),
        events=closable.of_events,
    )


async def _said_otherwise(tx: Tx, month: ClosedMonth, found: Difference, until: datetime) -> frozenset[UUID]:
    """Those counted, then or now, who have unseen events and of whom the figure says, or may say, something else now."""
    closable, then, now = found.closable, found.closed.taken.groups, found.now.groups
    counted = {group: (*then.get(group, ()), *now.get(group, ())) for group in {**then, **now}}
    persons = await persons_in(tx, closable, counted)
    await tx.raw.execute(PLANNED_ANEW)
    rows = await tx.raw.fetch(TOUCHED, *_since(month, until), sorted(closable.made_of), list(persons))
    touched = frozenset(row["person"] for row in rows)
    if closable.marks is None:
        return touched
    # what had been recorded by the closing and came after it is known at the closing's known_at: no comparison tells of it
    surely = frozenset(row["person"] for row in rows if row["had_been_recorded"])
    asked = (found.closed.arguments, found.closed.again(until))
    return surely | await _marked_otherwise(tx, closable.marks, asked, touched - surely)


async def _marked_otherwise(
    tx: Tx, marks: Marks, asked: tuple[Arguments, Arguments], persons: Collection[UUID]
) -> frozenset[UUID]:
    """Those of the persons whose cases are marked otherwise now than then."""
    then, now = [marks(await gathering.lives_of(tx, arguments, persons), arguments) for arguments in asked]
    differing = [case for case in {**then, **now} if then.get(case) != now.get(case)]
    return frozenset(one.person for one in (await about(tx, Counts.CASES, differing)).values())
