"""Benchmarks, shares and caps as they come in and go out."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.fields import Municipality, Officer, Unit
from shared.http.types import Body, Day, View

SHARE = "0195c1de-9d00-7000-8000-0000000000ad"
Percent = Annotated[int, Field(ge=1, le=100, description="Of full time / Av heltid", examples=[75])]
Cases = Annotated[int, Field(ge=1, le=200, description="Ongoing cases / Pågående ärenden", examples=[30])]
Reason = Annotated[
    e.ShortageReason | None,
    Field(description="Needed when less room is left than is taken / Krävs när platserna inte räcker", examples=["leave"]),
]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$", description="ISO 639-1", examples=["ar"])]
Sector = Literal["municipal", "regional", "state", "private", "non-profit"]


class BenchmarkIn(Body):
    """Cases for each full-time support person, from a day on."""

    cases: Cases
    reason: Reason = None
    on: Day


class BenchmarkView(View):
    """A benchmark that the unit has set."""

    unit: Unit
    cases: Cases
    from_on: Day
    set_by: Officer


class ShareIn(Body):
    """How much of a support person's time goes to an appropriation at the unit, and until which last day."""

    support_person: Officer
    appropriation: e.Appropriation = Field(description="Budget appropriation / Anslag", examples=["1:4"])
    percent: Percent
    on: Day
    until: Day | None = Field(default=None, description="Last day / Sista dag", examples=[None])
    reason: Reason = None


class ShareEndIn(Body):
    """`on` is the share's last day."""

    reason: Reason = None
    on: Day


class ShareCorrectionIn(Body):
    """What the share was, and why it was wrong. 0 percent: it never was."""

    appropriation: e.Appropriation = Field(examples=["1:4"])
    percent: int = Field(ge=0, le=100, examples=[50])
    on: Day
    until: Day | None = Field(default=None, examples=[None])
    why: e.CorrectionReason = Field(description="Why it is corrected / Varför den rättas", examples=["wrong-percent"])
    reason: Reason = None


class CapIn(Body):
    """The most cases of the unit for a support person, and until which last day."""

    cap: int = Field(ge=0, le=200, examples=[20])
    on: Day
    until: Day | None = Field(default=None, examples=[None])
    reason: Reason = None


class DescriptionIn(Body):
    """What the support person knows, for assignment proposals."""

    languages: list[Language] = Field(max_length=20, examples=[["ar", "sv"]])
    sectors: list[Sector] = Field(max_length=5, examples=[["private"]])
    municipalities: list[Municipality] = Field(max_length=50, examples=[["0180"]])
    on: Day


class ShareView(View):
    """A share of a support person's time."""

    share: UUID = Field(examples=[SHARE])
    unit: Unit
    appropriation: e.Appropriation = Field(examples=["1:4"])
    percent: int = Field(examples=[75])
    from_on: Day
    until: Day | None = Field(examples=[None])


class CapView(View):
    """A personal cap; the last in the list that covers a day holds."""

    unit: Unit
    cap: int = Field(examples=[20])
    from_on: Day
    until: Day | None = Field(examples=[None])


class SupportPersonView(View):
    """A support person's shares and caps at one's own units, and what the person knows."""

    support_person: Officer
    shares: list[ShareView]
    caps: list[CapView]
    languages: list[str] = Field(examples=[["ar", "sv"]])
    sectors: list[str] = Field(examples=[["private"]])
    municipalities: list[str] = Field(examples=[["0180"]])
    version: int = Field(examples=[3])
