"""A unit's benchmark: cases for each full-time support person, from a day on. Pure: no clock, no I/O."""

from dataclasses import dataclass, replace
from typing import assert_never

from services.intake import commands as c
from services.intake import events as e
from services.intake.room import codes, shortage
from services.intake.standing import Benchmark
from shared.decider import Decider
from shared.errors import refuse


@dataclass(frozen=True, kw_only=True)
class Unit:
    """Nothing of what was set before stands in the way of a new benchmark: from its day on it holds."""


def decide(command: c.CapacityCommand, _state: Unit) -> list[e.CapacityEvent]:
    now = command.standing
    kept = tuple(each for each in now.benchmarks if each.from_on != command.on)
    after = replace(now, benchmarks=(*kept, Benchmark(from_on=command.on, cases=command.cases)))
    short = shortage(now, after, (share.support_person for share in now.shares), command.on, command.today)
    if command.reason is None:
        refuse(*short)
    return [
        e.BenchmarkSet(
            unit=now.unit,
            cases=command.cases,
            over=codes(short),
            reason=command.reason,
            set_by=command.by,
            on=command.on,
        )
    ]


def evolve(state: Unit, event: e.CapacityEvent) -> Unit:
    match event:
        case e.BenchmarkSet():
            return state
        case _:
            assert_never(event)


benchmark: Decider[c.CapacityCommand, Unit, e.CapacityEvent] = Decider(decide, evolve, Unit())
