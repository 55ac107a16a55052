"""What leaves intake, and what never does."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.intake import events as e
from services.intake.publisher import publish
from shared.contracts import intake as contracts
from shared.eventstore import Recorded
from shared.ids import new_id
from tests.intake.given import (
    CASE,
    MAR_3,
    MAR_4,
    MAR_9,
    PERSON,
    TODAY,
    WHY,
    assessed,
    ended,
    granted,
    in_error,
    opened,
    received,
    reopened,
    started,
)


def recorded(event: Any) -> Recorded:
    return Recorded(
        event=event,
        stream="case-1",
        version=1,
        event_id=new_id(),
        on=None,
        recorded_at=datetime(2026, 3, 10, tzinfo=UTC),
        by="ali",
        correlation="c",
        causation=None,
    )


CORRECTED = e.CaseStartCorrected(case=CASE, person=PERSON, instead_of=MAR_4, reason=WHY, corrected_by="ali", on=MAR_3)


@pytest.mark.parametrize(
    ("event", "contract"),
    [
        (
            started(),
            contracts.CaseStarted(
                case=CASE,
                person=PERSON,
                unit="stockholm",
                support_person="sam",
                on=MAR_4,
                sex="woman",
                birth_year=1990,
                disability_group="61",
                municipality="0180",
                referral_source="municipality",
            ),
        ),
        (CORRECTED, contracts.CaseStartCorrected(case=CASE, person=PERSON, on=MAR_3)),
        (ended(), contracts.CaseEnded(case=CASE, person=PERSON, on=MAR_9, kind="completed", exit="employment")),
        (reopened(), contracts.CaseReopened(case=CASE, person=PERSON, on=TODAY)),
        (in_error(), contracts.CaseRegisteredInError(case=CASE, person=PERSON)),
    ],
)
def test_the_course_of_the_case_is_published(event: e.CaseEvent, contract: object) -> None:
    published = publish(recorded(event))
    assert published == contract
    assert published is not None
    assert published.key == str(CASE)


@pytest.mark.parametrize("event", [received(), assessed(), granted(), opened()])
def test_referrals_assessments_decisions_and_waiting_cases_stay_inside(event: object) -> None:
    assert publish(recorded(event)) is None
