"""What a unit has to work with: its benchmark, and the shares of its support persons."""

from datetime import date
from typing import NamedTuple
from uuid import UUID


class Share(NamedTuple):
    """So many percent of an officer's time are charged to the appropriation ("1:4", "1:1", "other") at the unit.

    `until` is the last day, None until further notice. `officer` is the subject, as in tokens. A share that never was has no row.
    """

    share: UUID
    unit: str
    officer: str
    appropriation: str
    percent: int
    from_on: date
    until: date | None = None


class Benchmark(NamedTuple):
    """Cases for each full-time support person of the unit from `on` until the unit's next benchmark."""

    unit: str
    cases: int
    on: date
