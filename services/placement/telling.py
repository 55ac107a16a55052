"""What an employer is told: of the profile, the parts that the agreement names, and nothing else. Pure: no clock, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from services.placement import commands as c
from services.placement import events as e
from shared.ids import Sealed

SAID: Final[tuple[e.Fact, ...]] = ("name", "contact-details")
"""Not kept here: the officer says them, if the person lets her."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """Each part is None unless it may be told and is known. `said` are the facts that the officer says."""

    said: tuple[e.Fact, ...] = ()
    support: bool | None = None
    wording: Sealed | None = None
    skills: tuple[Sealed, ...] | None = None
    merits: tuple[e.Merit, ...] | None = None
    languages: tuple[e.LanguageLevel, ...] | None = None
    licences: tuple[e.Licence, ...] | None = None
    wished: tuple[str, ...] | None = None
    hours_from: Decimal | None = None
    hours_to: Decimal | None = None
    shifts: tuple[e.Shift, ...] | None = None
    municipality: str | None = None
    adaptations: tuple[str, ...] | None = None
    abilities: tuple[e.Demand, ...] | None = None


NOTHING: Final = Told()


def told(cover: c.Cover, profile: e.ProfileRecorded | None, wording: Sealed | None) -> Told:
    """What an agreement that covers the employer lets it be told; without one, nothing at all."""
    if cover.agreement is None:
        return NOTHING
    facts = frozenset(cover.facts)
    said = tuple(fact for fact in SAID if fact in facts)
    own_words = wording if "own-words" in facts else None
    known = {} if profile is None else parts(profile, facts)
    return Told(said=said, support=True if "support" in facts else None, wording=own_words, **known)


PARTS: Final[Mapping[e.Fact, tuple[str, ...]]] = MappingProxyType(
    {
        "skills": ("skills",),
        "merits": ("merits",),
        "languages": ("languages",),
        "licences": ("licences",),
        "wished-occupations": ("wished",),
        "hours": ("hours_from", "hours_to"),
        "shifts": ("shifts",),
        "place": ("municipality",),
        "adaptations": ("adaptations",),
        "abilities": ("abilities",),
    }
)
"""The parts of the profile that each fact lets be told."""


def parts(profile: e.ProfileRecorded, facts: frozenset[e.Fact]) -> dict[str, Any]:
    """Those parts of the profile, by name."""
    return {part: getattr(profile, part) for fact, named in PARTS.items() if fact in facts for part in named}
