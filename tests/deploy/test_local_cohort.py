"""The made-up cohort: the same for the same day, in office hours, and each step after what it builds on."""

import json
import re
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deploy.local.cohort import plan
from deploy.local.story import Step
from shared.clock import SWEDEN
from shared.identity import OrganisationNumber, PersonalNumber

TODAY = date(2026, 11, 22)
NAME = re.compile(r"\{([\w.-]+)\}")
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def test_the_same_day_gives_the_same_plan() -> None:
    assert plan(TODAY, 40) == plan(TODAY, 40)


def test_forty_persons_have_something_of_everything() -> None:
    steps = plan(TODAY, 40)
    kinds = {re.sub(r"\{[^}]*\}", "{}", f"{step.service}{step.path}") for step in steps}
    assert {
        "intake/units/gavle/benchmarks",
        "intake/units/stockholm/shares",
        "intake/persons/{}/consents",
        "intake/cases/{}/sus-registrations",
        "placement/employers/{}/contacts",
        "intake/referrals/{}/returns",
        "intake/referrals/{}/withdrawals",
        "intake/cases/{}/endings",
        "intake/cases/{}/reopenings",
        "intake/cases/{}/retractions",
        "intake/cases/{}/start-corrections",
        "placement/employments/{}/endings",
        "placement/employments/{}/corrections",
        "placement/employments/{}/retractions",
        "placement/employments/{}/terms",
        "followup/supports/{}/plans",
        "followup/supports/{}/contacts",
        "followup/supports/{}/introductions/{}/endings",
        "followup/supports/{}/follow-ups",
        "followup/supports/{}/completions",
        "followup/supports/{}/statuses",
    } <= kinds
    assert {step.body["decision"] for step in steps if step.path.endswith("/decisions")} == {"granted", "refused", "not-yet"}


@settings(max_examples=25, deadline=None)
@given(DAYS, st.integers(1, 60))
def test_steps_are_in_order_in_office_hours_and_before_today(today: date, persons: int) -> None:
    steps = plan(today, persons)
    assert [step.at for step in steps] == sorted(step.at for step in steps)
    for step in steps:
        local = step.at.astimezone(SWEDEN)
        assert local.date() < today
        assert local.weekday() < 5
        assert time(8) <= local.time() < time(16)


@settings(max_examples=25, deadline=None)
@given(DAYS, st.integers(1, 60))
def test_a_step_speaks_only_of_what_earlier_steps_made(today: date, persons: int) -> None:
    known: set[str] = set()
    for step in plan(today, persons):
        assert set(NAME.findall(step.path + json.dumps(step.body))) <= known
        assert not known & set(step.keeps)
        known |= set(step.keeps)


def test_who_decides_is_never_who_assessed() -> None:
    for story in persons_of(60):
        assessors = {step.officer for step in story if step.path.endswith("/assessments")}
        assert not assessors & {step.officer for step in story if step.path.endswith("/decisions")}


def persons_of(persons: int) -> list[list[Step]]:
    steps = plan(TODAY, persons)
    return [[step for step in steps if f"p{number:03d}." in step.path] for number in range(persons)]


@pytest.mark.parametrize("persons", [40, 400])
def test_numbers_are_valid_and_nobody_has_the_same(persons: int) -> None:
    steps = plan(TODAY, persons)
    numbers = [step.body["identity_number"] for step in steps if "identity_number" in step.body]
    assert len({PersonalNumber.parse(number, today=TODAY) for number in numbers}) == len(numbers) == persons
    employers = [step.body["organisation_number"] for step in steps if "organisation_number" in step.body]
    assert len({OrganisationNumber.parse(number).text for number in employers}) == len(employers)
