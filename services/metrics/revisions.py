"""Why a figure changed: the events recorded between two instants that were late, corrections or retractions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.metrics.figures.arguments import STOCKHOLM
from shared.clock import stockholm
from shared.contracts import followup, intake, placement
from shared.db import Row, Tx

CORRECTIONS: Final = (
    intake.CaseStartCorrected.type,
    intake.CaseEndCorrected.type,
    intake.CaseReopened.type,
    placement.EmploymentCorrected.type,
)
RETRACTIONS: Final = (intake.CaseRegisteredInError.type, placement.EmploymentRegisteredInError.type)
FACTS: Final = (
    intake.CaseStarted.type,
    intake.CaseEnded.type,
    placement.EmploymentStarted.type,
    placement.EmploymentTermsChanged.type,
    placement.EmploymentEnded.type,
    followup.StatusEstablished.type,
)

FOUND: Final = """
with event as (
    select event_id, type, recorded_at, (data ->> 'case')::uuid as case_id,
           coalesce(data ->> 'on', data ->> 'started_on')::date as "on",
           case when type = any($3) or data ->> 'corrects' is not null then 'corrected'
                when type = any($4) then 'retracted'
                when type = any($5) then 'late' end as why
    from received where recorded_at > $1 and recorded_at <= $2
), revision as (
    select * from event
    where (why in ('corrected', 'retracted') or (why = 'late' and "on" <= $6))
      and exists (
          select from cases where cases.case_id = event.case_id and cases.unit = any($7)
              and ($8 or not exists (select from concealed where concealed.person = cases.person))
      )
)
"""
TOTAL: Final = FOUND + "select count(*) from revision"  # noqa: S608 - constants
LISTED: Final = (
    FOUND
    + """select event_id, why, type, case_id, "on", recorded_at, (recorded_at at time zone $9)::date - "on" as days_late
from revision order by recorded_at, event_id limit $10 offset $11"""
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Between:
    """Recorded after `since` and by `until`, about cases started at the units; `also_protected`: of protected identities too."""

    since: datetime
    until: datetime
    units: frozenset[str]
    also_protected: bool = False

    @property
    def binds(self) -> tuple[object, ...]:
        kinds = (list(CORRECTIONS), list(RETRACTIONS), list(FACTS))
        return (self.since, self.until, *kinds, stockholm(self.since), sorted(self.units), self.also_protected)


async def revisions(tx: Tx, between: Between, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The events, oldest first, and how many there are.

    Late is what speaks of a day that a figure known at `since` could look at already.
    """
    total: int = await tx.raw.fetchval(TOTAL, *between.binds)
    return list(await tx.raw.fetch(LISTED, *between.binds, str(STOCKHOLM), limit, offset)), total
