"""Tasks about how it goes: the next planned contact with each, the clock of a risk, signs of relapse, no progression."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Final
from uuid import uuid5

from services.followup import events as e
from services.followup.agenda import next_due
from services.followup.deadlines.wanted import Wanted
from services.followup.practice import practice_on
from services.followup.progress import progress
from services.followup.relapse import SignKind, signs_of
from services.followup.state import Support

CONTACT: Final[Mapping[e.PlannedWith, e.TaskKind]] = MappingProxyType(
    {"person": "contact-person", "employer": "contact-employer"}
)
RELAPSE: Final[Mapping[SignKind, e.TaskKind]] = MappingProxyType(
    {
        "gap": "relapse-gap",
        "no-shows": "relapse-no-shows",
        "falling-hours": "relapse-falling-hours",
        "changed-manager": "relapse-changed-manager",
    }
)
SUNDAY: Final = timedelta(days=6)


def wanted(support: Support) -> Iterator[Wanted]:
    if support.over_since is not None:
        return
    yield from _contacts(support)
    yield from _risk(support)
    yield from _relapse(support)
    yield from _no_progression(support)


def _contacts(support: Support) -> Iterator[Wanted]:
    """One with each party at a time: the first that nothing was logged about. The rest is in the calendar of contacts."""
    for party, kind in CONTACT.items():
        due = next_due(support.course, support.noted, party)
        if due is not None:
            yield Wanted(kind=kind, about=support.case, due_on=due.due_on)


def _risk(support: Support) -> Iterator[Wanted]:
    """Its own clock: soon after it was flagged, then again after each kept contact with the person, until it is cleared."""
    flag = support.noted.at_risk
    if flag is None:
        return
    flagged_on = support.noted.risks[flag].on
    kept = support.noted.last_kept("person")
    practice = practice_on(flagged_on)
    seen = kept is not None and kept >= flagged_on
    due_on = practice.at_risk_again.after(kept) if seen and kept else practice.at_risk_first.after(flagged_on)
    yield Wanted(kind="at-risk", about=flag, due_on=due_on)


def _relapse(support: Support) -> Iterator[Wanted]:
    """To look at by then. A gap has its day ahead: a contact before it makes the task needless."""
    for sign in signs_of(support):
        due_on = practice_on(sign.since).relapse_looked_at.after(sign.since)
        yield Wanted(kind=RELAPSE[sign.kind], about=sign.about, due_on=due_on, not_before=sign.since)


def _no_progression(support: Support) -> Iterator[Wanted]:
    attendance = support.noted.weeks
    if not attendance:
        return
    practice = practice_on(attendance[-1].week)
    found = progress(attendance, contracted(support), practice)
    if found.stalled and found.highest_in:
        at = next(number for number, week in enumerate(found.weeks) if week.week == found.highest_in)
        told = found.weeks[at + practice.weeks_without_progression].week + SUNDAY
        about = uuid5(support.case, f"no-progression {found.highest_in}")
        yield Wanted(kind="no-progression", about=about, due_on=practice.progression_looked_at.after(told))


def contracted(support: Support) -> Decimal | None:
    """Hours a week in the employments that go on; None where nobody told."""
    hours = [
        support.terms[key].weekly_hours
        for key, one in support.employments.items()
        if not one.in_error and one.ended_on is None and key in support.terms
    ]
    return sum(hours, Decimal(0)) if hours else None
