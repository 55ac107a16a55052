from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.subsidy import subsidy
from shared.testing.bdd import given_for
from tests.placement.given import (
    CASE,
    EMPLOYER,
    EMPLOYMENT,
    FEB_2,
    FEB_16,
    JAN_5,
    MAR_2,
    OTHER_EMPLOYER,
    OTHER_EMPLOYMENT,
    PERSON,
    TODAY,
    TOMORROW,
    WHY,
    ended_case,
)
from tests.placement.given_subsidies import (
    ALI,
    AWAY_A_YEAR,
    BEFORE_LFA,
    BEFORE_LFT,
    BEFORE_OSA,
    CLEAR,
    DECISION,
    EMPLOYED,
    EVA,
    OTHER_DECISION,
    OTHER_PROPOSAL,
    PROPOSAL,
    YEAR_ON,
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
ELSEWHERE = c.Employed(
    employment=OTHER_EMPLOYMENT, case=CASE, person=PERSON, employer=OTHER_EMPLOYER, first_day=FEB_2, last_day=None
)
TWO_YEARS_ON = date(2028, 2, 1)


def extension(until: date, extends: UUID = DECISION) -> e.Extension:
    return e.Extension(extends=extends, until=until)


def test_a_proposal_has_no_effect_until_another_officer_decides() -> None:
    given().when(propose()).then(proposed())
    given(proposed()).when(decide(by=ALI)).refused(errors.ProposerMayNotDecide)
    given(proposed()).when(decide()).then(decided())


def test_a_decision_names_the_rules_of_its_own_date() -> None:
    early = date(2021, 6, 1)
    employed = replace(EMPLOYED, first_day=date(2021, 6, 1))
    away = replace(AWAY_A_YEAR, away_since=date(2019, 1, 1))
    change = of_form("NYSTART", starts_on=early, until=date(2022, 3, 1), nystart=away)
    [event] = given(proposed(change, on=early)).when(decide(employed=employed, on=early)).events()
    assert isinstance(event, e.SubsidyDecided)
    assert (event.ruleset, event.basis) == ("2021-03-01", "förordning (2018:43) 11, 12 och 15 a §§")


def test_who_proposed_cannot_refuse_but_can_withdraw_and_nobody_else() -> None:
    refusing = c.RefuseSubsidy(person=PERSON, proposal=PROPOSAL, reason=WHY, by=EVA, on=TODAY, today=TODAY)
    withdrawing = c.WithdrawProposal(person=PERSON, proposal=PROPOSAL, by=ALI, on=TODAY, today=TODAY)
    waiting = given(proposed())
    waiting.when(replace(refusing, by=ALI)).refused(errors.ProposerMayNotDecide)
    waiting.when(replace(withdrawing, by=EVA)).refused(errors.OnlyProposerWithdraws)
    for command in (refusing, withdrawing):
        [event] = waiting.when(command).events()
        with pytest.raises(errors.NoSuchProposal):
            given(proposed(), event).when(decide()).events()


def test_an_employment_has_one_proposal_at_a_time() -> None:
    given(proposed()).when(propose(proposal=OTHER_PROPOSAL)).refused(errors.ProposalAwaitsDecision)


@pytest.mark.parametrize(
    ("change", "latest"),
    [
        (lfu(), YEAR_ON),
        (of_form("LFA", tested=BEFORE_LFA), date(2030, 2, 1)),
        (of_form("LFT", tested=BEFORE_LFT, particular_reasons=WHY), date(2030, 2, 1)),
        (of_form("NYSTART", nystart=AWAY_A_YEAR), YEAR_ON),
        (of_form("INTRO"), YEAR_ON),
    ],
)
def test_one_decision_lasts_as_long_as_its_form_allows_and_not_a_day_longer(change: e.NewSubsidy, latest: date) -> None:
    given().when(propose(replace(change, until=latest))).events()
    longer = replace(change, until=date.fromordinal(latest.toordinal() + 1))
    refusal = given().when(propose(longer)).refused(errors.DecisionTooLong)
    assert refusal.named["latest"] == latest


def test_an_extension_follows_without_a_gap_up_to_the_total() -> None:
    [event] = given(decided(), proposed(extension(TWO_YEARS_ON))).when(decide(decision=OTHER_DECISION)).events()
    assert isinstance(event, e.SubsidyExtended)
    assert (event.extends, event.starts_on, event.until) == (DECISION, date(2027, 2, 2), TWO_YEARS_ON)
    again = given(decided(), event).when(propose(extension(date(2028, 2, 2), extends=OTHER_DECISION)))
    again.refused(errors.SupportTimeUsedUp)


def test_the_total_is_the_persons_with_every_employer() -> None:
    elsewhere = decided(lfu(), decision=OTHER_DECISION, employment=OTHER_EMPLOYMENT, employer=OTHER_EMPLOYER)
    extended = e.SubsidyExtended(
        person=PERSON,
        case=CASE,
        employment=OTHER_EMPLOYMENT,
        employer=OTHER_EMPLOYER,
        proposal=OTHER_PROPOSAL,
        decision=UUID(int=9),
        extends=OTHER_DECISION,
        form="LFU",
        starts_on=date(2027, 2, 2),
        until=TWO_YEARS_ON,
        nystart=None,
        ruleset="2022-01-01",
        basis="x",
        claims_from=None,
        proposed_by=ALI,
        decided_by=EVA,
        on=TODAY,
    )
    history = given(elsewhere, extended)
    history.when(propose(lfu(date(2028, 2, 2), date(2028, 3, 1)))).refused(errors.SupportTimeUsedUp)
    history.when(propose(lfu(date(2027, 6, 1), date(2027, 6, 30)))).events()  # the same days, in two employments, are one time
    history.when(propose(of_form("LFA", tested=BEFORE_LFA))).events()  # another form has its own time


def test_two_forms_do_not_overlap_in_one_employment() -> None:
    granted.when(propose(of_form("INTRO", starts_on=YEAR_ON, until=YEAR_ON))).refused(errors.SubsidiesOverlap)


@pytest.mark.parametrize(
    ("form", "tested", "missing"),
    [("LFA", BEFORE_LFA, ()), ("LFT", BEFORE_LFT, BEFORE_LFA), ("LFT", BEFORE_LFT, tuple(reversed(BEFORE_LFT)))],
)
def test_the_forms_before_it_are_tested_in_order(form: e.Form, tested: Any, missing: Any) -> None:
    change = of_form(form, tested=tested, particular_reasons=WHY)
    given().when(propose(change)).events()
    given().when(propose(replace(change, tested=missing))).refused(errors.EarlierFormsNotTested)


def test_wage_subsidy_for_security_follows_another_with_the_same_employer_or_has_particular_reasons() -> None:
    change = of_form("LFT", starts_on=date(2027, 2, 2), until=date(2028, 2, 1), tested=BEFORE_LFT)
    granted.when(propose(change)).events()
    given(decided(employment=OTHER_EMPLOYMENT)).when(propose(change)).events()
    given(decided(employer=OTHER_EMPLOYER, employment=OTHER_EMPLOYMENT)).when(propose(change)).refused(
        errors.EarlierSupportNeeded
    )
    given().when(propose(change)).refused(errors.EarlierSupportNeeded)
    given().when(propose(replace(change, particular_reasons=WHY))).events()


def test_sheltered_work_is_refused_as_long_as_the_person_has_sius() -> None:
    change = of_form("OSA", tested=BEFORE_OSA)
    given().when(propose(change)).refused(errors.OsaNotWithSius)
    given().when(propose(change, search=ended_case(JAN_5))).events()


@pytest.mark.parametrize("form", ["NONE", "SAMHALL"])
def test_nobody_decides_on_what_is_no_support_of_ours(form: e.Form) -> None:
    given().when(propose(of_form(form))).refused(errors.FormNeedsNoDecision)


def test_a_form_that_did_not_exist_on_the_decisions_date_is_refused() -> None:
    change = of_form("INTRO", starts_on=date(2018, 4, 1), until=date(2018, 5, 31))
    employed = replace(EMPLOYED, first_day=date(2018, 4, 1))
    given().when(propose(change, employed=employed, on=date(2018, 4, 1))).refused(errors.FormNotInForce)
    given().when(propose(change, employed=employed, on=date(2018, 5, 1))).events()


def test_a_new_start_job_needs_its_facts_and_nothing_else_has_them() -> None:
    given().when(propose(of_form("NYSTART"))).refused(errors.NystartFactsNeeded)
    given().when(propose(replace(lfu(), nystart=AWAY_A_YEAR))).refused(errors.NystartFactsMisplaced)


def test_a_new_start_job_lasts_no_longer_than_the_time_away() -> None:
    ten_days = replace(AWAY_A_YEAR, away_since=date(2026, 1, 23))
    given().when(propose(of_form("NYSTART", until=date(2026, 2, 11), nystart=ten_days))).events()
    eleven = of_form("NYSTART", until=date(2026, 2, 12), nystart=ten_days)
    refusal = given().when(propose(eleven)).refused(errors.LongerThanTimeAway)
    assert refusal.named == {"away_days": 10, "would_be_days": 11}


def test_the_time_away_is_used_once_whichever_the_employer() -> None:
    away = replace(AWAY_A_YEAR, away_since=date(2026, 1, 23))
    there = decided(of_form("NYSTART", until=date(2026, 2, 8), nystart=away), employment=OTHER_EMPLOYMENT)
    here = of_form("NYSTART", starts_on=date(2026, 2, 9), until=date(2026, 2, 12), nystart=away)
    given(there).when(propose(here)).refused(errors.LongerThanTimeAway)
    given(there).when(propose(replace(here, until=date(2026, 2, 11)))).events()


def test_somebody_young_has_a_new_start_job_for_a_year_in_all() -> None:
    away = replace(AWAY_A_YEAR, age=24, away_since=date(2020, 1, 1))
    first = decided(of_form("NYSTART", nystart=away))
    given(first).when(propose(extension(date(2027, 2, 2)))).refused(errors.SupportTimeUsedUp)
    older = decided(of_form("NYSTART", nystart=replace(away, age=25)))
    given(older).when(propose(extension(TWO_YEARS_ON))).events()


def test_in_2021_a_new_start_job_could_be_extended_by_a_year_more_with_the_same_employer() -> None:
    away = replace(AWAY_A_YEAR, away_since=date(2015, 1, 1))
    employed = replace(EMPLOYED, first_day=date(2019, 6, 1))
    years = [date(2019, 6, 1), date(2020, 6, 1)]
    history = [
        decided(
            of_form("NYSTART", starts_on=first, until=first.replace(year=first.year + 1, month=5, day=31), nystart=away),
            decision=UUID(int=number),
            ruleset="2018-05-01",
        )
        for number, first in enumerate(years, start=1)
    ]
    third = propose(extension(date(2022, 5, 31), extends=UUID(int=2)), employed=employed)
    given(*history).when(replace(third, on=date(2021, 5, 1))).events()
    given(*history).when(replace(third, on=date(2022, 1, 1))).refused(errors.SupportTimeUsedUp)


def test_support_lies_within_the_employment() -> None:
    given().when(propose(lfu(JAN_5, MAR_2))).refused(errors.BeforeEmploymentStart)
    over = replace(EMPLOYED, last_day=MAR_2)
    given().when(propose(lfu(FEB_2, TODAY), employed=over)).refused(errors.AfterEmploymentEnd)
    given().when(propose(lfu(MAR_2, FEB_2))).refused(errors.SubsidyEndBeforeStart)


def test_every_reason_comes_at_once() -> None:
    change = of_form("LFT", starts_on=JAN_5, until=date(2040, 1, 1))
    given().when(propose(change, on=TOMORROW)).refused(
        errors.DateInTheFuture,
        errors.BeforeEmploymentStart,
        errors.DecisionTooLong,
        errors.EarlierFormsNotTested,
        errors.EarlierSupportNeeded,
    )


def test_the_employer_is_looked_at_on_the_day_of_the_decision() -> None:
    for check, reason in (
        (replace(CLEAR, hits=("tax-debt",)), errors.EmployerGateHit),
        (replace(CLEAR, unchecked=("bankruptcy",)), errors.EmployerNotChecked),
        (replace(CLEAR, standing="closed"), errors.EmployerIsClosed),
        (replace(CLEAR, standing="unknown"), errors.EmployerUnknown),
    ):
        given(proposed()).when(decide(employer=check)).refused(reason)
    ending = e.Ending(decision=DECISION, last_day=TODAY, why="employer-not-entitled")
    given(decided(), proposed(ending)).when(decide(employer=replace(CLEAR, hits=("tax-debt",)))).events()


def test_what_was_right_when_proposed_is_judged_anew() -> None:
    meanwhile = decided(decision=OTHER_DECISION, proposal=OTHER_PROPOSAL)
    given(proposed(), meanwhile).when(decide()).refused(errors.SubsidiesOverlap)


def test_a_decision_is_not_older_than_its_proposal() -> None:
    given(proposed()).when(decide(on=MAR_2)).refused(errors.BeforeSubsidyProposal)


def test_a_correction_is_judged_by_the_rules_the_decision_was_taken_under() -> None:
    change = correction(FEB_16, YEAR_ON)
    [event] = given(decided(ruleset="2018-05-01"), proposed(change)).when(decide()).events()
    assert isinstance(event, e.SubsidyCorrected)
    assert (event.starts_on, event.until, event.instead_of_start, event.ruleset) == (FEB_16, YEAR_ON, FEB_2, "2018-05-01")
    granted.when(propose(correction(FEB_2, YEAR_ON))).refused(errors.NothingCorrected)
    granted.when(propose(correction(FEB_2, date(2027, 2, 2)))).refused(errors.DecisionTooLong)


def test_an_end_lies_within_the_decisions_time() -> None:
    def ending(last_day: date | None) -> e.Ending:
        return e.Ending(decision=DECISION, last_day=last_day, why="capacity-improved")

    granted.when(propose(ending(YEAR_ON))).refused(errors.SubsidyHasNoSuchDay)
    granted.when(propose(ending(JAN_5))).refused(errors.SubsidyHasNoSuchDay)
    granted.when(propose(ending(None))).refused(errors.SubsidyHasNoSuchDay)
    ahead = decided(lfu(TOMORROW, YEAR_ON))
    given(ahead).when(propose(ending(None))).events()
    [event] = given(decided(), proposed(ending(TODAY))).when(decide()).events()
    assert isinstance(event, e.SubsidyEnded)
    assert (event.last_day, event.instead_of, event.claims_from) == (TODAY, YEAR_ON, date(2026, 2, 1))


def test_another_employments_decision_is_not_this_ones() -> None:
    with pytest.raises(errors.SubsidyUnknown):
        granted.when(propose(extension(TWO_YEARS_ON), employed=ELSEWHERE)).events()


def follows(**other: Any) -> c.FollowEmployment:
    return c.FollowEmployment(employed=replace(EMPLOYED, **other), by=ALI, on=TODAY)


def test_no_support_outlasts_its_employment() -> None:
    [event] = granted.when(follows(last_day=MAR_2)).events()
    assert isinstance(event, e.SubsidyEnded)
    assert (event.last_day, event.why, event.proposal) == (MAR_2, "employment-ended", None)
    given(decided(), event).when(follows(last_day=MAR_2)).then()
    given(decided(), event).when(follows()).then()  # an end taken back gives nothing back: that takes a correction


def test_no_support_begins_before_its_employment() -> None:
    [event] = granted.when(follows(first_day=FEB_16)).events()
    assert isinstance(event, e.SubsidyCorrected)
    assert (event.starts_on, event.until, event.proposal) == (FEB_16, YEAR_ON, None)
    [never] = given(decided(lfu(FEB_2, FEB_2))).when(follows(first_day=FEB_16)).events()
    assert isinstance(never, e.SubsidyEnded)
    assert (never.last_day, never.why) == (None, "employment-began-later")


def test_an_employment_in_error_takes_its_decisions_and_proposals_with_it() -> None:
    history = given(decided(), proposed(extension(TWO_YEARS_ON), proposal=OTHER_PROPOSAL))
    withdrawn, ended = history.when(follows(in_error=True)).events()
    assert isinstance(withdrawn, e.SubsidyProposalWithdrawn)
    assert isinstance(ended, e.SubsidyEnded)
    assert (ended.last_day, ended.why, ended.claims_from) == (None, "employment-in-error", None)
    given(decided(), withdrawn, ended).when(propose(employed=ELSEWHERE)).events()
    assert EMPLOYMENT != OTHER_EMPLOYMENT
    assert EMPLOYER != OTHER_EMPLOYER
