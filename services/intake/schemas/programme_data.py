"""What a municipality's social services are given without consent."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from services.intake.programme_data import BASIS, NOT_HELD, PROGRAMME, NotHeld
from services.intake.schemas.fields import REFERRAL
from shared.http.types import Day, View


class ProgrammeData(View):
    """Identity, registration, programme and period, as far as intake holds them; `not_held` is what else the law names."""

    referral: UUID = Field(examples=[REFERRAL])
    basis: str = Field(default=BASIS, examples=[BASIS])
    name: str | None = Field(description="Null when erased / Null om raderat", examples=["Exempel Exempelsson"])
    birth_date: Day = Field(examples=["1990-02-14"])
    registered_from: Day | None = Field(
        description="As stated at the assessment; null when nobody did / Enligt bedömningen", examples=["2025-01-15"]
    )
    programme: Literal["SIUS"] | None = Field(
        description="Null before a case has started / Null innan ett ärende har startat", examples=[PROGRAMME]
    )
    programme_from: Day | None = Field(examples=["2026-03-04"])
    programme_to: Day | None = Field(description="Null while it goes on / Null medan det pågår", examples=[None])
    not_held: list[NotHeld] = Field(
        default=list(NOT_HELD), description="Not held by intake / Finns inte här", examples=[list(NOT_HELD)]
    )
