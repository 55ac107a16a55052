"""Reads of F11: after how many days facts were recorded."""

from datetime import date
from typing import Final

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.delays import Delayed
from services.metrics.occurrences import FACTS
from services.metrics.queries.asking import as_known
from shared.db import Tx

KNOWN: Final = "($6::boolean or {of}.known_from <= $2) and ({of}.known_to is null or not $6 and {of}.known_to > $2)"
"""As `queries.asking.known` says it: $6 is whether nothing was recorded since."""
DELAYED: Final = f"""
with occurrence as not materialized (
    select type, case_id, referral, unit, days_late from received
    where occurred_on between $3 and $4 and recorded_at <= $2 and type = any($1) and not corrects
), told as (
    select type, days_late, coalesce(c.unit, o.unit) as unit
    from occurrence o left join cases c on c.case_id = o.case_id and {KNOWN.format(of="c")} where o.case_id is not null
    union all
    select type, days_late, coalesce(r.unit, o.unit)
    from occurrence o left join referrals r on r.referral = o.referral and {KNOWN.format(of="r")} where o.case_id is null
)
select split_part(type, '.', 3) as kind, unit, days_late, count(*) as count from told where $5::text[] is null or unit = any($5)
group by type, unit, days_late
"""  # noqa: S608 - constants
"""Told in two parts, those of cases and the others, so that each is one join of the index's rows with what was known then."""


async def delayed(tx: Tx, arguments: Arguments) -> list[Delayed]:
    """How many days after its date each fact was recorded, counted by kind and unit. A fact told twice counts twice."""
    last: date = min(arguments.to, arguments.as_of)
    units = None if arguments.unit is None else sorted(arguments.unit)
    now = (await as_known(tx, arguments.known_at))["now"]
    rows = await tx.raw.fetch(DELAYED, sorted(FACTS), arguments.known_at, arguments.from_, last, units, now)
    return [Delayed(*row) for row in rows]
