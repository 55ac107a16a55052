"""The referral and what came of it: as it was received and answered, as it was judged, and the two together."""

from datetime import date
from typing import NamedTuple
from uuid import UUID


class Referral(NamedTuple):
    """A referral as far as it has come. `proposed`: the agency sent it itself; somebody at the unit accepts or returns it.

    The characteristics are None for referrals from before they were published. `accepted_on`: the programme was granted and a
    case opened (`case_id`). `declined_on`: answered, after a refusal. `assessed_on` is the day of the first assessment;
    `doubtful`: some criterion was not met or unknown at its first judgement (None: not assessed, or not told). `support_need` is
    needed or not-needed, by the latest assessment that told (None: unknown, not judged, or not told). `decision` is the one that
    holds now (granted, refused, not-yet), `overridden`: granted although a criterion was unmet or unknown.
    """

    referral: UUID
    person: UUID
    unit: str
    source: str
    source_unit: str | None
    proposed: bool
    received_on: date
    sex: str | None = None
    birth_year: int | None = None
    municipality: str | None = None
    accepted_on: date | None = None
    returned_on: date | None = None
    withdrawn_on: date | None = None
    declined_on: date | None = None
    case_id: UUID | None = None
    assessed_on: date | None = None
    doubtful: bool | None = None
    disability_group: str | None = None
    support_need: str | None = None
    decision: str | None = None
    overridden: bool | None = None
    decided_on: date | None = None
    return_reasons: tuple[str, ...] = ()


class Received(NamedTuple):
    """A referral as it was received and answered."""

    referral: UUID
    person: UUID
    unit: str
    source: str
    source_unit: str | None
    proposed: bool
    received_on: date
    sex: str | None = None
    birth_year: int | None = None
    municipality: str | None = None
    accepted_on: date | None = None
    returned_on: date | None = None
    withdrawn_on: date | None = None
    declined_on: date | None = None
    case_id: UUID | None = None
    return_reasons: tuple[str, ...] = ()


class Judgement(NamedTuple):
    """How a referral was assessed and decided."""

    referral: UUID
    person: UUID
    assessed_on: date | None = None
    doubtful: bool | None = None
    disability_group: str | None = None
    support_need: str | None = None
    decision: str | None = None
    overridden: bool | None = None
    decided_on: date | None = None
