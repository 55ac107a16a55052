"""What was asked for, for a referral, and when it came."""

from datetime import date
from typing import NamedTuple
from uuid import UUID


class Evidence(NamedTuple):
    """A request for evidence by `unit`: a class of `kind`, of a class of `source`, wanted by `due_on`.

    It came on `received_on`, in a `form`, or was not needed after all from `waived_on`. With neither it is awaited, or it lapsed
    with its referral or case, whose own facts tell when those were over. A receipt that was registered in error has left nothing.
    Requests from before they were published are not here.
    """

    request: UUID
    referral: UUID
    person: UUID
    unit: str
    kind: str
    source: str
    requested_on: date
    due_on: date
    received_on: date | None = None
    form: str | None = None
    waived_on: date | None = None
