"""Followup's rules as dated data: the ordinance's limit for introduction, and what is practice."""

from services.followup.rules.introduction import LIMITS, IntroductionLimit, Span, first_day, limit_for, nth_day
from services.followup.rules.practice import (
    PRACTICES,
    FollowUpLength,
    SupportPractice,
    UnitLength,
    follow_up_length,
    support_practice_on,
)
from services.followup.rules.survey import SURVEY_PRACTICES, SurveyPractice, survey_practice_on
from shared.limits import months_after

__all__ = [
    "LIMITS",
    "PRACTICES",
    "SURVEY_PRACTICES",
    "FollowUpLength",
    "IntroductionLimit",
    "Span",
    "SupportPractice",
    "SurveyPractice",
    "UnitLength",
    "first_day",
    "follow_up_length",
    "limit_for",
    "months_after",
    "nth_day",
    "support_practice_on",
    "survey_practice_on",
]
