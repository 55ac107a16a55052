"""Late registration, correction and retraction change figures only for a later `known_at`."""

import pytest

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.outflow import outflow
from services.metrics.figures.retention import period_retention
from tests.metrics.telling import CASE, Told, lives_known, question


@pytest.fixture
def told() -> Told:
    told = Told()
    told.case_started("2025-01-10")
    return told


def asked(known: str) -> Arguments:
    return question("2025-01-01", "2025-01-31", known=known, as_of="2025-08-01")


def in_work(told: Told, known: str) -> bool:
    return outflow(lives_known(told.facts(), asked(known)), asked(known)).in_work_within_180 == (CASE,)


def test_a_job_registered_late_counts_only_once_it_was_known(told: Told) -> None:
    told.job_started("2025-03-01", known="2025-10-15")
    assert not in_work(told, "2025-10-14")
    assert in_work(told, "2025-10-15")


def test_a_retracted_job_counts_up_to_its_retraction(told: Told) -> None:
    told.job_started("2025-03-01")
    told.job_in_error(known="2025-10-15")
    assert in_work(told, "2025-10-14")
    assert not in_work(told, "2025-10-15")


def test_a_corrected_job_moves_out_of_the_window_when_the_correction_was_known(told: Told) -> None:
    told.job_started("2025-03-01")
    told.job_corrected("2025-07-30", None, known="2025-10-15")
    assert in_work(told, "2025-10-14")
    assert not in_work(told, "2025-10-15")


def test_a_corrected_start_moves_the_case_to_another_cohort(told: Told) -> None:
    told.start_corrected("2025-02-10", known="2025-10-15")
    assert outflow(lives_known(told.facts(), asked("2025-10-14")), asked("2025-10-14")).cohort == (CASE,)
    assert outflow(lives_known(told.facts(), asked("2025-10-15")), asked("2025-10-15")).cohort == ()


def test_a_corrected_status_changes_retention_when_the_correction_was_known(told: Told) -> None:
    told.job_started("2025-01-20")
    told.status(1, "2025-07-01", "looking", known="2025-08-02")
    told.status(2, "2025-07-01", "in-work", known="2025-10-15", corrects=1)
    before, after = asked("2025-10-14"), asked("2025-10-15")
    assert period_retention(lives_known(told.facts(), before), before).any_employer.lost == (CASE,)
    assert period_retention(lives_known(told.facts(), after), after).any_employer.retained == (CASE,)
