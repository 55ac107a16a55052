"""Assessments and decisions as they come in and go out."""

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.fields import REFERRAL, Officer
from shared.http.types import Body, Day, Note, View


class FindingIn(Body):
    """One criterion's answer and the kind of document or record that it rests on."""

    criterion: e.Criterion = Field(examples=["attendance"])
    answer: e.Answer = Field(examples=["met"])
    evidence: e.Evidence | None = Field(
        default=None, description="Kind of evidence / Underlagets slag", examples=["attendance-record"]
    )
    evidence_date: Day | None = Field(default=None, examples=["2026-02-20"])


ALL_MET: list[dict[str, Any]] = [
    {"criterion": criterion, "answer": "met", "evidence": "assessment", "evidence_date": "2026-02-20"}
    for criterion in e.Criterion.__args__  # type: ignore[attr-defined] # Literal keeps its values there
]


class AssessmentIn(Body):
    """The answers to all criteria."""

    findings: list[FindingIn] = Field(min_length=1, max_length=16, examples=[ALL_MET])
    disability_group: e.DisabilityGroup | None = Field(
        default=None, description="Code for planning and statistics (AFFS 2015:1) / Kod", examples=["61"]
    )
    recheck_on: Day | None = Field(default=None, description="When to look again / Ny bedömning", examples=["2026-09-01"])
    on: Day


class FindingView(View):
    """One criterion's answer."""

    criterion: e.Criterion = Field(examples=["attendance"])
    answer: e.Answer = Field(examples=["met"])
    evidence: e.Evidence | None = Field(examples=["attendance-record"])
    evidence_date: Day | None = Field(examples=["2026-02-20"])


class AssessmentView(View):
    """The latest assessment, and the decision if there is one."""

    referral: UUID = Field(examples=[REFERRAL])
    outcome: e.Outcome = Field(examples=["eligible"])
    findings: list[FindingView]
    alternatives: list[e.Alternative] = Field(description="What to recommend / Rekommenderas", examples=[[]])
    ruleset: str = Field(description="Rules it was judged by / Regelverk", examples=["2017-08-01"])
    assessed_by: Officer
    assessed_on: Day
    recheck_on: Day | None = Field(examples=[None])
    decision: Literal["granted", "refused", "not-yet"] | None = Field(examples=["granted"])
    decided_by: Officer | None
    decided_on: Day | None
    overridden: list[e.Criterion] | None = Field(description="Unmet or unknown at a grant / Undantag", examples=[[]])
    basis: str | None = Field(examples=["förordning (2017:462) 11 och 45 §§"])
    version: int = Field(examples=[2])


class DecisionIn(Body):
    """Grant, refuse, or not yet. Granting against an unmet or unknown criterion needs `reason` and a second officer."""

    decision: Literal["granted", "refused", "not-yet"] = Field(examples=["granted"])
    reason: Note | None = Field(
        default=None,
        description="Needed to refuse and to override / Krävs vid avslag och undantag",
        examples=["Arbetsgivaren väntar."],
    )
    recheck_on: Day | None = Field(default=None, description="Needed for not-yet / Krävs vid ännu inte", examples=["2026-09-01"])
    on: Day
