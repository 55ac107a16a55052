"""Reconsideration: asked for within three weeks, decided by another officer, never to the person's disadvantage."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.eligibility import eligibility
from shared.errors import Refused
from shared.testing.bdd import given_for
from tests.intake.given import ALI, EVA, FEB_2, MAR_3, MAR_9, PERSON, REFERRAL, SAM, TODAY, TOMORROW, WHY, assessed, granted

given = given_for(eligibility)

LATER = date(2026, 6, 30)
DOUBTED = assessed("not-eligible", needs_support="not-met")
REFUSED = e.ProgrammeRefused(
    referral=REFERRAL,
    person=PERSON,
    unmet=("needs-support",),
    alternatives=(),
    reason=WHY,
    ruleset="2017-08-01",
    basis="förordning (2017:462) 11 och 45 §§",
    decided_by=EVA,
    on=MAR_3,
)


def ask(on: date = MAR_9, notified_on: date | None = MAR_3, today: date = LATER) -> c.RequestReconsideration:
    return c.RequestReconsideration(requested_by="person", notified_on=notified_on, grounds=WHY, by=ALI, on=on, today=today)


def asked(**changes: Any) -> e.ReconsiderationRequested:
    event = e.ReconsiderationRequested(
        referral=REFERRAL,
        person=PERSON,
        requested_by="person",
        notified_on=MAR_3,
        last_day=date(2026, 3, 24),
        in_time=True,
        grounds=WHY,
        basis="förordning (2017:462) 57 §",
        registered_by=ALI,
        on=MAR_9,
    )
    return replace(event, **changes)


def answered(outcome: e.ReconsiderationOutcome, decision: e.Decision, *overridden: e.Criterion) -> e.DecisionReconsidered:
    return e.DecisionReconsidered(
        referral=REFERRAL,
        person=PERSON,
        outcome=outcome,
        decision=decision,
        overridden=overridden,
        reason=WHY,
        ruleset="2017-08-01",
        basis="förordning (2017:462) 57 §",
        decided_by=SAM,
        on=TODAY,
    )


def uphold(by: str = SAM, on: date = TODAY) -> c.UpholdDecision:
    return c.UpholdDecision(reason=WHY, decided_by=by, on=on, today=TODAY)


def change(by: str = SAM, on: date = TODAY) -> c.ChangeDecision:
    return c.ChangeDecision(reason=WHY, decided_by=by, on=on, today=TODAY)


def dismiss(by: str = SAM, on: date = TODAY) -> c.DismissRequest:
    return c.DismissRequest(reason=WHY, decided_by=by, on=on, today=TODAY)


class TestAsking:
    def test_within_three_weeks_from_when_the_person_got_the_decision(self) -> None:
        given(DOUBTED, REFUSED).when(ask()).then(asked())

    def test_the_last_day_is_in_time_and_the_day_after_is_not(self) -> None:
        last, after = date(2026, 3, 24), date(2026, 3, 25)
        given(DOUBTED, REFUSED).when(ask(on=last)).then(asked(on=last))
        given(DOUBTED, REFUSED).when(ask(on=after)).then(asked(on=after, in_time=False))

    def test_a_last_day_that_is_free_moves_to_the_next_working_day(self) -> None:
        good_friday, tuesday = date(2026, 4, 3), date(2026, 4, 7)
        got = date(2026, 3, 13)
        assert (good_friday - got).days == 21
        given(DOUBTED, REFUSED).when(ask(on=tuesday, notified_on=got)).then(asked(on=tuesday, notified_on=got, last_day=tuesday))

    def test_when_nobody_knows_when_the_person_got_it_the_request_is_in_time(self) -> None:
        given(DOUBTED, REFUSED).when(ask(on=LATER, notified_on=None)).then(asked(on=LATER, notified_on=None, last_day=None))

    def test_a_late_request_is_recorded_too(self) -> None:
        given(DOUBTED, REFUSED).when(ask(on=LATER)).then(asked(on=LATER, in_time=False))

    @pytest.mark.parametrize("history", [[], [DOUBTED]])
    def test_without_a_decision_there_is_nothing_to_ask_about(self, history: list[e.EligibilityEvent]) -> None:
        given(*history).when(ask()).refused(errors.NothingToReconsider)

    def test_it_is_asked_once(self) -> None:
        given(DOUBTED, REFUSED, asked()).when(ask()).refused(errors.AlreadyRequested)
        given(DOUBTED, REFUSED, asked(), answered("upheld", "refused")).when(ask()).refused(errors.AlreadyRequested)

    def test_it_is_not_asked_before_the_decision_or_in_the_future(self) -> None:
        given(DOUBTED, REFUSED).when(ask(on=FEB_2)).refused(errors.BeforeTheDecision)
        given(DOUBTED, REFUSED).when(ask(notified_on=FEB_2)).refused(errors.BeforeTheDecision)
        given(DOUBTED, REFUSED).when(ask(on=TOMORROW, today=TODAY)).refused(errors.DateInTheFuture)


class TestAnswering:
    def test_a_refusal_stands(self) -> None:
        given(DOUBTED, REFUSED, asked()).when(uphold()).then(answered("upheld", "refused"))

    def test_a_refusal_is_changed_to_a_grant_that_names_what_it_goes_against(self) -> None:
        given(DOUBTED, REFUSED, asked()).when(change()).then(answered("changed", "granted", "needs-support"))

    def test_a_grant_is_never_turned_to_a_refusal(self) -> None:
        given(assessed(), granted(), asked()).when(change()).refused(errors.NotToDisadvantage)

    def test_a_grant_stands(self) -> None:
        given(assessed(), granted(), asked()).when(uphold()).then(answered("upheld", "granted"))

    @pytest.mark.parametrize("command", [uphold(by=EVA), dismiss(by=EVA), change(by=EVA)])
    def test_whoever_decided_does_not_reconsider(self, command: c.Reconsider) -> None:
        late = asked(in_time=False)
        given(DOUBTED, REFUSED, late).when(command).refused(errors.DeciderMayNotReconsider)

    def test_whoever_assessed_does_not_grant_against_the_assessment_here_either(self) -> None:
        given(DOUBTED, REFUSED, asked()).when(change(by=ALI)).refused(errors.AssessorMayNotOverride)

    def test_a_late_request_is_dismissed_or_granted_all_the_same(self) -> None:
        late = asked(in_time=False)
        given(DOUBTED, REFUSED, late).when(dismiss()).then(answered("dismissed", "refused"))
        given(DOUBTED, REFUSED, late).when(change()).then(answered("changed", "granted", "needs-support"))

    def test_a_request_in_time_is_not_dismissed(self) -> None:
        given(DOUBTED, REFUSED, asked()).when(dismiss()).refused(errors.RequestedInTime)

    def test_nothing_is_answered_that_nobody_asked(self) -> None:
        given(DOUBTED, REFUSED).when(uphold()).refused(errors.NotRequested)
        given(DOUBTED, REFUSED, asked(), answered("upheld", "refused")).when(change()).refused(errors.NotRequested)

    def test_every_reason_against_an_answer_is_given_at_once(self) -> None:
        given(assessed(), granted(), asked()).when(change(by=EVA, on=FEB_2)).refused(
            errors.DeciderMayNotReconsider, errors.BeforeTheRequest, errors.NotToDisadvantage
        )

    def test_it_is_not_answered_in_the_future(self) -> None:
        given(DOUBTED, REFUSED, asked()).when(uphold(on=TOMORROW)).refused(errors.DateInTheFuture)

    def test_after_it_nothing_is_assessed_or_decided_again(self) -> None:
        changed = answered("changed", "granted", "needs-support")
        refuse = c.RefuseProgramme(reason=WHY, referral_open=True, decided_by=ALI, on=TODAY, today=TODAY)
        given(DOUBTED, REFUSED, asked(), changed).when(refuse).refused(errors.AlreadyDecided)


RECONSIDERING = st.one_of(
    st.builds(ask, on=st.dates(FEB_2, LATER), notified_on=st.none() | st.dates(FEB_2, LATER)),
    st.builds(uphold, by=st.sampled_from([ALI, EVA, SAM]), on=st.dates(FEB_2, TODAY)),
    st.builds(change, by=st.sampled_from([ALI, EVA, SAM]), on=st.dates(FEB_2, TODAY)),
    st.builds(dismiss, by=st.sampled_from([ALI, EVA, SAM]), on=st.dates(FEB_2, TODAY)),
)


@any_of(commands=st.lists(RECONSIDERING, max_size=6))
def test_whatever_is_asked_and_answered_a_grant_stays_a_grant(commands: list[c.EligibilityCommand]) -> None:
    history: list[e.EligibilityEvent] = [assessed(), granted()]
    for command in commands:
        try:
            history += given(*history).when(command).events()
        except Refused:
            continue
    assert {event.decision for event in history if isinstance(event, e.DecisionReconsidered)} <= {"granted"}
