"""What somebody wants done about a seeker's profile."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.placement.commands.search import Searched
from services.placement.events.profile import Merit, Motivation
from services.placement.events.vocabulary import Demand, LanguageLevel, Licence, Shift
from shared.ids import Sealed


@dataclass(frozen=True, kw_only=True)
class RecordProfile:
    """The whole profile, as it is from `on`. See ProfileRecorded for what each part holds."""

    search: Searched
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
    by: str
    on: date
    today: date


ProfileCommand = RecordProfile
