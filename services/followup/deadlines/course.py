"""Tasks of the support's course: introduction's last day, the start and length of follow-up, handovers, statuses."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from services.followup import events as e
from services.followup.deadlines.wanted import Wanted
from services.followup.facts import Handover
from services.followup.practice import practice_on
from services.followup.rules import follow_up_length, support_practice_on
from services.followup.state import Support
from shared.workdays import add_working_days


def wanted(support: Support) -> Iterator[Wanted]:
    """Statuses are asked for whether the support is over or not: results count without it."""
    if support.over_since is None:
        yield from _introductions(support)
        yield from _follow_up_start(support)
        yield from _handover(support)
    yield from _short_follow_up(support)
    yield from _statuses(support)


def _introductions(support: Support) -> Iterator[Wanted]:
    """The last allowed day, and two warnings ahead of it."""
    for key in support.ongoing:
        latest = support.introductions[key].latest_end
        early, late = practice_on(support.introductions[key].on).introduction_warned
        yield Wanted(kind="introduction-60-days", about=key, due_on=latest - early)
        yield Wanted(kind="introduction-30-days", about=key, due_on=latest - late)
        yield Wanted(kind="introduction-ends", about=key, due_on=latest)


def _follow_up_start(support: Support) -> Iterator[Wanted]:
    """Introduction has ended, and the person is at work: support does not end there."""
    ended = max((one.ended.on for one in support.live if one.ended), default=None)
    if support.phase == "waiting" and ended is not None and _works_after(support, ended):
        yield Wanted(kind="follow-up-start", about=support.case, due_on=practice_on(ended).follow_up_started.after(ended))


def _works_after(support: Support, day: date) -> bool:
    live = (one for one in support.employments.values() if not one.in_error)
    return any(one.ended_on is None or one.ended_on > day for one in live)


def _short_follow_up(support: Support) -> Iterator[Wanted]:
    """The support was over before practice's time, while the person was at work: somebody else than the support person looks."""
    over, employed = support.over_since, support.employed_on
    if over is None or employed is None or not _works_after(support, over):
        return
    earliest = support.at_least_until if support.completed_since == over else None
    if over < (earliest or follow_up_length((), employed).at_least_until(employed)):
        yield Wanted(kind="short-follow-up", about=support.case, due_on=practice_on(over).short_follow_up_looked_at.after(over))


def _handover(support: Support) -> Iterator[Wanted]:
    """The last one: who had the case in between is not asked any more."""
    if not support.handovers:
        return
    key, last = list(support.handovers.items())[-1]
    due_on = support_practice_on(last.on).handover_first_contact.after(last.on)
    if last.support_person is not None and not _in_touch(support, last):
        yield Wanted(kind="handover-contact", about=key, due_on=due_on)
    if last.support_person is not None and last.acknowledged_on is None:
        yield Wanted(kind="handover-packet", about=key, due_on=due_on)
    if last.person_informed_on is None:
        yield Wanted(kind="handover-person-informed", about=key, due_on=due_on)
    if last.employer_informed_on is None and _works_after(support, last.on):
        yield Wanted(kind="handover-employer-informed", about=key, due_on=due_on)


def _in_touch(support: Support, handover: Handover) -> bool:
    """A kept contact of the new support person's own, with the person."""
    return any(
        one.outcome == "kept" and one.on >= handover.on and one.by == handover.support_person and "person" in one.parties
        for one in support.noted.standing.values()
    )


def _statuses(support: Support) -> Iterator[Wanted]:
    """Day 180 of the case and of each employment, and 90 days after the end, unless a status of that day or later is there."""
    if support.case_started_on is not None:
        started = support.case_started_on
        yield from _asked(support, "status-day-180", support.case, started, support_practice_on(started).day_180)
    for key, job in support.employments.items():
        if not job.in_error:
            day_180 = support_practice_on(job.started_on).day_180
            yield from _asked(support, "status-day-180-employment", key, job.started_on, day_180)
    if support.closed_on is not None:
        after = support_practice_on(support.closed_on).status_after_end
        yield from _asked(support, "status-after-end", support.case, support.closed_on, after)


def _asked(support: Support, kind: e.TaskKind, about: UUID, start: date, after: timedelta) -> Iterator[Wanted]:
    day = start + after
    if not any(told >= day for told in support.noted.answers.values()):
        yield Wanted(kind=kind, about=about, due_on=add_working_days(day, 0), not_before=day)
