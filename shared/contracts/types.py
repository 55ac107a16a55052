"""The words that published events use: codes for statistics, never names, numbers or notes."""

from typing import Literal

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
