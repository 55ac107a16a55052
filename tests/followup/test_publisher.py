"""What of followup's events others get to know: nothing sealed, nothing that only followup needs."""

from datetime import UTC, datetime

import pytest

from services.followup import events as e
from services.followup.app import definition
from services.followup.publisher import publish
from shared.contracts import catalogue
from shared.contracts import followup as contracts
from shared.contracts.base import Contract
from shared.eventstore import Recorded
from shared.ids import uuid7
from tests.followup.build import (
    CASE,
    DEC_1,
    FEB_2,
    ITEM,
    JOB,
    MAR_2,
    OTHER_ITEM,
    PERSON,
    REASON,
    SEP_1,
    cancelled,
    closed,
    completed,
    contacted,
    followed_up,
    in_error,
    introduced,
    introduction_ended,
    job_in_error,
    job_noted,
    moved,
    opened,
    planned,
    reopened,
    resumed,
    start_noted,
    status_of,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
STARTED = contracts.IntroductionStarted(case=CASE, person=PERSON, employment=JOB, on=FEB_2)
MOVED = contracts.IntroductionStarted(case=CASE, person=PERSON, employment=JOB, on=MAR_2)
ENDED = contracts.IntroductionEnded(case=CASE, person=PERSON, employment=JOB, on=SEP_1, breach=True)
FOLLOWED_UP = contracts.FollowUpStarted(case=CASE, person=PERSON, on=SEP_1)
COMPLETED = contracts.SupportCompleted(case=CASE, person=PERSON, on=DEC_1)
STATUS = contracts.StatusEstablished(status=OTHER_ITEM, case=CASE, person=PERSON, on=MAR_2, situation="in-work", corrects=ITEM)

PUBLISHED: list[tuple[e.SupportEvent, Contract | None]] = [
    (introduced(), STARTED),
    (moved(MAR_2), MOVED),
    (resumed(), STARTED),
    (introduction_ended(SEP_1, breach=True, reason=REASON), ENDED),
    (followed_up(SEP_1), FOLLOWED_UP),
    (completed(), COMPLETED),
    (status_of(status=OTHER_ITEM, corrects=ITEM), STATUS),
    (opened(), None),
    (start_noted(), None),
    (job_noted(), None),
    (job_in_error(), None),
    (closed(), None),
    (reopened(), None),
    (in_error(), None),
    (cancelled("employment-in-error"), None),
    (planned(), None),
    (contacted(), None),
    (e.SupportHandedOver(case=CASE, person=PERSON, unit="malmo", on=FEB_2), None),
]


def recorded(event: e.SupportEvent) -> Recorded:
    return Recorded(
        event=event,
        stream=f"support-{event.case}",
        version=1,
        event_id=uuid7(NOON),
        on=getattr(event, "on", None),
        recorded_at=NOON,
        by="officer-7",
        correlation="correlation-1",
        causation=None,
    )


@pytest.mark.parametrize(("event", "contract"), PUBLISHED, ids=lambda value: type(value).__name__)
def test_each_event_is_published_as_its_contract_or_stays_inside(event: e.SupportEvent, contract: Contract | None) -> None:
    assert publish(recorded(event)) == contract


def test_every_event_has_its_line_above() -> None:
    assert {type(event).__name__ for event, _ in PUBLISHED} == set(definition.codec.types)


def test_every_contract_of_the_topic_is_published_by_something() -> None:
    assert {type(contract) for _, contract in PUBLISHED if contract} == set(catalogue.PUBLISHED[catalogue.FOLLOWUP])


def test_nothing_sealed_leaves_the_service() -> None:
    for event, _ in PUBLISHED:
        contract = publish(recorded(event))
        assert contract is None or REASON.text not in contract.model_dump_json()
