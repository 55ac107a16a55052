"""Lists of counted cases: exactly those of a figure's group, in pages, each page in the access log."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.metrics.queries import persons_of, shown_cases
from services.metrics.schemas import CountedCase
from shared.auth import Principal
from shared.db import Tx
from shared.http.access import Reader
from shared.http.paging import Listing, Window


async def page_of_cases(
    tx: Tx,
    principal: Principal,
    page: Window,
    reading: Reader,
    cases: Sequence[UUID],
    persons: Mapping[UUID, UUID] | None = None,
) -> Listing[CountedCase]:
    """The page of these cases, but for protected identities. `persons` (case → person) is read when it is not given."""
    persons = persons if persons is not None else await persons_of(tx, tuple(cases))
    counted = await shown_cases(tx, principal, cases, persons)
    shown = counted[page.offset : page.offset + page.limit]
    await reading.of_each([(persons[case], case) for case in shown])
    return page.of([CountedCase(case_id=case) for case in shown], len(counted))
