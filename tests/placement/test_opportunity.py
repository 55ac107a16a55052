from decimal import Decimal
from typing import Any

import pytest

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.opportunity import offer, opportunity
from shared.errors import Refused
from shared.testing.bdd import given_for
from tests.placement.given import (
    EMPLOYER,
    EMPLOYMENT,
    FEB_2,
    JAN_5,
    OPPORTUNITY,
    OTHER_EMPLOYMENT,
    THIRTY,
    TODAY,
    TOMORROW,
    filled,
    opened,
)

given = given_for(opportunity)
CLOSED = e.OpportunityClosed(opportunity=OPPORTUNITY, reason="withdrawn", on=FEB_2)
FREED = e.PlaceFreed(opportunity=OPPORTUNITY, employment=EMPLOYMENT, on=TODAY)
CLOSE = c.CloseOpportunity(reason="withdrawn", on=FEB_2, today=TODAY)
FILL = c.FillPlace(employment=EMPLOYMENT, on=FEB_2)
FREE = c.FreePlace(employment=EMPLOYMENT, on=TODAY)


def open_(**other: Any) -> c.OpenOpportunity:
    facts: dict[str, Any] = {
        "opportunity": OPPORTUNITY,
        "employer": EMPLOYER,
        "employer_is": "open",
        "occupation": "5223",
        "weekly_hours": THIRTY,
        "places": 1,
        "municipality": "0180",
        "on": JAN_5,
        "today": TODAY,
    }
    return c.OpenOpportunity(**facts | other)


def test_an_opportunity_is_opened() -> None:
    given().when(open_(places=2)).then(opened(places=2))


def test_an_opportunity_is_opened_once() -> None:
    given(opened()).when(open_()).refused(errors.OpportunityAlreadyOpened)


@pytest.mark.parametrize(("standing", "reason"), [("unknown", errors.EmployerUnknown), ("closed", errors.EmployerIsClosed)])
def test_only_an_open_employer_has_opportunities(standing: c.Standing, reason: type[Refused]) -> None:
    given().when(open_(employer_is=standing)).refused(reason)


def test_every_reason_is_told_at_once() -> None:
    given().when(open_(employer_is="unknown", weekly_hours=Decimal(41), places=0, on=TOMORROW)).refused(
        errors.EmployerUnknown, errors.HoursOutOfBounds, errors.NoPlaces, errors.DateInTheFuture
    )


def test_a_place_is_filled() -> None:
    given(opened()).when(FILL).then(filled())


def test_no_more_places_are_filled_than_there_are() -> None:
    given(opened(places=1), filled(OTHER_EMPLOYMENT)).when(FILL).refused(errors.NoPlaceLeft)


def test_a_closed_opportunity_fills_no_place() -> None:
    given(opened(), CLOSED).when(FILL).refused(errors.OpportunityIsClosed)


def test_a_place_of_an_employment_in_error_is_free_again() -> None:
    given(opened(), filled()).when(FREE).then(FREED)
    given(opened(), filled(), FREED).when(FILL).then(filled())


def test_a_place_is_freed_in_a_closed_opportunity_too() -> None:
    given(opened(), filled(), CLOSED).when(FREE).then(FREED)


def test_a_place_that_is_not_held_is_not_freed() -> None:
    given(opened()).when(FREE).then()


def test_an_opportunity_is_closed_once() -> None:
    given(opened()).when(CLOSE).then(CLOSED)
    given(opened(), CLOSED).when(CLOSE).refused(errors.OpportunityIsClosed)


def test_an_opportunity_is_closed_between_its_opening_and_today() -> None:
    given(opened()).when(c.CloseOpportunity(reason="filled", on=TOMORROW, today=TODAY)).refused(errors.DateInTheFuture)
    early = c.CloseOpportunity(reason="filled", on=JAN_5.replace(day=4), today=TODAY)
    given(opened()).when(early).refused(errors.BeforeRegistration)


@pytest.mark.parametrize("command", [FILL, FREE, CLOSE])
def test_an_unknown_opportunity_is_refused(command: c.OpportunityCommand) -> None:
    given().when(command).refused(errors.OpportunityUnknown)


def test_whoever_wants_a_place_learns_how_many_are_left() -> None:
    state = given(opened(places=3), filled()).state()
    assert offer(OPPORTUNITY, state) == c.Offer(opportunity=OPPORTUNITY, employer=EMPLOYER, standing="open", places_left=2)
    assert offer(OPPORTUNITY, given().state()).standing == "unknown"
    assert offer(OPPORTUNITY, given(opened(), CLOSED).state()).standing == "closed"
