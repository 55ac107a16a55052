"""The survey (NNS): who was invited, and, long after and apart from that, what was answered.

An answer is in the log only once it has been held with others (see `services.followup.questionnaire`): it names no person, no
case, no invitation and no code, and stands in a stream of its own under a random id.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

SurveyForm = Literal["ongoing", "closing"]

Often = Literal["never", "seldom", "sometimes", "often", "mostly", "always"]
"""The scale of questions 1-4."""

Much = Literal["not-at-all", "small-part", "partly", "largely", "very-largely", "fully"]
"""The scale of questions 5-7."""

SurveySex = Literal["woman", "man", "no-answer"]

PlanFollows = Literal["yes", "no", "do-not-know"]
"""Whether a plan takes over when the support ends; the closing form asks."""

InvitationEnd = Literal["consent-withdrawn", "protected-identity", "case-in-error"]


@dataclass(frozen=True, kw_only=True)
class SurveyConsentNoted:
    """The person agrees to be asked, from `on`."""

    person: UUID
    consent: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class SurveyConsentEndNoted:
    """The consent is not in force from `on`."""

    person: UUID
    consent: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class SurveyInvited:
    """The person was given a one-time code, which works up to and including `expires_on`. `wording`: version of the questions."""

    invitation: UUID
    case: UUID
    person: UUID
    unit: str
    form: SurveyForm
    wording: str
    expires_on: date
    on: date


@dataclass(frozen=True, kw_only=True)
class SurveyCodeReplaced:
    """The person was given another code; the first one works no more."""

    invitation: UUID
    case: UUID
    person: UUID
    expires_on: date
    on: date


@dataclass(frozen=True, kw_only=True)
class SurveyInvitationWithdrawn:
    """The code works no more. Whether it had been used is not known to anybody."""

    invitation: UUID
    case: UUID
    person: UUID
    cause: InvitationEnd
    on: date


@dataclass(frozen=True, kw_only=True)
class SurveyAnswered:
    """One answer, released with others of its unit, form and wording, all given from `first_month` to `month` (YYYY-MM)."""

    answer: UUID
    unit: str
    form: SurveyForm
    wording: str
    first_month: str
    month: str
    q1: Often | None
    q2: Often | None
    q3: Often | None
    q4: Often | None
    q5: Much | None
    q6: Much | None
    q7: Much | None
    sex: SurveySex
    plan_follows: PlanFollows | None


@dataclass(frozen=True, kw_only=True)
class SurveyMonthCounted:
    """So many invitations went out from the unit in the month, which is over."""

    unit: str
    form: SurveyForm
    month: str
    invited: int


SurveyConsentEvent = SurveyConsentNoted | SurveyConsentEndNoted
InvitationEvent = SurveyInvited | SurveyCodeReplaced | SurveyInvitationWithdrawn
SurveyEvent = SurveyConsentEvent | InvitationEvent | SurveyAnswered | SurveyMonthCounted
