"""The one entry of a case into F3: when its person got the job that is to be kept.

The start of the first spell of the chosen classes that starts while the case is open (both its first and its last day),
or the case's own start if such a spell was under way then. "Under way" is certainly in work on the case's first day in a spell
that started before it; a spell that is only unknown that day, or a joined gap, is not. Spells are the person's, whichever
case they are registered on.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from services.metrics.figures.days import FOREVER
from services.metrics.figures.lives import Enrolment, Life, Spell
from services.metrics.figures.states import State, work_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """The day number of the entry, and the employers of the spells entered with (more than one if they began together)."""

    day: int
    employers: frozenset[UUID]


def entry(enrolment: Enrolment, life: Life, spells: Collection[Spell]) -> Entry | None:
    """The case's entry by these spells of the life; None if it never got one."""
    start = enrolment.started_on.toordinal()
    end = enrolment.ended_on.toordinal() if enrolment.ended_on else FOREVER
    entered = [(spell.started_on.toordinal(), spell.employer) for spell in spells if start <= spell.started_on.toordinal() <= end]
    entered += [(start, spell.employer) for spell in spells if _under_way(spell, start, life)]
    if not entered:
        return None
    first = min(day for day, _ in entered)
    return Entry(day=first, employers=frozenset(employer for day, employer in entered if day == first))


def _under_way(spell: Spell, day: int, life: Life) -> bool:
    return spell.started_on.toordinal() < day and work_of(life, [spell]).on(day) is State.WORK
