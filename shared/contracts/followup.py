"""What followup publishes: the course of the support, and the person's situation on a day."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.base import Contract
from shared.contracts.types import Situation


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


class StatusEstablished(Contract):
    """What was so on a day. A correction of an earlier answer names it in `corrects`."""

    type: ClassVar[str] = "sius.followup.status-established.v1"

    status: UUID
    case: UUID
    person: UUID
    on: date
    situation: Situation
    corrects: UUID | None = Field(default=None, description="The status that this one replaces")


CONTRACTS = (IntroductionStarted, IntroductionEnded, FollowUpStarted, SupportCompleted, StatusEstablished)
