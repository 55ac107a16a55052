"""One made-up person's way through the programme, as the requests that officers would send. Pure: no clock, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final

from shared.clock import SWEDEN

SATURDAY: Final = 5
OPENS: Final = 8 * 60
CLOSES: Final = 15 * 60
CRITERIA: Final = (
    "registered",
    "disability",
    "capacity-investigated",
    "attendance",
    "job-ready",
    "needs-support",
    "regular-labour-market",
    "no-conflicting-support",
)
PARTIES: Final = ["person", "employer", "support-person"]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What must be visible before the next step: the path answers 200, and `filled` of it, if named, is not null."""

    service: str
    path: str
    filled: str | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One POST at a moment in office hours. `{name}` in path and body stands for an id from an earlier answer.

    `keeps`: name → the field of this answer that it stands for.
    """

    at: datetime
    role: str
    officer: str
    service: str
    path: str
    body: Mapping[str, Any]
    keeps: Mapping[str, str] = field(default_factory=dict)
    seen: tuple[Seen, ...] = ()


def office_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= SATURDAY else day


class Story:
    """Steps in order of time. Every method adds one; `wait` lets days pass before the next."""

    def __init__(self, name: str, begins: date, chance: Random, *, unit: str, support_person: str) -> None:
        self.name, self.chance, self.unit, self.support_person = name, chance, unit, support_person
        self.steps: list[Step] = []
        self._day = office_day(begins)
        self._minute = chance.randint(OPENS, CLOSES)
        self.case, self.referral, self.person = f"{{{name}.case}}", f"{{{name}.referral}}", f"{{{name}.person}}"
        self._jobs = 0

    @property
    def on(self) -> str:
        """Today, as a body says it."""
        return self._day.isoformat()

    def before(self, days: int) -> str:
        """So many days ago: what is registered late."""
        return (self._day - timedelta(days=days)).isoformat()

    def wait(self, days: int) -> None:
        """Let at least this many days pass, more when a weekend follows."""
        if days:
            self._day = office_day(self._day + timedelta(days=days))
            self._minute = self.chance.randint(OPENS, CLOSES)

    @property
    def job(self) -> str:
        """The employment that was agreed last."""
        return f"{{{self.name}.job{self._jobs}}}"

    def next_job(self) -> str:
        """The name that the next employment gets."""
        self._jobs += 1
        return f"{self.name}.job{self._jobs}"

    def post(
        self,
        service: str,
        path: str,
        body: Mapping[str, Any],
        *,
        role: str = "caseworker",
        officer: str | None = None,
        keeps: Mapping[str, str] | None = None,
        seen: tuple[Seen, ...] = (),
    ) -> None:
        self._minute += self.chance.randint(1, 3)
        moment = time(self._minute // 60, self._minute % 60, self.chance.randint(0, 59))
        at = datetime.combine(self._day, moment, SWEDEN)
        step = Step(
            at=at,
            role=role,
            officer=officer or self.support_person,
            service=service,
            path=path,
            body=body,
            keeps=keeps or {},
            seen=seen,
        )
        self.steps.append(step)
