"""An employment as spells of the chosen classes."""

from collections.abc import Collection
from datetime import date

import pytest

from services.metrics.figures.lives import Life
from services.metrics.figures.population import CLASSES, Changes, Population, Spells
from services.metrics.figures.worktypes import WorkClass
from tests.metrics.telling import JOB, Told, d, spells_told

REGULAR, SUBSIDISED, PROTECTED = WorkClass.REGULAR, WorkClass.SUBSIDISED, WorkClass.PROTECTED


@pytest.fixture
def told() -> Told:
    return Told()


def spells(told: Told, classes: Collection[WorkClass] = (REGULAR, SUBSIDISED)) -> tuple[Spells, Changes]:
    job = told.facts().employments.open[JOB].fact
    return spells_told([job], Population.of([Life(person=job.person)]), classes)


def spans(told: Told, classes: Collection[WorkClass] = (REGULAR, SUBSIDISED)) -> list[tuple[date, date | None, WorkClass]]:
    found, _ = spells(told, classes)
    ends = [None if unended else date.fromordinal(day) for day, unended in zip(found.ended, found.unended, strict=True)]
    starts = map(date.fromordinal, found.started)
    return [(start, end, CLASSES[number]) for start, end, number in zip(starts, ends, found.work_class, strict=True)]


def test_an_employment_of_one_class_is_one_spell(told: Told) -> None:
    told.job_started("2025-02-01", form="LFU")
    told.job_ended("2025-05-01")
    assert spans(told) == [(d("2025-02-01"), d("2025-05-01"), SUBSIDISED)]


def test_an_employment_of_another_class_is_no_spell(told: Told) -> None:
    told.job_started("2025-02-01", form="SAMHALL")
    assert spans(told) == []


def test_protected_work_that_becomes_regular_counts_from_that_day(told: Told) -> None:
    told.job_started("2025-02-01", form="OSA")
    told.terms_changed("2025-04-01", form="NONE")
    assert spans(told) == [(d("2025-04-01"), None, REGULAR)]


def test_regular_work_that_becomes_protected_counts_up_to_the_day_before(told: Told) -> None:
    told.job_started("2025-02-01", form="NONE")
    told.terms_changed("2025-04-01", form="OSA")
    assert spans(told) == [(d("2025-02-01"), d("2025-03-31"), REGULAR)]
    assert spans(told, [PROTECTED]) == [(d("2025-04-01"), None, PROTECTED)]


def test_a_change_between_chosen_classes_cuts_nothing_and_confirms(told: Told) -> None:
    told.job_started("2025-02-01", form="LFU")
    told.terms_changed("2025-03-01", form="LFU")
    told.terms_changed("2025-04-01", form="NONE")
    assert spans(told) == [(d("2025-02-01"), None, REGULAR)]
    spell, changes = spells(told)
    assert (spell.confirmed.tolist(), changes.on.tolist()) == ([d("2025-04-01").toordinal()], [d("2025-03-01").toordinal()])


def test_an_employment_in_and_out_of_a_class_gives_a_spell_each_time(told: Told) -> None:
    told.job_started("2025-02-01", form="NONE")
    told.terms_changed("2025-04-01", form="OSA")
    told.terms_changed("2025-06-01", form="LFU")
    told.job_ended("2025-08-01")
    assert spans(told) == [(d("2025-02-01"), d("2025-03-31"), REGULAR), (d("2025-06-01"), d("2025-08-01"), SUBSIDISED)]


def test_a_change_before_the_corrected_start_gives_the_terms_at_the_start(told: Told) -> None:
    told.job_started("2025-02-01", form="OSA")
    told.terms_changed("2025-04-01", form="NONE")
    told.job_corrected("2025-05-01", None, known="2025-05-02")
    assert spans(told) == [(d("2025-05-01"), None, REGULAR)]


def test_a_change_after_the_end_tells_nothing(told: Told) -> None:
    told.job_started("2025-02-01", form="OSA")
    told.terms_changed("2025-06-01", form="NONE")
    told.job_corrected("2025-02-01", "2025-05-01", known="2025-06-02")
    assert spans(told) == []
