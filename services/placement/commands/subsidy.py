"""What somebody wants done about a person's subsidies."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.placement.commands.employer import Standing
from services.placement.commands.search import Searched
from services.placement.events import ClaimOutcome, Form, Gate, SubsidyChange
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class Employed:
    """The employment as its own stream tells it. `first_day` as agreed until it starts; `last_day` None: it goes on.

    `forms`: each with the day from which it holds, in order; the first one from the first day on. Empty: not asked for.
    """

    employment: UUID
    case: UUID
    person: UUID
    employer: UUID
    first_day: date
    last_day: date | None
    in_error: bool = False
    forms: tuple[tuple[date, Form], ...] = ()

    def form_on(self, day: date) -> Form | None:
        begun = [form for on, form in self.forms[1:] if on <= day]
        return begun[-1] if begun else next((form for _, form in self.forms), None)


@dataclass(frozen=True, kw_only=True)
class EmployerCheck:
    """What is known of the employer on the decision's day: registered, and each gate hit, clear or not looked at."""

    standing: Standing
    hits: tuple[Gate, ...]
    unchecked: tuple[Gate, ...]


@dataclass(frozen=True, kw_only=True)
class ProposeSubsidy:
    """`unknown`: employers that it names and nobody has registered."""

    proposal: UUID
    change: SubsidyChange
    employed: Employed
    search: Searched
    by: str
    on: date
    today: date
    unknown: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecideSubsidy:
    """Decide what was proposed; `decision` is the id of the decision, when it becomes one of its own."""

    proposal: UUID
    decision: UUID
    employed: Employed
    employer: EmployerCheck
    search: Searched
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class RefuseSubsidy:
    person: UUID
    proposal: UUID
    reason: Sealed
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class WithdrawProposal:
    person: UUID
    proposal: UUID
    by: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class FollowEmployment:
    """The employment has ended, has other dates, or never was: no support outlasts it, or begins before it."""

    employed: Employed
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class RegisterClaim:
    """`claimed_on` None: the employer did not claim in time. `reason`: why what was registered before is wrong."""

    employed: Employed
    month: date
    outcome: ClaimOutcome
    claimed_on: date | None
    reason: Sealed | None
    by: str
    on: date
    today: date


SubsidyCommand = ProposeSubsidy | DecideSubsidy | RefuseSubsidy | WithdrawProposal | FollowEmployment | RegisterClaim
