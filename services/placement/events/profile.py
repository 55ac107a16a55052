"""What happens to a seeker's profile: the seeker analysis, recorded anew as a whole each time. Every version stays readable."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from services.placement.events.vocabulary import Demand, LanguageLevel, Licence, Shift
from shared.ids import Sealed

MeritKind = Literal["work", "education", "certificate", "work-practice", "volunteering", "other"]
Motivation = Literal["wants-to-work-now", "wants-to-try", "unsure", "not-now"]


@dataclass(frozen=True, kw_only=True)
class Merit:
    """Something the person has done. `occupation` is the four-digit SSYK code, where there is one; `months` its length."""

    kind: MeritKind
    occupation: str | None
    months: int | None
    text: Sealed


@dataclass(frozen=True, kw_only=True)
class ProfileRecorded:
    """Version `number` of the profile, 1 the first; it replaces the version before as a whole.

    `wished` and `excluded` are SSYK codes of four digits, `municipality` and `reach` SCB codes: where the person lives, and
    where else the person can travel to work. `abilities` hold, by dimension, the highest demand the person can meet; a dimension
    that is left out is not known. `adaptations` are measure codes. Hours are weekly, in quarters.
    """

    case: UUID
    person: UUID
    number: int
    skills: tuple[Sealed, ...]
    merits: tuple[Merit, ...]
    languages: tuple[LanguageLevel, ...]
    licences: tuple[Licence, ...]
    wished: tuple[str, ...]
    excluded: tuple[str, ...]
    hours_from: Decimal
    hours_to: Decimal
    shifts: tuple[Shift, ...]
    municipality: str
    reach: tuple[str, ...]
    abilities: tuple[Demand, ...]
    adaptations: tuple[str, ...]
    motivation: Motivation
    motivation_text: Sealed | None
    recorded_by: str
    on: date


ProfileEvent = ProfileRecorded
