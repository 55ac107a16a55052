"""The survey broken down: by what an answer sheet carries, which is the unit and, where it was answered, the sex.

Nobody may be told what fewer than five answered, at a unit either: a count of 1-4 is withheld from everybody here, with whatever
it could be computed from.
"""

from collections.abc import Mapping
from typing import Final, Self

from pydantic import Field

from services.metrics.answers.coverage import QuestionView, SurveyView
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.small_cells import Step
from services.metrics.figures.survey import SCALES, Form
from shared.http.types import View

ANSWERS: Final = "answers"
PLAN: Final = "plan-follows"
SURVEY_STEPS: Final = (
    Step(parts=(ANSWERS,)),
    *(Step(parts=(f"q{number}",), of=ANSWERS) for number in range(1, len(SCALES) + 1)),
    Step(parts=(PLAN,), of=ANSWERS),
)


def answered(form: Form) -> dict[str, int]:
    """How many sheets, and how many answers to each question."""
    questions = {f"q{one.question}": one.answered for one in form.questions}
    return {ANSWERS: form.answers, **questions, PLAN: form.plans_answered}


class SliceFormView(View):
    """One form of the survey, in one slice."""

    form: str = Field(examples=["ongoing"])
    answers: int | None = Field(description="null is withheld / null visas inte", examples=[21])
    questions: list[QuestionView]
    plan_follows: dict[str, int] | None = Field(
        description="Asked by the closing form / Frågas i avslutsenkäten", examples=[{"yes": 9, "no": 2, "do-not-know": 1}]
    )

    @classmethod
    def of(cls, form: Form, counts: Mapping[str, int | None]) -> Self:
        """`counts` are those of `answered`, as they may be shown."""
        given = counts[ANSWERS]
        questions = []
        for one in form.questions:
            told = counts[f"q{one.question}"]
            view = QuestionView.of(one)
            hidden = {"distribution": None, "two_highest": None} if told is None else {}
            skipped = None if told is None or given is None else one.skipped
            shown = {"answered": told, "skipped": skipped, "not_assessable": not told, **hidden}
            questions.append(view.model_copy(update=shown))
        plans = form.plan_follows if counts[PLAN] is not None else None
        return cls(form=form.form, answers=given, questions=questions, plan_follows=dict(plans) if plans is not None else None)


class SurveySliceView(View):
    """The answers with one value."""

    value: str = Field(examples=["woman"])
    forms: list[SliceFormView]


class SurveyBreakdownView(View):
    """The survey by sex or unit."""

    by: Breakdown = Field(examples=["sex"])
    slices: list[SurveySliceView]
    left_out: bool = Field(
        description="Whether there are slices of which nothing may be shown / Om delar har utelämnats", examples=[False]
    )


class SurveyBrokenDownView(SurveyView):
    """The answer, broken down if that was asked."""

    breakdown: SurveyBreakdownView | None
