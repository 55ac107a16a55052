from decimal import Decimal

import pytest

from services.placement import commands as c
from services.placement import errors
from services.placement.employment import employment
from services.placement.terms import Terms, terms_on
from shared.testing.bdd import given_for
from tests.placement.given import (
    FEB_2,
    FEB_16,
    FULL_TIME,
    JAN_5,
    MAR_2,
    THIRTY,
    TODAY,
    TOMORROW,
    WHY,
    agreed,
    change_terms,
    correct,
    corrected,
    end,
    ended,
    ended_case,
    registered_in_error,
    retract,
    started,
    terms_changed,
)

given = given_for(employment)
working = given(agreed(), started())
over = given(agreed(), started(), ended())


def test_hours_change_and_the_form_stays() -> None:
    working.when(change_terms()).then(terms_changed())


def test_the_form_changes_and_the_hours_stay() -> None:
    working.when(change_terms(weekly_hours=None, form="NONE")).then(terms_changed(form="NONE", weekly_hours=THIRTY))


def test_the_tasks_change_and_so_may_the_occupation() -> None:
    working.when(change_terms(weekly_hours=None, tasks=WHY)).then(terms_changed(weekly_hours=THIRTY, tasks=WHY))
    other = change_terms(weekly_hours=None, occupation="9112")
    working.when(other).then(terms_changed(weekly_hours=THIRTY, occupation="9112"))
    given(agreed(), started(), terms_changed(occupation="9112")).when(other).refused(errors.TermsUnchanged)


def test_terms_that_already_hold_are_refused() -> None:
    working.when(change_terms(weekly_hours=THIRTY)).refused(errors.TermsUnchanged)
    working.when(change_terms(weekly_hours=None)).refused(errors.TermsUnchanged)


def test_a_change_registered_late_is_judged_by_the_terms_of_its_own_day() -> None:
    later = terms_changed(on=MAR_2, weekly_hours=FULL_TIME)
    given(agreed(), started(), later).when(change_terms(on=FEB_16, weekly_hours=FULL_TIME)).then(terms_changed())


def test_terms_change_between_the_first_day_and_today() -> None:
    working.when(change_terms(on=JAN_5)).refused(errors.BeforeEmploymentStart)
    working.when(change_terms(on=TOMORROW)).refused(errors.DateInTheFuture)
    working.when(change_terms(on=FEB_2)).then(terms_changed(on=FEB_2))


def test_terms_of_an_ended_employment_change_up_to_its_last_day() -> None:
    over.when(change_terms(on=MAR_2)).then(terms_changed(on=MAR_2))
    over.when(change_terms(on=TODAY)).refused(errors.AfterEmploymentEnd)


def test_changed_terms_meet_the_rules_of_agreed_ones() -> None:
    working.when(change_terms(weekly_hours=Decimal("41.10"), form="OSA")).refused(errors.HoursOutOfBounds, errors.OsaNotWithSius)


def test_sheltered_work_may_follow_when_the_case_has_ended() -> None:
    working.when(change_terms(form="OSA", on=MAR_2, search=ended_case(FEB_16))).then(terms_changed(form="OSA", on=MAR_2))
    working.when(change_terms(form="OSA", on=FEB_16, search=ended_case(FEB_16))).refused(errors.OsaNotWithSius)


def test_the_terms_of_a_day_are_the_latest_begun_whatever_the_order_of_registration() -> None:
    first = Terms(on=FEB_2, weekly_hours=THIRTY, occupation="5223", form="LFU")
    march = Terms(on=MAR_2, weekly_hours=FULL_TIME, occupation="5223", form="LFU")
    february = Terms(on=FEB_16, weekly_hours=Decimal(20), occupation="5223", form="NONE")
    again = Terms(on=FEB_16, weekly_hours=Decimal(25), occupation="5223", form="NONE")
    terms = (first, march, february, again)
    assert terms_on(terms, JAN_5) == first
    assert terms_on(terms, FEB_16) == again
    assert terms_on(terms, TODAY) == march


def test_an_employment_ends_on_its_last_day_in_work() -> None:
    working.when(end()).then(ended())


def test_an_employment_may_end_on_its_first_day() -> None:
    working.when(end(on=FEB_2)).then(ended(on=FEB_2))


def test_an_employment_ends_neither_before_it_began_nor_in_the_future() -> None:
    working.when(end(on=JAN_5)).refused(errors.BeforeEmploymentStart)
    working.when(end(on=TOMORROW)).refused(errors.DateInTheFuture)


def test_an_employment_ends_once() -> None:
    over.when(end()).refused(errors.EmploymentHasEnded)


def test_a_corrected_start_names_what_it_replaces() -> None:
    working.when(correct(started_on=FEB_16)).then(corrected(started_on=FEB_16, ended_on=None, was=(FEB_2, None)))


def test_the_dates_of_an_ended_employment_are_corrected() -> None:
    over.when(correct(ended_on=TODAY)).then(corrected(started_on=FEB_2, ended_on=TODAY, was=(FEB_2, MAR_2)))


def test_an_end_may_be_taken_back_and_the_employment_ends_later() -> None:
    taken_back = corrected(started_on=FEB_2, ended_on=None, was=(FEB_2, MAR_2))
    over.when(correct()).then(taken_back)
    given(agreed(), started(), ended(), taken_back).when(end(on=TODAY)).then(ended(on=TODAY))


def test_corrected_dates_are_in_order_and_not_in_the_future() -> None:
    over.when(correct(started_on=MAR_2, ended_on=FEB_16)).refused(errors.BeforeEmploymentStart)
    over.when(correct(ended_on=TOMORROW)).refused(errors.DateInTheFuture)


def test_an_end_is_registered_with_its_reason_not_as_a_correction() -> None:
    working.when(correct(ended_on=MAR_2)).refused(errors.EmploymentNotEnded)


def test_a_correction_corrects_something() -> None:
    over.when(correct(ended_on=MAR_2)).refused(errors.NothingCorrected)


def test_a_corrected_start_does_not_lie_after_the_case_ended() -> None:
    working.when(correct(started_on=MAR_2, search=ended_case(FEB_16))).refused(errors.AfterCaseEnded)


def test_terms_of_the_start_hold_from_the_corrected_first_day() -> None:
    earlier = corrected(started_on=JAN_5, ended_on=None, was=(FEB_2, None))
    given(agreed(), started(), earlier).when(change_terms(on=JAN_5, weekly_hours=THIRTY)).refused(errors.TermsUnchanged)


@pytest.mark.parametrize("was_started", [False, True])
def test_an_employment_in_error_tells_whether_it_had_started(*, was_started: bool) -> None:
    history = working if was_started else given(agreed())
    history.when(retract()).then(registered_in_error(started=was_started))


def test_an_ended_employment_may_turn_out_to_be_in_error() -> None:
    over.when(retract()).then(registered_in_error(started=True))


def test_an_employment_is_not_in_error_from_tomorrow() -> None:
    working.when(retract(on=TOMORROW)).refused(errors.DateInTheFuture)


EVERYTHING_AFTER_THE_START = (change_terms(), end(), correct(started_on=FEB_16))


@pytest.mark.parametrize("command", EVERYTHING_AFTER_THE_START)
def test_nothing_happens_to_an_employment_that_has_not_started(command: c.EmploymentCommand) -> None:
    given(agreed()).when(command).refused(errors.EmploymentNotStarted)


@pytest.mark.parametrize("command", [*EVERYTHING_AFTER_THE_START, retract()])
def test_nothing_happens_to_an_unknown_employment_or_one_in_error(command: c.EmploymentCommand) -> None:
    given().when(command).refused(errors.EmploymentUnknown)
    in_error = given(agreed(), started(), registered_in_error(started=True))
    in_error.when(command).refused(errors.EmploymentWasInError)
