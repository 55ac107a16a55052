"""A contact with an employer is told to other services; what it was about only by ids."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.placement import events as e
from services.placement.publisher import publish
from shared.contracts import placement as contracts
from shared.eventstore import Recorded
from tests.placement.given import CASE, EMPLOYER, FEB_16, OFFICER, PERSON, UNIT, WHY
from tests.placement.test_contacting import CONTACT, contacted, declined, gate


def recorded(event: object) -> Recorded:
    return Recorded(
        event=event,
        stream="any",
        version=1,
        event_id=UUID(int=1),
        on=None,
        recorded_at=datetime(2026, 3, 10, tzinfo=UTC),
        by=OFFICER,
        correlation="c",
        causation=None,
    )


def test_a_contact_is_told_without_its_note_and_in_the_order_of_the_employer() -> None:
    told = publish(recorded(contacted(case=CASE, person=PERSON)))
    assert told == contracts.EmployerContacted(
        contact=CONTACT,
        employer=EMPLOYER,
        case=CASE,
        person=PERSON,
        support_person=OFFICER,
        unit=UNIT,
        channel="visit",
        on=FEB_16,
    )
    assert told.key == str(EMPLOYER)


@pytest.mark.parametrize(
    "event",
    [
        declined(),
        gate("hit", FEB_16),
        e.SoleTraderRegistered(employer=EMPLOYER, municipality="0180", sni="10710", registered_by=OFFICER, on=FEB_16),
        e.EmployerReopened(employer=EMPLOYER, reason=WHY, reopened_by=OFFICER, on=FEB_16),
    ],
    ids=lambda event: type(event).__name__,
)
def test_the_register_stays_inside(event: object) -> None:
    assert publish(recorded(event)) is None
