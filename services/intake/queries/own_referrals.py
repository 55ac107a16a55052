"""What a partner agency may read: the referrals it sent itself, without anything about health and without notes."""

from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.referral import referrals
from services.intake.protection import is_concealed
from services.intake.queries.found import ID, found, page
from shared.db import Prepared, Row, Tx
from shared.errors import Forbidden
from shared.eventstore import START, Cursor

# The latest change of each referral whose place in the log can no longer change (docs/decisions/0002); one above the horizon
# comes with a later question, so that none is lost. That the person is shown again is a change too: the agency has gone on past
# what happened before.
CHANGES = """
select r.*, last.era, last.txid, last.position
from referrals r
cross join lateral (
    select v.era, v.txid::text::bigint as txid, v.position
    from public.events v
    where (v.stream = 'referral-' || r.referral
        or v.stream = 'person-' || r.person and v.type in ('ProtectionLifted', 'MergeUndone', 'PersonRestored'))
      and (v.era < (select era from public.era) or v.txid < pg_snapshot_xmin(pg_current_snapshot()))
    order by v.era desc, v.txid desc, v.position desc
    limit 1
) last
where r.proposed_by = $1 and not exists (select from concealed c where c.person = r.person)
  and (last.era, last.txid, last.position) > ($2, $3, $4)
order by last.era, last.txid, last.position
limit $5
"""


OWN = Prepared(sa.select(referrals, is_concealed(referrals.c.person).label("concealed")).where(referrals.c.referral == ID))


async def own_referral(tx: Tx, agency: str, referral: UUID) -> Row:
    """One of the agency's referrals; Forbidden for another's, and that is logged."""
    row = found("referral", referral, await tx.first(OWN, id=referral))
    if row["proposed_by"] != agency:
        raise Forbidden("other-agency", person=row["person"])
    if row["concealed"]:
        raise Forbidden("protected-identity", person=row["person"])
    return row


async def list_own(tx: Tx, agency: str, *, status: str | None, limit: int, offset: int) -> tuple[list[Row], int]:
    """The agency's referrals, latest received first."""
    chosen: list[sa.ColumnElement[bool]] = [referrals.c.proposed_by == agency, sa.not_(is_concealed(referrals.c.person))]
    if status is not None:
        chosen.append(referrals.c.status == status)
    return await page(tx, referrals, chosen, [referrals.c.received_on.desc(), referrals.c.referral.desc()], limit, offset)


async def changed_since(tx: Tx, agency: str, after: Cursor | None, limit: int) -> tuple[list[Row], Cursor]:
    """The agency's referrals that have changed after the cursor, in the order of their latest change; and the next cursor."""
    since = after or START
    rows: list[Row] = await tx.raw.fetch(CHANGES, agency, *since, limit)
    last = rows[-1] if rows else None
    return rows, Cursor(last["era"], last["txid"], last["position"]) if last else since
