"""Everybody against everything: the best jobs of every seeker, worked out at once and kept for the day."""

from datetime import date
from typing import Final
from uuid import UUID

from services.placement.matching import at_once, columns
from services.placement.matching.sides import Seeker
from services.placement.queries import best_matches, matching
from shared.db import Tx

BEST: Final = 20
"""As many as one page of a seeker's own list."""


async def match_everybody(tx: Tx, on: date, *, best: int = BEST) -> int:
    """Keep the best openings of every seeker whose search goes on; gives how many rows there are."""
    openings = columns.openings(await matching.open_openings(tx, on))
    found = [one for seeker in await matching.everybody_searching(tx) for one in best_of(seeker, openings, on, best)]
    await best_matches.keep(tx, found, on)
    return len(found)


def best_of(seeker: Seeker, openings: columns.Openings, on: date, best: int) -> list[best_matches.BestMatch]:
    """The seeker's first places."""
    ranking = at_once.openings_for(seeker, openings, on)
    rows = ranking.order[:best]
    placed: list[tuple[UUID, int]] = list(zip(ranking.identities(rows), ranking.score[rows].tolist(), strict=True))
    return [(seeker.case, opportunity, place, score) for place, (opportunity, score) in enumerate(placed, start=1)]
