"""A participation registered in SUS: when it may be, what is refused, and why one is not registered yet."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.sus import Consented, Gap, Participation
from services.intake.sus_outcome import sus_outcome
from shared.testing.bdd import given_for
from tests.intake.given import ALI, CASE, EVA, MAR_3, MAR_4, MAR_9, PERSON, TODAY
from tests.intake.test_sus_outcome import CORRECTED, REGISTERED, register

given = given_for(sus_outcome)
IN = e.SusRegistered(case=CASE, person=PERSON, registered_by=ALI, on=MAR_9)
BACK = e.SusRegisteredInError(case=CASE, person=PERSON, reason="other-person", registered_by=EVA, on=TODAY)


def going_in(on: date = MAR_9, *, gaps: tuple[Gap, ...] = ()) -> c.RegisterInSus:
    return c.RegisterInSus(case=CASE, person=PERSON, started_on=MAR_4, gaps=gaps, by=ALI, on=on, today=TODAY)


def taken_back(on: date = TODAY) -> c.RetractFromSus:
    return c.RetractFromSus(reason="other-person", by=EVA, on=on, today=TODAY)


def test_it_is_registered_taken_back_and_registered_again() -> None:
    given().when(going_in()).then(IN)
    given(IN).when(taken_back()).then(BACK)
    given(IN, BACK).when(going_in()).then(IN)


def test_it_is_registered_once_and_who_came_out_came_in() -> None:
    for history in ([IN], [REGISTERED], [IN, REGISTERED, CORRECTED]):
        given(*history).when(going_in()).refused(errors.SusRegisteredAlready)


def test_only_what_is_registered_and_has_no_outcome_is_taken_back() -> None:
    given().when(taken_back()).refused(errors.SusNotRegistered)
    given(IN, BACK).when(taken_back()).refused(errors.SusNotRegistered)
    given(IN, REGISTERED).when(taken_back()).refused(errors.SusOutcomeRegisteredAlready)
    given(IN).when(taken_back(TODAY + timedelta(days=1))).refused(errors.DateInTheFuture)


def test_an_outcome_follows_a_registration() -> None:
    given(IN).when(register()).then(REGISTERED)


@pytest.mark.parametrize(("on", "fits"), [(MAR_3, False), (MAR_4, True), (TODAY, True)])
def test_it_is_registered_from_the_start_on(on: date, *, fits: bool) -> None:
    asked = given().when(going_in(on))
    if fits:
        asked.then(e.SusRegistered(case=CASE, person=PERSON, registered_by=ALI, on=on))
    else:
        asked.refused(errors.BeforeStart)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    refusals = (errors.SusRegisteredAlready, errors.SusInNotWithIdentity, errors.DateInTheFuture)
    given(IN).when(going_in(TODAY + timedelta(days=1), gaps=("withdrawn",))).refused(*refusals)


GIVEN = Consented(on=MAR_9, withdrawn_on=None)
OVER = Consented(on=MAR_4, withdrawn_on=MAR_9)
DONE: dict[str, Any] = {"registered_on": MAR_9}


@pytest.mark.parametrize(
    ("known", "ended_on", "gap"),
    [
        ({}, None, "no-consent"),
        ({"refused_on": (MAR_9,)}, None, "refused"),
        ({"consents": (OVER,), "refused_on": (MAR_9,)}, None, "withdrawn"),
        ({"consents": (OVER, GIVEN)}, None, "not-yet"),
        ({"consents": (GIVEN,), **DONE}, None, None),
        ({"consents": (OVER,), **DONE}, None, None),
        ({"consents": (GIVEN,)}, MAR_9, None),
        ({"consents": (GIVEN,), **DONE, "protected": True}, MAR_9, "protected-identity"),
    ],
)
def test_why_it_is_not_registered_as_it_stands_now(known: dict[str, Any], ended_on: date | None, gap: Gap | None) -> None:
    stands = {"started_on": MAR_4, "ended_on": None, "protected": False, "consents": ()}
    assert Participation(**{**stands, **known}).registration_gap(ended_on) == gap


@pytest.mark.parametrize(("day", "gaps"), [(MAR_3, ("no-consent",)), (MAR_4, ()), (MAR_9, ("withdrawn",))])
def test_the_consent_is_that_of_the_day(day: date, gaps: tuple[Gap, ...]) -> None:
    known = Participation(started_on=MAR_3, ended_on=None, protected=False, consents=(OVER,))
    assert known.gaps_on(day) == gaps
