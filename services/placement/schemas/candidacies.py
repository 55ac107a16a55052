"""Candidacies as they come in and go out."""

from collections.abc import Iterable
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from services.placement import events as e
from services.placement.fields import Unit
from services.placement.outcomes import SMALLEST, Counted, counted
from services.placement.schemas.examples import CANDIDACY, CASE, EMPLOYER, OPPORTUNITY, PERSON, TRIAL
from shared.db import Row
from shared.http.types import Body, Day, Note, View

CandidacyStatus = Literal[
    "proposed",
    "presented",
    "interviewed",
    "trial",
    "offered",
    "accepted",
    "employed",
    "declined-by-person",
    "declined-by-employer",
    "withdrawn",
]
TrialStatus = Literal["agreed", "ended", "cancelled"]
AnyReason = e.DeclineReason | e.WithdrawalReason


class CandidacyIn(Body):
    """A person proposed for an opportunity, within the person's case."""

    case: UUID = Field(examples=[CASE])
    opportunity: UUID = Field(examples=[OPPORTUNITY])
    on: Day


class StepIn(Body):
    """The day on which the step was taken."""

    on: Day


class TrialIn(Body):
    """Days at the workplace, both included. Work trial (arbetsprövning) or work practice (praktik), never employment."""

    kind: e.TrialKind = Field(examples=["work-trial"])
    from_on: Day = Field(description="First day / Första dag", examples=["2026-03-09"])
    until: Day = Field(description="Last day / Sista dag", examples=["2026-03-20"])
    on: Day = Field(description="When it was agreed / När det avtalades")


class TrialEndingIn(Body):
    """The last day; a day before the first cancels the trial."""

    on: Day = Field(examples=["2026-03-10"])


class DeclineIn(Body):
    """Who said no, and why: one of that party's reasons."""

    by: e.Party = Field(examples=["employer"])
    reason: e.DeclineReason = Field(examples=["other-candidate"])
    note: Note | None = Field(default=None, examples=["Valde en intern sökande."])
    on: Day


class CandidacyWithdrawalIn(Body):
    """Why the candidacy is taken back."""

    reason: e.WithdrawalReason = Field(examples=["other-job"])
    note: Note | None = Field(default=None, examples=[None])
    on: Day


class ReversalIn(Body):
    """The outcome that does not hold, and why."""

    reverses: e.Outcome = Field(examples=["declined-by-employer"])
    reason: Note = Field(examples=["Arbetsgivaren ändrade sig."])
    on: Day


class RequirementView(View):
    """A hard requirement, met or not on the day of the match."""

    code: e.RequirementCode = Field(examples=["hours"])
    met: bool = Field(examples=[True])


class DimensionFitView(View):
    """Demand against ability; `closed_by` is the adaptation that closes the gap."""

    dimension: e.Dimension = Field(examples=["pace"])
    demand: int = Field(examples=[3])
    ability: int | None = Field(examples=[2])
    gap: int = Field(examples=[1])
    closed_by: str | None = Field(examples=["breaks"])


class ExplanationView(View):
    """Why this person and this job, as computed when the candidacy was proposed."""

    requirements: list[RequirementView]
    dimensions: list[DimensionFitView]
    nearness: int = Field(description="Shared digits of SSYK, 0-4 / Gemensamma siffror", examples=[4])
    score: int = Field(examples=[92])


class TrialView(View):
    """Days at the workplace. Never employment."""

    trial: UUID = Field(examples=[TRIAL])
    kind: e.TrialKind = Field(examples=["work-trial"])
    agreed_on: Day
    from_on: Day = Field(examples=["2026-03-09"])
    until: Day = Field(examples=["2026-03-20"])
    status: TrialStatus = Field(examples=["agreed"])


class CandidacyLine(View):
    """A candidacy in a list."""

    candidacy: UUID = Field(examples=[CANDIDACY])
    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    opportunity: UUID = Field(examples=[OPPORTUNITY])
    employer: UUID = Field(examples=[EMPLOYER])
    unit: Unit
    status: CandidacyStatus = Field(examples=["presented"])
    proposed_on: Day
    presented_on: Day | None = Field(examples=["2026-03-03"])
    interviewed_on: Day | None = Field(description="The latest / Senaste", examples=[None])
    offered_on: Day | None = Field(examples=[None])
    outcome_on: Day | None = Field(examples=[None])
    reason: AnyReason | None = Field(examples=[None])
    employment: UUID | None = Field(description="That it led to / Som den ledde till", examples=[None])
    score: int = Field(examples=[92])
    version: int = Field(examples=[2])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})


class CandidacyView(CandidacyLine):
    """A candidacy, its trials, and the stored explanation of the match. The note is null without one, or once erased."""

    note: str | None = Field(examples=[None])
    explanation: ExplanationView
    trials: list[TrialView]

    @classmethod
    def whole(cls, row: Row, trials: Iterable[Row], note: str | None) -> Self:
        tried = [TrialView.model_validate(dict(trial)) for trial in trials]
        return cls.model_validate({**dict(row), "case": row["case_id"], "note": note, "trials": tried})


class ReasonCount(View):
    """How many for this reason; null: withheld, because it would speak of one to four persons."""

    reason: AnyReason = Field(examples=["other-candidate"])
    number: int | None = Field(examples=[7])


class OutcomeCount(View):
    """How many came out so; null: withheld."""

    outcome: e.Outcome = Field(examples=["declined-by-employer"])
    number: int | None = Field(examples=[12])
    reasons: list[ReasonCount]


class OutcomesView(View):
    """How candidacies came out. Those still open are told apart: they may come out any way. Null is withheld, not none."""

    employer: UUID | None = Field(examples=[EMPLOYER])
    year: int | None = Field(description="Year of proposal / År för förslaget", examples=[2026])
    total: int | None = Field(examples=[31])
    open: int | None = Field(examples=[8])
    outcomes: list[OutcomeCount]
    smallest: int = Field(description="Fewest persons that a number is about / Minsta antal personer", examples=[5])

    @classmethod
    def of(cls, employer: UUID | None, year: int | None, rows: Iterable[Counted]) -> Self:
        found = counted(rows)
        counts = [
            {
                "outcome": outcome,
                "number": number,
                "reasons": [{"reason": reason, "number": of_reason} for reason, of_reason in reasons.items()],
            }
            for outcome, (number, reasons) in found.outcomes.items()
        ]
        return cls.model_validate(
            {
                "employer": employer,
                "year": year,
                "total": found.total,
                "open": found.open,
                "outcomes": counts,
                "smallest": SMALLEST,
            }
        )
