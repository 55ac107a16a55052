"""What somebody wants done about an employment."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.placement.commands.employer import Standing
from services.placement.commands.opportunity import Offer
from services.placement.commands.search import Searched
from services.placement.events import EndReason, Form, Sector
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class AgreeEmployment:
    employment: UUID
    search: Searched
    employer: UUID
    employer_is: Standing
    offer: Offer | None
    occupation: str
    starts_on: date
    weekly_hours: Decimal
    form: Form
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class StartEmployment:
    """Hours and form are as agreed where None. `sector` is the employer's."""

    search: Searched
    sector: Sector | None
    weekly_hours: Decimal | None
    form: Form | None
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ChangeTerms:
    """Hours, occupation, tasks and form stay as they are where None."""

    search: Searched
    weekly_hours: Decimal | None
    occupation: str | None
    tasks: Sealed | None
    form: Form | None
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class EndEmployment:
    reason: EndReason
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class CorrectEmployment:
    """Both dates as they should be; `ended_on` None: it goes on."""

    search: Searched
    started_on: date
    ended_on: date | None
    reason: Sealed
    by: str
    today: date


@dataclass(frozen=True, kw_only=True)
class RegisterEmploymentInError:
    reason: Sealed
    by: str
    on: date
    today: date


EmploymentCommand = (
    AgreeEmployment | StartEmployment | ChangeTerms | EndEmployment | CorrectEmployment | RegisterEmploymentInError
)
