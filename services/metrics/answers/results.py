"""Answers of F4."""

from typing import Self

from pydantic import Field

from services.metrics.answers.counts import BreakdownView, Lists
from services.metrics.figures.results import EXITS, STARTED, Results, Tally
from services.metrics.figures.states import State
from services.metrics.figures.worktypes import CLASS_OF_FORM
from services.metrics.schemas import Asked
from shared.http.types import View


class TallyView(View):
    """Outcomes, and how many persons they are of."""

    outcomes: int = Field(examples=[126])
    persons: int = Field(examples=[118])

    @classmethod
    def of(cls, found: Tally) -> Self:
        return cls(outcomes=len(found.outcomes), persons=len(found.persons))


class DecisionsView(View):
    """Decisions on support of one form."""

    form: str = Field(examples=["LFU"])
    new: TallyView
    extended: TallyView


class EmploymentsView(View):
    """Employments started with one form, by the day before: in no spell (new), in another one, or nobody knows."""

    form: str = Field(examples=["NYSTART"])
    new: TallyView
    from_work: TallyView
    unknown_before: TallyView


class ExitView(View):
    """Cases ended in one way."""

    exit: str = Field(examples=["studies"])
    cases: TallyView


class ResultParts(View):
    """Every part of the sums."""

    decisions: list[DecisionsView]
    employments: list[EmploymentsView]
    exits: list[ExitView]
    never_began: int = Field(
        description="Decisions whose support never began; no outcomes / Beslut vars stöd aldrig började", examples=[0]
    )

    @classmethod
    def of(cls, figure: Results) -> Self:
        decided = {form: figure.decisions(form) for form in CLASS_OF_FORM}
        started = {form: figure.employments(form) for form in STARTED}
        return cls(
            decisions=[
                DecisionsView(form=form, new=TallyView.of(new), extended=TallyView.of(extended))
                for form, (new, extended) in decided.items()
            ],
            employments=[
                EmploymentsView(
                    form=form,
                    new=TallyView.of(before[State.NOT]),
                    from_work=TallyView.of(before[State.WORK]),
                    unknown_before=TallyView.of(before[State.UNKNOWN]),
                )
                for form, before in started.items()
            ],
            exits=[ExitView(exit=category, cases=TallyView.of(figure.exits_as(category))) for category in EXITS],
            never_began=len(figure.never_began),
        )


class ResultSums(View):
    """outcomes = employed + result_exits; employed = new_decisions + extensions + employments."""

    outcomes: TallyView
    employed: TallyView
    new_decisions: TallyView
    extensions: TallyView
    employments: TallyView
    employments_new: TallyView
    employments_from_work: TallyView
    employments_unknown_before: TallyView
    result_exits: TallyView = Field(
        description="To studies, sickness or activity compensation / Till studier, sjuk- eller aktivitetsersättning"
    )
    leaving_social_assistance: TallyView
    newly_in_work: TallyView
    subsidised_with_extensions: TallyView
    subsidised_new: TallyView

    @classmethod
    def of(cls, figure: Results) -> Self:
        return cls(**{name.replace("-", "_"): TallyView.of(found) for name, found in figure.sums().items()})


class ResultsView(View):
    """F4 of the period. Null is withheld from those without a unit: all sums, or all parts, when one of them is 1-4."""

    arguments: Asked
    definitions: str = Field(description="Version of the definitions / Definitionernas version", examples=["2026-1"])
    goal: int | None = Field(description="For subsidised_new / För subsidised_new", examples=[60])
    goal_met: bool | None = Field(examples=[True])
    sums: ResultSums | None
    parts: ResultParts | None
    breakdown: BreakdownView | None
    rows: Lists | None = Field(
        description="Lists of what was counted; null for who may not see cases / Listor över det räknade",
        examples=[{"newly-in-work": "/metrics/v1/figures/results/outcomes?from=2022-01-01&group=newly-in-work"}],
    )
