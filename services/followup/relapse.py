"""The relapse guard: what in the facts says that the job may be lost, with the evidence. Pure: no clock, no I/O.

A sign stands until what it is made of is gone (a contact was kept, the hours are back), or until somebody acted on it: flagged
or cleared the risk, intensified the support or revised the plan, on that day or later.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal
from uuid import UUID, uuid5

from services.followup import events as e
from services.followup.noted import BOTH, Contact
from services.followup.planned import step_on
from services.followup.practice import practice_on
from services.followup.progress import Falling, falling, weeks_of
from services.followup.schedule import stretches
from services.followup.state import Support

SignKind = Literal["gap", "no-shows", "falling-hours", "changed-manager"]
DAYS_A_WEEK = 7


@dataclass(frozen=True, kw_only=True)
class Gap:
    """No kept contact with the party since `last` (or since the plan began): `planned_days` are planned between two."""

    party: e.PlannedWith
    last: date
    planned_days: Decimal


Evidence = Gap | Falling | tuple[UUID, ...]
"""What a sign is made of; ids are contacts, or the early sign."""


@dataclass(frozen=True, kw_only=True)
class RelapseSign:
    """`since` is the day on which it becomes a sign: for a gap that may lie ahead. `about` is the same while the sign is."""

    kind: SignKind
    about: UUID
    since: date
    evidence: Evidence


def signs_of(support: Support) -> list[RelapseSign]:
    """Signs that nobody has acted on; none when the support is over, and none while it is flagged: that has its own clock."""
    if support.over_since is not None or support.noted.at_risk is not None:
        return []
    acted_on = _acted_on(support)
    return [sign for sign in _signs(support) if acted_on is None or acted_on < sign.since]


def _acted_on(support: Support) -> date | None:
    """When somebody last did something about how it goes."""
    risks = (day for risk in support.noted.risks.values() for day in (risk.on, risk.cleared_on) if day)
    revised = (max(plan.agreements.values()) for plan in support.plans.values() if plan.agreements_stand and plan.revises)
    more = (one.step.applies_from for one in support.intensified)
    return max((*risks, *revised, *more), default=None)


def _signs(support: Support) -> Iterator[RelapseSign]:
    yield from _gap(support)
    for party in BOTH:
        yield from _no_shows(support, party)
    yield from _falling(support)
    for key, sign in support.noted.signs.items():
        if "changed-manager" in sign.signs:
            yield RelapseSign(kind="changed-manager", about=key, since=sign.on, evidence=(key,))


def _gap(support: Support) -> Iterator[RelapseSign]:
    """The party that has waited, or will have waited, too long first."""
    gaps = [found for party in BOTH if (found := _too_long(support, party))]
    if gaps:
        since, gap = min(gaps, key=lambda one: one[0])
        yield RelapseSign(kind="gap", about=support.case, since=since, evidence=gap)


def _too_long(support: Support, party: e.PlannedWith) -> tuple[date, Gap] | None:
    """The first day on which more time has passed than practice allows, by what is planned on that day."""
    begun = support.course.first_day
    if begun is None:
        return None
    kept = support.noted.last_kept(party)
    last = max((begun, *_went_on(support), *([kept] if kept else [])))
    for start, end in stretches(support.course, last):
        step = step_on(support.plans, support.intensified, start)
        rate = step.per_week(party) if step else Decimal(0)
        if rate:
            interval = DAYS_A_WEEK / rate
            since = max(start, last + timedelta(days=int(interval * practice_on(last).relapse.gap_times) + 1))
            if end is None or since <= end:
                return since, Gap(party=party, last=last, planned_days=interval)
    return None


def _went_on(support: Support) -> list[date]:
    """Nothing is planned while the case is paused: time counts from when it went on, or is expected to."""
    return [pause.resumed_on or pause.until for pause in support.pauses]


def _no_shows(support: Support, party: e.PlannedWith) -> Iterator[RelapseSign]:
    """No-shows with the party since the last kept contact. Named by the one that made it a sign: a third is no new sign."""
    contacts = _in_order(support.noted.standing, party)
    since_kept: list[UUID] = []
    for key, contact in contacts:
        if contact.outcome == "kept":
            since_kept = []
        elif contact.outcome == "no-show":
            since_kept.append(key)
    wanted = practice_on(contacts[-1][1].on).relapse.no_shows if contacts else 0
    if wanted and len(since_kept) >= wanted:
        made_it = since_kept[wanted - 1]
        on = support.noted.contacts[made_it].on
        yield RelapseSign(kind="no-shows", about=made_it, since=on, evidence=tuple(since_kept))


def _in_order(standing: Mapping[UUID, Contact], party: e.PlannedWith) -> list[tuple[UUID, Contact]]:
    return sorted(((key, one) for key, one in standing.items() if party in one.parties), key=lambda one: one[1].on)


def _falling(support: Support) -> Iterator[RelapseSign]:
    attendance = support.noted.weeks
    if not attendance:
        return
    practice = practice_on(attendance[-1].week)
    fell = falling(weeks_of(attendance, practice.weekly_hours_line), practice.relapse)
    if fell:
        last = fell.weeks[-1].week
        about = uuid5(support.case, f"falling-hours {last}")
        yield RelapseSign(kind="falling-hours", about=about, since=last + timedelta(days=DAYS_A_WEEK - 1), evidence=fell)
