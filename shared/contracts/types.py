"""The words that published events use: codes for statistics, never names, numbers or notes.

What is not a code or an id has a pattern or bounds, so that no field can carry free text.
"""

from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import Field, PlainSerializer, StringConstraints, WithJsonSchema

UNIT_PATTERN: Final = r"^[a-z0-9][a-z0-9-]{0,63}$"
SUBJECT_PATTERN: Final = r"^[A-Za-z0-9._@:-]{1,100}$"
MONTH_PATTERN: Final = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
WORDING_PATTERN: Final = r"^[0-9]{4}-[0-9]{1,3}$"
MUNICIPALITY_PATTERN: Final = r"^[0-9]{4}$"
RATE_PATTERN: Final = r"^[0-9]{1,2}\.[0-9]{2}$"
WEEK_HOURS_PATTERN: Final = r"^[0-9]{1,3}\.[0-9]{2}$"
HOURS_PATTERN: Final = r"^[0-9]{1,2}(\.[0-9]{1,2})?$"
OCCUPATION_PATTERN: Final = r"^[0-9]{4}$"

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

PerWeek = Annotated[
    Decimal,
    Field(ge=0, le=99, max_digits=4, decimal_places=2),
    PlainSerializer(lambda rate: f"{rate:.2f}", return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": RATE_PATTERN}, mode="serialization"),
]
"""Planned contacts a week, on average, with two decimals, as a string."""

Occupation = Annotated[str, StringConstraints(pattern=OCCUPATION_PATTERN)]
"""Four-digit code of an occupation (SSYK 2012)."""

Sector = Literal["municipal", "regional", "state", "private", "non-profit"]
"""The employer's sector; a sole trader's is private."""

Minutes = Annotated[int, Field(ge=1, le=1440)]
"""How long something took: at most a day."""

PlanKind = Literal["introduction", "follow-up"]

Sex = Literal["woman", "man"]
"""Legal sex, as registration for statistics asks for it."""

DisabilityGroup = Literal["11", "21", "22", "33", "43", "51", "61", "71", "82", "91", "92"]
"""AFFS 2015:1: heart/vessels/lungs 11, deaf 21, hearing 22, sight 33, mobility 43, other somatic 51, psychiatric 61, general
learning 71, substance 82, allergy 91, specific cognitive 92."""

SupportNeed = Literal["needed", "not-needed"]
"""Whether the person needs support at introduction and follow-up to get or keep the job, as intake judged it."""

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

ContactChannel = Literal["visit", "video", "phone", "mail", "letter"]

SupportChannel = Literal["visit", "phone", "mail", "video", "text"]
"""How a contact in the support was; face to face is a visit."""

ContactWith = Literal["person", "employer", "both"]

ContactOutcome = Literal["kept", "no-show", "moved"]
"""`moved`: agreed beforehand to be on another day."""

WeekHours = Annotated[
    Decimal,
    Field(ge=0, le=100, max_digits=5, decimal_places=2),
    PlainSerializer(lambda hours: f"{hours:.2f}", return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": WEEK_HOURS_PATTERN}, mode="serialization"),
]
"""Hours in one week, 0 to 100, with two decimals, as a string."""

Situation = Literal["in-work", "studies", "looking", "ill", "unknown"]
"""A person's situation on a day, as somebody established it."""

TrialKind = Literal["work-trial", "work-practice"]
"""Arbetsprövning, praktik: days at a workplace that are never employment."""

ReturnReason = Literal["incomplete", "not-ready", "other-effort-first", "not-registered", "wrong-unit", "person-declines"]
"""Why a referral was given back to the agency."""

ProgrammeDecision = Literal["granted", "refused", "not-yet"]

EvidenceClass = Literal["certificate", "record", "assessment", "other"]
"""What was asked for, so coarse that it tells nothing of health: a medical certificate and any other are both a certificate."""

EvidenceHolder = Literal["authority", "employer-or-school", "person", "other"]
"""Who was asked, so coarse that it tells nothing of health or crime: an authority is the region or any other."""

EvidenceForm = Literal["document", "digital", "record", "oral"]
"""How evidence came."""

Appropriation = Literal["1:4", "1:1", "other"]
"""What an officer's time is charged to; 1:4 is for SIUS."""

Percent = Annotated[int, Field(ge=0, le=100)]

CaseCount = Annotated[int, Field(ge=1, le=200)]

Month = Annotated[str, StringConstraints(pattern=MONTH_PATTERN)]
"""A calendar month, as YYYY-MM."""

Wording = Annotated[str, StringConstraints(pattern=WORDING_PATTERN)]
"""Version of the survey's wording: a year and a number."""

SurveyForm = Literal["ongoing", "closing"]

Often = Literal["never", "seldom", "sometimes", "often", "mostly", "always"]
"""The survey's questions 1-4, lowest first."""

Much = Literal["not-at-all", "small-part", "partly", "largely", "very-largely", "fully"]
"""The survey's questions 5-7, lowest first."""

SurveySex = Literal["woman", "man", "no-answer"]

PlanFollows = Literal["yes", "no", "do-not-know"]
