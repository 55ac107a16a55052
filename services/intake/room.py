"""Whether a change leaves room: no assignment and no reduction takes bandwidth below zero without a reason. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from services.intake import errors, standing
from services.intake.events.capacity import Over
from services.intake.standing import Bandwidth, Place, Standing
from shared.errors import Refused

Room = Callable[[Standing, date], Bandwidth]


def with_place(now: Standing, place: Place) -> Standing:
    """The standing when the case has this place, and none kept for it elsewhere."""
    others = [each for each in now.places if each.case != place.case or not each.reserved]
    return replace(now, places=(*others, place))


def shortage(before: Standing, after: Standing, support_persons: Iterable[str], first: date, last: date) -> list[Refused]:
    """What the change takes below zero on any day from `first` to `last` (on `first` alone when that is later).

    Looked at for the unit and for these support persons. A day that was as short before is not the change's doing.
    """
    days = standing.turning_points([*standing.all_of(before), *standing.all_of(after)], first, max(first, last))
    unit = _first_worse(days, standing.of_unit, before, after)
    found: list[Refused] = [errors.OverUnitCapacity(unit=after.unit, **unit)] if unit else []
    for each in sorted(set(support_persons)):
        own = _first_worse(days, lambda now, day, who=each: standing.of_support_person(now, who, day), before, after)  # type: ignore[misc] # bound per turn
        if own:
            found.append(errors.OverCap(support_person=each, **own))
    return found


def _first_worse(days: Iterable[date], room: Room, before: Standing, after: Standing) -> dict[str, Any] | None:
    for day in days:
        was, becomes = room(before, day), room(after, day)
        if becomes.free is not None and becomes.free < 0 and (was.free is None or becomes.free < was.free):
            return {"on": day, "capacity": str(becomes.capacity), "ongoing": becomes.ongoing, "reserved": becomes.reserved}
    return None


def codes(found: Iterable[Refused]) -> tuple[Over, ...]:
    """What a change goes over, for its event."""
    names: dict[str, Over] = {errors.OverUnitCapacity.code: "over-unit-capacity", errors.OverCap.code: "over-cap"}
    return tuple(dict.fromkeys(names[each.code] for each in found))
