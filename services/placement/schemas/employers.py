"""Employers as they come in and go out."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import Field

from services.placement import events as e
from services.placement.fields import (
    EmployerStatus,
    IdentityNumber,
    Municipality,
    Name,
    OrganisationNumberIn,
    Sni,
)
from services.placement.schemas.examples import EMPLOYER
from shared.db import Row
from shared.http.subjects import Officer, Unit
from shared.http.types import Body, Day, Note, View


class EmployerIn(Body):
    """An employer to register: a legal person, once."""

    organisation_number: OrganisationNumberIn
    name: Name
    sector: e.Sector = Field(examples=["municipal"])
    municipality: Municipality
    sni: Sni
    on: Day


class SoleTraderIn(Body):
    """A sole trader to register: a natural person, whose number and name are personal data."""

    identity_number: IdentityNumber
    name: Name = Field(examples=["Exempelssons bageri"])
    municipality: Municipality
    sni: Sni = Field(examples=["10710"])
    on: Day


class SoleTraderSearch(Body):
    """Whom to look for. The search is logged."""

    identity_number: IdentityNumber


class SoleTraderFound(View):
    """The employer with that number, if there is one."""

    employer: UUID | None = Field(examples=[EMPLOYER])


class EmployerChangeIn(Body):
    """The employer's particulars as they are now."""

    name: Name = Field(examples=["Nya Exempelköpings kommun"])
    sector: e.Sector = Field(examples=["municipal"])
    municipality: Municipality
    sni: Sni
    on: Day


class EmployerClosingIn(Body):
    """Why nothing new is agreed with the employer, and from when."""

    reason: e.EmployerClosing = Field(examples=["ceased"])
    stays: UUID | None = Field(
        default=None, description="Registered twice: the employer that stays / Den arbetsgivare som är kvar", examples=[None]
    )
    on: Day = Field(examples=["2026-03-05"])


class EmployerReopeningIn(Body):
    """Why the employer is open again, and from when."""

    reason: Note = Field(examples=["Stängd av misstag."])
    on: Day = Field(examples=["2026-03-05"])


class OwnerIn(Body):
    """Who keeps the contact with the employer from now on, for which unit. `owner` null: nobody does."""

    owner: Officer | None = Field(description="An officer; null: nobody / Handläggare", examples=["officer-7"])
    unit: Unit
    on: Day


class ErasureIn(Body):
    """Since when the personal data are not needed."""

    on: Day


class EmployerView(View):
    """An employer, with who has it and when it was contacted last."""

    employer: UUID = Field(examples=[EMPLOYER])
    organisation_number: str | None = Field(description="Null: a sole trader / Enskild firma", examples=["402000-0008"])
    name: str | None = Field(
        description="Null: a sole trader, not shown here / Enskild firma, visas inte här", examples=["Exempelköpings kommun"]
    )
    sole_trader: bool = Field(description="A natural person / Enskild näringsidkare", examples=[False])
    erased: bool = Field(description="The person's data are erased / Personuppgifterna är raderade", examples=[False])
    sector: e.Sector = Field(examples=["municipal"])
    municipality: Municipality
    sni: Sni
    registered_on: Day
    status: EmployerStatus = Field(examples=["open"])
    closed_on: Day | None = Field(examples=[None])
    closing_reason: e.EmployerClosing | None = Field(examples=[None])
    stays: UUID | None = Field(description="Registered twice: use this one / Dubbelregistrerad: använd denna", examples=[None])
    owner: str | None = Field(description="Who keeps the contact / Ansvarig handläggare", examples=["officer-7"])
    unit: str | None = Field(description="The owner's unit / Den ansvarigas enhet", examples=["stockholm"])
    owned_since: Day | None = Field(examples=["2026-03-02"])
    last_contact_on: Day | None = Field(description="Null: never / Aldrig", examples=["2026-03-02"])
    last_contact_by: str | None = Field(examples=["officer-7"])
    last_contact_channel: e.Channel | None = Field(examples=["visit"])
    days_since_contact: int | None = Field(description="Null: never / Aldrig", examples=[8])
    next_step: e.NextStep | None = Field(
        description="As agreed at the last contact / Enligt senaste kontakten", examples=["call"]
    )
    next_step_on: Day | None = Field(examples=["2026-03-16"])
    no_contact_until: Day | None = Field(
        description="It wishes to be left alone up to this day / Vill inte kontaktas till och med", examples=[None]
    )
    gates_hit: list[e.Gate] = Field(description="What hinders support, as last recorded / Hinder för stöd", examples=[[]])
    version: int = Field(examples=[1])

    @classmethod
    def of(cls, row: Row, today: date, **more: Any) -> Self:
        last, wish = row["last_contact_on"], row["no_contact_until"]
        reckoned = {
            "days_since_contact": None if last is None else (today - last).days,
            "no_contact_until": None if wish is None or wish < today else wish,
        }
        return cls.model_validate({**dict(row), **reckoned, **more})


class EmployerPage(EmployerView):
    """An employer, and which others may be the same one."""

    possible_duplicates: list[UUID] = Field(
        description="Same municipality, similar name / Samma kommun, liknande namn", examples=[[]]
    )
