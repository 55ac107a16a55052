"""The support after the start: introduction, follow-up, plans, contacts, attendance; and what a person was found to be doing."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID


class Introduction(NamedTuple):
    """Introduction at a workplace. `workplace` is the employment or, when `at_trial`, the candidacy of the work trial.

    `breach`: it lasted longer than the ordinance allows (None: it has not ended).
    """

    workplace: UUID
    case_id: UUID
    person: UUID
    at_trial: bool
    started_on: date
    ended_on: date | None = None
    breach: bool | None = None

    @property
    def employment(self) -> UUID | None:
        """The employment, if that is where it is."""
        return None if self.at_trial else self.workplace


class FollowUp(NamedTuple):
    """Follow-up support of a case, until it is completed."""

    case_id: UUID
    person: UUID
    started_on: date
    completed_on: date | None = None


class Step(NamedTuple):
    """Planned contacts a week from `applies_from` until the next step."""

    applies_from: date
    person: Decimal
    employer: Decimal


class Plan(NamedTuple):
    """An agreed plan of contacts. `until` is the last day it covers; it is replaced by the plan that names it in `revises`."""

    plan: UUID
    case_id: UUID
    person: UUID
    kind: str | None
    agreed_on: date
    until: date | None
    revises: UUID | None
    steps: tuple[Step, ...]


class Contact(NamedTuple):
    """A contact in the support: with whom (`party`), its `outcome` "kept", "no-show" or "moved". `planned`: the plan has it.

    `minutes` is how long it took, None when nobody told, as for every contact from before that was published.
    """

    contact: UUID
    case_id: UUID
    person: UUID
    on: date
    party: str
    channel: str
    outcome: str
    on_site: bool
    support_person: str | None
    planned: bool = False
    minutes: int | None = None


class Attendance(NamedTuple):
    """Hours at work in the week from `week` (a Monday), as scheduled and as they were; at one employment, if that is certain."""

    attendance: UUID
    case_id: UUID
    person: UUID
    week: date
    scheduled: Decimal
    actual: Decimal
    employment: UUID | None = None


class AtRisk(NamedTuple):
    """The person's job was found at risk from `from_on`; `until` is the day it no longer was, or was lost."""

    flag: UUID
    case_id: UUID
    person: UUID
    from_on: date
    until: date | None = None


class Status(NamedTuple):
    """What the person was found to be doing on a day, and the status that this one replaces."""

    status: UUID
    case_id: UUID
    person: UUID
    on: date
    situation: str
    corrects: UUID | None = None
