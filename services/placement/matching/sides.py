"""The two sides of a match: what counts of a seeker and of a job, and nothing else. Pure.

A seeker has neither sex, age, origin nor a disability code here, so a ranking cannot depend on them. What is not set in a match
(name, merits, motivation, notes) is not here either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.placement.events.vocabulary import Adaptation, Dimension, Licence, Shift


@dataclass(frozen=True, kw_only=True)
class Window:
    """From the first day to the last, both included; `until` None: no last day."""

    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, kw_only=True)
class Permission:
    """When the person may be presented: to employers named in `named` within that window, to every other one within `others`.

    What was agreed last for an employer is what holds for it, also once it is over.
    """

    others: Window | None = None
    named: Mapping[UUID, Window] = field(default_factory=dict)

    def holds(self, employer: UUID, on: date) -> bool:
        window = self.named.get(employer, self.others)
        return window is not None and window.holds(on)


@dataclass(frozen=True, kw_only=True)
class Seeker:
    """Somebody who looks for a job within the case `case`.

    Hours are weekly, in quarters. `municipalities` are those where the person can work. `languages` are levels by ISO 639-1 code.
    `abilities` are the highest demands the person can meet; a dimension that is left out is not known.
    """

    case: UUID
    hours_from: Decimal
    hours_to: Decimal
    shifts: frozenset[Shift] = frozenset()
    municipalities: frozenset[str] = frozenset()
    licences: frozenset[Licence] = frozenset()
    languages: Mapping[str, int] = field(default_factory=dict)
    wished: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    abilities: Mapping[Dimension, int] = field(default_factory=dict)
    permission: Permission = field(default_factory=Permission)


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A place at an employer. `demands` that are left out are 0. `sheltered` is work that is not given with SIUS (OSA).

    Every shift, licence and language named is needed. `adaptations` are what the employer can do.
    """

    opportunity: UUID
    employer: UUID
    occupation: str
    hours_from: Decimal
    hours_to: Decimal
    municipality: str
    shifts: frozenset[Shift] = frozenset()
    licences: frozenset[Licence] = frozenset()
    languages: Mapping[str, int] = field(default_factory=dict)
    demands: Mapping[Dimension, int] = field(default_factory=dict)
    adaptations: tuple[Adaptation, ...] = ()
    sheltered: bool = False
