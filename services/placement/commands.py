"""Placement's commands: what somebody wants done. Time, ids, who asks and what other streams say come with them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from services.placement.events import EmployerClosing, EndReason, Form, OpportunityClosing, Sector
from shared.ids import Sealed

Standing = Literal["unknown", "open", "closed"]
"""What an employer or an opportunity is to those who want to use it."""


@dataclass(frozen=True, kw_only=True)
class RegisterEmployer:
    employer: UUID
    organisation_number: str
    name: str
    sector: Sector
    municipality: str
    sni: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class CloseEmployer:
    reason: EmployerClosing
    on: date
    today: date


EmployerCommand = RegisterEmployer | CloseEmployer


@dataclass(frozen=True, kw_only=True)
class OpenOpportunity:
    opportunity: UUID
    employer: UUID
    employer_is: Standing
    occupation: str
    weekly_hours: Decimal
    places: int
    municipality: str
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class FillPlace:
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class FreePlace:
    employment: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class CloseOpportunity:
    reason: OpportunityClosing
    on: date
    today: date


OpportunityCommand = OpenOpportunity | FillPlace | FreePlace | CloseOpportunity


@dataclass(frozen=True, kw_only=True)
class OpenSearch:
    case: UUID
    person: UUID
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CorrectSearchStart:
    on: date


@dataclass(frozen=True, kw_only=True)
class HandOverSearch:
    unit: str
    on: date


@dataclass(frozen=True, kw_only=True)
class CloseSearch:
    on: date


@dataclass(frozen=True, kw_only=True)
class ReopenSearch:
    on: date


@dataclass(frozen=True, kw_only=True)
class CancelSearch: ...


SearchCommand = OpenSearch | CorrectSearchStart | HandOverSearch | CloseSearch | ReopenSearch | CancelSearch


@dataclass(frozen=True, kw_only=True)
class Searched:
    """The case as its search tells it. `ended_on` is None while the case goes on."""

    case: UUID
    person: UUID
    unit: str
    ended_on: date | None
    in_error: bool


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The opportunity whose place is taken. `employer` is None when the opportunity is unknown."""

    opportunity: UUID
    employer: UUID | None
    standing: Standing
    places_left: int


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
    """Hours and form are as agreed where None."""

    search: Searched
    weekly_hours: Decimal | None
    form: Form | None
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class ChangeTerms:
    """Hours and form stay as they are where None."""

    search: Searched
    weekly_hours: Decimal | None
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
