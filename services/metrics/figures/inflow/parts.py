"""What F1 says: load, who waits and what came, of all units together, of each, and of each support person."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.capacity import Load
from services.metrics.figures.shares import Rows
from services.metrics.figures.spread import spread


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Cases that wait, and how many days each has waited so far."""

    cases: Rows
    days: tuple[int, ...]

    @property
    def median(self) -> float | None:
        return spread(self.days).median

    @property
    def ninetieth_percentile(self) -> int | None:
        return spread(self.days).p90


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow:
    """Referrals that came and were answered in the period, and cases that started in it."""

    received: Rows
    returned: Rows
    accepted: Rows
    started: Rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What the figure says of one unit (None: of all together). `benchmark` is None where units with several are together."""

    unit: str | None
    benchmark: int | None
    load: Load
    waiting: Waiting
    flow: Flow

    def groups(self) -> Mapping[str, Rows]:
        """What is counted, by name: cases but for the three that begin with "referrals"."""
        return {
            "ongoing": self.load.ongoing,
            "paused": self.load.paused,
            "waiting": self.waiting.cases,
            "started": self.flow.started,
            "referrals-received": self.flow.received,
            "referrals-returned": self.flow.returned,
            "referrals-accepted": self.flow.accepted,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficerLoad:
    """The load of a support person (the officer's subject) at one unit."""

    unit: str
    support_person: str
    load: Load


@dataclass(frozen=True, kw_only=True, slots=True)
class Inflow:
    """The figure: all together, each unit, and each support person of each unit."""

    arguments: Arguments
    total: Part
    units: tuple[Part, ...]
    support_persons: tuple[OfficerLoad, ...]

    def groups(self) -> Mapping[str, Rows]:
        """What is counted at all units together, by name."""
        return self.total.groups()

    def at(self, unit: str) -> Mapping[str, Rows]:
        """What is counted at one unit: ongoing cases are with the unit that has them on the date."""
        found = next((part for part in self.units if part.unit == unit), None)
        return dict.fromkeys(self.groups(), ()) if found is None else found.groups()
