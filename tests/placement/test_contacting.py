from datetime import date
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.employer import employer
from services.placement.gates import GateFinding, gates_on
from services.placement.likeness import alike
from shared.errors import Refused
from shared.testing.bdd import given_for
from tests.placement.given import (
    CASE,
    EMPLOYER,
    FEB_2,
    FEB_16,
    JAN_5,
    MAR_2,
    OFFICER,
    OPPORTUNITY,
    OTHER_EMPLOYER,
    PERSON,
    TODAY,
    TOMORROW,
    UNIT,
    WHY,
    registered,
)

given = given_for(employer)
CONTACT, WHO, WISH = CASE, PERSON, OPPORTUNITY
DETAILS = e.ContactDetails(name=WHY, title=None, phone=WHY, email=None)
LATE_MARCH = date(2026, 3, 31)


def log(**other: Any) -> c.LogEmployerContact:
    facts: dict[str, Any] = {
        "contact": CONTACT,
        "contact_person": None,
        "channel": "visit",
        "initiative": "authority",
        "purpose": "find-jobs",
        "outcome": "interested",
        "next_step": None,
        "next_step_on": None,
        "case": None,
        "person": None,
        "in_error": False,
        "note": WHY,
        "unit": UNIT,
        "by": OFFICER,
        "on": FEB_16,
        "today": TODAY,
    }
    return c.LogEmployerContact(**facts | other)


def contacted(**other: Any) -> e.EmployerContacted:
    command = log(**other)
    told = {name: getattr(command, name) for name in e.EmployerContacted.__dataclass_fields__ if name != "employer"}
    return e.EmployerContacted(employer=EMPLOYER, **told)


def declined(until: date = LATE_MARCH, on: date = FEB_2) -> e.ContactDeclined:
    return e.ContactDeclined(wish=WISH, employer=EMPLOYER, until=until, registered_by=OFFICER, on=on)


def lifted(on: date) -> e.ContactWishLifted:
    return e.ContactWishLifted(wish=WISH, employer=EMPLOYER, lifted_by=OFFICER, on=on)


def added() -> e.ContactPersonAdded:
    return e.ContactPersonAdded(
        contact_person=WHO, employer=EMPLOYER, workplace=None, details=DETAILS, added_by=OFFICER, on=JAN_5
    )


LEFT = e.ContactPersonLeft(contact_person=WHO, employer=EMPLOYER, on=FEB_2)
ERASED = e.ContactPersonErased(contact_person=WHO, employer=EMPLOYER, erased_by=OFFICER, on=FEB_2)


def test_a_contact_is_logged_as_it_was() -> None:
    given(registered()).when(log()).then(contacted())


def test_every_reason_against_a_contact_is_told_at_once() -> None:
    wrong = log(on=TOMORROW, next_step="call", contact_person=WHO, case=CASE, in_error=True)
    given(registered(), declined()).when(wrong).refused(
        errors.DateInTheFuture,
        errors.ContactNotWished,
        errors.NextStepNeedsItsDay,
        errors.ContactPersonUnknown,
        errors.CaseInError,
    )


def test_the_next_step_comes_after_the_contact() -> None:
    given(registered()).when(log(next_step="call", next_step_on=FEB_2)).refused(errors.NextStepBeforeContact)
    given(registered()).when(log(next_step="call", next_step_on=MAR_2)).then(contacted(next_step="call", next_step_on=MAR_2))


@pytest.mark.parametrize(
    ("wish", "day", "reason"),
    [
        ([declined()], FEB_2, None),
        ([declined()], FEB_16, errors.ContactNotWished),
        ([declined(until=FEB_16)], FEB_16, errors.ContactNotWished),
        ([declined(until=FEB_16)], MAR_2, None),
        ([declined(), lifted(FEB_16)], FEB_16, None),
        ([declined(), lifted(MAR_2)], FEB_16, errors.ContactNotWished),
        ([declined(on=MAR_2)], FEB_16, None),
    ],
    ids=["the day it was said", "within", "the last day", "the day after", "lifted", "lifted later", "before it"],
)
def test_a_wish_is_respected_on_its_days(wish: list[e.EmployerEvent], day: date, reason: type[Refused] | None) -> None:
    attempt = given(registered(), *wish).when(log(on=day))
    if reason is None:
        attempt.then(contacted(on=day))
    else:
        attempt.refused(reason)


def test_what_the_employer_takes_itself_is_logged_also_then() -> None:
    given(registered(), declined()).when(log(initiative="employer")).then(contacted(initiative="employer"))


def test_an_employer_that_was_closed_because_it_declines_is_left_alone() -> None:
    closed = e.EmployerClosed(employer=EMPLOYER, reason="declines-contact", stays=None, on=FEB_2)
    given(registered(), closed).when(log(on=FEB_2)).then(contacted(on=FEB_2))
    given(registered(), closed).when(log()).refused(errors.ContactNotWished)
    given(registered(), closed).when(log(initiative="employer")).then(contacted(initiative="employer"))


def test_a_contact_with_one_registered_twice_is_logged_with_the_one_that_stays() -> None:
    closed = e.EmployerClosed(employer=EMPLOYER, reason="registered-twice", stays=OTHER_EMPLOYER, on=FEB_2)
    refusal = given(registered(), closed).when(log(on=JAN_5)).refused(errors.EmployerRegisteredTwice)
    assert refusal.named == {"employer": OTHER_EMPLOYER}


def test_a_wish_lasts_a_day_at_least_and_is_lifted_while_it_lasts() -> None:
    command = c.DeclineContact(wish=WISH, until=FEB_2, by=OFFICER, on=FEB_2, today=TODAY)
    given(registered()).when(command).refused(errors.WishEndsBeforeItBegins)
    lift = c.LiftContactWish(wish=WISH, by=OFFICER, on=MAR_2, today=TODAY)
    given(registered(), declined()).when(lift).then(lifted(MAR_2))
    given(registered(), declined(), lifted(MAR_2)).when(lift).refused(errors.WishNotInForce)
    given(registered(), declined(until=FEB_16)).when(lift).refused(errors.WishNotInForce)
    given(registered()).when(lift).refused(errors.WishUnknown)


def test_a_contact_is_taken_back_once_and_names_what_it_was_about() -> None:
    command = c.RegisterContactInError(contact=CONTACT, reason=WHY, by=OFFICER, on=TODAY, today=TODAY)
    taken_back = e.EmployerContactRegisteredInError(
        contact=CONTACT, employer=EMPLOYER, case=CASE, person=PERSON, reason=WHY, registered_by=OFFICER, on=TODAY
    )
    had = contacted(case=CASE, person=PERSON)
    given(registered(), had).when(command).then(taken_back)
    given(registered(), had, taken_back).when(command).refused(errors.ContactWasInError)
    given(registered()).when(command).refused(errors.ContactWasInError)


def test_one_who_has_left_was_contacted_up_to_that_day() -> None:
    given(registered(), added(), LEFT).when(log(contact_person=WHO, on=FEB_2)).then(contacted(contact_person=WHO, on=FEB_2))
    given(registered(), added(), LEFT).when(log(contact_person=WHO)).refused(errors.ContactPersonHasLeft)


def test_one_who_is_erased_is_not_brought_back() -> None:
    change = c.ChangeContactPerson(contact_person=WHO, workplace=None, details=DETAILS, by=OFFICER, on=TODAY, today=TODAY)
    given(registered(), added(), ERASED).when(change).refused(errors.AlreadyErased)
    given(registered(), added(), ERASED).when(log(contact_person=WHO)).refused(errors.AlreadyErased)
    again = c.EraseContactPerson(contact_person=WHO, by=OFFICER, on=TODAY, today=TODAY)
    given(registered(), added(), ERASED).when(again).refused(errors.AlreadyErased)
    given(registered(), added(), LEFT).when(again).then(
        e.ContactPersonErased(contact_person=WHO, employer=EMPLOYER, erased_by=OFFICER, on=TODAY)
    )


def test_nothing_is_logged_with_an_unknown_employer() -> None:
    given().when(log()).refused(errors.EmployerUnknown)


def gate(state: e.GateState, on: date, gate: e.Gate = "tax-debt") -> e.GateRecorded:
    return e.GateRecorded(employer=EMPLOYER, gate=gate, state=state, source="skatteverket", recorded_by=OFFICER, on=on)


def debt(history: list[e.EmployerEvent], day: date) -> GateFinding:
    (found,) = [finding for finding in gates_on(history, day) if finding.gate == "tax-debt"]
    return found


def test_a_gate_is_what_its_latest_record_before_the_day_says() -> None:
    history: list[e.EmployerEvent] = [registered(), gate("hit", FEB_2), gate("clear", MAR_2), gate("hit", FEB_16, "bankruptcy")]
    assert debt(history, JAN_5) == GateFinding(gate="tax-debt", state="unknown", source=None, on=None)
    assert debt(history, FEB_16).state == "hit"
    assert debt(history, MAR_2) == GateFinding(gate="tax-debt", state="clear", source="skatteverket", on=MAR_2)
    assert [finding.gate for finding in gates_on(history, TODAY)] == list(e.GATES)


def test_of_two_records_on_one_day_the_later_corrects_the_other() -> None:
    assert debt([gate("hit", FEB_2), gate("clear", FEB_2)], FEB_2).state == "clear"


@for_all(st.permutations([gate("hit", JAN_5), gate("clear", FEB_2), gate("hit", MAR_2)]))
def test_a_record_that_was_registered_late_does_not_count_as_the_latest(history: list[e.EmployerEvent]) -> None:
    assert [debt(history, day).state for day in (JAN_5, FEB_16, TODAY)] == ["hit", "clear", "hit"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bageriet Bullen AB", "Bullen Bageriet aktiebolag", True),
        ("Åkeriet i Skövde", "Akeriet i Skovde HB", True),
        ("Bageriet Bullen", "Bagriet Bullen", True),
        ("Bageriet Bullen AB", "Snickeriet Hyveln AB", False),
        ("AB", "HB", False),
    ],
)
def test_names_are_alike_however_they_are_written(one: str, other: str, *, same: bool) -> None:
    assert alike(one, other) == alike(other, one) == same
