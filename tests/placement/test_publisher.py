"""What leaves the service, and what never does."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.placement import events as e
from services.placement.app import definition
from services.placement.publisher import publish
from shared.contracts import placement as contracts
from shared.contracts.base import Contract
from shared.contracts.catalogue import REPLACED
from shared.eventstore import Recorded
from tests.placement.given import (
    CASE,
    EMPLOYER,
    EMPLOYMENT,
    FEB_2,
    FEB_16,
    JAN_5,
    MAR_2,
    PERSON,
    UNIT,
    agreed,
    corrected,
    ended,
    filled,
    opened,
    registered,
    registered_in_error,
    search_opened,
    started,
    terms_changed,
)

GOLDEN = Path(__file__).parent / "golden"
IDS: dict[str, Any] = {"employment": EMPLOYMENT, "case": CASE, "person": PERSON}


def published(event: object) -> Contract | None:
    return publish(
        Recorded(
            event=event,
            stream="any",
            version=1,
            event_id=UUID(int=1),
            on=None,
            recorded_at=datetime(2026, 3, 10, tzinfo=UTC),
            by="officer-7",
            correlation="c",
            causation=None,
        )
    )


def test_a_started_employment_is_told_with_its_terms() -> None:
    work = {"weekly_hours": Decimal(30), "form": "LFU", "occupation": "5223", "sector": "private"}
    assert published(started()) == contracts.EmploymentStartedV2(**IDS, employer=EMPLOYER, unit=UNIT, on=FEB_2, **work)


def test_changed_terms_are_told() -> None:
    expected = contracts.EmploymentTermsChanged(**IDS, on=FEB_16, weekly_hours=Decimal(40), form="LFU")
    assert published(terms_changed()) == expected


def test_an_end_is_told_without_its_reason() -> None:
    assert published(ended()) == contracts.EmploymentEnded(**IDS, on=MAR_2)


def test_corrected_dates_are_told_without_the_written_reason() -> None:
    event = corrected(started_on=JAN_5, ended_on=None, was=(FEB_2, MAR_2))
    assert published(event) == contracts.EmploymentCorrected(**IDS, started_on=JAN_5, ended_on=None)


def test_an_employment_in_error_is_taken_back_only_where_its_start_was_told() -> None:
    assert published(registered_in_error(started=True)) == contracts.EmploymentRegisteredInError(**IDS)
    assert published(registered_in_error(started=False)) is None


@pytest.mark.parametrize(
    "event",
    [
        registered(),
        opened(),
        filled(),
        search_opened(),
        e.SearchClosed(case=CASE, person=PERSON, on=MAR_2),
        agreed(),
    ],
    ids=lambda event: type(event).__name__,
)
def test_employers_places_searches_and_agreements_stay_inside(event: object) -> None:
    assert published(event) is None


def test_an_employment_from_before_occupation_and_sector_were_kept_is_told_without_them() -> None:
    stored = definition.codec.decode("EmploymentStarted", 1, (GOLDEN / "EmploymentStarted.v1.json").read_text())
    told = published(stored)
    assert isinstance(told, contracts.EmploymentStartedV2)
    assert (told.occupation, told.sector, told.form) == (None, None, "LFU")


def test_every_contract_of_the_topic_is_published_by_some_event() -> None:
    codec = definition.codec
    stored = [(path.stem.split(".v"), path.read_text()) for path in sorted(GOLDEN.glob("*.json"))]
    events = [codec.decode(name, int(schema), text) for (name, schema), text in stored]
    assert {type(published(event)) for event in events} - {type(None)} == set(contracts.CONTRACTS) - REPLACED


def test_a_case_keeps_the_order_of_its_employments() -> None:
    contract = published(started())
    assert contract is not None
    assert contract.key == str(CASE)
