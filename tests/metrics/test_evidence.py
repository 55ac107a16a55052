"""Evidence in the read model: requests and what came of them, with the time each was known."""

from typing import Any
from uuid import UUID

import pytest

from services.metrics.facts import Evidence
from services.metrics.queries import Period, facts
from services.metrics.subjects import EVIDENCE
from shared.contracts import intake
from tests.contracts.golden import golden_of
from tests.harness import Api
from tests.metrics.conftest import TABLES, Metrics
from tests.metrics.telling import PERSON, REFERRAL, Told, d, learnt, noon
from tests.metrics.test_api import MANAGER, Tell
from tests.metrics.test_delays_api import api as api  # noqa: PLC0414 - a fixture
from tests.metrics.test_delays_api import delays
from tests.metrics.test_delays_api import tell as tell  # noqa: PLC0414 - a fixture
from tests.metrics.test_order import interleaved

REQUEST, OTHER_REQUEST = UUID(int=700), UUID(int=701)


class Ledger(Told):
    """What intake publishes of its ledger, each request in a stream of its own."""

    def asked(self, on: str, *, known: str | None = None, request: UUID = REQUEST, unit: str = "stockholm", **more: Any) -> None:
        classes = {"kind": "certificate", "source": "authority", "due_on": d("2025-03-01"), **more}
        asked = {"request": request, "referral": REFERRAL, "person": PERSON, "unit": unit, "on": d(on), **classes}
        self.tell(f"evidence-{request}", intake.EvidenceRequested.model_validate(asked), noon(known or on))

    def came(self, on: str, *, known: str | None = None, request: UUID = REQUEST) -> None:
        received = intake.EvidenceReceived(request=request, referral=REFERRAL, person=PERSON, form="digital", on=d(on))
        self.tell(f"evidence-{request}", received, noon(known or on))

    def receipt_corrected(self, on: str, *, known: str, request: UUID = REQUEST) -> None:
        corrected = intake.EvidenceReceiptCorrected(request=request, referral=REFERRAL, person=PERSON, form="oral", on=d(on))
        self.tell(f"evidence-{request}", corrected, noon(known))

    def never_came(self, *, known: str, request: UUID = REQUEST) -> None:
        error = intake.EvidenceReceiptRegisteredInError(request=request, referral=REFERRAL, person=PERSON)
        self.tell(f"evidence-{request}", error, noon(known))

    def waived(self, on: str, *, request: UUID = REQUEST) -> None:
        waived = intake.EvidenceWaived(request=request, referral=REFERRAL, person=PERSON, on=d(on))
        self.tell(f"evidence-{request}", waived, noon(on))


@pytest.fixture
def told() -> Ledger:
    return Ledger()


def known(told: Told) -> list[tuple[str | None, ...]]:
    """Came, in which form, waived, and from when until when it was known so."""
    rows = sorted(told.facts().of(EVIDENCE).rows(), key=lambda row: row.known_from)
    return [
        (_day(row.fact.received_on), row.fact.form, _day(row.fact.waived_on), _day(row.known_from), _day(row.known_to))
        for row in rows
    ]


def _day(day: Any) -> str | None:
    return day.isoformat()[:10] if day else None


def test_a_request_is_known_with_its_classes_from_the_instant_it_was_recorded(told: Ledger) -> None:
    told.asked("2025-01-10", known="2025-01-12")
    [row] = told.facts().of(EVIDENCE).rows()
    assert row.fact == Evidence(
        REQUEST, REFERRAL, PERSON, "stockholm", "certificate", "authority", d("2025-01-10"), d("2025-03-01")
    )
    assert (row.known_from, row.known_to) == (noon("2025-01-12"), None)


def test_a_receipt_is_corrected_found_to_be_none_and_comes_after_all(told: Ledger) -> None:
    told.asked("2025-01-10")
    told.came("2025-02-20", known="2025-02-21")
    told.receipt_corrected("2025-02-18", known="2025-03-01")
    told.never_came(known="2025-03-02")
    told.came("2025-04-01")
    assert known(told) == [
        (None, None, None, "2025-01-10", "2025-02-21"),
        ("2025-02-20", "digital", None, "2025-02-21", "2025-03-01"),
        ("2025-02-18", "oral", None, "2025-03-01", "2025-03-02"),
        (None, None, None, "2025-03-02", "2025-04-01"),
        ("2025-04-01", "digital", None, "2025-04-01", None),
    ]


def test_what_is_waived_has_not_come(told: Ledger) -> None:
    told.asked("2025-01-10")
    told.waived("2025-02-01")
    assert known(told)[-1] == (None, None, "2025-02-01", "2025-02-01", None)


def test_a_receipt_of_a_request_that_was_never_published_makes_nothing_known(told: Ledger) -> None:
    told.came("2025-02-20")
    told.receipt_corrected("2025-02-18", known="2025-03-01")
    told.never_came(known="2025-03-02")
    told.waived("2025-03-03")
    assert known(told) == []


def a_ledger() -> Ledger:
    """A dozen requests of every course, two of them recorded by a clock that is behind."""
    told = Ledger()
    told.case_opened("2025-01-05")
    for number in range(12):
        request, day = UUID(int=710 + number), f"2025-01-{10 + number}"
        told.asked(day, request=request, unit=("stockholm", "sundsvall")[number % 2])
        if number % 3 == 0:
            told.waived("2025-02-01", request=request)
            continue
        told.came("2025-02-20", known="2025-02-21" if number > 2 else "2025-01-02", request=request)
        if number % 4 == 1:
            told.receipt_corrected("2025-02-18", known="2025-03-01", request=request)
        if number % 5 == 2:
            told.never_came(known="2025-03-02", request=request)
    return told


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
async def test_the_table_is_the_same_in_any_order_of_streams_with_duplicates_and_when_rebuilt(
    metrics: Metrics, seed: int
) -> None:
    told = a_ledger().deliveries
    await metrics.receive(told)
    expected = await metrics.content()
    assert len({row[0] for row in expected["evidence"]}) == 12
    await metrics.empty()
    await metrics.receive(interleaved(told, seed), at_a_time=1 + seed)
    assert await metrics.content() == expected
    rebuild = metrics.rebuild()
    await rebuild.start()
    await rebuild.replay()
    assert await rebuild.differences() == dict.fromkeys(TABLES, 0)


async def test_a_stream_that_arrives_backwards_ends_in_the_same_table(metrics: Metrics) -> None:
    told = a_ledger().deliveries
    await metrics.receive(told)
    expected = await metrics.content()
    await metrics.empty()
    await metrics.receive(list(reversed(told)))
    assert await metrics.content() == expected
    facts_only = learnt(told).of(EVIDENCE).rows()
    assert len(expected["evidence"]) == len(facts_only)


async def requests(metrics: Metrics, from_: str, last: str, *, known: str, units: frozenset[str] | None = None) -> list[UUID]:
    asked = Period(known_at=noon(known), from_=d(from_), last=d(last), units=units)
    async with metrics.database.transaction(readonly=True) as tx:
        return sorted(one.request for one in await facts(tx, EVIDENCE, asked))


async def test_a_request_is_read_while_it_is_awaited_at_its_unit_as_it_was_known(metrics: Metrics, told: Ledger) -> None:
    told.asked("2025-01-10")
    told.asked("2025-01-20", request=OTHER_REQUEST, unit="sundsvall")
    told.came("2025-02-20", known="2025-03-05")
    told.waived("2025-04-10", request=OTHER_REQUEST)
    await metrics.receive(told.deliveries)
    march = ("2025-03-01", "2025-03-31")
    assert await requests(metrics, *march, known="2025-03-04") == [REQUEST, OTHER_REQUEST]
    assert await requests(metrics, *march, known="2025-03-05") == [OTHER_REQUEST]
    assert await requests(metrics, *march, known="2025-03-04", units=frozenset({"stockholm"})) == [REQUEST]
    assert await requests(metrics, "2025-01-01", "2025-01-19", known="2025-12-31") == [REQUEST]
    assert await requests(metrics, "2025-04-11", "2025-05-31", known="2025-12-31") == []


async def test_delays_count_what_was_asked_for_and_what_came_but_no_correction(api: Api, tell: Tell, told: Ledger) -> None:
    referral = {**golden_of(intake.ReferralReceived.type).body, "referral": REFERRAL, "unit": "stockholm", "on": d("2025-01-02")}
    told.tell("referral", intake.ReferralReceived.model_validate(referral), noon("2025-01-02"))
    told.asked("2025-01-10", known="2025-01-13")
    told.came("2025-02-20", known="2025-02-25")
    told.receipt_corrected("2025-02-18", known="2025-03-01")
    told.never_came(known="2025-03-02")
    told.waived("2025-03-03")
    await tell(told)
    found = await delays(api, MANAGER)
    assert {kind: each["days"]["largest"] for (kind, unit), each in found.items() if unit == "stockholm"} == {
        "referral-received": 0,
        "evidence-requested": 3,
        "evidence-received": 5,
        "evidence-waived": 0,
    }
