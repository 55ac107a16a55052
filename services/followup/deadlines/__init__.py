"""Which tasks a support has, and until when: worked out anew from everything that is known, after every event. Pure.

`wanted` says which tasks there should be; `steps` what an event has to change for the worklist to be so. So it makes no
difference in which order facts came, late or corrected ones too. What becomes overdue by the passing of days stands there from
the first, with its day: nobody has to write an event then.

Another task kind is: its name in `events.task.TaskKind`, its time limit in `practice`, a function in `contacts`, `course` or
`plans` that says when it is wanted, and in FULFILLED_BY the events that do what it asks for (or its name in BY_HAND).
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final
from uuid import UUID

from services.followup import events as e
from services.followup.deadlines import contacts, course, plans
from services.followup.deadlines.wanted import Wanted
from services.followup.state import State, Support
from shared.tasks.steps import Assigned, Closed, Kinds, Moved, Opened, Settled, Step

BY_HAND: Final[frozenset[e.TaskKind]] = frozenset(
    {
        "introduction-60-days",
        "introduction-30-days",
        "no-progression",
        "relapse-gap",
        "relapse-no-shows",
        "relapse-falling-hours",
        "relapse-changed-manager",
        "short-follow-up",
    }
)
"""Done when somebody says so (`TaskDone`), or by an event that makes it needless; every other kind only by its event."""

UNITS_OWN: Final[frozenset[e.TaskKind]] = frozenset({"short-follow-up"})
"""For somebody else than the support person: these stay the unit's."""

KINDS: Final = Kinds(literal=e.TaskKind, by_hand=BY_HAND, units_own=UNITS_OWN)

_ACTED = (e.ContactLogged, e.AtRiskFlagged, e.AtRiskCleared, e.SupportIntensified, e.PlanAgreed, e.AttendanceLogged)

FULFILLED_BY: Final[Mapping[e.TaskKind, tuple[type, ...]]] = MappingProxyType(
    {
        "contact-person": (e.ContactLogged,),
        "contact-employer": (e.ContactLogged,),
        "at-risk": (e.ContactLogged, e.AtRiskCleared),
        "relapse-gap": _ACTED,
        "relapse-no-shows": _ACTED,
        "relapse-falling-hours": _ACTED,
        "relapse-changed-manager": _ACTED,
        "no-progression": (e.AttendanceLogged,),
        "introduction-60-days": (),
        "introduction-30-days": (),
        "introduction-ends": (e.IntroductionEnded,),
        "follow-up-start": (e.FollowUpStarted,),
        "plan-needed": (e.PlanAgreed,),
        "plan-agreement": (e.PlanAgreed,),
        "short-follow-up": (),
        "handover-contact": (e.ContactLogged,),
        "handover-packet": (e.PacketAcknowledged,),
        "handover-person-informed": (e.PersonInformed,),
        "handover-employer-informed": (e.EmployerInformed,),
        "status-day-180": (e.StatusEstablished,),
        "status-day-180-employment": (e.StatusEstablished,),
        "status-after-end": (e.StatusEstablished,),
    }
)

Tasks = Mapping[tuple[e.TaskKind, UUID], Wanted]


def wanted(state: State) -> Tasks:
    """The tasks that there should be, by kind and what they are about."""
    if not isinstance(state, Support):
        return {}
    found = [*contacts.wanted(state), *course.wanted(state), *plans.wanted(state)]
    return {(one.kind, one.about): one for one in found}


def steps(before: State, after: State, event: object, asked: tuple[Tasks, Tasks] | None = None) -> Sequence[Step]:
    """What the event changes on the worklists, in order; `asked` are the wanted tasks before and after, if known already.

    Nothing for a support that never was: its rows are gone.
    """
    if not isinstance(after, Support):
        return ()
    old, new = asked or (wanted(before), wanted(after))
    home = after.case
    closed = [_closed(home, old[key], event) for key in old if key not in new]
    changed = [step for key in old if key in new and old[key] != new[key] for step in _changed(home, old[key], new[key], event)]
    opened = [_opened(home, new[key]) for key in new if key not in old]
    return [*_whose(before, after), *closed, *changed, *opened]


def _whose(before: State, after: Support) -> Sequence[Step]:
    if not isinstance(before, Support):
        home = after.case
        return [Settled(home=home, case=home, person=after.person, unit=after.unit, owner=after.support_person)]
    if (before.unit, before.support_person) == (after.unit, after.support_person):
        return ()
    return [Assigned(home=after.case, unit=after.unit, owner=after.support_person)]


def _changed(home: UUID, old: Wanted, new: Wanted, event: object) -> Sequence[Step]:
    """Done, and the next one of its kind begins; else the same task has another day.

    One that somebody has completed is asked anew when its day is another: `Opened` does nothing while it is open.
    """
    if _does(event, old) and new.due_on > old.due_on:
        return [_closed(home, old, event), _opened(home, new)]
    moved = Moved(kind=new.kind, home=home, about=new.about, due_on=new.due_on, not_before=new.not_before)
    return [moved, _opened(home, new)] if new.kind in BY_HAND else [moved]


def _closed(home: UUID, old: Wanted, event: object) -> Closed:
    return Closed(home=home, about=old.about, kinds=(old.kind,), done=_does(event, old))


def _does(event: object, old: Wanted) -> bool:
    """Whether the event is what the task asks for; a contact that was only moved is not."""
    moved = isinstance(event, e.ContactLogged) and event.outcome == "moved"
    return isinstance(event, FULFILLED_BY[old.kind]) and not moved


def _opened(home: UUID, new: Wanted) -> Opened:
    return Opened(kind=new.kind, home=home, about=new.about, due_on=new.due_on, not_before=new.not_before)


__all__ = ["BY_HAND", "FULFILLED_BY", "KINDS", "UNITS_OWN", "Wanted", "steps", "wanted"]
