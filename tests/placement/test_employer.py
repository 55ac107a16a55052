from datetime import date

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.employer import employer, identified, standing
from shared.testing.bdd import given_for
from tests.placement.given import EMPLOYER, FEB_2, JAN_5, TODAY, TOMORROW, registered

given = given_for(employer)
CLOSED = e.EmployerClosed(employer=EMPLOYER, reason="ceased", on=FEB_2)


def register(on: date = JAN_5) -> c.RegisterEmployer:
    return c.RegisterEmployer(
        employer=EMPLOYER,
        organisation_number="402000-0008",
        name="Exempelköpings kommun",
        sector="municipal",
        municipality="0180",
        sni="84111",
        on=on,
        today=TODAY,
    )


def close(on: date = FEB_2) -> c.CloseEmployer:
    return c.CloseEmployer(reason="ceased", on=on, today=TODAY)


def test_an_employer_is_registered() -> None:
    given().when(register()).then(registered())


def test_an_employer_is_registered_once_and_the_refusal_names_it() -> None:
    refusal = given(registered()).when(register()).refused(errors.EmployerAlreadyRegistered)
    assert refusal.named == {"employer": EMPLOYER}


def test_a_closed_employer_is_not_registered_anew() -> None:
    given(registered(), CLOSED).when(register()).refused(errors.EmployerAlreadyRegistered)


def test_an_employer_is_not_registered_in_the_future() -> None:
    given().when(register(on=TOMORROW)).refused(errors.DateInTheFuture)


def test_one_organisation_number_is_one_employer_whoever_registers_it() -> None:
    assert identified("402000-0008") == identified("402000-0008")
    assert identified("402000-0008") != identified("402000-0016")


def test_an_employer_is_closed() -> None:
    given(registered()).when(close()).then(CLOSED)


def test_an_employer_is_closed_once() -> None:
    given(registered(), CLOSED).when(close()).refused(errors.EmployerIsClosed)


def test_an_unknown_employer_is_not_closed() -> None:
    given().when(close()).refused(errors.EmployerUnknown)


def test_an_employer_is_closed_neither_in_the_future_nor_before_it_was_registered() -> None:
    given(registered()).when(close(on=TOMORROW)).refused(errors.DateInTheFuture)
    given(registered(on=FEB_2)).when(close(on=JAN_5)).refused(errors.BeforeRegistration)


def test_what_was_agreed_before_the_employer_closed_may_be_registered_late() -> None:
    state = given(registered(), CLOSED).state()
    assert standing(state, JAN_5) == "open"
    assert standing(state, FEB_2) == "closed"


def test_nobody_has_a_standing_before_being_registered() -> None:
    assert standing(given().state(), TODAY) == "unknown"
    assert standing(given(registered()).state(), TODAY) == "open"
