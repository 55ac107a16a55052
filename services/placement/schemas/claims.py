"""Claims for work months with support, as they come in and go out."""

from uuid import UUID

from pydantic import Field

from services.placement import events as e
from services.placement.claims import ClaimState
from services.placement.schemas.examples import EMPLOYMENT
from shared.http.types import Body, Day, Note, View


class ClaimIn(Body):
    """What came of the employer's claim for a work month. With a `reason` it corrects what was registered before."""

    month: Day = Field(description="Any day of the work month / En dag i arbetsmånaden", examples=["2026-02-28"])
    outcome: e.ClaimOutcome = Field(description="Claimed in time, or lost / Begärd i tid, eller förlorad", examples=["claimed"])
    claimed_on: Day | None = Field(default=None, description="When it came in / När den kom in", examples=["2026-03-05"])
    reason: Note | None = Field(default=None, description="Why what was registered is wrong / Varför", examples=[None])
    on: Day = Field(examples=["2026-03-10"])


class WorkMonthView(View):
    """A work month with support: until when the employer claims, and where that stands."""

    month: Day = Field(description="Its first day / Första dagen", examples=["2026-02-01"])
    last_day: Day = Field(examples=["2026-02-28"])
    claim_by: Day = Field(description="180 days after it, on a working day / Sista dag", examples=["2026-08-27"])
    state: ClaimState = Field(examples=["open"])
    claimed_on: Day | None = Field(examples=[None])
    days_left: int | None = Field(description="While it is open / Medan den är öppen", examples=[170])


class ClaimClock(View):
    """The claims of an employment, month by month (2017:462 46 §)."""

    employment: UUID = Field(examples=[EMPLOYMENT])
    as_of: Day
    basis: str = Field(examples=["förordning (2017:462) 46 §"])
    next_claim_by: Day | None = Field(description="The earliest that awaits one / Tidigaste", examples=["2026-08-27"])
    months: list[WorkMonthView]
