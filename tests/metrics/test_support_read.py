"""What F6 counts as it is read: narrowed and joined by PostgreSQL, it is what the whole facts say."""

from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import pytest

from services.metrics import queries, taking
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.support import Support, SupportFacts, support
from services.metrics.queries import Period, gathering
from services.metrics.subjects import CASES, CONTACTS, EMPLOYMENTS, FOLLOW_UPS, INTRODUCTIONS, PLANS
from shared.contracts import followup
from shared.db import Tx
from tests.metrics.conftest import Metrics
from tests.metrics.telling import d, noon, question
from tests.metrics.test_counting_api import Office, case_of, person_of

SPRING: Final = ("2025-01-01", "2025-06-30")


class Support2025(Office):
    """More words: what followup publishes."""

    def _followed(self, number: int, contract: Any, on: str, known: str | None = None, **more: Any) -> None:
        whose = {"case": case_of(number), "person": person_of(number)}
        self.tell(f"followup-{number}", contract(**whose, **more, on=d(on)), noon(known or on))

    def introduced(self, number: int, on: str, *, known: str | None = None, at: int = 0) -> None:
        begun = followup.TrialIntroductionStarted if at else followup.IntroductionStarted
        where = {"trial": UUID(int=at)} if at else {"employment": UUID(int=2000 + number)}
        self._followed(number, begun, on, known, **where)

    def introduction_ended(self, number: int, on: str, *, breach: bool) -> None:
        self._followed(number, followup.IntroductionEnded, on, employment=UUID(int=2000 + number), breach=breach)

    def followed_up(self, number: int, on: str, completed: str | None = None) -> None:
        self._followed(number, followup.FollowUpStarted, on)
        if completed:
            self._followed(number, followup.SupportCompleted, completed)

    def planned(self, number: int, *steps: tuple[str, int], named: int, revises: int | None = None) -> None:
        agreed = [followup.PlannedStep(applies_from=d(day), person=Decimal(rate), employer=Decimal("0.5")) for day, rate in steps]
        plan: dict[str, Any] = {"plan": UUID(int=named), "kind": "introduction", "until": None, "steps": tuple(agreed)}
        replaced = UUID(int=revises) if revises else None
        self._followed(number, followup.PlanAgreed, steps[0][0], **plan, revises=replaced)

    def met(self, number: int, on: str, outcome: Any = "kept", *, named: int) -> None:
        said = {"contact_with": "both", "channel": "visit", "on_site": True, "planned": True, "support_person": None}
        contact = followup.ContactLogged(
            contact=UUID(int=named), case=case_of(number), person=person_of(number), outcome=outcome, on=d(on), **said
        )
        self.tell(f"contact-{named}", contact, noon(on))


def told() -> Support2025:
    """Of case 1 to 4 introduction is told, of 5 and 6 follow-up, of 7 to 9 handovers."""
    of = Support2025()
    for number, started in enumerate(["2024-11-01", "2024-10-01", "2025-02-01", "2025-02-01"], 1):
        of.started(number, started, unit="sundsvall" if number == 4 else "stockholm")
        of.job(number, "2025-02-10")
        of.introduced(number, "2025-02-10")
    of.introduced(1, "2025-05-01", at=71)
    of.introduced(2, "2024-12-01", at=72)
    of.introduced(3, "2024-12-20", known="2025-08-01", at=73)
    of.introduction_ended(1, "2025-09-01", breach=True)
    of.planned(1, ("2025-02-10", 3), ("2025-03-12", 2), named=81)
    of.planned(1, ("2025-04-02", 1), named=82, revises=81)
    of.planned(2, ("2025-02-10", 3), named=83)
    for number in range(1, 5):
        for at, on in enumerate(["2025-02-09", "2025-02-12", "2025-03-01", "2025-07-01"]):
            of.met(number, on, "no-show" if at == 2 else "kept", named=100 + 10 * number + at)
    of.started(5, "2024-01-10")
    of.job(5, "2024-06-01")
    of.job_started("2025-01-20", job=UUID(int=2500), case=case_of(5), person=person_of(5))
    of.followed_up(5, "2024-11-01", "2025-03-01")
    of.started(6, "2024-01-10")
    of.job(6, "2024-02-01")
    of.followed_up(6, "2024-12-01")
    of.case_ended("2025-04-01", case=case_of(6), left_as="studies")
    for number, started in ((7, "2025-01-10"), (8, "2024-09-01"), (9, "2024-01-10")):
        of.started(number, started)
        of.case_handed_over("2024-10-01" if number == 9 else "2025-03-01", unit="uppsala", case=case_of(number))
        of.met(number, "2025-02-20", named=190 + number)
        of.met(number, "2025-03-20", named=180 + number)
    of.case_handed_over("2025-05-01", unit="uppsala", case=case_of(7))
    of.case_ended("2024-12-31", case=case_of(9))
    of.job(8, "2025-02-01")
    of.job(9, "2025-02-01")
    of.case_in_error(known="2025-10-01", case=case_of(4))
    return of


async def from_facts(tx: Tx, asked: Arguments) -> Support:
    ever = Period(known_at=asked.known_at, from_=d("2000-01-01"), last=d("2100-01-01"))
    facts = SupportFacts.of(
        cases=await queries.facts(tx, CASES, ever),
        introductions=await queries.facts(tx, INTRODUCTIONS, ever),
        follow_ups=await queries.facts(tx, FOLLOW_UPS, ever),
        plans=await queries.facts(tx, PLANS, ever),
        contacts=await queries.facts(tx, CONTACTS, ever),
        employments=await queries.facts(tx, EMPLOYMENTS, ever),
    )
    lives = await gathering.lives_of(tx, asked, {person_of(number) for number in range(1, 10)})
    return support(facts, lives, asked)


@pytest.mark.parametrize("unit", [None, frozenset({"stockholm"})])
async def test_what_is_read_is_what_the_facts_say(metrics: Metrics, unit: frozenset[str] | None) -> None:
    await metrics.receive(told().deliveries)
    async with metrics.database.transaction(readonly=True) as tx:
        for known in ("2025-01-15", "2025-03-10", "2025-07-15", "2025-09-15", "2025-11-01"):
            asked = question(*SPRING, known=known, unit=unit)
            assert await taking.support_of(tx, asked) == await from_facts(tx, asked)


async def test_the_story_has_every_part_of_the_figure(metrics: Metrics) -> None:
    """Case 2 was introduced before, and so was 3, as is known since August; 4 never was."""
    await metrics.receive(told().deliveries)
    async with metrics.database.transaction(readonly=True) as tx:
        then = await taking.support_of(tx, question(*SPRING, known="2025-07-15"))
        now = await taking.support_of(tx, question(*SPRING, known="2025-11-01"))
    assert set(then.introduced) == {case_of(1), case_of(3), case_of(4)}
    assert (list(now.introduced), list(now.over_six_months)) == ([case_of(1)], [case_of(1)])
    assert (now.contacts.kept, now.contacts.no_shows) == (2, 1)
    assert [float(now.taper[week].planned["person"]) for week in (0, 5, 8)] == [3, 2, 1]
    assert {reason: list(cases) for reason, cases in now.follow_ups_short.items()} == {"completed": [case_of(5)]}
    assert set(now.follow_ups_ended) == {case_of(5), case_of(6)}
    assert (now.handovers, now.days_without_contact.largest, list(now.without_contact_yet)) == (2, 28, [case_of(7)])
    assert list(now.by_handovers[1].retention.cohort) == [case_of(8)]
