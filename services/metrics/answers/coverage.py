"""Answers of F9: coverage in SUS, and the survey."""

from enum import StrEnum
from typing import Self

from pydantic import Field

from services.metrics.figures.coverage import Coverage
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.shares import Rows
from services.metrics.figures.survey import Form, Question
from services.metrics.schemas import LISTED, Asked, Cases, ShareView
from services.metrics.suppression import SMALLEST
from shared.http.types import View


class CoverageGroup(StrEnum):
    """worked-with = registered + not-yet (together at least the consented) + protected + withdrawn + refused + not-asked."""

    WORKED_WITH = "worked-with"
    CONSENTED = "consented"
    REGISTERED = "registered"
    NOT_YET = "not-yet"
    PROTECTED = "protected"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    NOT_ASKED = "not-asked"


def coverage_cases(figure: Coverage) -> dict[CoverageGroup, Rows]:
    """The cases of each group that is known."""
    found = {group: getattr(figure, group.value.replace("-", "_")) for group in CoverageGroup}
    return {group: cases for group, cases in found.items() if cases is not None}


def coverage_too_small(figure: Coverage) -> bool:
    """Whether the figure would speak of one to four cases."""
    return 0 < len(figure.worked_with) < SMALLEST


class CoverageCounts(View):
    """Cases open in the period, by how they stand to registration in SUS on `as_of`."""

    worked_with: int = Field(examples=[120])
    consented: int = Field(examples=[90])
    registered: int | None = Field(description="null: nobody tells of registrations / null: uppgift saknas", examples=[84])
    not_yet: int | None = Field(description="Consented, not registered / Samtycke men inte registrerad", examples=[6])
    protected: int = Field(description="Protected identity / Skyddade personuppgifter", examples=[2])
    withdrawn: int = Field(description="Consent withdrawn / Återkallat samtycke", examples=[5])
    refused: int = Field(examples=[8])
    not_asked: int = Field(examples=[15])


class CoverageFigure(View):
    """F9: worked with, consented and registered, and why not."""

    counts: CoverageCounts
    share_consented: ShareView
    share_registered: ShareView | None

    @classmethod
    def of(cls, figure: Coverage) -> Self:
        counted = dict.fromkeys(group.value.replace("-", "_") for group in CoverageGroup)
        known = {group.value.replace("-", "_"): len(cases) for group, cases in coverage_cases(figure).items()}
        return cls(
            counts=CoverageCounts.model_validate({**counted, **known}),
            share_consented=ShareView.of(figure.share_consented),
            share_registered=ShareView.of(figure.share_registered) if figure.share_registered else None,
        )


class CoverageView(View):
    """The answer; `figure` is null when it is suppressed, that is, when it would speak of one to four cases."""

    arguments: Asked
    definitions: str = Field(examples=[DEFINITIONS])
    suppressed: bool = Field(examples=[False])
    figure: CoverageFigure | None
    cases: Cases | None = Field(
        description="Lists of the cases counted; null for who may not see cases / Listor över de räknade ärendena",
        examples=[{"consented": LISTED.format("coverage").replace("mature", "consented")}],
    )


class QuestionView(View):
    """One of the seven questions. `not_assessable`: fewer than five answered it, and nothing is said of it."""

    question: int = Field(examples=[1])
    answered: int = Field(examples=[41])
    skipped: int = Field(examples=[2])
    not_assessable: bool = Field(examples=[False])
    distribution: dict[str, int] | None = Field(
        description="Lowest category first / Lägsta svaret först",
        examples=[{"never": 1, "seldom": 2, "sometimes": 4, "often": 9, "mostly": 15, "always": 10}],
    )
    two_highest: ShareView | None = Field(description="Share in the two highest / Andel i de två högsta")

    @classmethod
    def of(cls, question: Question) -> Self:
        return cls(
            question=question.question,
            answered=question.answered,
            skipped=question.skipped,
            not_assessable=not question.assessable,
            distribution=dict(question.distribution) if question.distribution is not None else None,
            two_highest=ShareView.of(question.highest) if question.highest else None,
        )


class FormView(View):
    """One form of the survey. The rate is null when it is not assessable."""

    form: str = Field(examples=["ongoing"])
    answers: int = Field(examples=[43])
    invited: int = Field(examples=[60])
    answer_rate: ShareView | None
    wordings: list[str] = Field(examples=[["2025-1"]])
    questions: list[QuestionView]
    plan_follows: dict[str, int] | None = Field(
        description="Asked by the closing form / Frågas i avslutsenkäten", examples=[{"yes": 9, "no": 2, "do-not-know": 1}]
    )

    @classmethod
    def of(cls, form: Form) -> Self:
        return cls(
            form=form.form,
            answers=form.answers,
            invited=form.invited,
            answer_rate=ShareView.of(form.rate) if form.rate else None,
            wordings=list(form.wordings),
            questions=[QuestionView.of(question) for question in form.questions],
            plan_follows=dict(form.plan_follows) if form.plan_follows is not None else None,
        )


class SurveyView(View):
    """The answer. It speaks of answers that nobody can be found by, so there are no lists."""

    arguments: Asked
    definitions: str = Field(examples=[DEFINITIONS])
    forms: list[FormView]
