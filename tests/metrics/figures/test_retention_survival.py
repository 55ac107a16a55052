"""How long work lasts in F3, worked by hand. Day 180 after 2025-01-01 is 2025-06-30; day 180 after 2025-02-01 is 2025-07-31."""

import pytest

from services.metrics.figures.lives import Enrolment, Spell, Status
from services.metrics.figures.retention import PeriodRetention, period_retention
from services.metrics.figures.survival import Followed
from tests.metrics.figures.building import CASE, GARAGE, about, after, case, found, job, life, person

YEAR = ("2025-01-01", "2025-12-31")
MINE = (CASE,)


def figure(*facts: Enrolment | Spell | Status, as_of: str = "2027-12-31", gap: int = 14) -> PeriodRetention:
    return period_retention([life(*facts)], about(*YEAR, as_of, gap=gap))


def followed(f3: PeriodRetention) -> Followed:
    (one,) = f3.followed
    return one.followed


def test_the_time_is_from_the_entry_to_the_day_after_the_last_day() -> None:
    assert followed(figure(case("2024-01-01"), job("2025-01-01", "2025-01-01"))) == Followed(days=1, ended=True)
    assert followed(figure(case("2024-01-01"), job("2025-01-01", "2025-06-29"))) == Followed(days=180, ended=True)


@pytest.mark.parametrize(("last", "survives"), [("2025-06-29", 0.0), ("2025-06-30", 1.0)])
def test_uncensored_survival_of_180_days_is_the_retained_share(last: str, survives: float) -> None:
    f3 = figure(case("2024-01-01"), job("2025-01-01", last))
    assert f3.survival[1].day == 180
    assert f3.survival[1].survival == f3.any_employer.share_low.value == survives


def test_joined_gaps_do_not_end_the_employment() -> None:
    f3 = figure(case("2024-01-01"), job("2025-01-01", "2025-01-31"), job("2025-02-15", "2025-03-01", at=GARAGE))
    assert followed(f3) == Followed(days=60, ended=True)
    assert f3.ended == MINE


def test_an_employment_that_goes_on_is_censored_at_as_of() -> None:
    f3 = figure(case("2024-01-01"), job("2025-01-01"), as_of="2025-03-01")
    assert followed(f3) == Followed(days=59, ended=False)
    assert f3.censored == MINE


def test_an_end_on_or_after_as_of_is_not_yet_seen_and_one_the_day_before_is() -> None:
    mine = case("2024-01-01")
    assert followed(figure(mine, job("2025-01-01", "2025-03-01"), as_of="2025-03-01")) == Followed(days=59, ended=False)
    assert followed(figure(mine, job("2025-01-01", "2025-02-28"), as_of="2025-03-01")) == Followed(days=59, ended=True)


def test_an_employment_that_becomes_unknown_is_censored_on_its_last_day_known_in_work() -> None:
    f3 = figure(case("2024-01-01", "2025-01-31"), job("2025-01-01"), found("2025-03-02", "in-work"))
    assert followed(f3) == Followed(days=60, ended=False)


def test_an_employment_followed_for_its_first_day_only_is_censored_on_day_0() -> None:
    assert followed(figure(case("2024-01-01"), job("2025-01-01"), as_of="2025-01-01")) == Followed(days=0, ended=False)


def test_a_contradiction_right_after_a_confirming_fact_is_an_end() -> None:
    facts = case("2024-01-01"), job("2025-01-01"), found("2025-01-10", "in-work"), found("2025-01-11", "ill")
    assert followed(figure(*facts)) == Followed(days=10, ended=True)


def test_a_single_unknown_day_before_the_contradiction_already_censors() -> None:
    facts = case("2024-01-01"), job("2025-01-01"), found("2025-01-10", "in-work"), found("2025-01-12", "ill")
    assert followed(figure(*facts)) == Followed(days=9, ended=False)


def test_an_employment_found_otherwise_on_the_day_it_began_ended_as_it_began() -> None:
    assert followed(figure(case("2024-01-01"), job("2025-01-01"), found("2025-01-01", "ill"))) == Followed(days=0, ended=True)


def test_survival_is_told_for_90_180_and_365_days_with_the_number_at_risk() -> None:
    lives = [
        person(n, case("2024-01-01"), job("2025-01-01", after("2025-01-01", days - 1)))
        for n, days in enumerate([89, 90, 181, 400])
    ]
    s90, s180, s365 = period_retention(lives, about(*YEAR, "2027-12-31")).survival
    assert [(at.day, at.at_risk) for at in (s90, s180, s365)] == [(90, 3), (180, 2), (365, 1)]
    assert [at.survival for at in (s90, s180, s365)] == pytest.approx([0.5, 0.5, 0.25])
