"""The contacts of the cases that F6 follows: how many of them were kept, and how long the gaps between those were.

Decisions where the definition is silent:
- A gap is the days from one kept contact, with person or employer, to the next, from the start of introduction to the first,
  or from the last to the end. A case's longest gap is one number; the bands are by it.
- No-shows are of kept and missed contacts together; a contact moved to another day is neither, and is named. On site is of kept.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from services.metrics.figures.days import STRIDE, Ints
from services.metrics.figures.shares import Share
from services.metrics.figures.support.facts import Met
from services.metrics.figures.support.followed import Followed

KEPT: Final = frozenset({"kept"})


class Gap(StrEnum):
    """A case's longest gap between kept contacts, in days."""

    TO_14 = "gap-0-14"
    TO_30 = "gap-15-30"
    TO_60 = "gap-31-60"
    OVER_60 = "gap-over-60"


BANDS: Final = tuple(Gap)
LIMITS: Final = (14, 30, 60)


@dataclass(frozen=True, kw_only=True, slots=True)
class Contacts:
    """Contacts since introduction began: kept + no_shows + moved, and of the kept those at the workplace."""

    kept: int
    no_shows: int
    moved: int
    on_site: int

    @property
    def share_no_shows(self) -> Share:
        return Share(numerator=self.no_shows, denominator=self.kept + self.no_shows)

    @property
    def share_on_site(self) -> Share:
        return Share(numerator=self.on_site, denominator=self.kept)


def longest_gaps(followed: Followed, kept: Met, at: Ints) -> Ints:
    """For each case, by the kept contacts while it was followed."""
    place = np.arange(len(followed))
    days = np.sort(np.r_[place, at, place] * STRIDE + np.r_[followed.begun, kept.on, followed.last])
    case, gap = days[1:] // STRIDE, np.diff(days)
    found = np.zeros(len(followed), dtype=np.int64)
    same = days[:-1] // STRIDE == case
    np.maximum.at(found, case[same], gap[same])
    return found


def bands(gaps: Ints) -> Ints:
    """The place of each gap's band among BANDS."""
    return np.searchsorted(LIMITS, gaps)


def counted_contacts(contacts: Met) -> Contacts:
    """Of contacts while followed, how many there were of each outcome."""
    kept, no_shows, moved = (contacts.outcome.among({outcome}) for outcome in ("kept", "no-show", "moved"))
    return Contacts(
        kept=int(kept.sum()), no_shows=int(no_shows.sum()), moved=int(moved.sum()), on_site=int((kept & contacts.on_site).sum())
    )
