"""Whom to assign a case to: support persons in order of points, each point told why. Proposals; the manager decides. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from services.intake import standing
from services.intake.practice import ProposalWeights
from services.intake.standing import Bandwidth, Standing

Factor = Literal["free-bandwidth", "continuity", "language", "sector", "municipality"]
NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Knows:
    """What a support person is described to know."""

    languages: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    municipalities: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What would fit the case; None where nothing is asked for."""

    earlier: Sequence[str]
    language: str | None
    sector: str | None
    municipality: str | None


@dataclass(frozen=True, kw_only=True)
class Points:
    """What one factor gives, of the most it could give."""

    factor: Factor
    points: Decimal
    of: int


@dataclass(frozen=True, kw_only=True)
class Proposal:
    support_person: str
    room: Bandwidth
    points: tuple[Points, ...]

    @property
    def total(self) -> Decimal:
        return sum((each.points for each in self.points), NOTHING)

    @property
    def needs_reason(self) -> bool:
        """There is no room for one more case."""
        return self.room.free is not None and self.room.free < 1


def rank(now: Standing, day: date, wanted: Wanted, known: Mapping[str, Knows], weights: ProposalWeights) -> list[Proposal]:
    """Everybody with a 1:4 share at the unit on the day: those with room first, then by points, then by id."""
    sharing = {share.support_person for share in now.shares if share.appropriation == standing.SIUS and share.covers(day)}
    found = [_proposal(now, day, who, wanted, known.get(who, Knows()), weights) for who in sorted(sharing)]
    return sorted(found, key=lambda proposal: (proposal.needs_reason, -proposal.total))


def _proposal(now: Standing, day: date, who: str, wanted: Wanted, knows: Knows, weights: ProposalWeights) -> Proposal:
    room = standing.of_support_person(now, who, day)
    points = (
        Points(factor="free-bandwidth", points=_for_room(room, weights.free_bandwidth), of=weights.free_bandwidth),
        _all_or_nothing("continuity", who in wanted.earlier, weights.continuity),
        _all_or_nothing("language", wanted.language in knows.languages, weights.language),
        _all_or_nothing("sector", wanted.sector in knows.sectors, weights.sector),
        _all_or_nothing("municipality", wanted.municipality in knows.municipalities, weights.municipality),
    )
    return Proposal(support_person=who, room=room, points=points)


def _for_room(room: Bandwidth, most: int) -> Decimal:
    """In proportion to how much of the own capacity is free, in tenths of a point."""
    if not room.capacity or room.free is None or room.free <= 0:
        return NOTHING
    return (most * room.free / room.capacity).quantize(Decimal("0.1"))


def _all_or_nothing(factor: Factor, fits: bool, most: int) -> Points:  # noqa: FBT001 - what fits is the point
    return Points(factor=factor, points=Decimal(most) if fits else NOTHING, of=most)
