"""Seekers and openings as bytes: rows of one length and, beside them, lists. Written one by one, read thousands at a time.

Numbers are big-endian. Hours are quarters of an hour, days are proleptic ordinals, sets of codes are bits in the order of the
vocabulary. What only explains (which measure closes a gap) is not here: it is worked out for the rows that are
shown.
"""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Final
from uuid import UUID

from services.placement.events.vocabulary import DIMENSIONS, LICENCES, SHIFTS, Adaptation, Dimension
from services.placement.matching.sides import Opening, Seeker, Window

OPENING: Final = struct.Struct(">16s16sHHHHBBB8s8sH")
"""opportunity, employer, occupation, hours from and to, municipality, shifts, licences, sheltered, demands, to what they can be
lowered, number of languages"""

SEEKER: Final = struct.Struct(">16sHHBB8sIIHHHHH")
"""case, hours from and to, shifts, licences, abilities, permission for others from and to, numbers of municipalities, languages,
wished, excluded and named employers"""

CODE: Final = struct.Struct(">H")
LEVEL: Final = struct.Struct(">HH")
NAMED: Final = struct.Struct(">16sII")

NOT_LOWERED: Final = 255
NEVER: Final = 0
ALWAYS: Final = 0xFFFFFFFF
LETTERS: Final = 26
LANGUAGES: Final = LETTERS * LETTERS
CODES: Final = 10_000
"""Four-digit codes: occupations and municipalities."""


@dataclass(frozen=True, kw_only=True)
class PackedOpening:
    facts: bytes
    languages: bytes


@dataclass(frozen=True, kw_only=True)
class PackedSeeker:
    facts: bytes
    municipalities: bytes
    languages: bytes
    wished: bytes
    excluded: bytes
    named: bytes


PARTS_OF_OPENING: Final = tuple(part.name for part in fields(PackedOpening))
PARTS_OF_SEEKER: Final = tuple(part.name for part in fields(PackedSeeker))


def pack_opening(opening: Opening) -> PackedOpening:
    facts = OPENING.pack(
        opening.opportunity.bytes,
        opening.employer.bytes,
        int(opening.occupation),
        quarters(opening.hours_from),
        quarters(opening.hours_to),
        int(opening.municipality),
        bits(opening.shifts, SHIFTS),
        bits(opening.licences, LICENCES),
        opening.sheltered,
        levels(opening.demands),
        lowered(opening.adaptations),
        len(opening.languages),
    )
    return PackedOpening(facts=facts, languages=_languages(opening.languages))


def pack_seeker(seeker: Seeker) -> PackedSeeker:
    """Every list in one order, so that the same seeker gives the same bytes."""
    named = sorted(seeker.permission.named.items())
    facts = SEEKER.pack(
        seeker.case.bytes,
        quarters(seeker.hours_from),
        quarters(seeker.hours_to),
        bits(seeker.shifts, SHIFTS),
        bits(seeker.licences, LICENCES),
        levels(seeker.abilities),
        *window(seeker.permission.others),
        *map(len, (seeker.municipalities, seeker.languages, seeker.wished, seeker.excluded, named)),
    )
    return PackedSeeker(
        facts=facts,
        municipalities=_codes(seeker.municipalities),
        languages=_languages(seeker.languages),
        wished=_codes(seeker.wished),
        excluded=_codes(seeker.excluded),
        named=b"".join(_named(employer, within) for employer, within in named),
    )


def quarters(hours: Decimal) -> int:
    return int(hours * 4)


def bits(codes: Iterable[str], order: tuple[str, ...]) -> int:
    """Bit 0 is the first code of the order."""
    return sum(1 << order.index(code) for code in set(codes))


def levels(by_dimension: Mapping[Dimension, int]) -> bytes:
    """A byte for each dimension; 0 where nothing is said."""
    return bytes(by_dimension.get(dimension, 0) for dimension in DIMENSIONS)


def lowered(adaptations: Iterable[Adaptation]) -> bytes:
    """The lowest that each demand can be adapted to."""
    lowest = dict.fromkeys(DIMENSIONS, NOT_LOWERED)
    for one in adaptations:
        lowest[one.dimension] = min(lowest[one.dimension], one.lowers_to)
    return bytes(lowest.values())


def window(within: Window | None) -> tuple[int, int]:
    """First and last day; (NEVER, NEVER) without one."""
    if within is None:
        return NEVER, NEVER
    return within.since.toordinal(), ALWAYS if within.until is None else within.until.toordinal()


def language(code: str) -> int:
    """Place of a two-letter code among all there can be."""
    first, second = (ord(letter) - ord("a") for letter in code)
    return first * LETTERS + second


def _languages(by_code: Mapping[str, int]) -> bytes:
    return b"".join(LEVEL.pack(language(code), level) for code, level in sorted(by_code.items()))


def _codes(codes: Iterable[str]) -> bytes:
    return b"".join(CODE.pack(int(code)) for code in sorted(codes))


def _named(employer: UUID, within: Window) -> bytes:
    return NAMED.pack(employer.bytes, *window(within))
