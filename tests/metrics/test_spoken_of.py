"""The log's columns of what an event speaks of say what the event says, whatever is published; and refuse nothing."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from types import NoneType
from typing import Any, get_args
from uuid import UUID, uuid5

import asyncpg
import pytest

from services.metrics import received, spoken_of
from services.metrics.months import Month
from shared.clock import stockholm
from shared.contracts import followup, placement
from shared.contracts.base import Contract
from shared.contracts.catalogue import CONTRACTS
from tests.contracts.golden import golden_of
from tests.metrics.conftest import Metrics
from tests.metrics.telling import Told

MIDNIGHT_IS_PAST = datetime(2025, 6, 30, 22, 30, tzinfo=UTC)
"""The first of July in Stockholm."""


def example(name: str, **more: Any) -> Contract:
    return CONTRACTS[name].model_validate({**golden_of(name).body, **more})


def day_of(said: Contract) -> date | None:
    """The day that the event is about."""
    match said:
        case followup.SurveyAnswered(month=month) | followup.SurveyInvited(month=month):
            return Month.parse(month).last
        case followup.AttendanceLogged(week=monday):
            return monday + timedelta(days=6)
        case placement.EmploymentCorrected(started_on=day) | placement.SubsidyCorrected(starts_on=day):
            return day
        case placement.SubsidyEnded(last_day=date() as day):
            return day
        case _:
            return getattr(said, "on", None)


async def logged(metrics: Metrics, *said: Contract, at: datetime = MIDNIGHT_IS_PAST) -> Sequence[Any]:
    """The rows of these events, in order, logged as the application does."""
    told = Told()
    for contract in said:
        told.tell(f"of-{contract.key}", contract, at)
    async with metrics.database.transaction() as tx:
        await received.append(tx, told.deliveries)
        return list(await tx.raw.fetch("select * from received order by position"))


async def occurred_on(metrics: Metrics, *data: str) -> list[date | None]:
    """The days of events with this JSON, logged by the application but past its contracts."""
    async with metrics.database.transaction() as tx:
        rows = await tx.raw.fetch(
            """insert into received (era, event_id, stream, version, type, recorded_at, data)
               select 1, gen_random_uuid(), 'any', o, 'sius.any.said.v1', now(), data::jsonb
               from unnest($1::text[]) with ordinality as n (data, o) returning occurred_on""",
            data,
        )
    return [row["occurred_on"] for row in rows]


async def test_every_event_published_speaks_of_what_it_says(metrics: Metrics) -> None:
    said = [example(name) for name in sorted(CONTRACTS)]
    rows = await logged(metrics, *said)
    assert [row["type"] for row in rows] == [contract.type for contract in said]
    for contract, row in zip(said, rows, strict=True):
        spoken = {name: getattr(contract, name, None) for name in ("referral", "person", "unit")}
        day = day_of(contract)
        assert {**spoken, "case_id": getattr(contract, "case", None), "occurred_on": day} == {
            name: row[name] for name in (*spoken, "case_id", "occurred_on")
        }
        assert row["corrects"] is (getattr(contract, "corrects", None) is not None)
        assert row["days_late"] == (None if day is None else (stockholm(MIDNIGHT_IS_PAST) - day).days)


async def test_a_planned_day_a_week_and_a_month_end_when_they_are_over(metrics: Metrics) -> None:
    said = [
        example("sius.placement.work-trial-agreed.v1", starts_on="2025-08-01", on="2025-07-01"),
        example("sius.followup.attendance-logged.v1", week="2024-12-30"),
        example("sius.followup.survey-invited.v1", month="2024-02"),
        example("sius.followup.survey-invited.v1", month="2025-12"),
        example("sius.placement.subsidy-ended.v1", last_day=None, on="2025-05-02"),
        example("sius.placement.subsidy-ended.v1", last_day="2025-04-30", on="2025-05-02"),
        example("sius.intake.case-started.v1", on="2025-07-15"),
    ]
    rows = await logged(metrics, *said)
    assert [str(row["occurred_on"]) for row in rows] == [
        *("2025-07-01", "2025-01-05", "2024-02-29", "2025-12-31", "2025-05-02", "2025-04-30", "2025-07-15")
    ]
    assert (rows[0]["days_late"], rows[-1]["days_late"]) == (0, -14)


async def test_a_status_that_replaces_another_corrects_it(metrics: Metrics) -> None:
    name = "sius.followup.status-established.v1"
    rows = await logged(metrics, example(name, corrects=None), example(name, corrects=str(UUID(int=7))))
    assert [row["corrects"] for row in rows] == [False, True]


async def test_what_is_no_day_is_none_and_the_event_is_logged(metrics: Metrics) -> None:
    days = ("2025-06-30", "2025-6-30", "30/06/2025", "2025-06-30T12:00:00Z", "2025-13-01", "2025-01-32", "0000-01-01", "")
    found = await occurred_on(metrics, *(f'{{"on": "{day}"}}' for day in days), '{"on": null}', '{"on": 20250630}', "{}")
    assert found == [date(2025, 6, 30), *[None] * 10]
    assert await occurred_on(metrics, '{"month": "0000-01"}', '{"week": "soon"}', '{"last_day": []}') == [None] * 3


async def test_a_day_that_no_calendar_has_runs_into_the_next_month(metrics: Metrics) -> None:
    assert await occurred_on(metrics, '{"on": "2025-02-30"}', '{"on": "2024-02-29"}') == [date(2025, 3, 2), date(2024, 2, 29)]


@pytest.mark.parametrize("session", ["set datestyle = 'SQL, DMY'", "set datestyle = 'German'", "set timezone = 'Asia/Tokyo'"])
async def test_no_setting_of_a_session_makes_another_day(metrics: Metrics, session: str) -> None:
    [delivery] = _one().deliveries
    async with metrics.database.transaction() as tx:
        await tx.raw.execute(session.replace("set ", "set local "))
        await received.append(tx, [delivery])
        row = await tx.raw.fetchrow("select occurred_on, days_late from received")
    assert tuple(row) == (date(2025, 3, 4), 119)


async def test_what_an_event_speaks_of_cannot_be_written(metrics: Metrics) -> None:
    await logged(metrics, example("sius.intake.case-started.v1"))
    with pytest.raises(asyncpg.GeneratedAlwaysError):
        await metrics.owner.execute("update received set occurred_on = '2025-01-01'")


async def test_what_was_logged_before_has_the_columns_too(metrics: Metrics) -> None:
    [delivery] = _one().deliveries
    undone = metrics.owner.transaction()
    await undone.start()
    try:
        await metrics.owner.execute("create schema before; set local search_path = before, public")
        for statement in received.DDL:
            await metrics.owner.execute(statement)
        event_id = uuid5(UUID(int=0), "before")
        await metrics.owner.execute(
            """insert into received (era, event_id, stream, version, type, recorded_at, data)
               values (1, $1, 'case', 1, $2, $3, $4)""",
            *(event_id, delivery.contract.type, MIDNIGHT_IS_PAST, delivery.contract.model_dump(mode="json")),
        )
        for statement in spoken_of.DDL:
            await metrics.owner.execute(statement)
        row = await metrics.owner.fetchrow("select event_id, occurred_on, days_late, unit from before.received")
    finally:
        await undone.rollback()
    assert tuple(row) == (event_id, date(2025, 3, 4), 119, "stockholm")


KINDS_OF_FIELD = {
    **dict.fromkeys(("case", "referral", "person", "corrects"), UUID),
    **dict.fromkeys(("on", "started_on", "starts_on", "last_day", "week"), date),
    **dict.fromkeys(("unit", "month"), str),
}


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_what_can_be_logged_has_ids_and_days_where_the_columns_read_them(name: str) -> None:
    fields = CONTRACTS[name].model_fields
    for field, kind in KINDS_OF_FIELD.items():
        if field in fields:
            annotation = fields[field].annotation
            assert {kind} == {one for one in get_args(annotation) or (annotation,) if one is not NoneType}


def _one() -> Told:
    told = Told()
    told.tell("case", example("sius.intake.case-started.v1", on="2025-03-04", unit="stockholm"), MIDNIGHT_IS_PAST)
    return told
