"""F1: ongoing cases against capacity on a date, who waits, and what came in a period; worked by hand."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from services.metrics.facts import Pause, Tenure
from services.metrics.figures.inflow import Inflow, inflow
from tests.metrics.figures.building import about, d
from tests.metrics.figures.facts import benchmark, case, case_id, referral, referral_id, share

MARCH = about("2026-03-01", "2026-03-31", "2026-03-31")
FACTS = {"cases": (), "referrals": (), "shares": (), "benchmarks": ()}


def counted(asked: Any = MARCH, **facts: Any) -> Inflow:
    return inflow(**{**FACTS, **facts}, arguments=asked)


@pytest.mark.parametrize(
    ("started", "ended", "is_ongoing"),
    [
        ("2026-03-31", None, True),  # the first day
        ("2026-04-01", None, False),
        ("2026-01-01", "2026-03-31", True),  # the last day
        ("2026-01-01", "2026-03-30", False),
        ("2026-03-31", "2026-03-31", True),  # both on one day
        (None, None, False),
    ],
)
def test_a_case_is_ongoing_from_its_first_to_its_last_day(started: str | None, ended: str | None, is_ongoing: bool) -> None:  # noqa: FBT001
    assert counted(cases=[case(1, started, ended)]).total.load.ongoing == ((case_id(1),) if is_ongoing else ())


def test_a_leap_day_is_a_date_like_others() -> None:
    on = about("2024-02-01", "2024-02-29", "2024-02-29")
    figure = counted(on, cases=[case(1, "2024-02-29"), case(2, "2024-01-01", "2024-02-28")])
    assert figure.total.load.ongoing == (case_id(1),)
    assert figure.total.flow.started == (case_id(1),)


@pytest.mark.parametrize(
    ("pause", "is_paused"),
    [
        (("2026-03-31", "2026-05-01", None), True),
        (("2026-04-01", "2026-05-01", None), False),
        (("2026-01-01", "2026-02-01", None), True),  # past its expected end and not gone on
        (("2026-01-01", "2026-05-01", "2026-04-01"), True),
        (("2026-01-01", "2026-05-01", "2026-03-31"), False),  # goes on that day
    ],
)
def test_paused_cases_are_ongoing_and_named_apart(pause: tuple[str, str, str | None], is_paused: bool) -> None:  # noqa: FBT001
    first, until, resumed = pause
    paused = Pause(from_on=d(first), until=d(until), resumed_on=d(resumed) if resumed else None)
    load = counted(cases=[case(1, "2025-12-01", pauses=(paused,))]).total.load
    assert (len(load.ongoing), len(load.paused)) == (1, int(is_paused))


def test_load_is_ongoing_over_benchmark_times_shares() -> None:
    figure = counted(
        cases=[case(one, "2026-01-01", by="eva") for one in range(1, 10)],
        shares=[
            share(1, 75, "2026-01-01"),
            share(2, 25, "2026-01-01", of="1:1"),  # other work
            share(3, 50, "2026-01-01", officer="ali"),
            share(4, 100, "2026-04-01", officer="bo"),  # not yet
            share(5, 100, "2025-01-01", "2026-03-30", officer="bo"),  # until the day before
        ],
        benchmarks=[benchmark(20, "2026-01-01"), benchmark(24, "2026-03-31"), benchmark(10, "2026-04-01")],
    )
    load = figure.total.load
    assert (load.full_time, load.capacity, figure.total.benchmark) == (Fraction(5, 4), Fraction(30), 24)
    assert load.load == pytest.approx(9 / 30)
    assert [(one.support_person, len(one.load.ongoing), one.load.load) for one in figure.support_persons] == [
        ("ali", 0, 0.0),
        ("eva", 9, pytest.approx(9 / 18)),
    ]


def test_ten_persons_are_300_cases_by_default() -> None:
    figure = counted(shares=[share(one, 100, "2026-01-01", officer=f"o{one}") for one in range(10)])
    assert (figure.total.load.capacity, figure.total.benchmark) == (Fraction(300), 30)


def test_a_unit_without_shares_has_cases_and_no_load() -> None:
    load = counted(cases=[case(1, "2026-01-01")]).total.load
    assert (len(load.ongoing), load.capacity, load.load) == (1, Fraction(0), None)


@pytest.mark.parametrize(("handed_over", "unit", "by"), [("2026-03-31", "umea", "ali"), ("2026-04-01", "sundsvall", "eva")])
def test_a_case_is_with_the_unit_that_has_it_on_the_date(handed_over: str, unit: str, by: str) -> None:
    over = Tenure(unit="umea", support_person="ali", from_on=d(handed_over))
    moved = case(1, "2026-01-01", handovers=(over,))
    figure = counted(cases=[moved])
    assert [(one.unit, one.support_person) for one in figure.support_persons] == [(unit, by)]
    there = replace(MARCH, unit=frozenset({unit}))
    assert counted(there, cases=[moved]).total.load.ongoing == (case_id(1),)


def test_what_is_counted_at_a_unit_is_its_part_and_not_what_started_there() -> None:
    over = Tenure(unit="umea", support_person="ali", from_on=d("2026-03-01"))
    figure = counted(cases=[case(1, "2026-01-01", handovers=(over,)), case(2, "2026-01-01")])
    assert figure.at("umea")["ongoing"] == (case_id(1),)
    assert figure.at("sundsvall")["ongoing"] == (case_id(2),)
    assert figure.at("nowhere")["ongoing"] == ()


def test_the_later_recorded_of_two_handovers_on_one_day_stands() -> None:
    overs = tuple(Tenure(unit=unit, support_person="x", from_on=d("2026-03-01")) for unit in ("umea", "lulea"))
    figure = counted(cases=[case(1, "2026-01-01", handovers=overs)])
    assert [part.unit for part in figure.units] == ["lulea"]


def test_who_waits_and_how_long() -> None:
    figure = counted(
        cases=[
            case(1, opened="2026-03-31"),  # 0 days
            case(2, opened="2026-03-21"),  # 10
            case(3, "2026-04-01", opened="2026-03-01"),  # 30: starts the day after
            case(4, "2026-03-31", opened="2026-03-01"),  # started
            case(5, opened="2026-04-01"),  # not yet
            case(6, None, "2026-03-30", opened="2026-03-01"),  # ended while it waited
            case(7, None, "2026-03-31", opened="2025-12-21"),  # 100: its last day
        ]
    )
    waiting = figure.total.waiting
    assert waiting.cases == tuple(map(case_id, (1, 2, 3, 7)))
    assert (sorted(waiting.days), waiting.median, waiting.ninetieth_percentile) == ([0, 10, 30, 100], 20.0, 100)


def test_nobody_waits() -> None:
    waiting = counted().total.waiting
    assert (waiting.cases, waiting.median, waiting.ninetieth_percentile) == ((), None, None)


def test_referrals_are_counted_by_the_day_of_each_step() -> None:
    figure = counted(
        referrals=[
            referral(1, "2026-03-01"),
            referral(2, "2026-02-28", returned="2026-03-31"),
            referral(3, "2026-03-31", accepted="2026-03-31"),
            referral(4, "2026-03-31", accepted="2026-04-01"),
            referral(5, "2026-04-01"),
            referral(6, "2026-03-02", unit="umea"),
        ],
        asked=replace(MARCH, unit=frozenset({"sundsvall"})),
    )
    flow = figure.total.flow
    assert flow.received == tuple(map(referral_id, (1, 3, 4)))
    assert (flow.returned, flow.accepted) == ((referral_id(2),), (referral_id(3),))


def test_the_units_together_are_the_total() -> None:
    figure = counted(
        cases=[case(one, "2026-03-02", unit=unit) for one, unit in enumerate(["a", "a", "b", "c"])],
        shares=[share(1, 100, "2026-01-01", unit="a"), share(2, 50, "2026-01-01", unit="d")],
        benchmarks=[benchmark(20, "2026-01-01", unit="a")],
    )
    assert [part.unit for part in figure.units] == ["a", "b", "c", "d"]
    assert sum(len(part.load.ongoing) for part in figure.units) == len(figure.total.load.ongoing) == 4
    assert sum(part.load.capacity for part in figure.units) == figure.total.load.capacity == 35
    assert figure.total.benchmark is None


def test_neither_order_nor_a_fact_given_twice_changes_the_figure() -> None:
    cases = [case(one, "2026-01-01", by=by) for one, by in enumerate(["eva", "ali", "eva"])]
    shares = [share(1, 75, "2026-01-01"), share(2, 50, "2026-01-01", officer="ali")]
    once = counted(cases=cases, shares=shares, referrals=[referral(1, "2026-03-01")])
    assert counted(cases=cases[::-1] * 2, shares=shares[::-1] * 2, referrals=[referral(1, "2026-03-01")] * 2) == once
