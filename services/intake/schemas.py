"""Bodies and answers of intake's API. Every field carries an example; the examples are posted by a test."""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from services.intake import events as e
from shared.db import Row
from shared.http.types import Body, Day, Note, Text, View
from shared.identity import LOOKS_PERSONAL

PERSON, REFERRAL, CASE = (
    "0195c1de-9d00-7000-8000-0000000000aa",
    "0195c1de-9d00-7000-8000-0000000000ab",
    "0195c1de-9d00-7000-8000-0000000000ac",
)

IdentityNumber = Annotated[
    str,
    StringConstraints(min_length=10, max_length=13, pattern=r"^[0-9]{6,8}[-+]?[0-9]{4}$"),
    Field(
        description="Personnummer or samordningsnummer; only ever sent in a body / Skickas bara i innehållet",
        examples=["19900214-2389"],
        json_schema_extra={"writeOnly": True},
    ),
]
Municipality = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}$"),
    Field(description="Municipality code (SCB) / Kommunkod", examples=["0180"]),
]
Unit = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$"), Field(description="Unit / Enhet", examples=["stockholm"])
]


def _no_personal_number(subject: str) -> str:
    if LOOKS_PERSONAL.search(subject):
        raise PydanticCustomError("personal_number", "an identity number is not a subject")
    return subject


Officer = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._@:-]+$"),
    AfterValidator(_no_personal_number),
    Field(description="Subject of an officer's token / Handläggarens id", examples=["officer-7"]),
]
ReferralStatus = Literal["open", "returned", "withdrawn", "accepted", "declined"]
CaseStatus = Literal["waiting", "ongoing", "ended", "in-error"]


class PersonIn(Body):
    """A person to register."""

    identity_number: IdentityNumber
    name: Text = Field(examples=["Exempel Exempelsson"])
    birth_date: Day = Field(examples=["1990-02-14"])
    sex: e.Sex = Field(description="Legal sex / Juridiskt kön", examples=["woman"])
    municipality: Municipality


class PersonSearch(Body):
    """Whom to look for. The search is logged."""

    identity_number: IdentityNumber


class PersonFound(View):
    """The person with that number, if there is one."""

    person: UUID | None = Field(examples=[PERSON])


class PersonView(View):
    """A person. The identity number is never shown."""

    person: UUID = Field(examples=[PERSON])
    name: str = Field(examples=["Exempel Exempelsson"])
    birth_date: Day = Field(examples=["1990-02-14"])
    sex: e.Sex = Field(examples=["woman"])
    municipality: Municipality
    version: int = Field(examples=[1])


class PlannedJobIn(Body):
    """A job that is planned or has just begun."""

    starts_on: Day | None = Field(default=None, examples=["2026-04-01"])
    already_begun: bool = Field(default=False, examples=[False])


class PlannedJobView(View):
    """A job that is planned or has just begun."""

    starts_on: Day | None = Field(examples=["2026-04-01"])
    already_begun: bool = Field(examples=[False])


class ReferralIn(Body):
    """A referral to receive."""

    person: UUID = Field(examples=[PERSON])
    source: e.ReferralSource = Field(description="Who refers / Anvisande part", examples=["municipality"])
    source_unit: Unit | None = Field(default=None, description="Its unit / Dess enhet", examples=["arbetsmarknadsenheten"])
    unit: Unit
    channel: e.Channel = Field(description="How it came / Hur den kom in", examples=["digital"])
    planned_job: PlannedJobIn | None = Field(default=None, examples=[{"starts_on": "2026-04-01", "already_begun": False}])
    note: Note | None = Field(default=None, examples=["Vill arbeta i butik."])
    on: Day = Field(description="Date received / Mottagen", examples=["2026-03-02"])


class ReferralView(View):
    """A referral and where it stands."""

    referral: UUID = Field(examples=[REFERRAL])
    person: UUID = Field(examples=[PERSON])
    source: e.ReferralSource = Field(examples=["municipality"])
    source_unit: str | None = Field(examples=["arbetsmarknadsenheten"])
    unit: Unit
    channel: e.Channel = Field(examples=["digital"])
    planned_job: PlannedJobView | None
    received_on: Day
    status: ReferralStatus = Field(examples=["open"])
    return_reasons: list[e.ReturnReason] | None = Field(examples=[None])
    version: int = Field(examples=[1])


class ReferralDetail(ReferralView):
    """A referral with its note."""

    note: str | None = Field(examples=["Vill arbeta i butik."])


class ReturnIn(Body):
    """Why the referral goes back: all reasons at once."""

    reasons: list[e.ReturnReason] = Field(min_length=1, max_length=6, examples=[["incomplete"]])
    advice: Note | None = Field(
        default=None, description="What would make it acceptable / Vad som behövs", examples=["Bifoga utredning."]
    )
    on: Day


class OnDate(Body):
    """When it happened."""

    on: Day


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


class CaseIn(Body):
    """The granted referral to open a case for."""

    referral: UUID = Field(examples=[REFERRAL])
    on: Day


class CaseView(View):
    """A case and where it stands."""

    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    referral: UUID = Field(examples=[REFERRAL])
    unit: Unit
    status: CaseStatus = Field(examples=["ongoing"])
    planned_job: bool = Field(examples=[False])
    granted_on: Day
    started_on: Day | None
    support_person: Officer | None
    end_proposed_on: Day | None = Field(examples=[None])
    ended_on: Day | None = Field(examples=[None])
    end_kind: e.EndKind | None = Field(examples=[None])
    exit: e.ExitCategory | None = Field(examples=[None])
    version: int = Field(examples=[2])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})


class StartIn(Body):
    """Day 0 of the 180 days, and who supports the person."""

    support_person: Officer
    on: Day


class StartCorrectionIn(Body):
    """The right start date, and why."""

    reason: Note = Field(examples=["Fel datum registrerades."])
    on: Day


class EndIn(Body):
    """How the case ended. An interruption needs a reason."""

    kind: e.EndKind = Field(examples=["completed"])
    exit: e.ExitCategory = Field(description="Where the person went / Avslutsorsak", examples=["employment"])
    reason: Note | None = Field(default=None, examples=["Anställningen är stabil."])
    on: Day


class ReasonIn(Body):
    """Why."""

    reason: Note = Field(examples=["Avslutades av misstag."])
    on: Day
