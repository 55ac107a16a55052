"""Why a figure changed: the events recorded between two instants that were late, corrections or retractions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.metrics.occurrences import KINDS, OCCURRENCES, OF_UNITS, PLANNED_ANEW
from shared.clock import stockholm
from shared.db import Row, Tx

FOUND: Final = f"""
with occurrence as (
    {OCCURRENCES}
    where recorded_at > $4 and recorded_at <= $5 and (occurred_on <= $6 or corrects or type = any($1::text[] || $2::text[]))
), revision as (
    select *, case when kind = 'told' then 'late' else kind end as why from occurrence
    where (kind in ('corrected', 'retracted') or (kind = 'told' and "on" <= $6))
      and {OF_UNITS.format(of="occurrence", units="$7", also_protected="$8")}
)
"""  # noqa: S608 - constants
TOTAL: Final = FOUND + "select count(*) from revision"  # noqa: S608 - constants
LISTED: Final = (
    FOUND
    + """select event_id, why, type, case_id, person, "on", recorded_at, days_late
from revision order by recorded_at, event_id limit $9 offset $10"""
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Between:
    """Recorded after `since` and by `until`, about the units (see OF_UNITS); `also_protected`: of protected identities too."""

    since: datetime
    until: datetime
    units: frozenset[str]
    also_protected: bool = False

    @property
    def binds(self) -> tuple[object, ...]:
        return (*KINDS, self.since, self.until, stockholm(self.since), sorted(self.units), self.also_protected)


async def revisions(tx: Tx, between: Between, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The events, oldest first, and how many there are.

    Late is what speaks of a day that a figure known at `since` could look at already.
    """
    await tx.raw.execute(PLANNED_ANEW)
    total: int = await tx.raw.fetchval(TOTAL, *between.binds)
    return list(await tx.raw.fetch(LISTED, *between.binds, limit, offset)), total
