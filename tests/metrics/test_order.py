"""Order across streams, and duplicates, change no fact and no figure."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.metrics.figures.outflow import outflow
from services.metrics.figures.retention import retention
from services.metrics.known import Facts
from services.metrics.subjects import SUBJECTS
from shared.inbox import Delivery
from tests.metrics.any_stories import arrivals, stories
from tests.metrics.telling import learnt, lives_known, question

QUESTIONS = [
    question("2025-01-01", "2025-12-31", known=known, as_of=as_of)
    for known, as_of in [("2025-06-01", "2025-06-01"), ("2025-12-31", "2025-09-01"), ("2026-06-01", "2026-06-01")]
]


def rows(facts: Facts) -> list[object]:
    return [*(set(facts.of(subject).rows()) for subject in SUBJECTS), set(facts.statuses.rows())]


@given(st.data())
def test_facts_and_figures_are_the_same_however_the_events_arrive(data: st.DataObject) -> None:
    story: list[Delivery] = data.draw(stories())
    told, arrived = learnt(story), learnt(data.draw(arrivals(story)))
    assert rows(told) == rows(arrived)
    for asked in QUESTIONS:
        assert outflow(lives_known(told, asked), asked) == outflow(lives_known(arrived, asked), asked)
        assert retention(lives_known(told, asked), asked) == retention(lives_known(arrived, asked), asked)


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
