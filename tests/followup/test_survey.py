"""The survey's deciders: consents as they are told, and invitations."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.consenting import survey_consents
from services.followup.inviting import invitations
from shared.decider import Decider
from shared.testing.bdd import given_for
from tests.followup.build import CASE, ITEM, MAR_2, OTHER_ITEM, PERSON, UNIT
from tests.followup.surveys import CONSENT

given = given_for(invitations)
told = given_for(survey_consents)
APR_1 = date(2026, 4, 1)
WHO: dict[str, Any] = {"case": CASE, "person": PERSON}


def invite(today: date = MAR_2, *, consented: bool = True, protected: bool = False, key: UUID = ITEM) -> c.InviteToSurvey:
    about: dict[str, Any] = {"unit": UNIT, "form": "ongoing", "wording": "2026-1"}
    return c.InviteToSurvey(**WHO, **about, invitation=key, consented=consented, protected=protected, today=today)


def invited(on: date = MAR_2, key: UUID = ITEM) -> e.SurveyInvited:
    about: dict[str, Any] = {"unit": UNIT, "form": "ongoing", "wording": "2026-1"}
    return e.SurveyInvited(**WHO, **about, invitation=key, expires_on=on + timedelta(days=30), on=on)


def another_code(today: date = MAR_2, *, consented: bool = True, key: UUID = ITEM) -> c.ReplaceSurveyCode:
    return c.ReplaceSurveyCode(invitation=key, consented=consented, protected=False, today=today)


def withdrawn(on: date = MAR_2) -> e.SurveyInvitationWithdrawn:
    return e.SurveyInvitationWithdrawn(**WHO, invitation=ITEM, cause="consent-withdrawn", on=on)


def withdraw(today: date = MAR_2) -> c.WithdrawSurveyInvitations:
    return c.WithdrawSurveyInvitations(cause="consent-withdrawn", today=today)


def test_who_has_consented_is_invited_for_thirty_days() -> None:
    given().when(invite()).then(invited())


def test_without_consent_nobody_is_invited() -> None:
    given().when(invite(consented=False)).refused(errors.NoSurveyConsent)


def test_a_protected_person_is_not_invited_and_all_reasons_come_at_once() -> None:
    given().when(invite(consented=False, protected=True)).refused(errors.NoSurveyConsent, errors.ProtectedNotInvited)


def test_one_invitation_at_a_time() -> None:
    given(invited()).when(invite(APR_1, key=OTHER_ITEM)).refused(errors.AlreadyInvited)
    next_day = APR_1 + timedelta(days=1)
    given(invited()).when(invite(next_day, key=OTHER_ITEM)).then(invited(next_day, OTHER_ITEM))


def test_a_lost_code_is_replaced_and_the_time_begins_anew() -> None:
    replaced = e.SurveyCodeReplaced(**WHO, invitation=ITEM, expires_on=APR_1 + timedelta(days=30), on=APR_1)
    given(invited()).when(another_code(APR_1)).then(replaced)


def test_no_code_for_an_invitation_that_is_unknown_withdrawn_or_without_consent() -> None:
    given().when(another_code()).refused(errors.InvitationUnknown)
    given(invited(), withdrawn()).when(another_code()).refused(errors.InvitationWithdrawn)
    given(invited()).when(another_code(consented=False)).refused(errors.NoSurveyConsent)


def test_what_holds_is_withdrawn_and_the_rest_is_left() -> None:
    given(invited()).when(withdraw()).then(withdrawn())
    given(invited()).when(withdraw(APR_1 + timedelta(days=1))).then()
    given(invited(), withdrawn()).when(withdraw()).then()


def test_after_a_withdrawal_a_new_invitation_can_be_made() -> None:
    given(invited(), withdrawn()).when(invite(key=OTHER_ITEM)).then(invited(key=OTHER_ITEM))


@pytest.mark.parametrize("kind", [c.NoteSurveyConsent, c.NoteSurveyConsentEnd])
def test_what_is_told_of_a_consent_twice_is_noted_once(kind: Any) -> None:
    command = kind(person=PERSON, consent=CONSENT, on=MAR_2)
    event_of: dict[Any, Any] = {c.NoteSurveyConsent: e.SurveyConsentNoted, c.NoteSurveyConsentEnd: e.SurveyConsentEndNoted}
    event = event_of[kind](person=PERSON, consent=CONSENT, on=MAR_2)
    told().when(command).then(event)
    told(event).when(command).then()


def test_a_corrected_day_is_noted() -> None:
    first = e.SurveyConsentNoted(person=PERSON, consent=CONSENT, on=MAR_2)
    told(first).when(c.NoteSurveyConsent(person=PERSON, consent=CONSENT, on=APR_1)).then(
        e.SurveyConsentNoted(person=PERSON, consent=CONSENT, on=APR_1)
    )


STEPS = st.lists(st.tuples(st.sampled_from(["invite", "replace", "withdraw"]), st.integers(0, 60)), max_size=25)


@over(STEPS)
def test_in_any_course_at_most_one_invitation_holds_on_any_day(steps: list[tuple[str, int]]) -> None:
    decider: Decider[Any, Any, Any] = invitations
    history: list[Any] = []
    day = MAR_2
    for number, (step, later) in enumerate(steps):
        day += timedelta(days=later)
        keys = list(decider.fold(history))
        command: Any = {
            "invite": invite(day, key=UUID(int=number + 1)),
            "replace": another_code(day, key=keys[0] if keys else ITEM),
            "withdraw": withdraw(day),
        }[step]
        with suppress(errors.AlreadyInvited, errors.InvitationUnknown, errors.InvitationWithdrawn):
            history += decider.decide(command, decider.fold(history))
        assert sum(one.holds_on(day) for one in decider.fold(history).values()) <= 1
