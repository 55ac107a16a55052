"""F8's referrals as they are read: narrowed and joined by PostgreSQL, they are what the whole facts say."""

from typing import Final
from uuid import UUID

import pytest

from services.metrics import queries, taking
from services.metrics.figures.access import Stage, courses_of, fair_access
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.columns import Members
from services.metrics.queries import gathering
from shared.contracts import intake
from shared.db import Tx
from tests.metrics.conftest import Metrics
from tests.metrics.telling import d, noon, question
from tests.metrics.test_counting_api import Office, case_of, person_of, referral_of
from tests.metrics.traits import first_forms, referred

WINTER: Final = ("2025-01-01", "2025-02-28")


def told() -> Office:
    """Of the referrals 1 and 2 tell all themselves, 3 leaves it to its case, 4 has none, 5 and 6 came in no time or elsewhere.

    The need of support is told of 1 and 2, of 4 later, and never of 3.
    """
    office = Office()
    for number in (1, 2, 4):
        office.referral(number, f"2025-01-{number:02}", sex="man", source="municipality", accepted=number != 4)
    silent = intake.ReferralReceived(
        referral=referral_of(3),
        person=person_of(3),
        unit="sundsvall",
        source="af",
        source_unit=None,
        proposed=False,
        on=d("2025-01-03"),
        sex=None,
        birth_year=None,
        municipality=None,
    )
    office.tell("referral-3", silent, noon("2025-01-03"))
    taken = intake.ReferralAccepted(referral=referral_of(3), person=person_of(3), case=case_of(3), on=d("2025-01-03"))
    office.tell("referral-3", taken, noon("2025-01-03"))
    office.referral(5, "2024-12-31")
    office.referral(6, "2025-03-01")
    for number in (1, 2, 3):
        office.started(number, "2025-01-10")
        office.assessed(number, "2025-02-01", doubtful=False, need={1: "needed", 2: "not-needed"}.get(number))
    office.assessed(4, "2025-09-10", doubtful=True, need="needed")
    office.job(1, "2025-03-01", "LFU")
    office.terms_changed("2025-06-01", job=UUID(int=2001))
    office.job_started("2025-02-01", job=UUID(int=2101), case=case_of(1), person=person_of(1), form="OSA")
    office.job_in_error(known="2025-09-01", job=UUID(int=2101))
    office.case_in_error(known="2025-10-01", case=case_of(2))
    return office


async def from_facts(tx: Tx, asked: Arguments, by: Breakdown) -> object:
    referrals = await gathering.received(tx, asked)
    of = [one.case_id for one in referrals if one.case_id]
    cases, forms = await gathering.cases_by_id(tx, asked, of), await first_forms(tx, asked)
    courses = courses_of(await gathering.lives_of(tx, asked, {case.person for case in cases}), asked)
    return fair_access(referred(referrals, cases, by, forms=forms), courses, asked, by)


@pytest.mark.parametrize("by", Breakdown)
async def test_what_is_read_is_what_the_facts_say(metrics: Metrics, by: Breakdown) -> None:
    await metrics.receive(told().deliveries)
    async with metrics.database.transaction(readonly=True) as tx:
        for known in ("2025-01-02", "2025-02-15", "2025-08-01", "2025-09-15", "2025-11-01"):
            for unit in (None, frozenset({"sundsvall"})):
                asked = question(*WINTER, known=known, unit=unit)
                assert (await taking.fair_access_of(tx, asked, by))[by] == await from_facts(tx, asked, by)


@pytest.mark.parametrize(
    ("by", "known", "groups"),
    [
        (Breakdown.SEX, "2025-11-01", {"man": [1, 2, 4], "woman": [3]}),
        (Breakdown.AGE_GROUP, "2025-11-01", {"30-39": [1, 2, 3, 4]}),
        (Breakdown.DISABILITY_GROUP, "2025-01-15", {"61": [1, 2, 3], "unknown": [4]}),
        (Breakdown.SUPPORT_NEED, "2025-01-15", {"unknown": [1, 2, 3, 4]}),
        (Breakdown.SUPPORT_NEED, "2025-02-15", {"needed": [1], "not-needed": [2], "unknown": [3, 4]}),
        (Breakdown.SUPPORT_NEED, "2025-11-01", {"needed": [1, 4], "not-needed": [2], "unknown": [3]}),
        (Breakdown.UNIT, "2025-11-01", {"stockholm": [1, 2, 4], "sundsvall": [3]}),
        (Breakdown.REFERRAL_SOURCE, "2025-11-01", {"af": [3], "municipality": [1, 2, 4]}),
        (Breakdown.MUNICIPALITY, "2025-01-05", {"0180": [1, 2, 4], "unknown": [3]}),
        (Breakdown.FORM_OF_WORK, "2025-08-01", {"OSA": [1], "no-work": [2, 3, 4]}),
        (Breakdown.FORM_OF_WORK, "2025-11-01", {"LFU": [1], "no-work": [2, 3, 4]}),
    ],
)
async def test_a_referral_is_in_the_group_known_of_it_then(
    metrics: Metrics, by: Breakdown, known: str, groups: dict[str, list[int]]
) -> None:
    await metrics.receive(told().deliveries)
    async with metrics.database.transaction(readonly=True) as tx:
        figure = (await taking.fair_access_of(tx, question(*WINTER, known=known), by))[by]
    found = {one.group: [row.int - 3000 for row in one.stages[Stage.RECEIVED]] for one in figure.groups}
    assert found == groups


async def test_only_persons_with_a_case_after_such_a_referral_are_followed(metrics: Metrics) -> None:
    await metrics.receive(told().deliveries)
    async with metrics.database.transaction(readonly=True) as tx:
        lives = (await queries.for_courses(tx, question(*WINTER, known="2025-11-01"))).lives()
    assert Members.of(lives.persons) == (person_of(1), person_of(3))
