"""What followup publishes: the course of the support, and the person's situation on a day."""

from datetime import date
from typing import Annotated, ClassVar, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from shared.contracts.base import Contract
from shared.contracts.types import (
    RATE_PATTERN,
    ContactOutcome,
    ContactWith,
    Minutes,
    Month,
    Much,
    Often,
    PerWeek,
    PlanFollows,
    PlanKind,
    Situation,
    Subject,
    SupportChannel,
    SurveyForm,
    SurveySex,
    Unit,
    WeekHours,
    Wording,
)


class IntroductionStarted(Contract):
    """Introduction at the workplace has started; it ends within six months (förordning 2017:462 11 §)."""

    type: ClassVar[str] = "sius.followup.introduction-started.v1"

    case: UUID
    person: UUID
    employment: UUID
    on: date


class IntroductionEnded(Contract):
    """Introduction has ended; `breach` when it lasted longer than the ordinance allows."""

    type: ClassVar[str] = "sius.followup.introduction-ended.v1"

    case: UUID
    person: UUID
    employment: UUID
    on: date
    breach: bool


class FollowUpStarted(Contract):
    """Follow-up support has started."""

    type: ClassVar[str] = "sius.followup.follow-up-started.v1"

    case: UUID
    person: UUID
    on: date


class SupportCompleted(Contract):
    """Follow-up is over as planned: intake may end the case."""

    type: ClassVar[str] = "sius.followup.support-completed.v1"

    case: UUID
    person: UUID
    on: date


class TrialIntroductionStarted(Contract):
    """Introduction has started at a work trial, which is no employment; its days count towards the same six months."""

    type: ClassVar[str] = "sius.followup.trial-introduction-started.v1"

    case: UUID
    person: UUID
    trial: UUID = Field(description="The work trial, as placement published it")
    on: date


class TrialIntroductionEnded(Contract):
    """Introduction at a work trial has ended; `breach` when introduction lasted longer than the ordinance allows."""

    type: ClassVar[str] = "sius.followup.trial-introduction-ended.v1"

    case: UUID
    person: UUID
    trial: UUID
    on: date
    breach: bool


class PlannedStep(BaseModel):
    """Contacts a week with the person and with the employer, on average, from `applies_from` until the next step."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    applies_from: date
    person: PerWeek
    employer: PerWeek


STEP: Final = {
    "type": "object",
    "properties": {
        "applies_from": {"type": "string", "format": "date"},
        "person": {"type": "string", "pattern": RATE_PATTERN},
        "employer": {"type": "string", "pattern": RATE_PATTERN},
    },
    "required": ["applies_from", "person", "employer"],
}
"""Written out, so that every document holds it whole and refers to nothing outside itself."""


class PlanAgreed(Contract):
    """Person, employer and support person have agreed on a plan, the last of them on `on`. It tapers in steps."""

    type: ClassVar[str] = "sius.followup.plan-agreed.v1"

    plan: UUID
    case: UUID
    person: UUID
    kind: PlanKind | None = Field(description="None for a plan from before plans had a kind")
    steps: tuple[Annotated[PlannedStep, WithJsonSchema(STEP)], ...]
    until: date | None = Field(description="The last day it covers; none: until the next plan")
    revises: UUID | None = Field(description="The plan that it replaces from its first step on")
    on: date


class SearchAgain(Contract):
    """The employment was lost, and no other goes on: the support continues, and a new search is needed.

    It may come again with another last day. When the loss turns out to be none, nothing is taken back: placement, which owns
    employments, knows it first.
    """

    type: ClassVar[str] = "sius.followup.search-again.v1"

    case: UUID
    person: UUID
    employment: UUID
    on: date = Field(description="Last day in work")


class StatusEstablished(Contract):
    """What was so on a day. A correction of an earlier answer names it in `corrects`."""

    type: ClassVar[str] = "sius.followup.status-established.v1"

    status: UUID
    case: UUID
    person: UUID
    on: date
    situation: Situation
    corrects: UUID | None = Field(default=None, description="The status that this one replaces")


class ContactLogged(Contract):
    """A contact in the support, kept or not. A correction of an earlier one names it in `corrects`."""

    type: ClassVar[str] = "sius.followup.contact-logged.v1"

    contact: UUID
    case: UUID
    person: UUID
    contact_with: ContactWith
    channel: SupportChannel
    on_site: bool = Field(description="At the workplace")
    outcome: ContactOutcome
    planned: bool = Field(description="It is one that the plan has")
    support_person: Subject | None = Field(description="Whose contact it was; none: not told")
    on: date
    corrects: UUID | None = Field(default=None, description="The contact that this one replaces")


class ContactLoggedV2(ContactLogged):
    """Version 1 with how long the contact took. Who reads version 1 reads this one as it."""

    type: ClassVar[str] = "sius.followup.contact-logged.v2"

    minutes: Minutes | None = Field(description="None: not told")


class ContactRegisteredInError(Contract):
    """There was no such contact."""

    type: ClassVar[str] = "sius.followup.contact-registered-in-error.v1"

    contact: UUID
    case: UUID
    person: UUID


class AttendanceLogged(Contract):
    """Hours scheduled and worked in a week, at one employment. A correction of an earlier one names it in `corrects`."""

    type: ClassVar[str] = "sius.followup.attendance-logged.v1"

    attendance: UUID
    case: UUID
    person: UUID
    employment: UUID | None = Field(description="None: at a work trial, or in no certain employment")
    week: date = Field(description="The week's Monday")
    scheduled: WeekHours
    actual: WeekHours
    corrects: UUID | None = Field(default=None, description="The attendance that this one replaces")


class AtRiskFlagged(Contract):
    """The person's job is at risk, from `on` until the flag is cleared."""

    type: ClassVar[str] = "sius.followup.at-risk-flagged.v1"

    flag: UUID
    case: UUID
    person: UUID
    on: date


class AtRiskCleared(Contract):
    """The job is not at risk any more, or it is lost."""

    type: ClassVar[str] = "sius.followup.at-risk-cleared.v1"

    flag: UUID
    case: UUID
    person: UUID
    on: date


class SurveyAnswered(Contract):
    """One answer to the survey. None: the question was skipped. It names nobody and nothing that leads to anybody.

    Answers are published at least five together, in no order, after the months in which they were given; free texts never are.
    """

    type: ClassVar[str] = "sius.followup.survey-answered.v1"
    key_field: ClassVar[str] = "answer"

    answer: UUID = Field(description="A random id, made when the answer was released")
    unit: Unit = Field(description="The unit that invited")
    form: SurveyForm
    wording: Wording = Field(description="Version of the questions' wording")
    first_month: Month = Field(description="The first month in which any answer released together was given")
    month: Month = Field(description="The last such month")
    q1: Often | None = Field(description="The support is of use to me")
    q2: Often | None = Field(description="I have a say in which support I get")
    q3: Often | None = Field(description="It may take the time I need")
    q4: Often | None = Field(description="It backs me in contacts with authorities and care")
    q5: Much | None = Field(description="It helped me find ways to handle my situation")
    q6: Much | None = Field(description="I feel readier to work or study than before")
    q7: Much | None = Field(description="Staff make use of my experience and views")
    sex: SurveySex
    plan_follows: PlanFollows | None = Field(description="A plan takes over when the support ends; the closing form asks")


class SurveyInvited(Contract):
    """So many persons were invited to the survey by the unit in the month, which is over. The last word about a month holds."""

    type: ClassVar[str] = "sius.followup.survey-invited.v1"
    key_field: ClassVar[str] = "unit"

    unit: Unit
    form: SurveyForm
    month: Month
    invited: int = Field(ge=0, le=9999)


CONTRACTS = (
    IntroductionStarted,
    IntroductionEnded,
    TrialIntroductionStarted,
    TrialIntroductionEnded,
    PlanAgreed,
    FollowUpStarted,
    SupportCompleted,
    StatusEstablished,
    SearchAgain,
    ContactLogged,
    ContactLoggedV2,
    ContactRegisteredInError,
    AttendanceLogged,
    AtRiskFlagged,
    AtRiskCleared,
    SurveyAnswered,
    SurveyInvited,
)
