"""Answers of F9: coverage in SUS, and the survey."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Literal, Self

from pydantic import Field

from services.metrics.answers.counts import BrokenDown, lengths, share_of
from services.metrics.figures.coverage import Coverage
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.shares import Rows, rows
from services.metrics.figures.small_cells import Step
from services.metrics.figures.survey import Form, Question
from services.metrics.schemas import LISTED, Asked, Cases, ShareView
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


REGISTERED_CONSENTED: Final = "registered-consented"
"""Registered, with a consent that is in force: with not-yet, the consented."""


def coverage_counts(figure: Coverage) -> dict[str, Rows]:
    """The cases of each group that is known, and of those that what is withheld is reckoned by."""
    known = {group.value: cases for group, cases in coverage_cases(figure).items()}
    if figure.registered is None:
        return known
    return {**known, REGISTERED_CONSENTED: rows(set(figure.registered).intersection(figure.consented))}


def coverage_steps(figure: Coverage) -> tuple[Step, ...]:
    """Which groups are parts of others. The consented overlap others when registrations are known, and are not among these."""
    whole = CoverageGroup.WORKED_WITH.value
    rest = ("not-asked", "refused", "withdrawn", "protected")
    if figure.registered is None:
        return Step(parts=(whole,)), Step(parts=("consented", *rest), of=whole, whole=True)
    return (
        Step(parts=(whole,)),
        Step(parts=("registered", "not-yet", *rest), of=whole, whole=True),
        Step(parts=(REGISTERED_CONSENTED,), of="registered"),
    )


def coverage_shown(counts: Mapping[str, int | None]) -> dict[str, int | None]:
    """The groups' counts as they may be shown: with registrations, the consented when both kinds of them are."""
    shown = {group: count for group, count in counts.items() if group != REGISTERED_CONSENTED}
    if REGISTERED_CONSENTED in counts:
        kinds = counts["not-yet"], counts[REGISTERED_CONSENTED]
        shown["consented"] = None if None in kinds else sum(count or 0 for count in kinds)
    return shown


class CoverageCounts(View):
    """Cases open in the period, by how they stand to registration in SUS on `as_of`. Null is withheld, but see `not_known`."""

    worked_with: int | None = Field(examples=[120])
    consented: int | None = Field(examples=[90])
    registered: int | None = Field(description="In SUS / Registrerade i SUS", examples=[84])
    not_yet: int | None = Field(description="Consented, not registered / Samtycke men inte registrerad", examples=[6])
    protected: int | None = Field(description="Protected identity / Skyddade personuppgifter", examples=[2])
    withdrawn: int | None = Field(description="Consent withdrawn / Återkallat samtycke", examples=[5])
    refused: int | None = Field(examples=[8])
    not_asked: int | None = Field(examples=[15])


class CoverageFigure(View):
    """F9: worked with, consented and registered, and why not."""

    counts: CoverageCounts
    share_consented: ShareView | None = Field(description="null is withheld / null visas inte")
    share_registered: ShareView | None
    not_known: Literal["none-told"] | None = Field(
        description="Why registered and not_yet are null: nobody had told of any registration by then / Varför uppgiften saknas",
        examples=[None],
    )

    @classmethod
    def of(cls, figure: Coverage, counts: Mapping[str, int | None] | None = None) -> Self:
        """`counts`: group → count as it may be shown; all of them when not given."""
        known = coverage_shown(lengths(coverage_counts(figure))) if counts is None else counts
        counted = {group.value.replace("-", "_"): known.get(group.value) for group in CoverageGroup}
        return cls(
            counts=CoverageCounts.model_validate(counted),
            share_consented=share_of(counted["consented"], counted["worked_with"]),
            share_registered=share_of(counted["registered"], counted["worked_with"]),
            not_known="none-told" if figure.registered is None else None,
        )


class CoverageView(BrokenDown):
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
    answered: int | None = Field(description="null is withheld / null visas inte", examples=[41])
    skipped: int | None = Field(examples=[2])
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
