"""A lost job: the support goes on, and whoever searches is asked to search again. Pure."""

from uuid import UUID

from services.followup import events as e
from services.followup.facts import Employment
from services.followup.state import Support


def lost(support: Support) -> list[e.SupportEvent]:
    """Each lost employment whose loss nobody was told of, while the support goes on.

    When the loss turns out to be none, nothing is taken back here: placement owns the employment, and hears of it first.
    """
    if support.over_since is not None:
        return []
    return [
        e.SearchAgainAsked(case=support.case, person=support.person, employment=key, on=employment.ended_on)
        for key, employment in support.employments.items()
        if employment.ended_on is not None and support.asked.get(key) != employment.ended_on and _needs_another(support, key)
    ]


def _needs_another(support: Support, key: UUID) -> bool:
    """It belonged to the case, and no other employment goes on after it."""
    introduction, lost_one = support.introductions.get(key), support.employments[key]
    if lost_one.in_error or introduction is None or introduction.cancelled:
        return False
    return not any(_outlasts(other, lost_one) for name, other in support.employments.items() if name != key)


def _outlasts(other: Employment, lost_one: Employment) -> bool:
    if other.in_error or lost_one.ended_on is None:
        return False
    return other.ended_on is None or other.ended_on > lost_one.ended_on
