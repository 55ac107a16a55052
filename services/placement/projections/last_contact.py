"""When an employer was contacted last: the latest day, whatever the order in which contacts were logged or taken back."""

from uuid import UUID

from shared.db import Tx

# Of several on one day, the one that was logged last: ids rise. One that is registered twice keeps showing its own.
RECOUNT = """
update employers e
set last_contact = l.contact, last_contact_on = l.contacted_on, last_contact_by = l.contacted_by,
    last_contact_channel = l.channel, next_step = l.next_step, next_step_on = l.next_step_on
from (select 1) one left join lateral (
    select c.* from (
        (select * from employer_contacts where counts_for = $1 and not in_error
         order by contacted_on desc, contact desc limit 1)
        union all
        (select * from employer_contacts where employer = $1 and not in_error
         order by contacted_on desc, contact desc limit 1)
    ) c order by c.contacted_on desc, c.contact desc limit 1
) l on true
where e.employer = $1
"""


async def recount(tx: Tx, employer: UUID) -> None:
    """Let the employer's row say which of its contacts is the last."""
    await tx.raw.execute(RECOUNT, employer)
