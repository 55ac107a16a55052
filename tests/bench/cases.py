"""Cases for the benchmarks: intake's own event, and a published event as it lies on the bus."""

from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from services.intake import events as e
from shared.bus import Received
from tests.bench.course import Told


def started(case: UUID, on: date) -> e.CaseStarted:
    """A case started that day, as intake records it."""
    who = e.Characteristics(
        sex="woman", birth_year=1990, disability_group="61", municipality="0180", referral_source="municipality"
    )
    return e.CaseStarted(
        case=case, person=uuid5(case, "person"), unit="stockholm", support_person="officer-1", characteristics=who, on=on
    )


def message(told: Told, *, version: int, offset: int) -> Received:
    """The event as it lies on the bus, published as that version of its stream."""
    return Received(
        topic="sius.bench.v1",
        partition=0,
        offset=offset,
        key=told.contract.key,
        value=told.contract.model_dump_json().encode(),
        headers={
            "ce_type": told.contract.type,
            "ce_id": str(uuid5(NAMESPACE_URL, f"{told.stream}/{version}")),
            "ce_subject": told.stream,
            "ce_sequence": str(version),
            "ce_previous": str(version - 1),
            "ce_time": told.recorded_at.isoformat(),
            "ce_correlationid": "bench-course",
        },
    )
