"""What a unit decides for itself: how long follow-up is. The same for every employer of the unit's cases. Pure."""

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from shared.decider import Decider
from shared.errors import refuse


def decide(command: c.SetFollowUpLength, _state: None) -> list[e.UnitEvent]:
    """From any day on, also ahead; what is set for the same day again replaces what was."""
    refuse(errors.AtMostBelowAtLeast() if command.at_most_months < command.at_least_months else None)
    return [
        e.FollowUpLengthSet(
            unit=command.unit,
            at_least_months=command.at_least_months,
            at_most_months=command.at_most_months,
            on=command.on,
        )
    ]


def evolve(state: None, _event: e.UnitEvent) -> None:
    """Each setting stands by itself: nothing about the next depends on the last."""
    return state


unit: Decider[c.SetFollowUpLength, None, e.UnitEvent] = Decider(decide, evolve, None)
