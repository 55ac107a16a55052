from decimal import Decimal

import pytest

from services.placement import errors
from services.placement import events as e
from services.placement.profile import profile
from shared.testing.bdd import given_for
from tests.placement.given import CASE_IN_ERROR, FEB_2, FEB_16, JAN_5, TOMORROW, ended_case
from tests.placement.seekers import record, recorded

given = given_for(profile)


def test_a_profile_is_recorded_whole_and_numbered() -> None:
    given().when(record()).then(recorded(1))
    given(recorded(1)).when(record(on=FEB_16, wished=("9412",))).then(recorded(2, on=FEB_16, wished=("9412",)))


def test_a_version_does_not_begin_before_the_one_it_replaces() -> None:
    given(recorded(on=FEB_16)).when(record(on=FEB_2)).refused(errors.BeforeProfile)


def test_each_code_is_kept_once_and_home_is_not_travelled_to() -> None:
    twice = record(wished=("5223", "5223"), licences=("B", "B"), reach=("0184", "0180", "0184"))
    given().when(twice).then(recorded())


@pytest.mark.parametrize("hours", [Decimal(0), Decimal(41)])
def test_hours_meet_the_rules_of_weekly_hours_and_that_is_told_once(hours: Decimal) -> None:
    given().when(record(hours_from=hours, hours_to=hours)).refused(errors.HoursOutOfBounds)


def test_the_shortest_hours_are_not_longer_than_the_longest() -> None:
    given().when(record(hours_from=Decimal(30), hours_to=Decimal(20))).refused(errors.HoursOutOfOrder)
    given().when(record(hours_from=Decimal(20), hours_to=Decimal(20))).then(recorded(hours_to=Decimal(20)))


def test_every_reason_against_a_profile_is_told_at_once() -> None:
    pace = e.Demand(dimension="pace", level=1)
    wrong = record(
        search=CASE_IN_ERROR,
        on=TOMORROW,
        wished=("5223",),
        excluded=("5223",),
        abilities=(pace, pace),
        languages=(e.LanguageLevel(language="sv", level=1),) * 2,
    )
    given().when(wrong).refused(
        errors.CaseInError, errors.DateInTheFuture, errors.WishedAndExcluded, errors.DimensionTwice, errors.LanguageTwice
    )


def test_nothing_is_recorded_of_a_day_after_the_case_ended() -> None:
    given().when(record(search=ended_case(JAN_5))).refused(errors.CaseHadEnded)
    given().when(record(search=ended_case(FEB_2))).then(recorded())
