"""A consent: given for one purpose, withdrawn at any time; and what it does to the SUS register."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.consent import consent
from services.intake.sus import Consented, Participation
from shared.ids import Sealed
from shared.testing.bdd import given_for

given = given_for(consent)

CONSENT = UUID("0195c1de-9d00-7000-8000-0000000000ae")
PERSON = UUID("0195c1de-9d00-7000-8000-0000000000aa")
CASE = UUID("0195c1de-9d00-7000-8000-0000000000ac")
MAR_2, MAR_4, MAR_9, TODAY, TOMORROW = (date(2026, 3, day) for day in (2, 4, 9, 10, 11))
AGENCY = "202100-2114"
WHY = Sealed("c2VhbGVk")


def give(**changes: Any) -> c.GiveConsent:
    values: dict[str, Any] = {
        "consent": CONSENT,
        "person": PERSON,
        "purpose": "share-with",
        "recipient": AGENCY,
        "case": None,
        "scope": ("case-status", "outcome"),
        "form": "signed-paper",
        "in_force": None,
        "by": "ali",
        "on": MAR_2,
        "today": TODAY,
    }
    return c.GiveConsent(**{**values, **changes})


def withdraw(on: date = MAR_9) -> c.WithdrawConsent:
    return c.WithdrawConsent(by="eva", on=on, today=TODAY)


GIVEN = e.ConsentGiven(
    consent=CONSENT,
    person=PERSON,
    purpose="share-with",
    recipient=AGENCY,
    case=None,
    scope=("case-status", "outcome"),
    form="signed-paper",
    registered_by="ali",
    on=MAR_2,
)
WITHDRAWN = e.ConsentWithdrawn(
    consent=CONSENT, person=PERSON, purpose=GIVEN.purpose, case=GIVEN.case, registered_by="eva", on=MAR_9
)


def test_a_consent_is_given() -> None:
    given().when(give()).then(GIVEN)


def test_a_scope_named_twice_is_kept_once() -> None:
    given().when(give(scope=("case-status", "outcome", "case-status"))).then(GIVEN)


def test_the_same_consent_is_not_given_twice_and_the_first_is_named() -> None:
    refusal = given().when(give(in_force=CASE)).refused(errors.ConsentInForce)
    assert refusal.named == {"consent": CASE}


def test_a_consent_is_registered_only_once() -> None:
    given(GIVEN).when(give()).refused(errors.ConsentInForce)


@pytest.mark.parametrize("purpose", ["sus-registration", "survey"])
def test_only_a_consent_to_share_names_a_recipient(purpose: e.ConsentPurpose) -> None:
    case = CASE if purpose == "sus-registration" else None
    given().when(give(purpose=purpose, case=case)).refused(errors.RecipientDoesNotFit)


@pytest.mark.parametrize("purpose", ["share-with", "survey"])
def test_only_a_consent_to_registration_in_sus_names_a_case(purpose: e.ConsentPurpose) -> None:
    recipient = AGENCY if purpose == "share-with" else None
    given().when(give(purpose=purpose, recipient=recipient, case=CASE)).refused(errors.ConsentCaseDoesNotFit)


def test_all_reasons_are_told_at_once() -> None:
    command = give(purpose="sus-registration", in_force=CASE, on=TOMORROW)
    given().when(command).refused(
        errors.ConsentInForce, errors.RecipientDoesNotFit, errors.ConsentCaseDoesNotFit, errors.DateInTheFuture
    )


def test_a_consent_is_withdrawn() -> None:
    given(GIVEN).when(withdraw()).then(WITHDRAWN)


def test_a_consent_is_withdrawn_neither_before_it_was_given_nor_ahead() -> None:
    given(GIVEN).when(withdraw(on=date(2026, 3, 1))).refused(errors.BeforeConsent)
    given(GIVEN).when(withdraw(on=TOMORROW)).refused(errors.DateInTheFuture)


@pytest.mark.parametrize("history", [[], [GIVEN, WITHDRAWN]])
def test_what_is_not_in_force_is_not_withdrawn(history: list[e.ConsentEvent]) -> None:
    given(*history).when(withdraw()).refused(errors.ConsentNotInForce)


ERROR = e.ConsentRegisteredInError(
    consent=CONSENT,
    person=PERSON,
    purpose=GIVEN.purpose,
    case=None,
    asks_again=False,
    reason=WHY,
    registered_by="eva",
    on=MAR_9,
)
TERMS = e.ConsentTerms(recipient=AGENCY, scope=("case-status", "outcome"), form="signed-paper", on=MAR_2, withdrawn_on=None)


def correct(in_force: UUID | None = None, **changes: Any) -> c.CorrectConsent:
    return c.CorrectConsent(terms=replace(TERMS, **changes), in_force=in_force, reason=WHY, by="eva", today=TODAY)


def corrected(instead_of: e.ConsentTerms = TERMS, **changes: Any) -> e.ConsentCorrected:
    terms = replace(TERMS, **changes)
    return e.ConsentCorrected(
        consent=CONSENT,
        person=PERSON,
        purpose=GIVEN.purpose,
        case=GIVEN.case,
        instead_of=instead_of,
        recipient=terms.recipient,
        scope=terms.scope,
        form=terms.form,
        withdrawn_on=terms.withdrawn_on,
        reason=WHY,
        corrected_by="eva",
        corrected_on=TODAY,
        on=terms.on,
    )


def test_a_correction_names_what_was_registered_why_and_by_whom() -> None:
    given(GIVEN).when(correct(scope=("case-status",))).then(corrected(scope=("case-status",)))
    withdrawn = replace(TERMS, withdrawn_on=MAR_9)
    given(GIVEN, WITHDRAWN).when(correct(on=MAR_4)).then(corrected(withdrawn, on=MAR_4))


def test_a_withdrawal_that_was_corrected_away_can_be_made_again() -> None:
    given(GIVEN, WITHDRAWN, corrected(replace(TERMS, withdrawn_on=MAR_9))).when(withdraw()).then(WITHDRAWN)


def test_a_correction_changes_something_and_fits() -> None:
    given(GIVEN).when(correct()).refused(errors.NothingCorrected)
    given(GIVEN).when(correct(recipient=None)).refused(errors.RecipientDoesNotFit)
    given(GIVEN).when(correct(on=MAR_9, withdrawn_on=MAR_4)).refused(errors.WithdrawnBeforeGiven)
    given(GIVEN).when(correct(withdrawn_on=TOMORROW)).refused(errors.DateInTheFuture)


def test_what_is_corrected_into_force_is_in_force_alone() -> None:
    refusal = given(GIVEN, WITHDRAWN).when(correct(in_force=CASE)).refused(errors.ConsentInForce)
    assert refusal.named == {"consent": CASE}
    given(GIVEN).when(correct(in_force=CASE, withdrawn_on=MAR_9)).then(corrected(withdrawn_on=MAR_9))


def test_what_was_never_given_is_neither_withdrawn_nor_corrected() -> None:
    in_error = c.RegisterConsentInError(asks_again=False, reason=WHY, by="eva", on=MAR_9, today=TODAY)
    given(GIVEN).when(in_error).then(ERROR)
    given(GIVEN, ERROR).when(in_error).refused(errors.ConsentNotGiven)
    given(GIVEN, ERROR).when(correct(on=MAR_4)).refused(errors.ConsentNotGiven)
    given(GIVEN, ERROR).when(withdraw()).refused(errors.ConsentNotInForce)


def test_a_refusal_is_registered_unless_a_consent_is_in_force() -> None:
    asked: dict[str, Any] = {"consent": CONSENT, "person": PERSON, "purpose": "sus-registration", "recipient": None}
    no = c.RefuseConsent(**asked, case=CASE, in_force=None, by="ali", on=MAR_4, today=TODAY)
    said = e.ConsentRefused(**asked, case=CASE, registered_by="ali", on=MAR_4)
    given().when(no).then(said)
    given().when(replace(no, in_force=PERSON)).refused(errors.ConsentInForce)
    given().when(replace(no, case=None)).refused(errors.ConsentCaseDoesNotFit)
    given(said).when(withdraw()).refused(errors.ConsentNotInForce)


def taking_part(*consents: Consented, ended_on: date | None = MAR_9, protected: bool = False) -> Participation:
    return Participation(started_on=MAR_4, ended_on=ended_on, protected=protected, consents=consents)


def test_a_participation_with_consent_is_registered_with_identity_in_and_out() -> None:
    participation = taking_part(Consented(on=MAR_2, withdrawn_on=None))
    assert [end.registered for end in (participation.at_start, participation.at_end)] == ["identified", "identified"]


def test_a_participation_without_consent_is_registered_anonymously() -> None:
    participation = taking_part()
    assert (participation.at_start.registered, participation.at_start.gaps) == ("anonymous", ("no-consent",))


def test_an_ongoing_participation_is_not_out_yet() -> None:
    assert taking_part(ended_on=None).at_end.gaps == ("not-yet",)


def test_a_consent_that_is_withdrawn_before_the_end_keeps_the_start_and_not_the_end() -> None:
    participation = taking_part(Consented(on=MAR_2, withdrawn_on=MAR_9))
    assert participation.at_start.registered == "identified"
    assert participation.at_end.gaps == ("withdrawn",)


def test_what_came_in_anonymously_goes_out_anonymously() -> None:
    participation = taking_part(Consented(on=MAR_9, withdrawn_on=None))
    assert participation.at_end.gaps == ("no-consent",)


def test_every_reason_for_a_gap_is_told() -> None:
    assert taking_part(protected=True).at_start.gaps == ("protected-identity", "no-consent")


DAYS = st.integers(min_value=0, max_value=30).map(lambda days: MAR_2 + timedelta(days=days))


@for_all(given_on=DAYS, after=st.integers(min_value=0, max_value=30), day=DAYS)
def test_a_consent_is_in_force_from_its_day_until_the_day_before_it_is_withdrawn(given_on: date, after: int, day: date) -> None:
    withdrawn_on = given_on + timedelta(days=after)
    assert Consented(on=given_on, withdrawn_on=withdrawn_on).in_force(day) == (day in days_of(given_on, after))


def days_of(first: date, days: int) -> set[date]:
    return {first + timedelta(days=day) for day in range(days)}
