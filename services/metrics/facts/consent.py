"""What a person has agreed to, and what was registered in SUS, as far as coverage needs it."""

from datetime import date
from typing import NamedTuple
from uuid import UUID


class Consent(NamedTuple):
    """An answer to the question of `kind`: "sus", registration of one case in SUS, or "survey", which is about no case.

    Given: in force from `given_on` until the day before `withdrawn_on`. Refused: `refused_on`. One to SUS
    that was registered in error has no row.
    """

    consent: UUID
    case_id: UUID | None
    person: UUID
    kind: str
    given_on: date | None = None
    withdrawn_on: date | None = None
    refused_on: date | None = None


class SusRegistration(NamedTuple):
    """A case registered in SUS: in on `registered_on`, and out on `out_on`, as having ended on `ended_on`.

    What comes out came in: `registered_on` is None when only the latter was told. What was registered in error has no row.
    """

    case_id: UUID
    person: UUID
    registered_on: date | None = None
    out_on: date | None = None
    ended_on: date | None = None
