"""Answers to the survey: of nobody, by month and unit."""

from typing import NamedTuple
from uuid import UUID


class SurveyAnswer(NamedTuple):
    """One answer sheet. `answers` are to questions 1-7, in order, None where skipped; `plan_follows` is the closing form's.

    It was given in one of the months from `first_month` to `month` ("2026-03"): it is published together with others.
    """

    answer: UUID
    unit: str
    form: str
    wording: str
    first_month: str
    month: str
    sex: str | None
    plan_follows: str | None
    answers: tuple[str | None, ...]


class SurveyInvitations(NamedTuple):
    """How many persons were invited with the form by the unit in the month ("2026-03")."""

    unit: str
    form: str
    month: str
    invited: int
