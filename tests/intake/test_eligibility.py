"""Eligibility: every criterion is judged, an override needs a second officer, and the rules are stored with the outcome."""

from dataclasses import replace

import pytest

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.eligibility import eligibility
from shared.testing.bdd import given_for
from tests.intake.given import (
    ALI,
    EVA,
    FEB_2,
    MAR_2,
    MAR_3,
    MAR_9,
    PERSON,
    REFERRAL,
    WHY,
    assess,
    assessed,
    findings,
    grant,
    granted,
)

given = given_for(eligibility)

REFUSED = e.ProgrammeRefused(
    referral=REFERRAL,
    person=PERSON,
    unmet=("needs-support",),
    alternatives=("sammanhallet-matchningsstod",),
    reason=WHY,
    ruleset="2017-08-01",
    basis="förordning (2017:462) 11 och 45 §§",
    decided_by=EVA,
    on=MAR_3,
)
NOT_YET = e.SetToNotYet(
    referral=REFERRAL,
    person=PERSON,
    missing=("job-ready",),
    recheck_on=MAR_9,
    ruleset="2017-08-01",
    decided_by=EVA,
    on=MAR_3,
)


class TestAssessing:
    def test_all_criteria_met_is_eligible(self) -> None:
        given().when(assess()).then(assessed("eligible"))

    def test_an_unknown_criterion_is_not_yet(self) -> None:
        given().when(assess(attendance="unknown")).then(assessed("not-yet", attendance="unknown"))

    def test_a_criterion_to_work_on_is_not_yet_and_recommends_what_comes_first(self) -> None:
        given().when(assess(capacity_investigated="not-met")).then(
            assessed("not-yet", ("work-training",), capacity_investigated="not-met")
        )

    def test_one_that_cannot_be_worked_on_is_not_eligible_whatever_the_rest(self) -> None:
        given().when(assess(needs_support="not-met", attendance="unknown")).then(
            assessed("not-eligible", ("sammanhallet-matchningsstod",), needs_support="not-met", attendance="unknown")
        )

    def test_each_alternative_is_recommended_once(self) -> None:
        given().when(assess(attendance="not-met", job_ready="not-met")).then(
            assessed("not-yet", ("steg-till-arbete",), attendance="not-met", job_ready="not-met")
        )

    def test_every_criterion_must_be_judged_and_those_missing_are_named(self) -> None:
        command = replace(assess(), findings=findings()[2:])
        refusal = given().when(command).refused(errors.CriteriaMissing)
        assert refusal.named == {"criteria": ("registered", "disability")}

    def test_a_criterion_is_judged_once(self) -> None:
        command = replace(assess(), findings=(*findings(), e.Finding(criterion="job-ready", answer="unknown")))
        given().when(command).refused(errors.CriterionTwice)

    def test_a_recheck_lies_ahead(self) -> None:
        given().when(assess(recheck_on=MAR_2)).refused(errors.RecheckNotAhead)

    def test_it_can_be_assessed_again_until_it_is_decided(self) -> None:
        given(assessed(), NOT_YET).when(assess()).then(assessed())

    @pytest.mark.parametrize("decision", [granted(), REFUSED])
    def test_it_cannot_be_assessed_after_the_decision(self, decision: e.EligibilityEvent) -> None:
        given(assessed(), decision).when(assess()).refused(errors.AlreadyDecided)

    def test_no_rules_were_in_force_before_the_programme(self) -> None:
        with pytest.raises(LookupError, match="2000-01-01"):
            given().when(replace(assess(), on=FEB_2.replace(year=2000, month=1, day=1))).events()


class TestGranting:
    def test_a_grant_stores_the_rules_it_was_taken_under(self) -> None:
        given(assessed()).when(grant()).then(granted())

    def test_whoever_assessed_may_grant_when_every_criterion_is_met(self) -> None:
        given(assessed(by=ALI)).when(grant(by=ALI)).then(granted(by=ALI))

    def test_an_override_needs_a_written_reason(self) -> None:
        refusal = given(assessed(job_ready="unknown")).when(grant()).refused(errors.CriteriaNotMet)
        assert refusal.named == {"criteria": ("job-ready",)}

    def test_an_override_needs_a_second_officer(self) -> None:
        given(assessed(by=ALI, job_ready="unknown")).when(grant(by=ALI, override=WHY)).refused(errors.AssessorMayNotOverride)

    def test_an_override_without_either_is_told_both(self) -> None:
        given(assessed(by=ALI, job_ready="unknown")).when(grant(by=ALI)).refused(
            errors.CriteriaNotMet, errors.AssessorMayNotOverride
        )

    def test_an_override_names_the_criteria_it_goes_against(self) -> None:
        given(assessed(by=ALI, job_ready="unknown", attendance="not-met")).when(grant(by=EVA, override=WHY)).then(
            granted("attendance", "job-ready", reason=WHY)
        )

    def test_the_latest_assessment_is_the_one_that_counts(self) -> None:
        given(assessed(job_ready="unknown"), assessed()).when(grant()).then(granted())

    def test_nothing_is_granted_before_it_is_assessed(self) -> None:
        given().when(grant()).refused(errors.NotAssessedYet)

    def test_nothing_is_granted_on_a_day_before_the_assessment(self) -> None:
        given(assessed()).when(grant(on=FEB_2)).refused(errors.DecidedBeforeAssessed)

    def test_it_is_decided_once(self) -> None:
        given(assessed(), granted()).when(grant()).refused(errors.AlreadyDecided)

    def test_after_not_yet_it_can_still_be_granted(self) -> None:
        given(assessed(job_ready="unknown"), NOT_YET, assessed()).when(grant()).then(granted())


class TestRefusingAndPostponing:
    def test_a_refusal_names_what_is_unmet_and_what_is_recommended(self) -> None:
        history = assessed("not-eligible", ("sammanhallet-matchningsstod",), needs_support="not-met")
        given(history).when(c.RefuseProgramme(reason=WHY, decided_by=EVA, on=MAR_3)).then(REFUSED)

    def test_someone_who_meets_every_criterion_is_not_refused(self) -> None:
        given(assessed()).when(c.RefuseProgramme(reason=WHY, decided_by=EVA, on=MAR_3)).refused(errors.NothingToRefuse)

    def test_not_yet_names_what_is_missing_and_when_to_look_again(self) -> None:
        given(assessed("not-yet", job_ready="unknown")).when(c.SetToNotYet(recheck_on=MAR_9, decided_by=EVA, on=MAR_3)).then(
            NOT_YET
        )

    def test_not_yet_needs_something_missing_and_a_date_ahead(self) -> None:
        given(assessed()).when(c.SetToNotYet(recheck_on=MAR_3, decided_by=EVA, on=MAR_3)).refused(
            errors.NothingMissing, errors.RecheckNotAhead
        )
