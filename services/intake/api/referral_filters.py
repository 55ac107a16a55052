"""Which referrals: what narrows a list of them, and opens exactly those of a count."""

from typing import Annotated

from fastapi import Depends, Query

from services.intake import events as e
from services.intake.feedback import Outcome
from services.intake.queries.feedback import Asked
from services.intake.schemas.fields import Agency, Unit
from shared.http.types import Day


async def _asked(
    unit: Annotated[Unit | None, Query(description="One of one's own units / En av de egna enheterna")] = None,
    first: Annotated[Day | None, Query(alias="from", description="Received on this day or later / Mottagen tidigast")] = None,
    last: Annotated[Day | None, Query(alias="to", description="Received on this day or before / Mottagen senast")] = None,
    source: Annotated[e.ReferralSource | None, Query(description="Referred by / Anvisande part")] = None,
    agency: Annotated[Agency | None, Query(description="Referring agency / Anvisande aktör")] = None,
    without_agency: Annotated[bool | None, Query(description="Only with no agency stated / Utan angiven aktör")] = None,
    source_unit: Annotated[Unit | None, Query(description="The agency's unit / Aktörens enhet")] = None,
    without_source_unit: Annotated[bool | None, Query(description="Only with no such unit stated / Utan enhet")] = None,
    return_reason: Annotated[e.ReturnReason | None, Query(description="Returned for this reason / Återlämningsskäl")] = None,
    outcome: Annotated[list[Outcome] | None, Query(description="What has come of it today / Utfall i dag")] = None,
    ended_by: Annotated[e.ExitCategory | None, Query(description="Its case ended so / Ärendets avslutsorsak")] = None,
    knowable: Annotated[
        bool | None,
        Query(description="Returned or interrupted for a reason knowable at referral, or not / Kunde vara känt vid anvisningen"),
    ] = None,
) -> Asked:
    return Asked(
        unit=unit,
        received_from=first,
        received_to=last,
        source=source,
        agency=agency,
        without_agency=bool(without_agency),
        source_unit=source_unit,
        without_source_unit=bool(without_source_unit),
        return_reason=return_reason,
        outcomes=frozenset(outcome or ()),
        exit=ended_by,
        knowable=knowable,
    )


Narrowed = Annotated[Asked, Depends(_asked)]
