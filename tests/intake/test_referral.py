"""A referral: received once, then returned, withdrawn, accepted or declined."""

import pytest

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.referral import referral
from shared.testing.bdd import given_for
from tests.intake.given import CASE, MAR_2, PERSON, REFERRAL, TODAY, TOMORROW, WHY, receive, received

given = given_for(referral)

RETURNED = e.ReferralReturned(referral=REFERRAL, person=PERSON, reasons=("not-ready",), advice=WHY, on=MAR_2)
WITHDRAWN = e.ReferralWithdrawn(referral=REFERRAL, person=PERSON, on=MAR_2)
ACCEPTED = e.ReferralAccepted(referral=REFERRAL, person=PERSON, case=CASE, on=MAR_2)
DECLINED = e.ReferralDeclined(referral=REFERRAL, person=PERSON, on=MAR_2)
LATER_STEPS = [
    c.ReturnReferral(reasons=("incomplete",), advice=None, on=TODAY),
    c.WithdrawReferral(on=TODAY),
    c.AcceptReferral(case=CASE, on=TODAY),
    c.DeclineReferral(on=TODAY),
]


def test_a_referral_is_received() -> None:
    given().when(receive()).then(received())


def test_a_person_who_is_held_by_something_open_is_not_referred_again_and_it_is_named() -> None:
    refusal = given().when(receive(engaged_in=c.Engagement(referral=REFERRAL, case=CASE))).refused(errors.AlreadyEngaged)
    assert refusal.named == {"referral": REFERRAL, "case": CASE}


def test_all_reasons_are_told_at_once() -> None:
    held = c.Engagement(referral=REFERRAL)
    given().when(receive(engaged_in=held, on=TOMORROW)).refused(errors.AlreadyEngaged, errors.DateInTheFuture)


def test_a_referral_is_received_only_once() -> None:
    given(received()).when(receive()).refused(errors.ReferralNotOpen)


def test_a_return_gives_every_reason_once() -> None:
    command = c.ReturnReferral(reasons=("not-ready", "incomplete", "not-ready"), advice=WHY, on=MAR_2)
    given(received()).when(command).then(
        e.ReferralReturned(referral=REFERRAL, person=PERSON, reasons=("not-ready", "incomplete"), advice=WHY, on=MAR_2)
    )


def test_a_return_needs_a_reason() -> None:
    given(received()).when(c.ReturnReferral(reasons=(), advice=None, on=MAR_2)).refused(errors.NoReturnReason)


def test_a_referral_is_withdrawn() -> None:
    given(received()).when(c.WithdrawReferral(on=MAR_2)).then(WITHDRAWN)


def test_a_referral_is_accepted_for_a_case() -> None:
    given(received()).when(c.AcceptReferral(case=CASE, on=MAR_2)).then(ACCEPTED)


def test_a_refused_programme_declines_the_referral() -> None:
    given(received()).when(c.DeclineReferral(on=MAR_2)).then(DECLINED)


@pytest.mark.parametrize("command", LATER_STEPS)
@pytest.mark.parametrize("end", [RETURNED, WITHDRAWN, ACCEPTED, DECLINED])
def test_nothing_more_happens_to_a_referral_that_is_answered(command: c.ReferralCommand, end: e.ReferralEvent) -> None:
    given(received(), end).when(command).refused(errors.ReferralNotOpen)


@pytest.mark.parametrize("command", LATER_STEPS)
def test_nothing_happens_to_a_referral_that_never_came(command: c.ReferralCommand) -> None:
    given().when(command).refused(errors.ReferralNotOpen)
