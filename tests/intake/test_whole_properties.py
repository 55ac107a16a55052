"""Whatever officers ask of intake over REST, in whatever order: nobody ever has two open cases, but when a merge brought them
together and named it; every decision reads as when it was taken; nothing fails; and a replay gives the same read models.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import asyncpg
import httpx
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from deploy.issuer import Issuer
from services.intake.rules import RULE_SETS
from shared.bus.local import LocalBus
from shared.clock import MovableClock, stockholm
from shared.contracts.catalogue import TOPICS
from tests.harness import Api, Databases, served
from tests.intake.journey import CRITERIA, finding, ok, person_body, referral_body
from tests.intake.rebuilding import rebuilt_differences

OFFICERS = st.sampled_from(["ali", "eva", "bo"])
BACK = st.integers(0, 40)
ANSWERS = st.lists(st.tuples(st.sampled_from(CRITERIA), st.sampled_from(["met", "not-met", "unknown"])), min_size=1, max_size=8)
READY = st.just([(criterion, "met") for criterion in CRITERIA])
DECISIONS = st.sampled_from(["granted", "granted", "refused", "not-yet"])
STEPS = st.one_of(
    st.tuples(st.just("refer"), st.sampled_from([0, 1]), BACK),
    st.tuples(st.just("return"), BACK),
    st.tuples(st.just("withdraw"), BACK),
    st.tuples(st.just("assess"), OFFICERS, st.one_of(READY, ANSWERS)),
    st.tuples(st.just("decide"), OFFICERS, DECISIONS, st.sampled_from([{}, {"reason": "Skälet."}])),
    st.tuples(st.just("ask-again")),
    st.tuples(st.just("reconsider"), OFFICERS, st.sampled_from(["upheld", "changed", "dismissed"])),
    st.tuples(st.just("open")),
    st.tuples(st.just("start"), BACK),
    st.tuples(st.just("approve"), OFFICERS),
    st.tuples(st.just("end"), BACK),
    st.tuples(st.just("reopen")),
    st.tuples(st.just("retract")),
    st.tuples(st.just("merge")),
    st.tuples(st.just("unmerge")),
)

OPEN_CASES = """
with open_cases as (
    select coalesce(l.survivor, c.person) as who from read.cases c
    left join read.person_links l on l.merged = c.person
    where c.status in ('waiting', 'ongoing', 'paused')
)
select who from open_cases
where not exists (select 1 from read.merge_conflicts m where m.person = who and m.about = 'two-open' and m.status = 'open')
group by who having count(*) > 1
"""
"""Persons with two open cases that no conflict of a merge names."""


@dataclass
class Office:
    """Officers at one unit with two persons, the latest referral and case in hand, and every decision they have seen."""

    api: Api
    today: date
    persons: list[str] = field(default_factory=list)
    referrals: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    proposals: dict[str, str] = field(default_factory=dict)
    decisions: dict[tuple[str, int], Any] = field(default_factory=dict)

    async def post(self, path: str, role: str = "caseworker", *, by: str = "ali", **body: Any) -> httpx.Response:
        """What a rule refuses is an answer too; anything else than that is a fault."""
        answer = await self.api.post(path, body, role, subject=by)
        assert answer.status_code in {200, 201, 404, 409}, (path, body, answer.text)
        return answer

    def on(self, back: int = 0) -> str:
        return (self.today - timedelta(days=back)).isoformat()

    async def take(self, step: tuple[Any, ...]) -> None:
        kind, *given_to = step
        act: Callable[..., Awaitable[None]] = getattr(self, kind.replace("-", "_"))
        await act(*given_to)

    async def refer(self, whom: int, back: int) -> None:
        body = referral_body(self.persons[whom], self.today - timedelta(days=back))
        answer = await self.post("/referrals", **body)
        if answer.status_code == 201:
            self.referrals.append(answer.json()["referral"])

    async def of_referral(self, step: str, role: str = "caseworker", **body: Any) -> None:
        if self.referrals:
            await self.post(f"/referrals/{self.referrals[-1]}/{step}", role, **body)

    async def return_(self, back: int) -> None:
        await self.of_referral("returns", reasons=["not-ready"], on=self.on(back))

    async def withdraw(self, back: int) -> None:
        await self.of_referral("withdrawals", on=self.on(back))

    async def assess(self, by: str, answers: list[tuple[str, str]]) -> None:
        findings = [finding(criterion, answer) for criterion, answer in dict(answers).items()]
        await self.of_referral("assessments", by=by, findings=findings, on=self.on())

    async def decide(self, by: str, decision: str, why: dict[str, str]) -> None:
        why = why or ({"reason": "Skälet."} if decision == "refused" else {})
        recheck = {"recheck_on": (self.today + timedelta(days=60)).isoformat()} if decision == "not-yet" else {}
        await self.of_referral("decisions", "decider", by=by, decision=decision, on=self.on(), **why, **recheck)

    async def ask_again(self) -> None:
        await self.of_referral("reconsiderations", requested_by="person", on=self.on())

    async def reconsider(self, by: str, outcome: str) -> None:
        await self.of_referral("reconsideration-decisions", "decider", by=by, outcome=outcome, reason="Skälet.", on=self.on())

    async def open(self) -> None:
        if self.referrals:
            answer = await self.post("/cases", referral=self.referrals[-1], on=self.on())
            self.cases += [answer.json()["case"]] if answer.status_code == 201 else []

    async def of_case(self, step: str, **body: Any) -> None:
        if self.cases:
            answer = await self.post(f"/cases/{self.cases[-1]}/{step}", **body)
            proposal = answer.json().get("proposal") if answer.status_code == 201 else None
            if proposal:
                self.proposals[self.cases[-1]] = proposal["proposal"]

    async def start(self, back: int) -> None:
        await self.of_case("starts", support_person="sam", late_reason="Glömdes.", on=self.on(back))

    async def approve(self, by: str) -> None:
        if self.cases and self.cases[-1] in self.proposals:
            await self.post(f"/cases/{self.cases[-1]}/approvals", by=by, proposal=self.proposals[self.cases[-1]])

    async def end(self, back: int) -> None:
        await self.of_case("endings", kind="completed", exit="studies", late_reason="Glömdes.", on=self.on(back))

    async def reopen(self) -> None:
        await self.of_case("reopenings", reason="Av misstag.", on=self.on())

    async def retract(self) -> None:
        await self.of_case("retractions", reason="Fel person.", on=self.on())

    async def merge(self) -> None:
        one, two = self.persons
        everybody = "caseworker+manager"
        await self.post(f"/persons/{one}/merge-proposals", everybody, by="ali", other=two, reason="Samma.", on=self.on())
        await self.post(f"/persons/{one}/merges", everybody, by="mia", other=two, reason="Samma.", on=self.on())

    async def unmerge(self) -> None:
        one, two = self.persons
        await self.post(f"/persons/{one}/unmerges", "caseworker+manager", by="mia", merged=two, reason="Två.", on=self.on())

    async def read_decisions(self) -> None:
        """Each as it was first read, with the rules that it was taken under."""
        for referral in self.referrals:
            listed = ok(await self.api.get(f"/referrals/{referral}/decisions?limit=100"), 200)["items"]
            for decision in listed:
                assert decision["ruleset"] in {str(rules.version) for rules in RULE_SETS}
                assert self.decisions.setdefault((referral, decision["version"]), decision) == decision
            assert len(listed) == len([each for each in self.decisions if each[0] == referral])

    async def two_open_cases(self) -> list[Any]:
        connection = await asyncpg.connect(self.api.settings.migration_url)
        try:
            return [tuple(row) for row in await connection.fetch(OPEN_CASES)]
        finally:
            await connection.close()


setattr(Office, "return", Office.return_)


async def an_office(api: Api, today: date) -> Office:
    office = Office(api, today)
    for _ in range(2):
        office.persons.append(ok(await api.post("/persons", person_body()))["person"])
    return office


async def told(databases: Databases, issuer: Issuer, steps: Sequence[tuple[Any, ...]]) -> Office:
    """The steps taken one by one; what must always hold is asked after each."""
    clock = MovableClock()
    async with served("intake", await databases.of("intake"), bus=LocalBus(TOPICS), clock=clock, issuer=issuer) as api:
        office = await an_office(api, stockholm(clock.now()))
        for step in steps:
            await office.take(step)
            assert await office.two_open_cases() == []
            await office.read_decisions()
        assert {table: rows for table, rows in (await rebuilt_differences(api)).items() if rows} == {}
    return office


@settings(
    max_examples=10,
    phases=(Phase.explicit, Phase.generate),  # a story over HTTP is too slow to be shrunk
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(steps=st.lists(STEPS, min_size=12, max_size=40))
async def test_in_whatever_order(databases: Databases, issuer: Issuer, steps: list[tuple[Any, ...]]) -> None:
    await told(databases, issuer, steps)


async def test_one_case_follows_another_and_a_merge_brings_two_together(databases: Databases, issuer: Issuer) -> None:
    """The steps lead somewhere: what is never reached cannot be wrong."""
    ready = [(criterion, "met") for criterion in CRITERIA]
    opened: list[tuple[Any, ...]] = [("assess", "ali", ready), ("decide", "eva", "granted", {}), ("open",), ("start", 0)]
    second: list[tuple[Any, ...]] = [("refer", 1, 0), *opened]
    office = await told(databases, issuer, [("refer", 0, 30), *opened, ("end", 0), ("refer", 0, 0), *opened, *second, ("merge",)])
    assert (len(office.referrals), len(office.cases), len(office.decisions)) == (3, 3, 3)
