"""What F1 reads: the cases and the capacity of a date and what came in a period, and of each unit also what it was handed."""

from itertools import product
from typing import Final
from uuid import UUID

import pytest

from services.metrics.figures.columns import uuids
from services.metrics.queries.inflow import CAME, COURSES, STAFFING, for_inflow
from services.metrics.taking import inflow_of
from shared.contracts import intake
from tests.metrics.conftest import Metrics
from tests.metrics.every_figure import FIGURES, KnownThen
from tests.metrics.telling import d, learnt, noon, question
from tests.metrics.test_counting_api import Office, case_of, referral_of

SPRING: Final = ("2025-03-01", "2025-05-31")
DATES: Final = ("2025-02-20", "2025-03-14", "2025-03-15", "2025-04-30", "2025-05-15")
UNITS: Final = (None, ["stockholm"], ["kiruna"], ["kiruna", "stockholm"], ["malmo"])
OPENED, OPENED_AND_ENDED = UUID(int=90), UUID(int=91)


def told() -> Office:
    """Cases that moved, paused, waited and ended around the spring, at two units; and what came to them."""
    office = Office()
    for number in range(1, 9):
        office.started(number, "2025-01-10", unit="kiruna" if number == 8 else "stockholm")
    office.case_handed_over("2025-03-15", unit="kiruna", case=case_of(1))
    office.case_handed_over("2025-03-15", unit="kiruna", case=case_of(2))
    office.case_handed_over("2025-04-15", unit="stockholm", case=case_of(2))
    office.start_corrected("2025-03-20", known="2025-04-01", case=case_of(1))
    office.case_paused("2025-03-10", until="2025-04-10", case=case_of(3))
    office.case_resumed("2025-04-20", case=case_of(3))
    office.case_paused("2025-05-10", until="2025-05-20", case=case_of(8))
    office.case_ended("2025-02-20", case=case_of(4))
    office.case_ended("2025-04-30", case=case_of(5))
    office.case_in_error(known="2025-04-10", case=case_of(6))
    office.started(9, "2025-03-05")
    office.case_ended("2025-03-09", case=case_of(9))
    office.case_opened("2025-02-10", case=OPENED)
    office.case_opened("2025-02-10", case=OPENED_AND_ENDED)
    office.case_ended("2025-04-05", case=OPENED_AND_ENDED)
    office.share(75, "2025-01-01")
    office.share(50, "2025-04-01", unit="kiruna", number=2)
    office.share(25, "2025-01-01", of="1:1", number=3)
    over = intake.ShareEnded(share=UUID(int=6001), unit="stockholm", support_person="officer-1", on=d("2025-04-30"))
    office.tell("share-1", over, noon("2025-04-02"))
    for cases, on in ((20, "2025-01-01"), (25, "2025-04-01")):
        office.tell("unit-kiruna", intake.BenchmarkSet(unit="kiruna", cases=cases, on=d(on)), noon(on))
    office.referral(1, "2025-02-27", accepted=False)
    office.returned(1, "2025-03-03", "not-ready")
    office.referral(2, "2025-02-28")
    office.referral(3, "2025-03-31")
    office.referral(4, "2025-06-01")
    return office


@pytest.mark.parametrize("known", ["2025-03-31", "2025-04-09", "2025-12-31"])
async def test_what_is_read_gives_what_everything_known_gives(metrics: Metrics, known: str) -> None:
    story = told().deliveries
    await metrics.receive(story)
    everything = learnt(story)
    async with metrics.database.transaction(readonly=True) as tx:
        for as_of, unit in product(DATES, UNITS):
            asked = question(*SPRING, known=known, as_of=min(as_of, known), unit=unit)
            assert await inflow_of(tx, asked) == FIGURES["inflow"](KnownThen(everything, asked))


async def test_only_what_can_count_is_read(metrics: Metrics) -> None:
    """Kiruna: a case handed over there is read, also when it has been handed on since."""
    await metrics.receive(told().deliveries)
    async with metrics.database.transaction(readonly=True) as tx:
        rows = [
            (await for_inflow(tx, question(*SPRING, known="2025-12-31", as_of="2025-05-15", unit=unit))).row
            for unit in (None, ["kiruna"])
        ]
    cases = [sorted(uuids(COURSES.taken(row).case_id)) for row in rows]
    assert cases == [[case_of(number) for number in (1, 2, 3, 7, 8, 9, 90)], [case_of(number) for number in (1, 2, 8)]]
    assert sorted(uuids(CAME.taken(rows[0]).referral)) == [referral_of(1), referral_of(3)]
    assert [list(STAFFING.taken(row).percent) for row in rows] == [[50, 25], [50]]
