"""Whose day it is, is decided in Stockholm: at midnight, and on the nights when the clock is changed.

Stockholm                    UTC
2025-03-30 00:00             2025-03-29T23:00Z    winter time; at 02:00 the clock becomes 03:00
2025-03-31 00:00             2025-03-30T22:00Z    summer time
2025-10-26 00:00             2025-10-25T22:00Z    summer time; at 03:00 the clock becomes 02:00
2025-10-27 00:00             2025-10-26T23:00Z    winter time
2024-02-29 00:00             2024-02-28T23:00Z    the leap day
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from shared.contracts import intake
from tests.harness import Api
from tests.metrics.all_told import BOSS, Offices
from tests.metrics.telling import Told, d
from tests.metrics.test_known_every_figure import api as api  # noqa: PLC0414 - a fixture
from tests.metrics.test_known_every_figure import arrive

MIDNIGHTS = [
    ("2025-03-29T23:00:00Z", "2025-03-30"),
    ("2025-03-30T22:00:00Z", "2025-03-31"),
    ("2025-10-25T22:00:00Z", "2025-10-26"),
    ("2025-10-26T23:00:00Z", "2025-10-27"),
    ("2024-02-28T23:00:00Z", "2024-02-29"),
]


def second_before(instant: str) -> str:
    at = datetime.fromisoformat(instant)
    return f"{at.replace(hour=at.hour - 1, minute=59, second=59):%Y-%m-%dT%H:%M:%SZ}"


def day_before(day: str) -> str:
    return d(day).fromordinal(d(day).toordinal() - 1).isoformat()


async def asked(api: Api, **more: str) -> Any:
    return await api.get("/figures/outflow", params={"from": "2024-01-01", **more}, **BOSS)


@pytest.mark.parametrize(("instant", "day"), MIDNIGHTS)
async def test_as_of_is_the_day_in_stockholm_and_not_in_greenwich(api: Api, instant: str, day: str) -> None:
    for known_at, today in ((instant, day), (second_before(instant), day_before(day))):
        assert (await asked(api, known_at=known_at)).json()["arguments"]["as_of"] == today
        assert (await asked(api, known_at=known_at, as_of=today)).status_code == 200
        tomorrow = d(today).fromordinal(d(today).toordinal() + 1).isoformat()
        refused = await asked(api, known_at=known_at, as_of=tomorrow)
        assert [(one["parameter"], one["code"]) for one in refused.json()["errors"]] == [("as_of", "later-than-known")]


@pytest.mark.parametrize(("instant", "day"), MIDNIGHTS)
async def test_a_case_counts_from_the_instant_that_it_was_recorded_and_to_the_day_it_was_so(
    api: Api, instant: str, day: str
) -> None:
    """Started on the day, and recorded at its first instant: not known a second before, and not of the day before."""
    told = Offices()
    told.case_started(day, known=day)
    [started] = told.deliveries
    at_midnight = Told()
    at_midnight.tell(started.stream, started.contract, datetime.fromisoformat(instant))
    await arrive(api, at_midnight.deliveries)
    for known_at, as_of, cohort in (
        (instant, day, 1),
        (instant, day_before(day), 0),
        (second_before(instant), day_before(day), 0),
    ):
        shown = (await asked(api, known_at=known_at, as_of=as_of)).json()
        assert shown["figure"]["counts"]["cohort"] == cohort


@pytest.mark.parametrize(("instant", "day"), MIDNIGHTS)
async def test_a_delay_is_counted_in_days_of_stockholm(api: Api, instant: str, day: str) -> None:
    """Both are of the day before. Recorded a second before midnight: 0 days late; at midnight: 1."""
    told, on = Told(), day_before(day)
    for number, recorded in ((1, second_before(instant)), (2, instant)):
        received = intake.ReferralReceived(
            referral=UUID(int=number),
            person=UUID(int=100 + number),
            unit="stockholm",
            source="af",
            source_unit=None,
            proposed=False,
            on=d(on),
            sex="woman",
            birth_year=1990,
            municipality="0180",
        )
        told.tell(f"referral-{number}", received, datetime.fromisoformat(recorded))
    await arrive(api, told.deliveries)
    shown = (await api.get("/figures/delays", params={"from": on, "to": on, "as_of": on, "known_at": instant}, **BOSS)).json()
    assert [(one["kind"], one["days"]["count"], one["days"]["median"], one["days"]["largest"]) for one in shown["by_kind"]] == [
        ("referral-received", 2, 0.5, 1)
    ]
