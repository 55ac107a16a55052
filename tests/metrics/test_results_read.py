"""What F4 reads: who was in a spell the day before, wherever it was, and only what is of the units asked for."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.results import Results
from services.metrics.figures.states import State
from services.metrics.taking import results_of
from tests.metrics.conftest import Metrics
from tests.metrics.every_figure import FIGURES, KnownThen
from tests.metrics.telling import Told, learnt, question


def case_of(number: int) -> UUID:
    return UUID(int=number)


def job_of(number: int) -> UUID:
    return UUID(int=2000 + number)


class Jobs(Told):
    """Started cases with jobs, each with a number of its own."""

    def started(self, number: int, *, of: int, unit: str = "stockholm") -> None:
        self.case_started("2024-01-10", case=case_of(number), person=UUID(int=1000 + of), unit=unit)

    def job(self, number: int, on: str, until: str | None = None, *, case: int, of: int, known: str | None = None) -> None:
        self.job_started(on, form="NONE", known=known, job=job_of(number), case=case_of(case), person=UUID(int=1000 + of))
        if until:
            self.job_ended(until, known=known, job=job_of(number))


def told() -> Jobs:
    """Five persons with a job from 2025-03-03 at stockholm, and one at kiruna."""
    jobs = Jobs()
    for one in range(1, 7):
        jobs.started(one, of=one, unit="kiruna" if one == 6 else "stockholm")
    jobs.started(7, of=2, unit="kiruna")
    jobs.job(1, "2024-05-01", "2025-03-01", case=1, of=1)  # a day between
    jobs.job(2, "2024-05-01", "2025-03-02", case=7, of=2)  # straight from a job at another unit
    jobs.job(3, "2024-05-01", case=3, of=3)  # nobody knows: the case of the job ended long ago
    jobs.case_ended("2024-06-01", case=case_of(3))
    jobs.job(4, "2025-03-03", "2025-03-03", case=4, of=4)  # began that same day: nothing the day before
    jobs.job(5, "2024-05-01", "2025-03-02", case=5, of=5, known="2025-08-01")  # told of later
    for one in range(1, 7):
        jobs.job(10 + one, "2025-03-03", case=one, of=one)
    return jobs


async def counted(metrics: Metrics, asked: Arguments) -> Results:
    async with metrics.database.transaction(readonly=True) as tx:
        return await results_of(tx, asked)


async def test_a_job_is_new_unless_there_was_a_spell_the_day_before_at_any_unit(metrics: Metrics) -> None:
    await metrics.receive(told().deliveries)
    figure = await counted(metrics, question("2025-03-01", "2025-03-31", known="2025-12-31", unit=["stockholm"]))
    found = {state: {*tally.outcomes} for state, tally in figure.employments("NONE").items()}
    assert found == {
        State.NOT: {job_of(4), job_of(11), job_of(14)},
        State.WORK: {job_of(12), job_of(15)},
        State.UNKNOWN: {job_of(13)},
    }


@pytest.mark.parametrize("units", [None, ["stockholm"], ["kiruna"], ["kiruna", "stockholm"], ["malmo"]])
@pytest.mark.parametrize("known", ["2025-03-03", "2025-07-31", "2025-12-31"])
async def test_what_is_read_gives_what_everything_known_gives(metrics: Metrics, units: list[str] | None, known: str) -> None:
    story = told().deliveries
    await metrics.receive(story)
    asked = question("2024-01-01", "2025-12-31", known=known, unit=units)
    everything = KnownThen(learnt(story), asked)
    assert replace(await counted(metrics, asked), goal=3) == FIGURES["results"](everything)
