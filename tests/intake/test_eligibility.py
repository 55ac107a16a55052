"""Eligibility: every criterion is judged, an override needs a second officer, and the rules are stored with the outcome."""

from dataclasses import replace

import pytest

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.eligibility import eligibility, under
from services.intake.rules import SIUS_2017
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
    TODAY,
    WHY,
    assess,
    assessed,
    finding,
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
    reason=None,
    basis="förordning (2017:462) 11 och 45 §§",
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
        given().when(assess(disability="not-met", attendance="unknown")).then(
            assessed("not-eligible", ("investigation",), disability="not-met", attendance="unknown")
        )

    def test_each_alternative_is_recommended_once(self) -> None:
        given().when(assess(attendance="not-met", job_ready="not-met")).then(
            assessed("not-yet", ("steg-till-arbete",), attendance="not-met", job_ready="not-met")
        )

    def test_a_criterion_that_nobody_has_judged_is_unknown(self) -> None:
        (event,) = given().when(assess(finding("registered"), finding("disability"))).events()
        assert isinstance(event, e.EligibilityAssessed)
        assert (event.outcome, event.judged) == ("not-yet", ("registered", "disability"))
        assert [f.criterion for f in event.findings] == list(SIUS_2017.criteria)
        assert {f.answer for f in event.findings[2:]} == {"unknown"}
        assert {f.judged_by for f in event.findings[2:]} == {None}

    def test_what_is_left_out_stays_as_it_was_judged_before_and_keeps_who_judged_it(self) -> None:
        before = assessed("not-yet", by=ALI, job_ready="unknown")
        (event,) = given(before).when(assess(finding("job-ready"), by=EVA, on=MAR_3)).events()
        assert isinstance(event, e.EligibilityAssessed)
        assert event.outcome == "eligible"
        assert {f.criterion: f.judged_by for f in event.findings} == {
            **dict.fromkeys(SIUS_2017.criteria, ALI),
            "job-ready": EVA,
        }

    def test_since_when_the_person_is_registered_is_kept_until_something_else_is_given(self) -> None:
        before = assessed(registered_since=FEB_2, long_term="shorter")
        (event,) = given(before).when(assess(finding("attendance"))).events()
        assert isinstance(event, e.EligibilityAssessed)
        assert (event.registered_since, event.long_term) == (FEB_2, "shorter")

    def test_whoever_judges_readiness_not_met_says_which_need_there_is(self) -> None:
        unsaid = e.Finding(criterion="job-ready", answer="not-met")
        refusal = given().when(assess(unsaid)).refused(errors.ShortfallNotStated)
        assert refusal.named == {"criteria": ["job-ready"]}

    def test_a_need_belongs_to_its_criterion_and_to_the_answer_not_met(self) -> None:
        wrong = e.Finding(criterion="attendance", answer="not-met", shortfall="needs-introduction")
        also = e.Finding(criterion="job-ready", answer="met", shortfall="needs-introduction")
        refusal = given().when(assess(wrong, also)).refused(errors.ShortfallDoesNotFit)
        assert refusal.named == {"criteria": ["attendance", "job-ready"]}

    def test_who_needs_an_introduction_is_recommended_another_effort_than_who_needs_to_find_out(self) -> None:
        needs = finding("job-ready", "not-met", shortfall="needs-introduction")
        (event,) = given(assessed()).when(assess(needs)).events()
        assert isinstance(event, e.EligibilityAssessed)
        assert event.alternatives == ("introduktion-till-arbete",)

    def test_without_need_of_support_only_the_long_term_unemployed_are_recommended_matching(self) -> None:
        long = replace(assess(needs_support="not-met"), registered_since=MAR_2.replace(year=2025, month=1))
        short = replace(long, registered_since=FEB_2)
        assert [event.alternatives for event in given().when(long).events() if isinstance(event, e.EligibilityAssessed)] == [
            ("sammanhallet-matchningsstod",)
        ]
        assert [event.alternatives for event in given().when(short).events() if isinstance(event, e.EligibilityAssessed)] == [()]

    def test_it_is_not_assessed_with_a_date_before_the_latest_assessment(self) -> None:
        given(assessed()).when(assess(on=FEB_2)).refused(errors.AssessedBeforeLast)

    def test_registration_does_not_begin_after_the_assessment(self) -> None:
        given().when(assess(registered_since=MAR_3)).refused(errors.RegisteredAhead)

    def test_a_referral_that_is_a_proposal_or_answered_is_not_assessed(self) -> None:
        given().when(assess(referral_open=False)).refused(errors.ReferralNotHandled)

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

    def test_whoever_judged_one_of_the_criteria_is_no_second_officer(self) -> None:
        (partly,) = given(assessed(by=ALI, attendance="unknown")).when(assess(finding("job-ready", "unknown"), by=EVA)).events()
        history = (assessed(by=ALI, attendance="unknown"), partly)
        given(*history).when(grant(by=ALI, override=WHY)).refused(errors.AssessorMayNotOverride)
        given(*history).when(grant(by=EVA, override=WHY)).refused(errors.AssessorMayNotOverride)

    def test_nothing_is_granted_when_the_referral_is_not_open(self) -> None:
        given(assessed()).when(replace(grant(), referral_open=False)).refused(errors.ReferralNotHandled)

    def test_a_decision_is_taken_under_the_rules_of_its_own_day(self) -> None:
        later = replace(SIUS_2017, version=MAR_3, rules=SIUS_2017.rules[:-1], decision_basis="made up")
        decider = under((SIUS_2017, later))
        history = (assessed(no_conflicting_support="unknown"),)
        assert decider.decide(grant(on=MAR_3), decider.fold(history)) == [
            replace(granted(), ruleset="2026-03-03", basis="made up")
        ]
        with pytest.raises(errors.CriteriaNotMet):
            decider.decide(grant(on=MAR_2), decider.fold(history))

    def test_a_criterion_that_came_with_later_rules_is_in_doubt_until_it_is_judged(self) -> None:
        earlier = replace(SIUS_2017, rules=SIUS_2017.rules[:-1])
        decider = under((earlier, replace(SIUS_2017, version=MAR_3)))
        (event,) = decider.decide(assess(*findings()[:-1]), decider.initial)
        with pytest.raises(errors.CriteriaNotMet) as refusal:
            decider.decide(grant(on=MAR_3), decider.fold([event]))
        assert refusal.value.named == {"criteria": ("no-conflicting-support",)}

    def test_a_criterion_that_the_rules_do_not_have_is_not_judged(self) -> None:
        decider = under((replace(SIUS_2017, rules=SIUS_2017.rules[:-1]),))
        with pytest.raises(errors.NotInTheRules):
            decider.decide(assess(), decider.initial)

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
        given(history).when(c.RefuseProgramme(reason=WHY, referral_open=True, decided_by=EVA, on=MAR_3, today=TODAY)).then(
            REFUSED
        )

    def test_someone_who_meets_every_criterion_is_not_refused(self) -> None:
        given(assessed()).when(c.RefuseProgramme(reason=WHY, referral_open=True, decided_by=EVA, on=MAR_3, today=TODAY)).refused(
            errors.NothingToRefuse
        )

    def test_not_yet_names_what_is_missing_and_when_to_look_again(self) -> None:
        given(assessed("not-yet", job_ready="unknown")).when(
            c.SetToNotYet(recheck_on=MAR_9, reason=None, referral_open=True, decided_by=EVA, on=MAR_3, today=TODAY)
        ).then(NOT_YET)

    def test_not_yet_needs_something_missing_and_a_date_ahead(self) -> None:
        given(assessed()).when(
            c.SetToNotYet(recheck_on=MAR_3, reason=None, referral_open=True, decided_by=EVA, on=MAR_3, today=TODAY)
        ).refused(errors.NothingMissing, errors.RecheckNotAhead)
