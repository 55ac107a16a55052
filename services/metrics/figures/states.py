"""In work, not, or unknown: the state of a person on a day, read from spans derived once per life.

Decisions where the definition is silent:
- The last day of a case (`ended_on`) is a day of the case; "after the case's end" begins the day after.
- The presumption of a spell hangs on its own case, also when the person has another; a spell whose case is not among the
  enrolments has no open case to rest on and counts only as far as it is confirmed.
- Before the case's start a spell without an end goes on like after it: it is known to have begun and to have been going on.
- A status is about the person: "in work" confirms every unended spell begun by then, and another finding contradicts every one.
  What confirms or contradicts on a day before the spell began says nothing about that spell.
- Confirmation and contradiction on the same day: the contradiction stands, until a fact of a *later* day.
- A contradiction leaves a spell with a recorded end alone, and a later spell does not bring an earlier, contradicted one back.
- A fact of any date tells about earlier days too (a status confirms back to the start, a contradiction makes the days since
  the last confirmation unknown), so nothing is cut at `as_of` here: the figures look at no day after it.
- With chosen work classes, spells of other classes are as if they were not there: no work, no bridge over a gap.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.metrics.figures.days import FOREVER, Span, Spans, span_at, touches, union, without
from services.metrics.figures.lives import Life, Spell
from services.metrics.figures.worktypes import DEFAULT_CLASSES, WorkClass, work_class


class State(StrEnum):
    """What can be said of a person on a day."""

    WORK = "work"
    NOT = "not"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """A life as days certainly in work and days unknown; the two share no day, and every other day is `not`."""

    certain: Spans
    unknown: Spans

    def on(self, day: int) -> State:
        """The state on a day number."""
        if span_at(self.certain, day):
            return State.WORK
        return State.UNKNOWN if span_at(self.unknown, day) else State.NOT

    def within(self, first: int, last: int) -> State:
        """`work` if any day of [first, last] is in work; else `unknown` if any day is unknown; else `not`."""
        if touches(self.certain, first, last):
            return State.WORK
        return State.UNKNOWN if touches(self.unknown, first, last) else State.NOT

    def joined(self, gap: int) -> "Work":
        """The same with gaps of at most `gap` days between days certainly in work counted as work.

        An unknown day is not known to be in a spell, so it counts to the gap: joined is only what surely joins.
        """
        certain = union(self.certain, gap=gap)
        return Work(certain=certain, unknown=without(self.unknown, certain))


def state_on(day: date, life: Life, work_classes: Collection[WorkClass] = DEFAULT_CLASSES) -> State:
    """The state of a person on a day, by the spells of the chosen classes. Joined gaps are not counted as work."""
    return work_of(life, chosen(life, work_classes)).on(day.toordinal())


def chosen(life: Life, work_classes: Collection[WorkClass]) -> list[Spell]:
    """The spells of the chosen classes; an end before its own start leaves no day in work, and so no spell."""
    return [
        spell
        for spell in life.spells
        if work_class(spell.form) in work_classes and (spell.ended_on is None or spell.started_on <= spell.ended_on)
    ]


def work_of(life: Life, spells: Collection[Spell]) -> Work:
    """The days in work and unknown that these spells of the life give."""
    if not spells:
        return Work(certain=(), unknown=())
    certain: list[Span] = [
        (spell.started_on.toordinal(), spell.ended_on.toordinal()) for spell in spells if spell.ended_on is not None
    ]
    unknown: list[Span] = []
    if len(certain) < len(spells):
        _add_unended(life, spells, certain, unknown)
    known = union(certain)
    return Work(certain=known, unknown=without(union(unknown), known))


def _add_unended(life: Life, spells: Collection[Spell], certain: list[Span], unknown: list[Span]) -> None:
    open_until = _open_until(life)
    in_work = {status.on.toordinal() for status in life.statuses if status.status == "in-work"}
    otherwise = sorted({status.on.toordinal() for status in life.statuses if status.status not in {"in-work", "unknown"}})
    for spell in spells:
        if spell.ended_on is None:
            start = spell.started_on.toordinal()
            facts = in_work | {start, spell.confirmed_on.toordinal(), *(day.toordinal() for day in spell.changed_on)}
            confirmed = sorted(day for day in facts if day >= start)
            _presume(confirmed, otherwise, open_until.get(spell.case, 0), certain, unknown)


def _open_until(life: Life) -> dict[UUID, int]:
    return {row.case: row.ended_on.toordinal() if row.ended_on else FOREVER for row in life.enrolments}


def _presume(confirmed: list[int], otherwise: list[int], open_until: int, certain: list[Span], unknown: list[Span]) -> None:
    """Add the spans of one spell without a recorded end: from each fact that (re)starts it to what ends the presumption.

    `confirmed` are the days of its confirming facts, its own start first; `otherwise` the days of contradicting statuses.
    """
    begins = 0
    while begins < len(confirmed):
        first = confirmed[begins]
        at = bisect_left(otherwise, first)
        if at == len(otherwise):
            sure = max(open_until, confirmed[-1])
            certain.append((first, sure))
            unknown.append((sure + 1, FOREVER))
            return
        contradicted = otherwise[at]
        if first < contradicted:
            sure = confirmed[bisect_left(confirmed, contradicted) - 1]
            certain.append((first, sure))
            unknown.append((sure + 1, contradicted - 1))
        begins = bisect_right(confirmed, contradicted)
