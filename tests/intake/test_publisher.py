"""What leaves intake, and what never does."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.intake import events as e
from services.intake.eligibility import eligibility
from services.intake.publisher import publish
from shared.contracts import intake as contracts
from shared.contracts.base import Contract
from shared.contracts.types import SupportNeed
from shared.eventstore import Recorded
from shared.ids import new_id
from tests.intake.given import (
    AGENCY,
    CASE,
    FEB_2,
    MAR_2,
    MAR_3,
    MAR_4,
    MAR_9,
    PERSON,
    REFERRAL,
    TODAY,
    WHY,
    assess,
    assessed,
    ended,
    finding,
    granted,
    in_error,
    opened,
    received,
    reopened,
    started,
)
from tests.intake.test_sus_outcome import CORRECTED as OUT_AGAIN
from tests.intake.test_sus_outcome import REGISTERED as OUT


def recorded(event: Any) -> Recorded:
    return Recorded(
        event=event,
        stream="case-1",
        version=1,
        event_id=new_id(),
        on=None,
        recorded_at=datetime(2026, 3, 10, tzinfo=UTC),
        by="ali",
        correlation="c",
        causation=None,
    )


CORRECTED = e.CaseStartCorrected(case=CASE, person=PERSON, instead_of=MAR_4, reason=WHY, corrected_by="ali", on=MAR_3)


@pytest.mark.parametrize(
    ("event", "contract"),
    [
        (
            started(),
            contracts.CaseStarted(
                case=CASE,
                person=PERSON,
                unit="stockholm",
                support_person="sam",
                on=MAR_4,
                sex="woman",
                birth_year=1990,
                disability_group="61",
                municipality="0180",
                referral_source="municipality",
            ),
        ),
        (CORRECTED, contracts.CaseStartCorrected(case=CASE, person=PERSON, on=MAR_3)),
        (ended(), contracts.CaseEnded(case=CASE, person=PERSON, on=MAR_9, kind="completed", exit="employment")),
        (reopened(), contracts.CaseReopened(case=CASE, person=PERSON, on=TODAY)),
        (in_error(), contracts.CaseRegisteredInError(case=CASE, person=PERSON)),
    ],
)
def test_the_course_of_the_case_is_published(event: e.CaseEvent, contract: object) -> None:
    published = publish(recorded(event))
    assert published == contract
    assert published is not None
    assert published.key == str(CASE)


ABOUT: dict[str, Any] = {"referral": REFERRAL, "person": PERSON}


BASIS: dict[str, Any] = {"ruleset": "2017-08-01", "basis": "förordning (2017:462) 11 och 45 §§", "decided_by": "eva"}


def refused(*unmet: e.Criterion) -> e.ProgrammeRefused:
    return e.ProgrammeRefused(**ABOUT, unmet=unmet, alternatives=(), reason=WHY, **BASIS, on=MAR_3)


def not_yet(*missing: e.Criterion) -> e.SetToNotYet:
    return e.SetToNotYet(**ABOUT, missing=missing, recheck_on=MAR_9, reason=None, **BASIS, on=MAR_3)


def reconsidered(outcome: e.ReconsiderationOutcome, decision: e.Decision, *overridden: e.Criterion) -> e.DecisionReconsidered:
    about = {**ABOUT, "outcome": outcome, "decision": decision, "overridden": overridden, "reason": WHY}
    return e.DecisionReconsidered(**about, **BASIS, on=MAR_3)


def judged(need: SupportNeed | None, *, doubtful: bool) -> Contract:
    return contracts.ReferralAssessedV2(**ABOUT, doubtful=doubtful, disability_group="61", support_need=need, on=MAR_2)


def decided(decision: str, *, overridden: bool = False, reconsidered: bool = False) -> Contract:
    more = {"overridden": overridden, "reconsidered": reconsidered, "on": MAR_3}
    return contracts.ReferralDecided.model_validate({**ABOUT, "decision": decision, **more})


@pytest.mark.parametrize(
    ("event", "contract"),
    [
        (
            received(proposed_by=AGENCY),
            contracts.ReferralReceived(
                **ABOUT,
                unit="stockholm",
                source="municipality",
                source_unit=None,
                proposed=True,
                on=FEB_2,
                sex="woman",
                birth_year=1990,
                municipality="0180",
            ),
        ),
        (
            e.ReferralReturned(
                **ABOUT, reasons=("not-ready",), requirements=("work-training",), advice=WHY, requirements_note=WHY, on=MAR_3
            ),
            contracts.ReferralReturned(**ABOUT, reasons=("not-ready",), on=MAR_3),
        ),
        (e.ReferralWithdrawn(**ABOUT, on=MAR_3), contracts.ReferralWithdrawn(**ABOUT, on=MAR_3)),
        (e.ReferralAccepted(**ABOUT, case=CASE, on=MAR_3), contracts.ReferralAccepted(**ABOUT, case=CASE, on=MAR_3)),
        (e.ReferralDeclined(**ABOUT, on=MAR_3), contracts.ReferralDeclined(**ABOUT, on=MAR_3)),
        (e.ReferralReopened(**ABOUT, on=MAR_3), contracts.ReferralReopened(**ABOUT, on=MAR_3)),
        (assessed(), judged("needed", doubtful=False)),
        (assessed(attendance="unknown"), judged("needed", doubtful=True)),
        (assessed(needs_support="not-met"), judged("not-needed", doubtful=True)),
        (assessed(needs_support="unknown"), judged(None, doubtful=True)),
        (replace(assessed(), findings=()), judged(None, doubtful=False)),
        (granted(), decided("granted")),
        (granted("attendance", reason=WHY), decided("granted", overridden=True)),
        (refused("attendance"), decided("refused")),
        (not_yet("attendance"), decided("not-yet")),
        (reconsidered("changed", "granted", "attendance"), decided("granted", overridden=True, reconsidered=True)),
    ],
)
def test_a_referral_is_published_with_its_answers_and_whether_it_was_doubted(event: object, contract: Contract) -> None:
    published = publish(recorded(event))
    assert published == contract
    assert published is not None
    assert published.key == str(REFERRAL)


def test_the_need_of_support_is_told_as_it_stands_after_each_assessment() -> None:
    assessments: list[dict[e.Criterion, e.Answer]] = [
        {"attendance": "met"},
        {"needs-support": "not-met"},
        {"attendance": "not-met"},
        {"needs-support": "met"},
        {"needs-support": "unknown"},
    ]
    state, told = eligibility.initial, []
    for answers in assessments:
        findings = [finding(criterion, answer) for criterion, answer in answers.items()]
        [event] = eligibility.decide(assess(*findings), state)
        state = eligibility.evolve(state, event)
        published = publish(recorded(event))
        assert isinstance(published, contracts.ReferralAssessedV2)
        told.append(published.support_need)
    assert told == [None, "not-needed", "not-needed", "needed", None]


def test_a_decision_that_was_upheld_is_the_same_as_before() -> None:
    assert publish(recorded(reconsidered("upheld", "refused"))) is None


def test_a_case_that_waits_is_published() -> None:
    waits = contracts.CaseOpened(**ABOUT, case=CASE, unit="stockholm", granted_on=MAR_3, on=MAR_3)
    assert publish(recorded(opened())) == waits


SHARE: dict[str, Any] = {"share": CASE, "unit": "stockholm", "support_person": "sam"}
WHY_NOT: dict[str, Any] = {"over": (), "reason": None}
OF_TIME: dict[str, Any] = {**SHARE, "appropriation": "1:4", "percent": 75, "until": None, "on": MAR_3}


@pytest.mark.parametrize(
    ("event", "contract", "key"),
    [
        (
            e.BenchmarkSet(unit="stockholm", cases=30, **WHY_NOT, set_by="eva", on=MAR_3),
            contracts.BenchmarkSet(unit="stockholm", cases=30, on=MAR_3),
            "stockholm",
        ),
        (e.ShareSet(**OF_TIME, **WHY_NOT, set_by="eva"), contracts.ShareSet(**OF_TIME), "sam"),
        (e.ShareEnded(**SHARE, **WHY_NOT, ended_by="eva", on=MAR_9), contracts.ShareEnded(**SHARE, on=MAR_9), "sam"),
        (
            e.ShareCorrected(**OF_TIME, **WHY_NOT, why="wrong-percent", corrected_by="eva"),
            contracts.ShareCorrected(**OF_TIME),
            "sam",
        ),
    ],
)
def test_capacity_is_published_without_why(event: object, contract: Contract, key: str) -> None:
    published = publish(recorded(event))
    assert published == contract
    assert published is not None
    assert published.key == key


CONSENT: dict[str, Any] = {"consent": REFERRAL, "person": PERSON}
SUS: dict[str, Any] = {**CONSENT, "case": CASE}
PURPOSE: dict[str, Any] = {"purpose": "sus-registration", "case": CASE}
TERMS = e.ConsentTerms(recipient=None, scope=("outcome",), form="signed-paper", on=MAR_2, withdrawn_on=None)
BY: dict[str, Any] = {"registered_by": "eva"}


@pytest.mark.parametrize(
    ("event", "contract"),
    [
        (
            e.ConsentGiven(**CONSENT, **PURPOSE, recipient=None, scope=("outcome",), form="signed-paper", **BY, on=MAR_2),
            contracts.SusConsentGiven(**SUS, on=MAR_2),
        ),
        (e.ConsentWithdrawn(**CONSENT, **PURPOSE, **BY, on=MAR_9), contracts.SusConsentWithdrawn(**SUS, on=MAR_9)),
        (
            e.ConsentCorrected(
                **CONSENT,
                **PURPOSE,
                instead_of=TERMS,
                recipient=None,
                scope=(),
                form="signed-paper",
                withdrawn_on=MAR_9,
                reason=WHY,
                corrected_by="eva",
                corrected_on=TODAY,
                on=MAR_3,
            ),
            contracts.SusConsentCorrected(**SUS, on=MAR_3, withdrawn_on=MAR_9),
        ),
        (
            e.ConsentRegisteredInError(**CONSENT, **PURPOSE, asks_again=True, reason=WHY, **BY, on=MAR_9),
            contracts.SusConsentRegisteredInError(**SUS),
        ),
        (e.ConsentRefused(**CONSENT, **PURPOSE, recipient=None, **BY, on=MAR_2), contracts.SusConsentRefused(**SUS, on=MAR_2)),
    ],
)
def test_an_answer_about_sus_is_published_without_what_it_covers(event: object, contract: Contract) -> None:
    published = publish(recorded(event))
    assert published == contract
    assert published is not None
    assert published.key == str(REFERRAL)


IN_SUS: dict[str, Any] = {"case": CASE, "person": PERSON}


@pytest.mark.parametrize(
    ("event", "contract"),
    [
        (e.SusRegistered(**IN_SUS, **BY, on=MAR_9), contracts.SusRegistered(**IN_SUS, on=MAR_9)),
        (e.SusRegisteredInError(**IN_SUS, **BY, reason="twice", on=MAR_9), contracts.SusRegisteredInError(**IN_SUS)),
        (OUT, contracts.SusEndRegistered(**IN_SUS, ended_on=MAR_9, on=TODAY)),
        (OUT_AGAIN, contracts.SusEndRegistered(**IN_SUS, ended_on=MAR_9, on=TODAY)),
    ],
)
def test_a_registration_in_sus_is_published_without_its_outcome(event: object, contract: Contract) -> None:
    assert publish(recorded(event)) == contract


def test_a_consent_to_share_stays_inside() -> None:
    shared = e.ConsentGiven(
        **CONSENT, purpose="share-with", case=None, recipient=AGENCY, scope=("outcome",), form="signed-paper", **BY, on=MAR_2
    )
    withdrawn = e.ConsentWithdrawn(**CONSENT, purpose="share-with", case=None, **BY, on=MAR_9)
    refused_one = e.ConsentRefused(**CONSENT, purpose="share-with", case=None, recipient=AGENCY, **BY, on=MAR_9)
    assert [publish(recorded(event)) for event in (shared, withdrawn, refused_one)] == [None, None, None]


def test_what_version_1_did_not_tell_of_a_withdrawal_is_not_guessed() -> None:
    assert publish(recorded(e.ConsentWithdrawn(**CONSENT, purpose=None, case=None, **BY, on=MAR_9))) is None


CONSENTED: dict[str, Any] = {"consent": CASE, "person": PERSON, "purpose": "survey"}
TERMS = e.ConsentTerms(recipient=None, scope=("answers",), form="signed-paper", on=MAR_3, withdrawn_on=None)


def a_consent(purpose: e.ConsentPurpose = "survey") -> e.ConsentGiven:
    more: dict[str, Any] = {"recipient": None, "case": None, "scope": ("answers",), "form": "signed-paper"}
    return e.ConsentGiven(**{**CONSENTED, "purpose": purpose}, **more, registered_by="ali", on=MAR_3)


def a_correction(withdrawn_on: date | None) -> e.ConsentCorrected:
    terms: dict[str, Any] = {"recipient": None, "scope": ("answers",), "form": "signed-paper", "on": MAR_4}
    who: dict[str, Any] = {"reason": WHY, "corrected_by": "eva", "corrected_on": MAR_9}
    return e.ConsentCorrected(**CONSENTED, case=None, instead_of=TERMS, withdrawn_on=withdrawn_on, **terms, **who)


WITHDRAWN = e.ConsentWithdrawn(**CONSENTED, case=None, registered_by="eva", on=MAR_9)
ERROR = e.ConsentRegisteredInError(**CONSENTED, case=None, asks_again=False, reason=WHY, registered_by="eva", on=MAR_9)


@pytest.mark.parametrize(
    ("event", "contract", "on"),
    [
        (a_consent(), contracts.SurveyConsentGiven, MAR_3),
        (a_correction(None), contracts.SurveyConsentGiven, MAR_4),
        (a_correction(MAR_9), contracts.SurveyConsentWithdrawn, MAR_9),
        (WITHDRAWN, contracts.SurveyConsentWithdrawn, MAR_9),
        (ERROR, contracts.SurveyConsentWithdrawn, MAR_9),
    ],
    ids=["given", "corrected", "corrected-and-withdrawn", "withdrawn", "in-error"],
)
def test_a_consent_to_the_survey_leaves_and_so_does_its_end(event: Any, contract: Any, on: date) -> None:
    assert publish(recorded(event)) == contract(person=PERSON, consent=CASE, on=on)


def test_a_consent_to_share_with_another_agency_stays() -> None:
    assert publish(recorded(a_consent("share-with"))) is None
    assert publish(recorded(replace(WITHDRAWN, purpose="share-with"))) is None
    assert publish(recorded(replace(WITHDRAWN, purpose=None))) is None
