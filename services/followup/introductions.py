"""Introductions as they follow from what is known: from the employment's first day in the case, to the first end there is.

They are worked out from facts alone, never from the order in which the facts came, and compared with what is recorded. So
the topics of intake and placement may overtake each other and the outcome is the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.followup import events as e
from services.followup.rules import limit_for
from services.followup.state import Employment, Ending, Introduction, Support


@dataclass(frozen=True, kw_only=True)
class Course:
    """An introduction as it should be: its start, and its end if there is one."""

    on: date
    ended: Ending | None


def course(support: Support, employment: Employment, decided: Ending | None) -> Course | None:
    """The employment's introduction, or None when the employment never was or lies wholly outside the case.

    In a job that was under way before, introduction begins when the case does. An end by the employment or the case counts
    even when an officer decided a later one; one decided before the start (as it is known now) does not count.
    """
    start = max(employment.started_on, support.case_started_on or employment.started_on)
    outer = _outer_end(support, employment)
    if employment.in_error or (outer is not None and outer.on < start):
        return None
    if decided is not None and decided.on >= start and (outer is None or decided.on <= outer.on):
        return Course(on=start, ended=decided)
    return Course(on=start, ended=outer)


def _outer_end(support: Support, employment: Employment) -> Ending | None:
    """The end that the employment or the case sets, whichever comes first."""
    by_employment = Ending(on=employment.ended_on, cause="employment-ended") if employment.ended_on else None
    by_case = Ending(on=support.closed_on, cause="case-ended") if support.closed_on else None
    return min((ending for ending in (by_employment, by_case) if ending), key=lambda ending: ending.on, default=None)


def following(support: Support) -> list[e.IntroductionEvent]:
    """What has to be recorded for the introductions to be as they should."""
    return [event for employment in support.employments for event in _differences(support, employment)]


def _differences(support: Support, key: UUID) -> Iterator[e.IntroductionEvent]:
    employment, recorded = support.employments[key], support.introductions.get(key)
    wanted = course(support, employment, recorded.decided if recorded else None)
    live = recorded if recorded and not recorded.cancelled else None
    if wanted is None:
        if live:
            yield _cancelled(support, key, employment)
    elif live is None or live.on != wanted.on:
        yield from _begun(support, key, wanted, live)
    elif live.ended != wanted.ended:
        # The limit that was recorded stays, whatever the rules say by now.
        yield ended(support, key, wanted.ended, live.latest_end) if wanted.ended else _resumed(support, key, live)


def _begun(support: Support, key: UUID, wanted: Course, before: Introduction | None) -> Iterator[e.IntroductionEvent]:
    """A start, or another start than the one recorded, under the limit of that day; and the end, if there is one."""
    limit = limit_for(wanted.on)
    latest = limit.latest_end(wanted.on)
    if before is None:
        yield e.IntroductionStarted(
            case=support.case, person=support.person, employment=key, latest_end=latest, basis=limit.basis, on=wanted.on
        )
    else:
        yield e.IntroductionMoved(
            case=support.case,
            person=support.person,
            employment=key,
            instead_of=before.on,
            latest_end=latest,
            basis=limit.basis,
            on=wanted.on,
        )
    if wanted.ended:
        yield ended(support, key, wanted.ended, latest)


def ended(support: Support, key: UUID, ending: Ending, latest: date) -> e.IntroductionEnded:
    """The end as an event, with whether it is later than `latest` allows."""
    return e.IntroductionEnded(
        case=support.case,
        person=support.person,
        employment=key,
        cause=ending.cause,
        latest_end=latest,
        breach=ending.on > latest,
        reason=ending.reason,
        on=ending.on,
    )


def _resumed(support: Support, key: UUID, recorded: Introduction) -> e.IntroductionResumed:
    return e.IntroductionResumed(case=support.case, person=support.person, employment=key, on=recorded.on)


def _cancelled(support: Support, key: UUID, employment: Employment) -> e.IntroductionCancelled:
    cause: e.CancelCause = "employment-in-error" if employment.in_error else "outside-the-case"
    return e.IntroductionCancelled(case=support.case, person=support.person, employment=key, cause=cause)
