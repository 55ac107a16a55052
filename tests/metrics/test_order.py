"""Order across streams, and duplicates, change no fact and no figure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from services.metrics.known import Facts
from services.metrics.subjects import MEANINGS, SUBJECTS
from shared.contracts.base import Contract
from shared.contracts.followup import StatusEstablished
from shared.inbox import Delivery
from tests.harness import Api
from tests.metrics.all_told import first, since
from tests.metrics.any_stories import arrivals, stories
from tests.metrics.every_figure import every_figure
from tests.metrics.telling import learnt, question
from tests.metrics.test_known_every_figure import FIGURES, answer, arrive
from tests.metrics.test_known_every_figure import api as api  # noqa: PLC0414 - a fixture

QUESTIONS = [
    question("2025-01-01", "2025-12-31", known=known, as_of=as_of)
    for known, as_of in [("2025-06-01", "2025-06-01"), ("2025-12-31", "2025-09-01"), ("2026-06-01", "2026-06-01")]
]
LATER = "2025-11-30T21:00:00Z"
ANY = settings(max_examples=3000, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


def rows(facts: Facts) -> list[object]:
    return [*(set(facts.of(subject).rows()) for subject in SUBJECTS), set(facts.statuses.rows())]


def in_time(story: list[Delivery]) -> list[Delivery]:
    """The story with clocks that agree: in a stream nothing is recorded before what was told before it."""
    latest: dict[str, datetime] = {}
    told: list[Delivery] = []
    for one in story:
        latest[one.stream] = max(one.recorded_at, latest.get(one.stream, one.recorded_at))
        told.append(replace(one, recorded_at=latest[one.stream]))
    return told


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_facts_and_figures_are_the_same_however_the_events_arrive(data: st.DataObject) -> None:
    story: list[Delivery] = data.draw(stories())
    told, arrived = learnt(story), learnt(data.draw(arrivals(story)))
    assert rows(told) == rows(arrived)
    for asked in QUESTIONS:
        assert every_figure(told, asked) == every_figure(arrived, asked)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(stories().map(in_time))
def test_what_is_recorded_later_changes_no_figure_as_it_was_known(story: list[Delivery]) -> None:
    told = learnt(story)
    for asked in QUESTIONS:
        by_then = learnt(one for one in story if one.recorded_at <= asked.known_at)
        assert every_figure(told, asked) == every_figure(by_then, asked)


@settings(deadline=None)
@given(stories())
def test_a_subject_is_known_as_one_thing_at_a_time(story: list[Delivery]) -> None:
    facts = learnt(story)
    for subject in SUBJECTS:
        for row in facts.of(subject).rows():
            assert row.known_to is None or row.known_from < row.known_to
    for case in {row.fact.case_id for row in facts.cases.rows()}:
        of_subject = sorted((row for row in facts.cases.rows() if row.fact.case_id == case), key=lambda row: row.known_from)
        for before, after in pairwise(of_subject):
            assert before.known_to == after.known_from


def test_there_is_a_story_of_every_event_that_means_anything() -> None:
    untold: set[type[Contract]] = {StatusEstablished, *MEANINGS}

    def tells_more(story: list[Delivery]) -> bool:
        return not untold.isdisjoint(kinds(story))

    while untold:  # when none tells more, this raises NoSuchExample
        untold -= kinds(find(stories(), tells_more, settings=ANY))
    assert all(subject.events.keys() <= MEANINGS.keys() for subject in SUBJECTS)


def kinds(story: list[Delivery]) -> set[type[Contract]]:
    return {type(delivery.contract) for delivery in story}


def interleaved(deliveries: Sequence[Delivery], seed: int) -> list[Delivery]:
    """The streams in any order, each in its own; one in five comes again later."""
    random, waiting = Random(seed), dict[str, list[Delivery]]()
    for delivery in deliveries:
        waiting.setdefault(delivery.stream, []).append(delivery)
    arrived: list[Delivery] = []
    while waiting:
        stream = random.choice(sorted(waiting))
        arrived.append(waiting[stream].pop(0))
        if not waiting[stream]:
            del waiting[stream]
        if random.random() < 0.2:
            arrived.append(random.choice(arrived))
    return arrived


async def answers(api: Api, known_at: str) -> dict[str, Any]:
    return {path: await answer(api, path, known_at=known_at) for path in FIGURES}


@pytest.fixture(scope="module")
def as_told() -> dict[str, Any]:
    """The answers when everything arrives in the order it was told in; kept by the first test that asks."""
    return {}


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
async def test_every_figures_answer_is_the_same_however_the_events_arrive(
    api: Api, as_told: dict[str, Any], seed: int | None
) -> None:
    told = first()
    since(told)
    await arrive(api, told.deliveries if seed is None else interleaved(told.deliveries, seed))
    found = {known_at: await answers(api, known_at) for known_at in ("2025-09-30T21:00:00Z", LATER)}
    as_told.setdefault("answers", found)
    assert as_told["answers"] == found
