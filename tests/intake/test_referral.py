"""A referral: received once, then returned, withdrawn, accepted or declined."""

from dataclasses import replace

import pytest

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.referral import referral
from shared.testing.bdd import given_for
from tests.intake.given import (
    AGENCY,
    ALI,
    CASE,
    MAR_2,
    OTHER_AGENCY,
    PERSON,
    REFERRAL,
    TODAY,
    TOMORROW,
    WHY,
    receive,
    received,
)

given = given_for(referral)

RETURNED = e.ReferralReturned(
    referral=REFERRAL, person=PERSON, reasons=("not-ready",), requirements=(), advice=WHY, requirements_note=None, on=MAR_2
)
WITHDRAWN = e.ReferralWithdrawn(referral=REFERRAL, person=PERSON, on=MAR_2)
ACCEPTED = e.ReferralAccepted(referral=REFERRAL, person=PERSON, case=CASE, on=MAR_2)
DECLINED = e.ReferralDeclined(referral=REFERRAL, person=PERSON, on=MAR_2)


def give_back(*reasons: e.ReturnReason) -> c.ReturnReferral:
    return c.ReturnReferral(
        reasons=reasons, requirements=(), advice=None, requirements_note=None, granted=False, on=TODAY, today=TODAY
    )


LATER_STEPS = [
    give_back("incomplete"),
    c.WithdrawReferral(on=TODAY, today=TODAY),
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


def test_a_return_gives_every_reason_and_every_requirement_once() -> None:
    command = replace(
        give_back("not-ready", "incomplete", "not-ready"),
        requirements=("work-training", "work-training"),
        requirements_note=WHY,
        on=MAR_2,
    )
    given(received()).when(command).then(
        replace(
            RETURNED, reasons=("not-ready", "incomplete"), requirements=("work-training",), advice=None, requirements_note=WHY
        )
    )


def test_a_return_needs_a_reason() -> None:
    given(received()).when(give_back()).refused(errors.NoReturnReason)


def test_a_referral_is_withdrawn() -> None:
    given(received()).when(c.WithdrawReferral(on=MAR_2, today=TODAY)).then(WITHDRAWN)


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


class TestProposals:
    """A partner proposes, the unit accepts or returns."""

    ACCEPTED = e.ProposalAccepted(referral=REFERRAL, person=PERSON, accepted_by=ALI, on=MAR_2)

    def test_what_a_partner_sends_is_a_proposal(self) -> None:
        given().when(receive(proposed_by=AGENCY)).then(received(proposed_by=AGENCY))

    def test_it_is_a_referral_once_accepted(self) -> None:
        given(received(proposed_by=AGENCY)).when(c.AcceptProposal(by=ALI, on=MAR_2, today=TODAY)).then(self.ACCEPTED)
        given(received(proposed_by=AGENCY), self.ACCEPTED).when(c.AcceptReferral(case=CASE, on=MAR_2)).then(ACCEPTED)

    @pytest.mark.parametrize("command", [c.AcceptReferral(case=CASE, on=TODAY), c.DeclineReferral(on=TODAY)])
    def test_before_that_it_leads_to_no_case_and_no_refusal(self, command: c.ReferralCommand) -> None:
        given(received(proposed_by=AGENCY)).when(command).refused(errors.ReferralNotOpen)

    def test_it_can_be_returned_or_withdrawn_before_it_is_accepted(self) -> None:
        given(received(proposed_by=AGENCY)).when(c.WithdrawReferral(on=MAR_2, today=TODAY)).then(WITHDRAWN)
        given(received(proposed_by=AGENCY)).when(replace(give_back("not-ready"), advice=WHY, on=MAR_2)).then(RETURNED)

    def test_only_a_proposal_is_accepted_and_once(self) -> None:
        given(received()).when(c.AcceptProposal(by=ALI, on=MAR_2, today=TODAY)).refused(errors.NotAProposal)
        given(received(proposed_by=AGENCY), self.ACCEPTED).when(c.AcceptProposal(by=ALI, on=MAR_2, today=TODAY)).refused(
            errors.NotAProposal
        )

    def test_an_overlap_with_its_own_referral_is_named_to_the_partner_without_the_case(self) -> None:
        held = c.Engagement(referral=REFERRAL, case=CASE, agency=AGENCY)
        refusal = given().when(receive(proposed_by=AGENCY, engaged_in=held)).refused(errors.AlreadyEngaged)
        assert refusal.named == {"referral": REFERRAL, "case": None}

    @pytest.mark.parametrize("agency", [OTHER_AGENCY, None])
    def test_an_overlap_with_anothers_is_refused_to_the_partner_without_naming_it(self, agency: str | None) -> None:
        held = c.Engagement(referral=REFERRAL, case=CASE, agency=agency)
        refusal = given().when(receive(proposed_by=AGENCY, engaged_in=held)).refused(errors.AlreadyEngaged)
        assert refusal.named == {}


class TestReopening:
    """A refusal was changed to a grant on reconsideration."""

    def test_a_declined_referral_is_opened_again_and_leads_to_a_case(self) -> None:
        reopened = e.ReferralReopened(referral=REFERRAL, person=PERSON, on=TODAY)
        given(received(), DECLINED).when(c.ReopenReferral(engaged_in=None, on=TODAY)).then(reopened)
        given(received(), DECLINED, reopened).when(c.AcceptReferral(case=CASE, on=MAR_2)).then(ACCEPTED)

    def test_not_while_something_else_holds_the_person_and_that_is_named(self) -> None:
        command = c.ReopenReferral(engaged_in=c.Engagement(referral=REFERRAL, case=CASE), on=TODAY)
        refusal = given(received(), DECLINED).when(command).refused(errors.AlreadyEngaged)
        assert refusal.named == {"referral": REFERRAL, "case": CASE}

    @pytest.mark.parametrize("history", [[], [received()], [received(), RETURNED], [received(), ACCEPTED]])
    def test_only_a_declined_one(self, history: list[e.ReferralEvent]) -> None:
        given(*history).when(c.ReopenReferral(engaged_in=None, on=TODAY)).refused(errors.ReferralNotDeclined)
