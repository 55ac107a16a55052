"""What several of followup's bodies and answers share."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, PlainSerializer

from shared.db import Row

PerWeek = Annotated[
    Decimal,
    Field(ge=0, le=35, decimal_places=2, description="Contacts a week / Kontakter i veckan", examples=[2]),
    PlainSerializer(float, return_type=float, when_used="json"),
]


Hours = Annotated[
    Decimal,
    Field(description="Contracted hours a week / Avtalade timmar i veckan", examples=[30]),
    PlainSerializer(float, return_type=float, when_used="json"),
]


Officer = Annotated[str, Field(description="An officer's subject / En handläggare", examples=["officer-8"])]


Recorder = Annotated[str, Field(description="Who recorded it / Registrerad av", examples=["officer-7"])]


HasNote = Annotated[bool, Field(description="Read one alone to see its note / Läs en för sig för att se anteckningen")]


def noted(row: Row, more: dict[str, Any]) -> dict[str, Any]:
    """The row with whether it has a note, and without the note itself unless that is given unsealed."""
    values = {**dict(row), "case": row["case_id"], "has_note": row["note"] is not None}
    del values["note"]
    return {**values, **more}
