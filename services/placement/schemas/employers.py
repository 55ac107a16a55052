"""Employers as they come in and go out."""

from uuid import UUID

from pydantic import Field

from services.placement import events as e
from services.placement.fields import (
    EmployerStatus,
    Municipality,
    Name,
    OrganisationNumberIn,
    Sni,
)
from services.placement.schemas.examples import EMPLOYER
from shared.http.types import Body, Day, View


class EmployerIn(Body):
    """An employer to register: a legal person, once."""

    organisation_number: OrganisationNumberIn
    name: Name
    sector: e.Sector = Field(examples=["municipal"])
    municipality: Municipality
    sni: Sni
    on: Day


class EmployerClosingIn(Body):
    """Why nothing new is agreed with the employer, and from when."""

    reason: e.EmployerClosing = Field(examples=["ceased"])
    on: Day


class EmployerView(View):
    """An employer."""

    employer: UUID = Field(examples=[EMPLOYER])
    organisation_number: str = Field(examples=["402000-0008"])
    name: str = Field(examples=["Exempelköpings kommun"])
    sector: e.Sector = Field(examples=["municipal"])
    municipality: Municipality
    sni: Sni
    registered_on: Day
    status: EmployerStatus = Field(examples=["open"])
    closed_on: Day | None = Field(examples=[None])
    closing_reason: e.EmployerClosing | None = Field(examples=[None])
    version: int = Field(examples=[1])
