"""Introductions as they follow from what is known: from the first day at work in the case, to the first end there is.

They are worked out from facts alone, never from the order in which the facts came, and compared with what is recorded. So the
topics of intake and placement may overtake each other and the outcome is the same. How long they may last: see `rules`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.followup import events as e
from services.followup.facts import Employment, WorkTrial
from services.followup.rules import Span, first_day, limit_for, nth_day
from services.followup.rules.introduction import DAY
from services.followup.state import Allowance, Ending, Introduction, Support

Occasion = Employment | WorkTrial
"""What a person is introduced to."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """An introduction as it should be: its start, its end if there is one, and the last day for it that counts (None: open)."""

    on: date
    ended: Ending | None
    counted_until: date | None


@dataclass(frozen=True, kw_only=True)
class Limit:
    """The last day allowed, and how it was counted."""

    counted_from: date
    allowance: Allowance
    latest_end: date


def kind_of(occasion: Occasion) -> e.IntroductionKind:
    return "employment" if isinstance(occasion, Employment) else "work-trial"


def occasions(support: Support) -> Mapping[UUID, Occasion]:
    """Everything in the case that calls for an introduction."""
    return {**support.trials, **support.employments}


def course(support: Support, occasion: Occasion, decided: Ending | None) -> Course | None:
    """The occasion's introduction, or None when it never was or lies wholly outside the case.

    In a job that was under way before, introduction begins when the case does. An end by the employment, the trial or the case
    counts even when an officer decided a later one; one decided before the start (as it is known now) does not count. A work
    trial that nobody ended is counted to its agreed last day.
    """
    start = max(occasion.started_on, support.case_started_on or occasion.started_on)
    outer = _outer_end(support, occasion, decided)
    if occasion.in_error or (outer is not None and outer.on < start):
        return None
    counts = decided is not None and decided.on >= start and (outer is None or decided.on <= outer.on)
    ended = decided if counts else outer
    agreed = max(occasion.until, start) if isinstance(occasion, WorkTrial) else None
    return Course(on=start, ended=ended, counted_until=ended.on if ended else agreed)


def _outer_end(support: Support, occasion: Occasion, decided: Ending | None) -> Ending | None:
    """The end that the employment, the trial or the case sets, whichever comes first."""
    if isinstance(occasion, Employment):
        by_itself = Ending(on=occasion.ended_on, cause="employment-ended") if occasion.ended_on else None
    else:
        by_itself = _trial_end(support, occasion, decided)
    by_case = Ending(on=support.closed_on, cause="case-ended") if support.closed_on else None
    return min((ending for ending in (by_itself, by_case) if ending), key=lambda ending: ending.on, default=None)


def _trial_end(support: Support, trial: WorkTrial, decided: Ending | None) -> Ending | None:
    """As told; else, when an employment has begun since, the day before it, and the agreed last day at the latest.

    That day also bounds what an officer decides. Without any of these it is open: a trial may be prolonged.
    """
    if trial.ended_on is not None:
        return Ending(on=trial.ended_on, cause="trial-ended")
    begun = [one.started_on for one in support.employments.values() if not one.in_error and one.started_on > trial.started_on]
    if begun:
        return Ending(on=min(trial.until, min(begun) - DAY), cause="trial-ended")
    return Ending(on=trial.until, cause="trial-ended") if decided else None


def following(support: Support) -> list[e.IntroductionEvent]:
    """What has to be recorded for the introductions to be as they should."""
    wanted = courses(support)
    spans = {key: Span(first=one.on, last=one.counted_until) for key, one in wanted.items() if one}
    return [
        event
        for key, one in wanted.items()
        for event in _differences(support, key, one, limit(support, key, spans) if one else None)
    ]


def courses(support: Support) -> dict[UUID, Course | None]:
    """The introduction of every occasion."""
    recorded = support.introductions
    return {
        key: course(support, occasion, recorded[key].decided if key in recorded else None)
        for key, occasion in occasions(support).items()
    }


def limit(support: Support, key: UUID, spans: Mapping[UUID, Span]) -> Limit:
    """The last day that this introduction may go on, when all days of introduction in the case are counted."""
    counted = [*(span for other, span in spans.items() if other != key), Span(first=spans[key].first)]
    pauses = [pause.days for pause in support.pauses]
    counted_from = first_day(counted, pauses)
    allowance = support.allowances.get(counted_from) or _by_rule(counted_from)
    latest = nth_day(allowance.days, counted, pauses)
    return Limit(counted_from=counted_from, allowance=allowance, latest_end=latest)


def _by_rule(first: date) -> Allowance:
    rule = limit_for(first)
    return Allowance(days=rule.allowed_days(first), basis=rule.basis)


def _differences(support: Support, key: UUID, wanted: Course | None, limit: Limit | None) -> Iterator[e.IntroductionEvent]:
    recorded = support.introductions.get(key)
    live = recorded if recorded and not recorded.cancelled else None
    if wanted is None or limit is None:
        if live:
            yield _cancelled(support, key)
    elif live is None or live.on != wanted.on:
        yield from _begun(support, key, wanted, limit, live)
    else:
        yield from _changed(support, key, wanted, limit, live)


def _changed(support: Support, key: UUID, wanted: Course, limit: Limit, live: Introduction) -> Iterator[e.IntroductionEvent]:
    """Another limit, and another end; an end is told again when another limit makes it a breach, or none any more."""
    moved = (live.latest_end, live.counted_from) != (limit.latest_end, limit.counted_from)
    if moved:
        yield e.IntroductionLimitMoved(**_whose(support, key), **_limit(limit))
    if wanted.ended and (live.ended != wanted.ended or moved):
        yield ended(support, key, wanted.ended, limit.latest_end)
    elif live.ended and not wanted.ended:
        yield e.IntroductionResumed(**_whose(support, key), on=live.on)


def _begun(
    support: Support, key: UUID, wanted: Course, limit: Limit, before: Introduction | None
) -> Iterator[e.IntroductionEvent]:
    """A start, or another start than the one recorded, with its limit; and the end, if there is one."""
    if before is None:
        yield e.IntroductionStarted(**_whose(support, key), **_limit(limit), on=wanted.on)
    else:
        yield e.IntroductionMoved(**_whose(support, key), **_limit(limit), instead_of=before.on, on=wanted.on)
    if wanted.ended:
        yield ended(support, key, wanted.ended, limit.latest_end)


def ended(support: Support, key: UUID, ending: Ending, latest: date) -> e.IntroductionEnded:
    """The end as an event, with whether it is later than `latest` allows."""
    return e.IntroductionEnded(
        **_whose(support, key),
        cause=ending.cause,
        outcome=ending.outcome,
        latest_end=latest,
        breach=ending.on > latest,
        reason=ending.reason,
        on=ending.on,
    )


def _cancelled(support: Support, key: UUID) -> e.IntroductionCancelled:
    occasion = occasions(support)[key]
    in_error: e.CancelCause = "employment-in-error" if isinstance(occasion, Employment) else "trial-in-error"
    return e.IntroductionCancelled(**_whose(support, key), cause=in_error if occasion.in_error else "outside-the-case")


def _whose(support: Support, key: UUID) -> dict[str, Any]:
    kind = kind_of(occasions(support)[key])
    return {"case": support.case, "person": support.person, "introduction": key, "kind": kind}


def _limit(limit: Limit) -> dict[str, Any]:
    return {
        "counted_from": limit.counted_from,
        "allowed_days": limit.allowance.days,
        "latest_end": limit.latest_end,
        "basis": limit.allowance.basis,
    }
