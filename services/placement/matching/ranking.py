"""The readable reference: one seeker against one job, explained, and a ranking of many. Pure.

`services.placement.matching.columns` gives the same rankings many times faster; a test holds the two equal on any input.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from services.placement.events.candidacy import Explanation, RequirementCode
from services.placement.events.vocabulary import DIMENSIONS
from services.placement.matching.requirements import requirements
from services.placement.matching.scoring import fit, nearness, score
from services.placement.matching.sides import Opening, Seeker

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Ranked(Generic[T]):
    """`matches` best first; `excluded` those that miss a requirement, by their id. Each with its explanation."""

    matches: Sequence[tuple[T, Explanation]]
    excluded: Sequence[tuple[T, Explanation]]


def explain(seeker: Seeker, opening: Opening, on: date) -> Explanation:
    """Why this person and this job fit on the day, or why not."""
    near = nearness(opening.occupation, seeker.wished)
    fits = tuple(fit(seeker, opening, dimension) for dimension in DIMENSIONS)
    return Explanation(requirements=requirements(seeker, opening, on), dimensions=fits, nearness=near, score=score(near, fits))


def missed(explanation: Explanation) -> tuple[RequirementCode, ...]:
    """The requirements that are not met."""
    return tuple(requirement.code for requirement in explanation.requirements if not requirement.met)


def openings_for(seeker: Seeker, openings: Iterable[Opening], on: date) -> Ranked[Opening]:
    """Jobs for the seeker."""
    return ranked(((opening, explain(seeker, opening, on)) for opening in openings), lambda opening: opening.opportunity)


def seekers_for(opening: Opening, seekers: Iterable[Seeker], on: date) -> Ranked[Seeker]:
    """Seekers for the job."""
    return ranked(((seeker, explain(seeker, opening, on)) for seeker in seekers), lambda seeker: seeker.case)


def ranked(explained: Iterable[tuple[T, Explanation]], identity: Callable[[T], UUID]) -> Ranked[T]:
    """By score, then nearness, then id, which no two share: the order does not depend on the order of what comes in.

    Ids are made in the order of time, so of two that are equal the one that has waited longer comes first.
    """
    in_order = sorted(explained, key=lambda pair: (-pair[1].score, -pair[1].nearness, identity(pair[0])))
    excluded = [pair for pair in in_order if missed(pair[1])]
    return Ranked(
        matches=[pair for pair in in_order if not missed(pair[1])],
        excluded=sorted(excluded, key=lambda pair: identity(pair[0])),
    )
