from datetime import date
from typing import Any

import pytest

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.employer import employer, identified, standing, workplace_standing
from shared.testing.bdd import given_for
from tests.placement.given import (
    EMPLOYER,
    FEB_2,
    FEB_16,
    JAN_5,
    OFFICER,
    OPPORTUNITY,
    OTHER_EMPLOYER,
    TODAY,
    TOMORROW,
    UNIT,
    WHY,
    registered,
)

given = given_for(employer)
CLOSED = e.EmployerClosed(employer=EMPLOYER, reason="ceased", stays=None, on=FEB_2)


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


def twice(**other: Any) -> c.CloseEmployer:
    facts: dict[str, Any] = {"reason": "registered-twice", "stays": OTHER_EMPLOYER, "stays_is": "open", "on": FEB_2}
    return c.CloseEmployer(**facts | other, today=TODAY)


MERGED = e.EmployerClosed(employer=EMPLOYER, reason="registered-twice", stays=OTHER_EMPLOYER, on=FEB_2)
SOLE = e.SoleTraderRegistered(employer=EMPLOYER, municipality="0180", sni="10710", registered_by=OFFICER, on=JAN_5)


def test_an_employer_that_is_registered_twice_points_to_the_one_that_stays() -> None:
    given(registered()).when(twice()).then(MERGED)
    refusal = given(registered(), MERGED).when(register()).refused(errors.EmployerAlreadyRegistered)
    assert refusal.named == {"employer": OTHER_EMPLOYER}


@pytest.mark.parametrize("wrong", [{"stays": None}, {"stays": EMPLOYER}, {"stays_is": "closed"}, {"stays_is": "unknown"}])
def test_another_open_employer_stays(wrong: dict[str, Any]) -> None:
    given(registered()).when(twice(**wrong)).refused(errors.AnotherMustStay)


def test_nothing_stays_in_place_of_an_employer_that_ceased() -> None:
    given(registered()).when(twice(reason="ceased")).refused(errors.NothingStays)


def test_a_closed_employer_is_reopened() -> None:
    command = c.ReopenEmployer(reason=WHY, by=OFFICER, on=FEB_16, today=TODAY)
    reopened = e.EmployerReopened(employer=EMPLOYER, reason=WHY, reopened_by=OFFICER, on=FEB_16)
    given(registered(), CLOSED).when(command).then(reopened)
    assert standing(given(registered(), CLOSED, reopened).state(), TODAY) == "open"
    given(registered()).when(command).refused(errors.EmployerIsOpen)
    early = c.ReopenEmployer(reason=WHY, by=OFFICER, on=JAN_5, today=TODAY)
    given(registered(), CLOSED).when(early).refused(errors.BeforeClosing)


def assign(owner: str | None = OFFICER, on: date = FEB_2) -> c.AssignEmployer:
    return c.AssignEmployer(owner=owner, unit=UNIT, by=OFFICER, on=on, today=TODAY)


def test_one_officer_at_a_time_has_the_employer() -> None:
    mine = e.EmployerAssigned(employer=EMPLOYER, owner=OFFICER, unit=UNIT, assigned_by=OFFICER, on=FEB_2)
    given(registered()).when(assign()).then(mine)
    given(registered(), mine).when(assign()).refused(errors.OwnerUnchanged)
    given(registered(), mine).when(assign(owner="eva", on=JAN_5)).refused(errors.BeforeAssignment)
    given(registered(), CLOSED).when(assign()).refused(errors.EmployerIsClosed)


def test_a_sole_traders_name_is_in_no_event() -> None:
    command = c.RegisterSoleTrader(employer=EMPLOYER, municipality="0180", sni="10710", by=OFFICER, on=JAN_5, today=TODAY)
    given().when(command).then(SOLE)
    renamed = c.ChangeEmployer(
        name=None, renamed=True, sector="private", municipality="0180", sni="10710", by=OFFICER, on=FEB_2, today=TODAY
    )
    (event,) = given(SOLE).when(renamed).events()
    assert isinstance(event, e.EmployerChanged)
    assert event.name is None


def test_only_a_sole_traders_data_are_erased_and_once() -> None:
    command = c.EraseSoleTrader(by=OFFICER, on=TODAY, today=TODAY)
    erased = e.SoleTraderErased(employer=EMPLOYER, erased_by=OFFICER, on=TODAY)
    given(SOLE).when(command).then(erased)
    given(SOLE, erased).when(command).refused(errors.AlreadyErased)
    given(registered()).when(command).refused(errors.NotASoleTrader)


def test_a_change_changes_something() -> None:
    same = c.ChangeEmployer(
        name="Exempelköpings kommun",
        renamed=False,
        sector="municipal",
        municipality="0180",
        sni="84111",
        by=OFFICER,
        on=FEB_2,
        today=TODAY,
    )
    given(registered()).when(same).refused(errors.NothingChanged)


def test_a_workplace_is_used_until_it_is_closed() -> None:
    added = e.WorkplaceAdded(workplace=OPPORTUNITY, employer=EMPLOYER, name=WHY, address=None, municipality="0180", on=JAN_5)
    closed = e.WorkplaceClosed(workplace=OPPORTUNITY, employer=EMPLOYER, on=FEB_2)
    command = c.CloseWorkplace(workplace=OPPORTUNITY, on=FEB_2, today=TODAY)
    given(registered(), added).when(command).then(closed)
    given(registered(), added, closed).when(command).refused(errors.WorkplaceIsClosed)
    given(registered()).when(command).refused(errors.WorkplaceUnknown)
    state = given(registered(), added, closed).state()
    assert [workplace_standing(state, OPPORTUNITY, day) for day in (FEB_2, FEB_16)] == ["open", "closed"]
    assert workplace_standing(state, EMPLOYER, FEB_2) == "unknown"
    assert workplace_standing(state, None, FEB_16) == "open"
