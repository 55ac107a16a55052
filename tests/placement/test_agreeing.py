from datetime import date
from decimal import Decimal

import pytest

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.employment import employment
from shared.errors import Refused
from shared.testing.bdd import given_for
from tests.placement.given import (
    CASE_IN_ERROR,
    FEB_2,
    JAN_5,
    MAR_2,
    OPPORTUNITY,
    OTHER_EMPLOYER,
    TODAY,
    TOMORROW,
    agree,
    agreed,
    ended_case,
    offer,
    registered_in_error,
    start,
    started,
)

given = given_for(employment)


def test_an_employment_is_agreed() -> None:
    given().when(agree()).then(agreed())


def test_an_employment_may_be_agreed_that_starts_later() -> None:
    (event,) = given().when(agree(starts_on=TOMORROW)).events()
    assert isinstance(event, e.EmploymentAgreed)
    assert event.starts_on == TOMORROW


def test_an_agreement_is_not_made_in_the_future() -> None:
    given().when(agree(on=TOMORROW)).refused(errors.DateInTheFuture)


def test_an_employment_is_agreed_once() -> None:
    given(agreed()).when(agree()).refused(errors.EmploymentAlreadyAgreed)


def test_an_employment_that_began_before_the_case_ended_is_registered_late() -> None:
    given().when(agree(search=ended_case(FEB_2), starts_on=FEB_2)).then(agreed())


def test_an_employment_that_began_after_the_case_ended_is_refused_with_the_date() -> None:
    refusal = given().when(agree(search=ended_case(JAN_5), starts_on=FEB_2)).refused(errors.AfterCaseEnded)
    assert refusal.named["ended_on"] == JAN_5


def test_a_case_in_error_has_no_employments() -> None:
    given().when(agree(search=CASE_IN_ERROR)).refused(errors.CaseInError)
    given(agreed()).when(start(search=CASE_IN_ERROR)).refused(errors.CaseInError)


@pytest.mark.parametrize(("standing", "reason"), [("unknown", errors.EmployerUnknown), ("closed", errors.EmployerIsClosed)])
def test_nothing_is_agreed_with_an_unknown_or_closed_employer(standing: c.Standing, reason: type[Refused]) -> None:
    given().when(agree(employer_is=standing)).refused(reason)


def test_a_place_of_an_opportunity_is_named_in_the_agreement() -> None:
    given().when(agree(offer=offer())).then(agreed(opportunity=OPPORTUNITY))


def test_an_unknown_opportunity_is_refused_for_that_alone() -> None:
    given().when(agree(offer=offer(employer=None, standing="unknown", places_left=0))).refused(errors.OpportunityUnknown)


def test_every_reason_against_the_opportunity_is_told_at_once() -> None:
    given().when(agree(offer=offer(employer=OTHER_EMPLOYER, standing="closed", places_left=0))).refused(
        errors.OpportunityIsClosed, errors.OpportunityOfOtherEmployer, errors.NoPlaceLeft
    )


@pytest.mark.parametrize(("form", "reason"), [("OSA", errors.OsaNotWithSius), ("SAMHALL", errors.SamhallNotWithSius)])
def test_sheltered_work_is_refused_with_sius(form: e.Form, reason: type[Refused]) -> None:
    given().when(agree(form=form)).refused(reason)
    given(agreed()).when(start(form=form)).refused(reason)


@pytest.mark.parametrize("hours", [Decimal(0), Decimal(-8), Decimal("40.25")])
def test_weekly_hours_are_more_than_none_and_at_most_forty(hours: Decimal) -> None:
    given().when(agree(weekly_hours=hours)).refused(errors.HoursOutOfBounds)
    given(agreed()).when(start(weekly_hours=hours)).refused(errors.HoursOutOfBounds)


def test_weekly_hours_are_in_quarters() -> None:
    given().when(agree(weekly_hours=Decimal("32.10"))).refused(errors.HoursNotInQuarters)
    given().when(agree(weekly_hours=Decimal("32.25"))).then(agreed(weekly_hours=Decimal("32.25")))


def test_a_form_is_refused_before_it_existed() -> None:
    refusal = given().when(agree(form="NYSTART", starts_on=date(2018, 4, 30))).refused(errors.FormNotInForce)
    assert refusal.named == {"form": "NYSTART", "since": date(2018, 5, 1)}


def test_every_reason_against_an_agreement_is_told_at_once() -> None:
    everything_wrong = agree(
        search=ended_case(JAN_5),
        starts_on=FEB_2,
        employer_is="unknown",
        offer=offer(places_left=0),
        weekly_hours=Decimal(50),
        on=TOMORROW,
    )
    given(agreed()).when(everything_wrong).refused(
        errors.EmploymentAlreadyAgreed,
        errors.AfterCaseEnded,
        errors.EmployerUnknown,
        errors.NoPlaceLeft,
        errors.HoursOutOfBounds,
        errors.DateInTheFuture,
    )


def test_an_employment_starts_as_agreed() -> None:
    given(agreed()).when(start()).then(started())


def test_an_employment_may_start_otherwise_than_agreed() -> None:
    given(agreed()).when(start(form="NONE", weekly_hours=Decimal(20), on=MAR_2)).then(
        started(form="NONE", weekly_hours=Decimal(20), on=MAR_2)
    )


def test_an_employment_starts_today_at_the_latest() -> None:
    given(agreed()).when(start(on=TODAY)).then(started(on=TODAY))
    given(agreed()).when(start(on=TOMORROW)).refused(errors.DateInTheFuture)


def test_an_employment_does_not_start_after_the_case_ended() -> None:
    given(agreed()).when(start(search=ended_case(FEB_2), on=MAR_2)).refused(errors.AfterCaseEnded)
    given(agreed()).when(start(search=ended_case(FEB_2), on=FEB_2)).then(started())


def test_an_employment_starts_once() -> None:
    given(agreed(), started()).when(start()).refused(errors.EmploymentAlreadyStarted)


def test_only_an_agreed_employment_starts() -> None:
    given().when(start()).refused(errors.EmploymentUnknown)
    given(agreed(), registered_in_error(started=False)).when(start()).refused(errors.EmploymentWasInError)
