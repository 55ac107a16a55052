"""Facts as figures read them: of a period and of units, as they were known at an instant."""

from datetime import date
from typing import Any

from services.metrics.queries import Period, facts, referrals
from services.metrics.queries.facts import READS
from services.metrics.subjects import (
    BENCHMARKS,
    CASES,
    CONSENTS,
    EMPLOYMENTS,
    JUDGEMENTS,
    PROTECTIONS,
    REFERRALS,
    SHARES,
    SUBJECTS,
)
from shared.contracts.catalogue import CONTRACTS
from tests.contracts.golden import golden_of
from tests.metrics.conftest import Metrics
from tests.metrics.telling import CASE, JOB, OTHER_CASE, PERSON, REFERRAL, Told, d, noon


def period(from_: str, last: str, *, known: str, units: frozenset[str] | None = None) -> Period:
    return Period(known_at=noon(known), from_=d(from_), last=d(last), units=units)


def golden(told: Told, name: str, known: str, **changes: Any) -> None:
    """What was once published, on another day."""
    contract = CONTRACTS[f"sius.intake.{name}.v1"].model_validate(golden_of(f"sius.intake.{name}.v1").body)
    told.tell(name.split("-", maxsplit=1)[0], contract.model_copy(update=changes), noon(known))


async def found(metrics: Metrics, subject: Any, asked: Period) -> list[Any]:
    async with metrics.database.transaction(readonly=True) as tx:
        return await facts(tx, subject, asked)


def test_every_kind_of_fact_can_be_read() -> None:
    assert set(READS) | {REFERRALS, JUDGEMENTS, PROTECTIONS} == set(SUBJECTS)


async def test_a_case_is_read_while_it_is_open_as_it_was_known(metrics: Metrics) -> None:
    told = Told()
    told.case_started("2025-01-10")
    told.case_ended("2025-06-30", known="2025-08-01")
    await metrics.receive(told.deliveries)
    july: dict[str, Any] = {"from_": "2025-07-01", "last": "2025-07-31"}
    assert [case.ended_on for case in await found(metrics, CASES, period(**july, known="2025-07-31"))] == [None]
    assert await found(metrics, CASES, period(**july, known="2025-08-01")) == []
    assert len(await found(metrics, CASES, period("2025-06-30", "2025-06-30", known="2025-08-01"))) == 1
    assert await found(metrics, CASES, period("2025-01-01", "2025-01-09", known="2025-08-01")) == []


async def test_a_case_is_of_the_units_it_started_at_and_was_handed_over_to(metrics: Metrics) -> None:
    told = Told()
    told.case_started("2025-01-10", unit="stockholm")
    told.case_started("2025-01-10", unit="kiruna", case=OTHER_CASE)
    told.case_handed_over("2025-03-01", unit="malmo")
    told.job_started("2025-03-05")
    await metrics.receive(told.deliveries)
    for unit, cases, jobs in [
        ("stockholm", [CASE], [JOB]),
        ("malmo", [CASE], [JOB]),
        ("kiruna", [OTHER_CASE], []),
        ("x", [], []),
    ]:
        asked = period("2025-01-01", "2025-12-31", known="2025-12-31", units=frozenset({unit}))
        assert [case.case_id for case in await found(metrics, CASES, asked)] == cases
        assert [job.employment for job in await found(metrics, EMPLOYMENTS, asked)] == jobs


async def test_a_referral_is_read_with_its_answer_and_judgement_as_known_together(metrics: Metrics) -> None:
    told = Told()
    golden(told, "referral-received", "2025-02-02", referral=REFERRAL, person=PERSON, on=d("2025-02-02"))
    assessed = CONTRACTS["sius.intake.referral-assessed.v1"]
    for known, doubtful in [("2025-02-10", True), ("2025-03-10", False)]:
        body = {"referral": REFERRAL, "person": PERSON, "doubtful": doubtful, "disability_group": "61", "on": d(known)}
        told.tell("eligibility", assessed.model_validate(body), noon(known))
    golden(told, "referral-accepted", "2025-03-20", referral=REFERRAL, person=PERSON, case=CASE, on=d("2025-03-20"))
    await metrics.receive(told.deliveries)
    seen = []
    for known in ("2025-02-01", "2025-02-02", "2025-02-10", "2025-03-10", "2025-03-20"):
        async with metrics.database.transaction(readonly=True) as tx:
            read = await referrals(tx, period("2025-02-01", "2025-02-28", known=known))
        seen.append([(one.assessed_on, one.doubtful, one.case_id) for one in read])
    first: date = d("2025-02-10")
    assert seen == [[], [(None, None, None)], [(first, True, None)], [(first, False, None)], [(first, False, CASE)]]


async def test_capacity_is_that_of_the_period(metrics: Metrics) -> None:
    told = Told()
    golden(told, "benchmark-set", "2025-01-01", on=d("2025-01-01"), cases=30)
    golden(told, "benchmark-set", "2025-05-01", on=d("2025-06-01"), cases=25)
    golden(told, "share-set", "2025-01-01", on=d("2025-01-01"))
    golden(told, "share-ended", "2025-05-01", on=d("2025-05-31"))
    await metrics.receive(told.deliveries)
    june = period("2025-06-01", "2025-06-30", known="2025-06-30", units=frozenset({"stockholm"}))
    assert {(one.cases, one.on) for one in await found(metrics, BENCHMARKS, june)} == {
        (30, d("2025-01-01")),
        (25, d("2025-06-01")),
    }
    assert await found(metrics, SHARES, june) == []
    before_the_end_was_known = period("2025-06-01", "2025-06-30", known="2025-04-01")
    assert [one.until for one in await found(metrics, SHARES, before_the_end_was_known)] == [None]


async def test_a_consent_corrected_and_withdrawn_is_one_consent(metrics: Metrics) -> None:
    told = Told()
    golden(told, "sus-consent-given", "2025-03-02", on=d("2025-03-02"))
    golden(told, "sus-consent-withdrawn", "2025-03-09", on=d("2025-03-09"))
    golden(told, "sus-consent-registered-in-error", "2025-04-01")
    await metrics.receive(told.deliveries)
    read = [
        [
            (one.given_on, one.withdrawn_on)
            for one in await found(metrics, CONSENTS, period("2025-03-01", "2025-12-31", known=known))
        ]
        for known in ("2025-03-02", "2025-03-09", "2025-04-01")
    ]
    assert read == [[(d("2025-03-02"), None)], [(d("2025-03-02"), d("2025-03-09"))], []]


async def test_every_kind_can_be_asked_for_some_units(metrics: Metrics) -> None:
    told = Told()
    for name in sorted(CONTRACTS):
        one = golden_of(name)
        told.tell(f"{one.key}-{name}", CONTRACTS[name].model_validate(one.body), noon("2026-03-01"))
    await metrics.receive(told.deliveries)
    asked = period("2020-01-01", "2030-12-31", known="2030-01-01", units=frozenset({"stockholm", "sundsvall", "malmo"}))
    for subject in READS:
        for fact in await found(metrics, subject, asked):
            assert isinstance(fact, subject.form.fact)
