"""The read model on a real database: whatever way events arrive, and however it was made, it is the same row for row."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.metrics import queries
from services.metrics.figures.outflow import outflow
from services.metrics.figures.retention import retention
from shared.inbox import Delivery
from tests.metrics.any_stories import arrivals, stories
from tests.metrics.conftest import TABLES, Metrics
from tests.metrics.telling import CASE, JOB, OTHER_CASE, OTHER_JOB, Told, learnt, lives_known, message, question

ON_A_DATABASE = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

QUESTIONS = [
    question("2025-01-01", "2025-12-31", known="2025-06-01"),
    question("2025-01-01", "2025-12-31", known="2026-06-01", unit=["stockholm"]),
]


def long_story() -> Told:
    told = Told()
    told.case_started("2025-01-10")
    told.status(1, "2025-02-01", "looking")
    told.job_started("2025-03-01", form="OSA")
    told.terms_changed("2025-05-01", form="NONE")
    told.case_started("2025-05-05", case=OTHER_CASE)
    told.status(2, "2025-06-01", "in-work")
    told.job_ended("2025-06-20")
    told.status(3, "2025-06-01", "ill", known="2025-06-25", corrects=2)
    told.case_ended("2025-06-30")
    told.job_started("2025-07-01", job=OTHER_JOB, case=OTHER_CASE)
    told.job_corrected("2025-03-02", "2025-06-21", known="2025-07-05")
    told.case_reopened("2025-08-01")
    told.job_in_error(known="2025-09-01", job=OTHER_JOB)
    told.case_in_error(known="2025-09-01", case=OTHER_CASE)
    return told


@ON_A_DATABASE
@given(data=st.data())
async def test_the_tables_are_the_same_however_the_events_arrive(metrics: Metrics, data: st.DataObject) -> None:
    story: list[Delivery] = data.draw(stories())
    await metrics.empty()
    await metrics.receive(story)
    expected = await metrics.content()
    await metrics.empty()
    await metrics.receive(data.draw(arrivals(story)), at_a_time=data.draw(st.integers(1, 8)))
    assert await metrics.content() == expected


@ON_A_DATABASE
@given(story=stories())
async def test_figures_read_from_the_tables_are_those_of_the_pure_facts(metrics: Metrics, story: list[Delivery]) -> None:
    await metrics.empty()
    await metrics.receive(story)
    facts = learnt(story)
    async with metrics.database.transaction(readonly=True) as tx:
        for asked in QUESTIONS:
            expected = lives_known(facts, asked)
            assert outflow((await queries.for_outflow(tx, asked)).lives(), asked) == outflow(expected, asked)
            assert retention((await queries.for_retention(tx, asked)).lives(), asked) == retention(expected, asked)


async def test_messages_of_a_stream_in_the_wrong_order_end_in_the_same_tables(metrics: Metrics) -> None:
    told = long_story()
    await metrics.receive(told.deliveries)
    expected = await metrics.content()
    await metrics.empty()
    await metrics.receive(list(reversed(told.deliveries)))
    assert await metrics.content() == expected
    assert await metrics.owner.fetchval("select count(*) from parked_keys") == 0


async def test_a_rebuilt_read_model_equals_the_live_one(metrics: Metrics) -> None:
    await metrics.receive(long_story().deliveries, at_a_time=3)
    rebuild = metrics.rebuild()
    await rebuild.start()
    assert await rebuild.replay() == len(long_story().deliveries)
    assert await rebuild.differences() == dict.fromkeys(TABLES, 0)
    assert await metrics.content("read_next") == await metrics.content()


async def test_what_arrives_during_a_rebuild_is_in_it_when_it_is_switched(metrics: Metrics) -> None:
    told = long_story()
    await metrics.receive(told.deliveries[:5])
    rebuild = metrics.rebuild()
    await rebuild.start()
    await rebuild.replay()
    await metrics.receive(told.deliveries[5:])
    expected = await metrics.content()
    await rebuild.switch()
    assert await metrics.content() == expected


async def test_events_go_on_being_absorbed_after_a_switch(metrics: Metrics) -> None:
    told = long_story()
    await metrics.receive(told.deliveries[:8])
    rebuild = metrics.rebuild()
    await rebuild.start()
    await rebuild.switch()
    await metrics.receive(told.deliveries[8:])
    switched = await metrics.content()
    await metrics.empty()
    await metrics.receive(told.deliveries)
    assert await metrics.content() == switched


async def test_an_inbox_that_forgot_what_it_saw_changes_nothing(metrics: Metrics) -> None:
    told = long_story()
    await metrics.receive(told.deliveries)
    expected = await metrics.content()
    await metrics.owner.execute("truncate inbox_versions, inbox_offsets")
    await metrics.receive(told.deliveries)
    assert await metrics.content() == expected


async def test_one_bad_message_does_not_keep_others_out(metrics: Metrics) -> None:
    told = Told()
    told.case_started("2025-01-10")
    told.case_started("2025-01-11", case=OTHER_CASE)
    spoilt, good = (message(delivery, offset=offset) for offset, delivery in enumerate(told.deliveries))
    await metrics.handle([type(spoilt)(**{**vars(spoilt), "value": b"{}"}), good])
    assert [row[0] for row in (await metrics.content())["cases"]] == [OTHER_CASE]


async def test_a_subject_has_one_open_row(metrics: Metrics) -> None:
    await metrics.receive(long_story().deliveries)
    rows = await metrics.owner.fetch("select case_id from read.cases where known_to is null")
    assert [row["case_id"] for row in rows] == [CASE]
    rows = await metrics.owner.fetch("select employment from read.employments where known_to is null")
    assert [row["employment"] for row in rows] == [JOB]


async def test_what_was_known_for_no_time_leaves_no_row_whatever_the_batches(metrics: Metrics) -> None:
    told = Told()
    told.case_started("2025-01-10")
    for day in ("2025-01-11", "2025-01-12", "2025-01-13"):
        told.start_corrected(day, known="2025-01-20")
    await metrics.receive(told.deliveries)
    expected = await metrics.content()
    assert len(expected["cases"]) == 2
    await metrics.empty()
    await metrics.receive(told.deliveries, at_a_time=1)
    assert await metrics.content() == expected


async def test_a_correction_that_came_in_an_earlier_batch_closes_the_status_it_corrects(metrics: Metrics) -> None:
    told = Told()
    told.status(1, "2025-05-01", "in-work")
    told.status(2, "2025-05-01", "ill", known="2025-05-20", corrects=1, case=OTHER_CASE)
    await metrics.receive(told.deliveries)
    expected = await metrics.content()
    await metrics.empty()
    await metrics.receive(list(reversed(told.deliveries)), at_a_time=1)
    assert await metrics.content() == expected
    assert await metrics.owner.fetchval("select count(*) from read.statuses where known_to is null") == 1
