"""What is practice in the survey, as dated data."""

from dataclasses import dataclass
from datetime import date, timedelta

from shared.limits import in_force


@dataclass(frozen=True, kw_only=True)
class SurveyPractice:
    """How long a code works, and how many answers there must be before any of them is seen by anybody."""

    version: date
    code_lasts: timedelta
    at_least: int


SURVEY_PRACTICES = (SurveyPractice(version=date(2017, 8, 1), code_lasts=timedelta(days=30), at_least=5),)


def survey_practice_on(day: date) -> SurveyPractice:
    """The practice in force on the day."""
    return in_force(SURVEY_PRACTICES, day)
