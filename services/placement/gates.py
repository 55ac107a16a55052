"""What stands between an employer and support: what is known of each gate on a day. Pure.

förordning (2017:462) 43-44 a §§: without näringsförbud, bankruptcy and tax debt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.placement import events as e


@dataclass(frozen=True, kw_only=True)
class GateFinding:
    """What was known of one gate. `unknown`: nobody had looked; then `source` and `on` are None."""

    gate: e.Gate
    state: Literal["clear", "hit", "unknown"]
    source: e.GateSource | None
    on: date | None


def gates_on(history: Sequence[e.EmployerEvent], day: date) -> tuple[GateFinding, ...]:
    """Every gate as the employer's history has it on that day, in the order of `GATES`.

    The latest record on or before the day counts; of several on one day the one registered last, which corrects the others.
    How old a record may be is for the rule that asks.
    """
    records = [event for event in history if isinstance(event, e.GateRecorded) and event.on <= day]
    return tuple(_finding(gate, [record for record in records if record.gate == gate]) for gate in e.GATES)


def _finding(gate: e.Gate, records: Sequence[e.GateRecorded]) -> GateFinding:
    if not records:
        return GateFinding(gate=gate, state="unknown", source=None, on=None)
    latest = max(reversed(records), key=lambda record: record.on)
    return GateFinding(gate=gate, state=latest.state, source=latest.source, on=latest.on)
