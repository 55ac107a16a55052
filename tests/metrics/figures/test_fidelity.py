"""F7 by hand: each step of the scales, full-time persons by the day, and a year of monthly contacts."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.metrics.facts import Contact, EmployerContact, Employment, Tenure
from services.metrics.facts import Share as OfficerShare
from services.metrics.figures.days import ints
from services.metrics.figures.fidelity import CASELOAD_STEPS, CONTACT_STEPS, Fidelity, FidelityFacts, Score, fidelity, score
from services.metrics.figures.fidelity.scale import scores
from services.metrics.figures.shares import Share
from shared.limits import months_after
from tests.metrics.figures.building import BAKERY, GARAGE, PERSON, about, d
from tests.metrics.figures.done import CASE, enrolled, met

YEAR = about("2025-01-01", "2025-12-31", "2025-12-31")


def found(**facts: Any) -> Fidelity:
    return fidelity(FidelityFacts.of(**{"cases": [enrolled("2025-01-01")], **facts}), YEAR)


def officer(
    percent: int, begins: str, until: str | None = None, *, appropriation: str = "1:4", unit: str = "sundsvall"
) -> OfficerShare:
    return OfficerShare(
        share=UUID(int=1),
        unit=unit,
        officer="officer-1",
        appropriation=appropriation,
        percent=percent,
        from_on=d(begins),
        until=d(until) if until else None,
    )


def visit(on: str | date, channel: str = "visit", *, of: UUID | None = CASE, named: int = 1) -> EmployerContact:
    day = d(on) if isinstance(on, str) else on
    return EmployerContact(
        contact=UUID(int=named),
        employer=BAKERY,
        case_id=of,
        person=PERSON,
        unit="sundsvall",
        support_person="officer-1",
        channel=channel,
        on=day,
    )


def employed(
    started: str,
    ended: str | None = None,
    *,
    form: str = "NONE",
    at: UUID = BAKERY,
    occupation: str | None = None,
    sector: str | None = None,
) -> Employment:
    return Employment(
        employment=UUID(int=900),
        case_id=CASE,
        person=PERSON,
        employer=at,
        started_on=d(started),
        ended_on=d(ended) if ended else None,
        form=form,
        weekly_hours=Decimal(20),
        occupation=occupation,
        sector=sector,
    )


@pytest.mark.parametrize(("number", "mark"), [(20, 5), (20.5, 4), (25, 4), (26, 3), (30, 3), (31, 2), (40, 2), (41, 1)])
def test_the_steps_of_caseload(number: float, mark: int) -> None:
    assert score(number, CASELOAD_STEPS) == mark


@given(st.lists(st.integers(0, 400)), st.sampled_from([CASELOAD_STEPS, CONTACT_STEPS]))
def test_the_scores_of_many_numbers_are_those_of_each(numbers: list[int], steps: tuple[int, ...]) -> None:
    assert scores(ints(numbers), steps).tolist() == [score(number, steps) for number in numbers]


@pytest.mark.parametrize(("days", "mark"), [(0, 5), (30, 5), (31, 4), (60, 4), (61, 3), (150, 3), (151, 2), (270, 2), (271, 1)])
def test_the_steps_of_the_first_employer_contact(days: int, mark: int) -> None:
    figure = found(employer_contacts=[visit(d("2025-01-01") + timedelta(days=days))])
    assert (figure.first_contact.days.median, figure.first_contact.score) == (days, mark)
    assert figure.first_contact.by_score[Score(mark)] == (CASE,)


def test_only_a_visit_about_the_case_since_its_start_is_a_first_contact() -> None:
    contacts = [visit("2024-12-31"), visit("2025-01-05", "phone"), visit("2025-01-06", of=None), visit("2025-02-10")]
    assert found(employer_contacts=contacts).first_contact.days.median == 40


@pytest.mark.parametrize(("as_of", "mark"), [("2025-09-28", None), ("2025-09-29", Score.ONE)])
def test_without_a_contact_a_case_is_pending_until_270_days_have_passed(as_of: str, mark: Score | None) -> None:
    figure = fidelity(FidelityFacts.of(cases=[enrolled("2025-01-01")]), about("2025-01-01", "2025-12-31", as_of)).first_contact
    assert (figure.score, figure.pending, figure.days.count) == (mark, () if mark else (CASE,), 0)


def test_caseload_is_of_full_time_persons_on_the_day() -> None:
    cases = [enrolled("2025-01-01", named=UUID(int=n)) for n in range(1, 12)]
    cases += [
        enrolled("2025-01-01", "2025-12-30", named=UUID(int=20)),
        enrolled("2025-01-01")._replace(case_id=UUID(int=21), started_on=None),
    ]
    shares = [officer(50, "2025-01-01"), officer(100, "2025-01-01", "2025-12-30"), officer(50, "2025-01-01", appropriation="1:1")]
    figure = found(cases=cases, shares=[*shares, officer(100, "2025-01-01", unit="stockholm")])
    assert figure.full_time == Fraction(3, 2)
    at_unit = fidelity(FidelityFacts.of(cases=cases, shares=shares), replace(YEAR, unit=frozenset({"sundsvall"})))
    assert (at_unit.caseload, at_unit.caseload_score, len(at_unit.ongoing)) == (Fraction(22), Score.FOUR, 11)
    assert (found().caseload, found().caseload_score) == (None, None)


def test_visits_are_per_week_and_full_time_person() -> None:
    contacts = [
        visit("2025-03-01", of=None, named=1),
        visit("2025-12-31", named=2),
        visit("2024-12-31", named=3),
        visit("2025-05-01", "mail"),
    ]
    figure = found(
        employer_contacts=contacts, shares=[officer(100, "2025-06-01", "2025-06-14"), officer(50, "2025-06-01", "2025-06-28")]
    )
    assert (figure.employer_visits, figure.full_time_weeks) == (2, Fraction(4))
    assert figure.visits_a_week == Fraction(1, 2)


def test_diversity_and_the_regular_market_are_of_jobs_started_in_the_period() -> None:
    jobs = [
        employed("2025-01-01", occupation="5120", sector="private"),
        employed("2025-12-31", at=GARAGE, form="LFU", occupation="5120", sector="municipal"),
        employed("2025-05-01", form="OSA"),
        employed("2024-12-31", at=UUID(int=203), occupation="9412", sector="state"),
    ]
    figure = found(employments=jobs)
    assert (figure.jobs, figure.employers.numerator, figure.employers.denominator) == (3, 2, 3)
    assert (figure.occupations.numerator, figure.occupations.denominator) == (1, 2)
    assert (figure.sectors.numerator, figure.sectors.denominator) == (2, 2)
    assert (figure.regular.numerator, figure.regular.denominator) == (1, 3)


def test_contacts_at_the_workplace_of_all_kept() -> None:
    contacts = [met("2025-01-01", on_site=True), met("2025-12-31"), met("2025-02-01", "no-show", on_site=True), met("2026-01-01")]
    assert found(contacts=contacts).community.value == 0.5


def timed(on: str, minutes: int | None, outcome: str = "kept", *, on_site: bool = False) -> Contact:
    return met(on, outcome, on_site=on_site)._replace(minutes=minutes)


@pytest.mark.parametrize(
    ("contacts", "minutes", "without"),
    [
        ([], None, 0),
        ([timed("2025-03-01", None, on_site=True)], None, 1),
        ([timed("2025-03-01", 1, on_site=True), timed("2025-03-02", None)], (1, 1), 1),
        ([timed("2025-03-01", 45)], (0, 45), 0),
        ([timed("2025-01-01", 90, on_site=True), timed("2025-12-31", 30)], (90, 120), 0),
        ([timed("2024-12-31", 90, on_site=True), timed("2026-01-01", 30)], None, 0),
        (
            [timed("2025-03-01", 60, "no-show", on_site=True), timed("2025-03-02", 60, "moved"), timed("2025-03-03", 20)],
            (0, 20),
            0,
        ),
    ],
)
def test_time_at_the_workplace_is_of_the_minutes_told_of_kept_contacts(
    contacts: list[Contact], minutes: tuple[int, int] | None, without: int
) -> None:
    figure = found(contacts=contacts)
    counted = figure.community_minutes and (figure.community_minutes.numerator, figure.community_minutes.denominator)
    assert (counted, figure.without_minutes) == (minutes, without)


def test_occupation_and_sector_of_jobs_from_before_they_were_told_are_in_neither_number() -> None:
    figure = found(employments=[employed("2025-03-01"), employed("2025-04-01", at=GARAGE)])
    assert (figure.occupations, figure.sectors) == (Share(numerator=0, denominator=0), Share(numerator=0, denominator=0))
    assert (figure.occupations.value, figure.employers.value) == (None, 1.0)


@pytest.mark.parametrize(("cases", "mark"), [(5, 5), (6, 4), (7, 3), (8, 2), (10, 2), (11, 1)])
def test_the_steps_of_caseload_are_of_cases_per_full_time_person(cases: int, mark: int) -> None:
    """A quarter of a full-time person: 20, 24, 28, 32, 40 and 44 cases each."""
    ongoing = [enrolled("2025-01-01", named=UUID(int=n)) for n in range(1, cases + 1)]
    figure = found(cases=ongoing, shares=[officer(25, "2025-01-01")])
    assert (figure.caseload, figure.caseload_score) == (Fraction(cases * 4), Score(mark))


def monthly(started: str, *, without: int | None = None) -> list[Any]:
    return [met(months_after(d(started), month).isoformat()) for month in range(12) if month != without]


def test_a_contact_in_each_of_twelve_months_is_monthly() -> None:
    job = employed("2024-05-31")
    cases = [enrolled("2024-05-01")]
    assert found(cases=cases, employments=[job], contacts=monthly("2024-05-31")).monthly == (CASE,)
    for month in range(12):
        figure = found(cases=cases, employments=[job], contacts=monthly("2024-05-31", without=month))
        assert (figure.monthly, figure.not_monthly) == ((), (CASE,))


@pytest.mark.parametrize(
    ("job", "counted"),
    [
        (employed("2024-01-01"), True),
        (employed("2023-12-31"), False),
        (employed("2024-12-31"), True),
        (employed("2025-01-01"), False),
        (employed("2024-05-01", "2025-04-30"), False),
        (employed("2024-05-01", "2025-05-01"), True),
    ],
)
def test_a_year_counts_when_it_was_completed_in_work_in_the_period(*, job: Employment, counted: bool) -> None:
    figure = found(cases=[enrolled("2023-01-01")], employments=[job])
    assert bool(figure.not_monthly) is counted


@given(st.lists(st.none() | st.integers(0, 365), max_size=12), st.integers(0, 400))
def test_every_started_case_has_a_score_or_is_pending(waits: list[int | None], seen: int) -> None:
    cases = [enrolled("2025-01-01", named=UUID(int=n)) for n in range(len(waits))]
    contacts = [visit(d("2025-01-01") + timedelta(days=days), of=UUID(int=n)) for n, days in enumerate(waits) if days is not None]
    asked = about("2025-01-01", "2025-12-31", d("2025-01-01") + timedelta(days=seen))
    figure = fidelity(FidelityFacts.of(cases=cases, employer_contacts=contacts), asked).first_contact
    counted = [case for group in (*figure.by_score.values(), figure.pending) for case in group]
    assert sorted(counted) == list(figure.started)


def test_a_case_handed_over_is_in_the_caseload_of_the_unit_that_has_it() -> None:
    over = Tenure(unit="umea", support_person="officer-9", from_on=d("2025-06-01"))
    facts = FidelityFacts.of(cases=[enrolled("2025-01-01")._replace(handovers=(over,))])
    for unit, ongoing in {"umea": (CASE,), "sundsvall": ()}.items():
        assert fidelity(facts, replace(YEAR, unit=frozenset({unit}))).ongoing == ongoing
    before = replace(YEAR, to=d("2025-05-31"), as_of=d("2025-05-31"), unit=frozenset({"sundsvall"}))
    assert fidelity(facts, before).ongoing == (CASE,)


@pytest.mark.parametrize(
    ("handovers", "unit"),
    [
        ([("umea", "2024-12-31")], "sundsvall"),
        ([("umea", "2025-01-01")], "umea"),
        ([("umea", "2025-06-01"), ("kiruna", "2025-06-01")], "kiruna"),
        ([("umea", "2025-07-01"), ("kiruna", "2025-06-01")], "umea"),
        ([("umea", "2025-07-01"), ("kiruna", "2026-01-01")], "umea"),
    ],
)
def test_the_last_handover_since_the_start_decides_who_has_a_case(handovers: list[tuple[str, str]], unit: str) -> None:
    over = tuple(Tenure(unit=to, support_person="officer-9", from_on=d(on)) for to, on in handovers)
    facts = FidelityFacts.of(cases=[enrolled("2025-01-01")._replace(handovers=over)])
    had = [each for each in ("sundsvall", "umea", "kiruna") if fidelity(facts, replace(YEAR, unit=frozenset({each}))).ongoing]
    assert had == [unit]
