"""Facts by hand: what each event makes known, and from when."""

from datetime import timedelta

import pytest

from services.metrics.facts import Known, Pause, Status
from services.metrics.known import Facts
from services.metrics.subjects import CONTACTS, JUDGEMENTS, SUS_REGISTRATIONS
from shared.contracts import followup, intake
from shared.contracts.base import Contract
from shared.contracts.catalogue import CONTRACTS
from tests.contracts.golden import golden_of
from tests.metrics.telling import CASE, JOB, OTHER_JOB, PERSON, REFERRAL, Told, d, learnt, noon


@pytest.fixture
def told() -> Told:
    return Told()


def test_a_started_case_is_known_from_the_instant_it_was_recorded(told: Told) -> None:
    told.case_started("2025-01-10", known="2025-01-12")
    [row] = told.facts().cases.rows()
    assert (row.fact.started_on, row.known_from, row.known_to) == (d("2025-01-10"), noon("2025-01-12"), None)


def test_an_end_closes_what_was_known_and_opens_what_is_known_now(told: Told) -> None:
    told.case_started("2025-01-10")
    told.case_ended("2025-06-30", known="2025-07-02", left_as="studies")
    closed, opened = told.facts().cases.rows()
    assert (closed.fact.ended_on, closed.known_to) == (None, noon("2025-07-02"))
    assert (opened.fact.ended_on, opened.fact.exit, opened.fact.end_kind) == (d("2025-06-30"), "studies", "completed")
    assert (opened.known_from, opened.known_to) == (noon("2025-07-02"), None)


def test_a_reopened_case_has_no_end(told: Told) -> None:
    told.case_started("2025-01-10")
    told.case_ended("2025-06-30")
    told.case_reopened("2025-08-01")
    fact = told.facts().cases.open[CASE].fact
    assert (fact.ended_on, fact.exit, fact.end_kind) == (None, None, None)


def test_a_corrected_end_replaces_the_end_from_the_instant_it_was_recorded(told: Told) -> None:
    told.case_started("2025-01-10")
    told.case_ended("2025-06-30", left_as="employment")
    told.case_end_corrected("2025-06-15", known="2025-08-01", left_as="studies")
    *_, before, now = told.facts().cases.rows()
    assert (before.fact.ended_on, before.fact.exit) == (d("2025-06-30"), "employment")
    assert (now.fact.ended_on, now.fact.exit) == (d("2025-06-15"), "studies")
    assert before.known_to == now.known_from == noon("2025-08-01")


def test_a_handover_and_a_pause_are_kept_and_the_unit_is_that_of_the_start(told: Told) -> None:
    told.case_started("2025-01-10", unit="stockholm")
    told.case_paused("2025-02-01", until="2025-03-01")
    told.case_handed_over("2025-03-01", unit="malmo")
    fact = told.facts().cases.open[CASE].fact
    assert (fact.unit, fact.ended_on) == ("stockholm", None)
    assert [(tenure.unit, tenure.from_on) for tenure in fact.tenures] == [
        ("stockholm", d("2025-01-10")),
        ("malmo", d("2025-03-01")),
    ]
    assert fact.pauses == (Pause(from_on=d("2025-02-01"), until=d("2025-03-01")),)


def test_a_case_waits_from_its_opening_and_keeps_it_when_it_starts(told: Told) -> None:
    told.case_opened("2025-01-02")
    waiting = told.facts().cases.open[CASE].fact
    assert (waiting.opened_on, waiting.started_on, waiting.tenures) == (d("2025-01-02"), None, ())
    told.case_started("2025-01-10")
    fact = told.facts().cases.open[CASE].fact
    assert (fact.opened_on, fact.referral, fact.started_on) == (d("2025-01-02"), REFERRAL, d("2025-01-10"))


def test_a_corrected_start_keeps_what_was_known_before(told: Told) -> None:
    told.case_started("2025-01-10")
    told.start_corrected("2025-02-10", known="2025-03-01")
    before, now = told.facts().cases.rows()
    assert (before.fact.started_on, now.fact.started_on) == (d("2025-01-10"), d("2025-02-10"))
    assert before.known_to == now.known_from == noon("2025-03-01")


def test_a_case_registered_in_error_is_only_closed(told: Told) -> None:
    told.case_started("2025-01-10")
    told.case_in_error(known="2025-03-01")
    [row] = told.facts().cases.rows()
    assert row.known_to == noon("2025-03-01")


def test_what_follows_a_start_that_was_left_out_tells_nothing(told: Told) -> None:
    told.case_started("2025-01-10")
    told.case_ended("2025-06-30")
    assert learnt(told.deliveries[1:]).cases.rows() == []


def test_known_time_never_goes_backwards_when_clocks_differ(told: Told) -> None:
    told.case_started("2025-01-10", known="2025-01-12")
    told.case_ended("2025-01-11", known="2025-01-11")
    [row] = told.facts().cases.rows()
    assert (row.fact.ended_on, row.known_from, row.known_to) == (d("2025-01-11"), noon("2025-01-12"), None)


def test_a_case_retracted_in_the_instant_it_was_recorded_was_never_known(told: Told) -> None:
    told.case_started("2025-01-10")
    told.case_in_error(known="2025-01-10")
    assert told.facts().cases.rows() == []


def test_a_change_of_terms_is_kept_with_its_date(told: Told) -> None:
    told.job_started("2025-02-01", form="OSA")
    told.terms_changed("2025-06-01", form="NONE")
    told.terms_changed("2025-04-01", known="2025-06-02", form="LFU", hours="25")
    changes = told.facts().employments.open[JOB].fact.changes
    assert [(terms.on, terms.form) for terms in changes] == [(d("2025-04-01"), "LFU"), (d("2025-06-01"), "NONE")]


def test_of_two_changes_of_the_same_date_the_later_recorded_stands(told: Told) -> None:
    told.job_started("2025-02-01")
    told.terms_changed("2025-06-01", hours="25")
    told.terms_changed("2025-06-01", known="2025-06-03", hours="35")
    [terms] = told.facts().employments.open[JOB].fact.changes
    assert terms.weekly_hours == 35


def test_a_correction_replaces_both_dates_of_an_employment(told: Told) -> None:
    told.job_started("2025-02-01")
    told.job_ended("2025-05-01")
    told.job_corrected("2025-02-03", None, known="2025-05-10")
    fact = told.facts().employments.open[JOB].fact
    assert (fact.started_on, fact.ended_on) == (d("2025-02-03"), None)


def test_an_employment_registered_in_error_is_only_closed(told: Told) -> None:
    told.job_started("2025-02-01")
    told.job_in_error(known="2025-03-01")
    [row] = told.facts().employments.rows()
    assert row.known_to == noon("2025-03-01")


def test_a_correcting_status_closes_the_one_it_corrects(told: Told) -> None:
    told.status(1, "2025-05-01", "in-work")
    told.status(2, "2025-05-01", "ill", known="2025-05-20", corrects=1)
    assert known_times(told.facts()) == {1: ("2025-05-01", "2025-05-20"), 2: ("2025-05-20", None)}


def test_a_correction_that_comes_first_closes_all_the_same(told: Told) -> None:
    told.status(1, "2025-05-01", "in-work")
    told.status(2, "2025-05-01", "ill", known="2025-05-20", corrects=1)
    facts = Facts()
    for delivery in reversed(told.deliveries):
        facts.learn(delivery.contract, delivery.recorded_at)
    assert known_times(facts) == {1: ("2025-05-01", "2025-05-20"), 2: ("2025-05-20", None)}


def test_a_correction_by_a_clock_that_is_behind_leaves_no_instant_with_both(told: Told) -> None:
    told.status(1, "2025-05-01", "in-work", known="2025-05-20")
    told.status(2, "2025-05-01", "ill", known="2025-05-10", corrects=1)
    rows: list[Known[Status]] = told.facts().statuses.rows()
    for instant in (noon("2025-05-10") + timedelta(days=days) for days in (-1, 0, 10, 11)):
        assert sum(row.at(instant) for row in rows) <= 1


def registered(told: Told) -> list[tuple[str | None, ...]]:
    """In, out, and from when until when it was known so."""
    rows = told.facts().of(SUS_REGISTRATIONS).rows()
    days = [(row.fact.registered_on, row.fact.out_on, row.known_from, row.known_to) for row in rows]
    return [tuple(day.isoformat()[:10] if day else None for day in each) for each in days]


def test_who_comes_out_came_in_and_stays_out_since_it_was_first_told(told: Told) -> None:
    whose = {"case": CASE, "person": PERSON}
    for on, ended in [("2025-06-02", "2025-05-31"), ("2025-06-09", "2025-06-01")]:
        told.tell("sus", intake.SusEndRegistered(**whose, ended_on=d(ended), on=d(on)), noon(on))
    assert registered(told) == [
        (None, "2025-06-02", "2025-06-02", "2025-06-09"),
        (None, "2025-06-02", "2025-06-09", None),
    ]


def test_a_registration_in_error_is_known_no_more_and_another_may_follow(told: Told) -> None:
    whose = {"case": CASE, "person": PERSON}
    told.tell("sus", intake.SusRegistered(**whose, on=d("2025-03-01")), noon("2025-03-01"))
    told.tell("sus", intake.SusRegisteredInError(**whose), noon("2025-03-05"))
    told.tell("sus", intake.SusRegistered(**whose, on=d("2025-03-02")), noon("2025-03-09"))
    assert registered(told) == [
        ("2025-03-01", None, "2025-03-01", "2025-03-05"),
        ("2025-03-02", None, "2025-03-09", None),
    ]


def test_a_contact_told_in_version_1_is_corrected_by_one_in_version_2(told: Told) -> None:
    first, second = (golden_of(f"sius.followup.contact-logged.v{version}").body for version in (1, 2))
    told.tell("support", followup.ContactLogged.model_validate(first), noon("2025-03-01"))
    corrected = {**second, "contact": str(JOB), "corrects": first["contact"]}
    told.tell("support", followup.ContactLoggedV2.model_validate(corrected), noon("2025-03-05"))
    closed, opened = sorted(told.facts().of(CONTACTS).rows(), key=lambda row: row.known_from)
    assert (closed.fact.minutes, closed.known_to) == (None, noon("2025-03-05"))
    assert (opened.fact.contact, opened.fact.minutes, opened.known_to) == (JOB, 45, None)


def test_a_judgement_in_version_1_leaves_the_need_of_support_as_version_2_told_it(told: Told) -> None:
    about = {"referral": REFERRAL, "person": PERSON, "doubtful": False, "disability_group": "61"}
    assessed: list[tuple[str, str | None]] = [("v1", None), ("v2", "needed"), ("v1", None), ("v2", "not-needed"), ("v2", None)]
    for day, (version, need) in enumerate(assessed, start=1):
        contract = CONTRACTS[f"sius.intake.referral-assessed.{version}"]
        body = {**about, "on": d(f"2025-03-0{day}"), "support_need": need}
        known = {name: value for name, value in body.items() if name in contract.model_fields}
        told.tell("eligibility", contract.model_validate(known), noon(f"2025-03-0{day}"))
    rows = sorted(told.facts().of(JUDGEMENTS).rows(), key=lambda row: row.known_from)
    assert [row.fact.support_need for row in rows] == [None, "needed", "needed", "not-needed", None]
    assert {row.fact.assessed_on for row in rows} == {d("2025-03-01")}


def test_a_job_is_known_with_what_its_start_told(told: Told) -> None:
    told.job_started("2025-03-01")
    told.job_started("2025-03-01", job=OTHER_JOB, occupation="5120")
    told.terms_changed("2025-04-01", job=OTHER_JOB)
    jobs = told.facts().employments.open
    assert [(jobs[job].fact.occupation, jobs[job].fact.sector) for job in (JOB, OTHER_JOB)] == [(None, None), ("5120", "private")]


def test_every_published_event_has_a_meaning_or_is_known_to_have_none() -> None:
    for name, contract in CONTRACTS.items():
        Facts().learn(contract.model_validate(golden_of(name).body), noon("2025-01-01"))


def test_an_event_without_a_meaning_is_refused_loudly() -> None:
    class Unheard(Contract):
        type = "sius.test.unheard.v1"

    with pytest.raises(TypeError, match=r"sius\.test\.unheard\.v1"):
        Facts().learn(Unheard(), noon("2025-01-01"))


def known_times(facts: Facts) -> dict[int, tuple[str, str | None]]:
    return {
        row.fact.status.int: (row.known_from.date().isoformat(), row.known_to.date().isoformat() if row.known_to else None)
        for row in facts.statuses.rows()
    }
