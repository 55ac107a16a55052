"""The form that support has to be of, and support from before or outside this service."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.placement import errors
from services.placement import events as e
from services.placement.subsidy import subsidy
from shared.errors import Refused
from shared.testing.bdd import given_for
from tests.placement.given import EMPLOYER, FEB_2, FEB_16, MAR_2, TOMORROW, WHY
from tests.placement.given_subsidies import (
    ALI,
    BEFORE_LFA,
    BEFORE_LFT,
    CLEAR,
    DECISION,
    EMPLOYED,
    EVA,
    LFU_BASIS,
    OTHER_DECISION,
    correction,
    decide,
    decided,
    lfu,
    of_form,
    propose,
    proposed,
)

given = given_for(subsidy)
granted = given(decided())
TWO_YEARS_ON = date(2028, 2, 1)


def extension(until: date, extends: UUID = DECISION) -> e.Extension:
    return e.Extension(extends=extends, until=until)


LFU_JOB = replace(EMPLOYED, forms=((FEB_2, "LFU"),))
LATER_LFA = replace(EMPLOYED, forms=((FEB_2, "LFU"), (FEB_16, "LFA")))


def test_support_is_of_the_form_that_the_employment_has_on_its_first_day() -> None:
    lfa = of_form("LFA", tested=BEFORE_LFA, starts_on=FEB_16)
    given().when(propose(employed=LFU_JOB)).events()
    refusal = given().when(propose(lfa, employed=LFU_JOB)).refused(errors.FormDiffersFromEmployment)
    assert refusal.named == {"form": "LFA", "employment_form": "LFU", "on": FEB_16}
    given().when(propose(lfa, employed=LATER_LFA)).events()
    given(proposed(lfa)).when(decide(employed=LFU_JOB)).refused(errors.FormDiffersFromEmployment)


def test_a_form_that_begins_after_the_decision_may_still_be_another() -> None:
    ahead = of_form("LFA", tested=BEFORE_LFA, starts_on=TOMORROW)
    given().when(propose(ahead, employed=LFU_JOB)).events()


def test_what_the_employment_no_longer_has_is_not_extended_and_may_be_shortened() -> None:
    granted.when(propose(extension(TWO_YEARS_ON), employed=LATER_LFA)).refused(errors.FormDiffersFromEmployment)
    granted.when(propose(correction(FEB_2, MAR_2), employed=replace(EMPLOYED, forms=((FEB_2, "LFA"),)))).events()


PRIOR = e.PriorSupport(
    form="LFU", starts_on=date(2024, 2, 1), until=date(2025, 1, 31), employer=EMPLOYER, source="agency-decision"
)
PRIOR_WRONG = e.PriorSupportError(support=DECISION, reason=WHY)


def prior(change: e.PriorSupport = PRIOR) -> e.PriorSupportRecorded:
    [event] = given(proposed(change)).when(decide()).events()
    assert isinstance(event, e.PriorSupportRecorded)
    return event


def test_support_from_before_takes_two_officers_and_counts_in_the_time_there_is() -> None:
    given(proposed(PRIOR)).when(decide(by=ALI)).refused(errors.ProposerMayNotDecide)
    recorded = prior()
    assert (recorded.proposed_by, recorded.decided_by, recorded.basis) == (ALI, EVA, LFU_BASIS)
    known = given(recorded)
    known.when(propose(lfu())).events()
    known.when(propose(lfu(until=date(2027, 2, 2)))).refused(errors.DecisionTooLong, errors.SupportTimeUsedUp)
    known.when(propose(PRIOR)).refused(errors.PriorSupportRecordedAlready)
    given(decided(), recorded).when(propose(extension(date(2027, 3, 1)))).refused(errors.SupportTimeUsedUp)


def test_support_from_before_needs_no_checked_employer_and_may_show_that_a_limit_was_passed() -> None:
    unchecked = replace(CLEAR, unchecked=("tax-debt",))
    given(proposed(PRIOR)).when(decide(employer=unchecked)).events()
    long = replace(PRIOR, starts_on=date(2019, 1, 1))
    given(prior(long)).when(propose(lfu())).refused(errors.SupportTimeUsedUp)


def test_earlier_support_with_the_same_employer_opens_lft_also_when_it_was_decided_elsewhere() -> None:
    lft = of_form("LFT", tested=BEFORE_LFT)
    given(prior()).when(propose(lft)).events()
    given(prior(replace(PRIOR, employer=None))).when(propose(lft)).refused(errors.EarlierSupportNeeded)


def test_support_from_before_that_never_was_does_not_count() -> None:
    given(prior(), proposed(PRIOR_WRONG)).when(decide()).events()
    [gone] = given(prior(), proposed(PRIOR_WRONG)).when(decide()).events()
    given(decided(decision=OTHER_DECISION), prior(), gone).when(propose(extension(TWO_YEARS_ON, OTHER_DECISION))).events()
    given(prior(), gone).when(propose(PRIOR_WRONG)).refused(errors.SubsidyUnknown)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (replace(PRIOR, until=date(2024, 1, 31)), errors.SubsidyEndBeforeStart),
        (replace(PRIOR, starts_on=TOMORROW, until=TOMORROW), errors.DateInTheFuture),
        (replace(PRIOR, form="NONE"), errors.FormNeedsNoDecision),
        (replace(PRIOR, starts_on=date(2016, 1, 1)), errors.FormNotInForce),
    ],
)
def test_only_support_that_there_was_is_recorded(change: e.PriorSupport, reason: type[Refused]) -> None:
    given().when(propose(change)).refused(reason)


def test_support_from_before_with_an_unknown_employer_is_refused() -> None:
    given().when(propose(PRIOR, unknown=(EMPLOYER,))).refused(errors.EmployerUnknown)
