"""Assessments and decisions as they come in and go out."""

from typing import Any
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.evidence import AwaitedView, ReceivedView
from services.intake.schemas.fields import REFERRAL, Officer
from shared.http.types import Body, Day, Note, View


class FindingIn(Body):
    """One criterion's answer and what it rests on: the kind of document or record, who gave it, in which form, of which date."""

    criterion: e.Criterion = Field(examples=["attendance"])
    answer: e.Answer = Field(examples=["met"])
    evidence: e.Evidence | None = Field(
        default=None, description="Kind of evidence / Underlagets slag", examples=["attendance-record"]
    )
    evidence_date: Day | None = Field(default=None, examples=["2026-02-20"])
    source: e.EvidenceSource | None = Field(default=None, description="Who gave it / Källa", examples=["municipality"])
    form: e.EvidenceForm | None = Field(default=None, description="In which form / Form", examples=["document"])
    shortfall: e.Shortfall | None = Field(
        default=None,
        description="In which way it is not met, for registered and job-ready / På vilket sätt det inte är uppfyllt",
        examples=[None],
    )
    next_step: e.NextStep | None = Field(default=None, description="What is done next / Nästa steg", examples=[None])
    recheck_on: Day | None = Field(default=None, description="When it is looked at again / Ny bedömning", examples=[None])


ALL_MET: list[dict[str, Any]] = [
    {"criterion": criterion, "answer": "met", "evidence": "assessment", "evidence_date": "2026-02-20"}
    for criterion in e.Criterion.__args__  # type: ignore[attr-defined] # Literal keeps its values there
]


class AssessmentIn(Body):
    """Answers to some criteria or all. Those left out stay as they were judged before, or unknown."""

    findings: list[FindingIn] = Field(min_length=1, max_length=16, examples=[ALL_MET])
    disability_group: e.DisabilityGroup | None = Field(
        default=None, description="Code for planning and statistics (AFFS 2015:1) / Kod", examples=["61"]
    )
    registered_since: Day | None = Field(
        default=None, description="Unbroken registration with AF since / Inskriven utan avbrott sedan", examples=["2025-01-15"]
    )
    recheck_on: Day | None = Field(default=None, description="When to look again / Ny bedömning", examples=["2026-09-01"])
    on: Day


class FindingView(View):
    """One criterion's answer, and who judged it when; nobody has when `judged_by` is null."""

    criterion: e.Criterion = Field(examples=["attendance"])
    answer: e.Answer = Field(examples=["met"])
    evidence: e.Evidence | None = Field(examples=["attendance-record"])
    evidence_date: Day | None = Field(examples=["2026-02-20"])
    source: e.EvidenceSource | None = Field(examples=["municipality"])
    form: e.EvidenceForm | None = Field(examples=["document"])
    shortfall: e.Shortfall | None = Field(examples=[None])
    next_step: e.NextStep | None = Field(examples=[None])
    recheck_on: Day | None = Field(examples=[None])
    judged_by: Officer | None
    judged_on: Day | None


class AssessmentView(View):
    """How all criteria stand after the latest assessment, and the decision if there is one."""

    referral: UUID = Field(examples=[REFERRAL])
    outcome: e.Outcome = Field(examples=["eligible"])
    findings: list[FindingView]
    alternatives: list[e.Alternative] = Field(description="What to recommend / Rekommenderas", examples=[[]])
    registered_since: Day | None
    long_term: e.LongTerm | None = Field(description="Long-term unemployed / Långtidsarbetslös", examples=["long-term"])
    ruleset: str = Field(description="Rules it was judged by / Regelverk", examples=["2017-08-01"])
    assessed_by: Officer
    assessed_on: Day
    recheck_on: Day | None = Field(examples=[None])
    decision: e.Decision | None = Field(examples=["granted"])
    decided_by: Officer | None
    decided_on: Day | None
    overridden: list[e.Criterion] | None = Field(description="Unmet or unknown at a grant / Undantag", examples=[[]])
    basis: str | None = Field(examples=["förordning (2017:462) 11 och 45 §§"])
    version: int = Field(examples=[2])


class PastAssessment(View):
    """One assessment: what it judged, and how all criteria stood after it."""

    judged: list[e.Criterion] = Field(description="Judged this time / Bedömdes denna gång", examples=[["attendance"]])
    findings: list[FindingView]
    outcome: e.Outcome = Field(examples=["not-yet"])
    alternatives: list[e.Alternative] = Field(examples=[["steg-till-arbete"]])
    ruleset: str = Field(examples=["2017-08-01"])
    assessed_by: Officer
    assessed_on: Day
    recheck_on: Day | None = Field(examples=[None])
    version: int = Field(examples=[1])


class MissingView(View):
    """What would settle the criterion."""

    evidence: list[e.Evidence] = Field(description="Any of these shows it / Något av dessa visar det", examples=[["goal"]])
    next_step: e.NextStep = Field(examples=["agree-on-goal"])
    recheck_on: Day | None = Field(examples=["2026-09-01"])


class CriterionView(View):
    """One criterion: its basis, how it stands, and what is missing (null when it is met)."""

    finding: FindingView
    basis: str = Field(description="§ or practice / § eller praxis", examples=["practice"])
    missing: MissingView | None


class DossierView(View):
    """The readiness dossier: every criterion of the rules, what is missing, and what is recommended instead or first."""

    referral: UUID = Field(examples=[REFERRAL])
    ruleset: str = Field(examples=["2017-08-01"])
    outcome: e.Outcome = Field(examples=["not-yet"])
    criteria: list[CriterionView]
    awaited: list[AwaitedView] = Field(description="Open requests for evidence / Begärt underlag som inte har kommit")
    received: list[ReceivedView] = Field(description="Evidence that has come / Underlag som har kommit")
    judge_again: list[e.Criterion] = Field(
        description="Judged on evidence whose receipt was corrected since / Bedömda på underlag som sedan har rättats",
        examples=[["disability"]],
    )
    alternatives: list[e.Alternative] = Field(examples=[["steg-till-arbete"]])
    registered_since: Day | None
    long_term: e.LongTerm | None = Field(examples=["long-term"])
    recheck_on: Day | None = Field(examples=["2026-09-01"])
    assessed_on: Day | None = Field(description="The latest assessment; null when there is none / Senaste bedömningen")
    decision: e.Decision | None = Field(examples=[None])
    version: int = Field(examples=[1])


class DecisionIn(Body):
    """Grant, refuse, or not yet. Granting against an unmet or unknown criterion needs `reason` and a second officer."""

    decision: e.Decision = Field(examples=["granted"])
    reason: Note | None = Field(
        default=None,
        description="Needed to refuse and to override / Krävs vid avslag och undantag",
        examples=["Arbetsgivaren väntar."],
    )
    recheck_on: Day | None = Field(default=None, description="Needed for not-yet / Krävs vid ännu inte", examples=["2026-09-01"])
    on: Day


class ReconsiderationIn(Body):
    """A request for reconsideration. `notified_on` is when the person got the decision; left out, the request is in time."""

    requested_by: e.Party = Field(description="The person or somebody for the person / Vem som begär", examples=["person"])
    notified_on: Day | None = Field(default=None, description="The person got the decision / Fick del av beslutet")
    grounds: Note | None = Field(default=None, description="What the person says / Skäl", examples=["Jag behöver stödet."])
    on: Day = Field(description="The request came in / Begäran kom in", examples=["2026-03-16"])


class ReconsiderationDecisionIn(Body):
    """The answer: upheld, changed (only ever from refused to granted), or dismissed because it came too late."""

    outcome: e.ReconsiderationOutcome = Field(examples=["upheld"])
    reason: Note = Field(examples=["Inget nytt har kommit fram."])
    on: Day = Field(examples=["2026-03-23"])


class ReconsiderationView(View):
    """A request for reconsideration, and its answer."""

    requested_by: e.Party = Field(examples=["person"])
    requested_on: Day
    notified_on: Day | None
    last_day: Day | None = Field(description="Last day to ask / Sista dag att begära omprövning", examples=["2026-03-23"])
    in_time: bool = Field(examples=[True])
    grounds: str | None = Field(examples=["Jag behöver stödet."])
    outcome: e.ReconsiderationOutcome | None = Field(examples=[None])
    reason: str | None = Field(examples=[None])
    decided_by: Officer | None
    decided_on: Day | None
    version: int = Field(examples=[4])


class PastDecision(View):
    """A decision and the rules it was taken under."""

    decision: e.Decision = Field(examples=["refused"])
    reconsidered: e.ReconsiderationOutcome | None = Field(
        description="How the decision before it was reconsidered / Omprövning", examples=[None]
    )
    doubts: list[e.Criterion] = Field(description="Unmet or unknown / Inte uppfyllda eller okända", examples=[["job-ready"]])
    alternatives: list[e.Alternative] = Field(examples=[["steg-till-arbete"]])
    recheck_on: Day | None = Field(examples=[None])
    ruleset: str = Field(examples=["2017-08-01"])
    basis: str = Field(examples=["förordning (2017:462) 11 och 45 §§"])
    decided_by: Officer
    decided_on: Day
    version: int = Field(examples=[2])


class HowToAsk(View):
    """How to ask for reconsideration; null for a decision that is not final."""

    days: int = Field(description="Days from when the person got the decision / Dagar från delgivning", examples=[21])
    basis: str = Field(examples=["förordning (2017:462) 57 §"])
    text: str = Field(examples=["Skriv till Arbetsförmedlingen inom tre veckor från den dag du fick del av beslutet."])


class DecisionView(PastDecision):
    """The decision that holds, with its criteria as they stood, its reason for those who may read it, and how to ask again."""

    referral: UUID = Field(examples=[REFERRAL])
    criteria: list[CriterionView]
    reason: str | None = Field(examples=["Behöver inte stödet."])
    how_to_ask: HowToAsk | None
    reconsideration: ReconsiderationView | None
