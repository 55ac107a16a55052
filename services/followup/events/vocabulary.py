"""The words that followup's events use."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Literal

OpenedBy = Literal["case", "employment"]


Party = Literal["person", "employer", "support-person"]


Channel = Literal["visit", "phone", "mail", "video", "text"]


ContactWith = Literal["person", "employer", "both"]


PlannedWith = Literal["person", "employer"]
"""Whom a planned contact is with: a meeting of all three is planned as one with each."""


ContactOutcome = Literal["kept", "no-show", "moved"]
"""`no-show`: the other did not come. `moved`: agreed beforehand to be on another day."""


EarlySign = Literal[
    "late-or-absent",
    "fewer-hours",
    "tired",
    "unwell",
    "conflict",
    "changed-manager",
    "changed-tasks",
    "unsure-of-own-work",
    "employer-worried",
    "person-worried",
    "avoids-contact",
    "other",
]
"""What somebody noticed early on that may lead to a lost job. `changed-manager`: the person has another one at the employer."""


RiskReason = Literal[
    "early-signs", "no-contact", "no-shows", "falling-hours", "changed-manager", "conflict", "ill", "employer-worried", "other"
]


RiskOutcome = Literal["steady-again", "plan-changed", "job-lost", "unfounded", "other"]
"""Why a support is not at risk any more."""


Situation = Literal["in-work", "studies", "looking", "ill", "unknown"]


Source = Literal["person", "employer", "support-person", "register", "other"]


IntroductionKind = Literal["employment", "work-trial"]
"""What the person is introduced to: an employment, or the work trial before it."""


EndCause = Literal["decided", "employment-ended", "trial-ended", "case-ended"]


CancelCause = Literal["employment-in-error", "trial-in-error", "outside-the-case"]


IntroductionOutcome = Literal[
    "to-follow-up", "works-independently", "trial-to-employment", "trial-without-employment", "job-lost", "stopped", "other"
]
"""How introduction went, as the officer who ends it says."""


RevisionReason = Literal[
    "progress", "setback", "other-hours", "other-tasks", "new-employment", "extension", "person-asked", "employer-asked", "other"
]


IntensifyReason = Literal[
    "relapse", "fewer-hours", "no-shows", "changed-manager", "other-tasks", "conflict", "person-asked", "employer-asked", "other"
]


CompletionGround = Literal["works-independently", "person-declines", "other-support", "other"]
"""Why follow-up is over: as planned it ends when the person works independently."""


PlanKind = Literal["introduction", "follow-up"]


@dataclass(frozen=True, kw_only=True)
class PlannedContact:
    """One contact every `every_weeks` weeks on `weekday` (Monday is 1), counted from the week its step applies from.

    `at` is local time (Europe/Stockholm); None when only the day is planned. A date that is a public holiday, or an eve on which
    authorities are closed, moves to the next working day (`shared.workdays`).
    """

    contact_with: PlannedWith
    channel: Channel
    weekday: int
    every_weeks: int
    at: time | None = None


@dataclass(frozen=True, kw_only=True)
class StatedRate:
    """Contacts a week, without days or channels: all that plans said before they had a schedule."""

    person: Decimal
    employer: Decimal


@dataclass(frozen=True, kw_only=True)
class TaperStep:
    """The contacts planned from `applies_from` until the next step, or until the plan's end.

    `stated` only in plans agreed before plans had a schedule: then `contacts` is empty, for their days were never agreed.
    """

    applies_from: date
    contacts: tuple[PlannedContact, ...]
    stated: StatedRate | None = None

    def per_week(self, contact_with: PlannedWith) -> Decimal:
        """Contacts a week with that party, on average."""
        if self.stated is not None:
            return self.stated.person if contact_with == "person" else self.stated.employer
        rates = (Decimal(1) / contact.every_weeks for contact in self.contacts if contact.contact_with == contact_with)
        return sum(rates, Decimal(0))


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """That a party agreed, and on which day."""

    party: Party
    on: date
