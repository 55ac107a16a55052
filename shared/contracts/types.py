"""The words that published events use: codes for statistics, never names, numbers or notes.

What is not a code or an id has a pattern or bounds, so that no field can carry free text.
"""

from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import Field, PlainSerializer, StringConstraints, WithJsonSchema

UNIT_PATTERN: Final = r"^[a-z0-9][a-z0-9-]{0,63}$"
SUBJECT_PATTERN: Final = r"^[A-Za-z0-9._@:-]{1,100}$"
MUNICIPALITY_PATTERN: Final = r"^[0-9]{4}$"
HOURS_PATTERN: Final = r"^[0-9]{1,2}(\.[0-9]{1,2})?$"

Unit = Annotated[str, StringConstraints(pattern=UNIT_PATTERN)]
"""Code of a unit, as in the `units` claim of tokens."""

Subject = Annotated[str, StringConstraints(pattern=SUBJECT_PATTERN)]
"""An officer's subject, as in the `sub` claim of tokens."""

Municipality = Annotated[str, StringConstraints(pattern=MUNICIPALITY_PATTERN)]
"""Four-digit municipality code (SCB)."""

BirthYear = Annotated[int, Field(ge=1900, le=2199)]

WeeklyHours = Annotated[
    Decimal,
    Field(gt=0, le=60, max_digits=4, decimal_places=2),
    PlainSerializer(lambda hours: f"{hours.normalize():f}", return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": HOURS_PATTERN}, mode="serialization"),
]
"""Contracted hours a week, more than 0 and at most 60; written in one way (30, 32.25), as a string."""

Sex = Literal["woman", "man"]
"""Legal sex, as registration for statistics asks for it."""

DisabilityGroup = Literal["11", "21", "22", "33", "43", "51", "61", "71", "82", "91", "92"]
"""AFFS 2015:1: heart/vessels/lungs 11, deaf 21, hearing 22, sight 33, mobility 43, other somatic 51, psychiatric 61, general
learning 71, substance 82, allergy 91, specific cognitive 92."""

ReferralSource = Literal["af", "municipality", "forsakringskassan", "region", "kriminalvarden", "self", "other"]

SupportForm = Literal["LFU", "LFA", "LFT", "OSA", "NYSTART", "INTRO", "SAMHALL", "NONE"]
"""Support form of an employment: förordning (2017:462) 27, 31, 35, 41 §§, (2018:43), (2018:42); NONE is without support."""

ExitCategory = Literal[
    "employment",
    "studies",
    "sickness-compensation",
    "activity-compensation",
    "samhall",
    "other-authority",
    "moved",
    "health",
    "own-wish",
    "no-show",
    "deceased",
    "other",
]

EndKind = Literal["completed", "interrupted"]

Situation = Literal["in-work", "studies", "looking", "ill", "unknown"]
"""A person's situation on a day, as somebody established it."""
