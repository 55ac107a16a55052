"""A seeker's profile: recorded as a whole, version after version. Pure: no clock, no I/O."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from services.placement import commands as c
from services.placement import errors, rules
from services.placement import events as e
from services.placement.commands.profile import RecordProfile
from services.placement.preconditions import day_refused
from shared.decider import Decider
from shared.errors import Refused, refuse

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class State:
    """How many versions there are, and from when the last holds."""

    number: int = 0
    on: date | None = None


def decide(command: c.ProfileCommand, state: State) -> list[e.ProfileEvent]:
    refuse(
        *day_refused(command.search, command.on, command.today),
        errors.BeforeProfile(from_on=state.on) if state.on is not None and command.on < state.on else None,
        *hours_refused(command),
        *said_twice(command),
    )
    return [recorded(command, state.number + 1)]


def hours_refused(command: RecordProfile) -> list[Refused]:
    """Each bound meets the rules of weekly hours, told once; and the shortest is not longer than the longest."""
    bounds = (rules.hours_refused(command.hours_from), rules.hours_refused(command.hours_to))
    found = {refusal.code: refusal for refusal in bounds if refusal is not None}
    order = [errors.HoursOutOfOrder()] if command.hours_from > command.hours_to else []
    return [*found.values(), *order]


def said_twice(command: RecordProfile) -> Iterable[Refused | None]:
    dimensions = [demand.dimension for demand in command.abilities]
    languages = [known.language for known in command.languages]
    both = sorted(set(command.wished) & set(command.excluded))
    yield errors.WishedAndExcluded(occupations=both) if both else None
    yield errors.DimensionTwice() if len(set(dimensions)) < len(dimensions) else None
    yield errors.LanguageTwice() if len(set(languages)) < len(languages) else None


def recorded(command: RecordProfile, number: int) -> e.ProfileRecorded:
    return e.ProfileRecorded(
        case=command.search.case,
        person=command.search.person,
        number=number,
        skills=command.skills,
        merits=command.merits,
        languages=command.languages,
        licences=_once(command.licences),
        wished=_once(command.wished),
        excluded=_once(command.excluded),
        hours_from=command.hours_from,
        hours_to=command.hours_to,
        shifts=_once(command.shifts),
        municipality=command.municipality,
        reach=tuple(code for code in _once(command.reach) if code != command.municipality),
        abilities=command.abilities,
        adaptations=_once(command.adaptations),
        motivation=command.motivation,
        motivation_text=command.motivation_text,
        recorded_by=command.by,
        on=command.on,
    )


def _once(codes: tuple[T, ...]) -> tuple[T, ...]:
    """Each code once, in the order given."""
    return tuple(dict.fromkeys(codes))


def evolve(_state: State, event: e.ProfileEvent) -> State:
    return State(number=event.number, on=event.on)


profile: Decider[c.ProfileCommand, State, e.ProfileEvent] = Decider(decide, evolve, State())
