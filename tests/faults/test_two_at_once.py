"""Several officers act on one case or one person at once: what the rules allow takes effect, the others are told why not."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ServiceApi
from tests.faults.parts import a_key, a_waiting_case, end, log_of, reopen, start, today, types_of
from tests.harness import Api
from tests.intake.journey import a_person, ok, referral_body
from tests.placement.journey import NOW, a_case, an_employer, an_opportunity, employment_body

AT_ONCE = 8
PLACES = 3
OPENS = {"ReferralReceived", "CaseReopened"}
CLOSES = {"ReferralReturned", "ReferralWithdrawn", "ReferralDeclined", "CaseEnded"}


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


def statuses(answers: Sequence[httpx.Response]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


async def test_of_many_who_start_one_case_one_does_and_the_others_get_409(api: Api) -> None:
    case = await a_waiting_case(api)
    answers = await asyncio.gather(*(start(api, case, by=f"officer-{n}") for n in range(AT_ONCE)))
    assert statuses(answers) == [201] + [409] * (AT_ONCE - 1)
    assert await types_of(api, f"case-{case}") == ["CaseOpened", "CaseStarted"]
    [winner] = [answer.json()["support_person"] for answer in answers if answer.status_code == 201]
    assert ok(await api.get(f"/cases/{case}"), 200)["support_person"] == winner


async def test_of_many_with_the_same_if_match_one_takes_effect_and_the_others_get_412(api: Api) -> None:
    case = await a_waiting_case(api)
    answers = await asyncio.gather(*(start(api, case, {"If-Match": '"1"'}, by=f"officer-{n}") for n in range(AT_ONCE)))
    assert statuses(answers) == [201] + [412] * (AT_ONCE - 1)
    assert await types_of(api, f"case-{case}") == ["CaseOpened", "CaseStarted"]


async def test_the_same_request_sent_many_times_at_once_has_one_effect_and_one_answer(api: Api) -> None:
    case, key = await a_waiting_case(api), a_key()
    answers = await asyncio.gather(*(start(api, case, key) for _ in range(AT_ONCE)))
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} <= {"in-flight"}
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.text for answer in answers if answer.status_code == 201}) == 1
    assert await types_of(api, f"case-{case}") == ["CaseOpened", "CaseStarted"]


async def test_never_more_places_are_filled_than_there_are_however_many_ask_at_once(api_of: ServiceApi) -> None:
    placement = await api_of("placement")
    placement.clock.move_to(NOW)
    employer = await an_employer(placement)
    opportunity = await an_opportunity(placement, employer, places=PLACES)
    bodies = [employment_body(await a_case(placement), employer, opportunity=opportunity) for _ in range(AT_ONCE)]
    answers = await asyncio.gather(*(placement.post("/employments", body) for body in bodies))
    filled = statuses(answers).count(201)
    assert 1 <= filled <= PLACES
    assert statuses(answers) == [201] * filled + [409] * (AT_ONCE - filled)
    left = ok(await placement.get(f"/opportunities/{opportunity}"), 200)["places_left"]
    assert left == PLACES - filled
    assert len(await log_of(placement, "type = 'EmploymentAgreed'")) == filled


@dataclass(frozen=True)
class Someone:
    """A person and what was done to them so far."""

    api: Api
    person: str

    async def refer(self) -> httpx.Response:
        return await self.api.post("/referrals", referral_body(self.person, today(self.api)))

    async def withdraw(self) -> httpx.Response:
        held = await self._held()
        return await self.api.post(f"/referrals/{held[-1]}/withdrawals", {"on": today(self.api).isoformat()})

    async def give_back(self) -> httpx.Response:
        held = await self._held()
        body = {"reasons": ["incomplete"], "on": today(self.api).isoformat()}
        return await self.api.post(f"/referrals/{held[-1]}/returns", body)

    async def end(self) -> httpx.Response:
        return await end(self.api, await self._case())

    async def reopen(self) -> httpx.Response:
        return await reopen(self.api, await self._case())

    async def _held(self) -> list[str]:
        rows = await log_of(self.api, "type = 'ReferralReceived' and data->>'person' = $1", self.person)
        return [row["data"]["referral"] for row in rows]

    async def _case(self) -> str:
        rows = await log_of(self.api, "type = 'CaseStarted' and data->>'person' = $1", self.person)
        case: str = rows[-1]["data"]["case"]
        return case

    async def do(self, acts: Sequence[str]) -> list[httpx.Response]:
        """All at once."""
        steps: dict[str, Callable[[], Awaitable[httpx.Response]]] = {
            "refer": self.refer,
            "withdraw": self.withdraw,
            "give back": self.give_back,
            "end": self.end,
            "reopen": self.reopen,
        }
        return await asyncio.gather(*(steps[act]() for act in acts))

    async def engagements(self) -> list[int]:
        """How many engagements were open after each event about the person, in the order of the log."""
        open_now, told = 0, []
        for row in await log_of(self.api, "data->>'person' = $1", self.person):
            open_now += (row["type"] in OPENS) - (row["type"] in CLOSES)
            told.append(open_now)
        return told

    async def held_by(self) -> int:
        service = self.api.app.state.service
        async with service.database.connection() as connection:
            held: int = await connection.fetchval("select count(*) from engagements where person = $1::text::uuid", self.person)
            return held


ACTS = st.lists(st.sampled_from(["refer", "refer", "withdraw", "give back", "end", "reopen"]), min_size=2, max_size=6)
ALL_ROUNDS = st.lists(ACTS, min_size=1, max_size=3)


@settings(max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(rounds=ALL_ROUNDS)
async def test_a_person_never_has_two_open_engagements_whatever_is_done_at_once(api: Api, rounds: list[list[str]]) -> None:
    someone = Someone(api, await a_person(api))
    case = await a_waiting_case(api, person=someone.person)
    ok(await start(api, case))
    ok(await end(api, case))
    for acts in rounds:
        answers = await someone.do(acts)
        assert {answer.status_code for answer in answers} <= {201, 409}
        told = await someone.engagements()
        assert set(told) <= {0, 1}
        assert await someone.held_by() == told[-1]


async def test_of_many_referrals_of_one_person_one_is_received_and_the_others_name_it(api: Api) -> None:
    someone = Someone(api, await a_person(api))
    answers = await someone.do(["refer"] * AT_ONCE)
    assert statuses(answers) == [201] + [409] * (AT_ONCE - 1)
    [received] = [answer.json()["referral"] for answer in answers if answer.status_code == 201]
    refusals = [answer.json() for answer in answers if answer.status_code == 409]
    assert {problem["code"] for problem in refusals} == {"already-engaged"}
    assert {problem["reasons"][0]["referral"] for problem in refusals} == {received}
