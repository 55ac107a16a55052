"""The connection to PostgreSQL is cut around a commit: the client sends the same request again, and nothing is done twice."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from deploy.issuer import Issuer
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.contracts.catalogue import TOPICS
from tests.faults.parts import a_key, a_waiting_case, log_of, start, today, types_of
from tests.faults.wire import Moment, Wire, wire_to
from tests.harness import Api, Databases, served
from tests.intake.journey import a_person, referral_body


@dataclass(frozen=True)
class Wired:
    """Intake, whose connections to its database go over a wire."""

    api: Api
    wire: Wire


@pytest.fixture
async def wired(databases: Databases, clock: MovableClock, issuer: Issuer) -> AsyncIterator[Wired]:
    settings = await databases.of("intake")
    async with wire_to(settings.database_url) as (wire, url):
        over = settings.model_copy(update={"database_url": url})
        async with served("intake", over, bus=LocalBus(TOPICS), clock=clock, issuer=issuer) as api:
            yield Wired(api, wire)


async def referrals_of(api: Api, person: str) -> list[str]:
    rows = await log_of(api, "type = 'ReferralReceived' and data->>'person' = $1", person)
    return [row["data"]["referral"] for row in rows]


async def test_the_key_gives_the_first_answer_when_the_commits_own_answer_was_lost(wired: Wired) -> None:
    person, key = await a_person(wired.api), a_key()
    body = referral_body(person, today(wired.api))
    wired.wire.cut(key["X-Correlation-ID"], "after the commit")
    lost = await wired.api.post("/referrals", body, headers=key)
    assert (lost.status_code, wired.wire.cuts) == (503, 1)
    committed = await referrals_of(wired.api, person)
    assert len(committed) == 1

    again = await wired.api.post("/referrals", body, headers=key)
    assert (again.status_code, again.headers["idempotent-replayed"]) == (201, "true")
    assert again.json()["referral"] == committed[0]
    assert again.headers["location"] == f"/intake/v1/referrals/{committed[0]}"
    assert await referrals_of(wired.api, person) == committed


async def test_what_was_cut_before_its_commit_has_not_happened_and_the_key_is_free(wired: Wired) -> None:
    person, key = await a_person(wired.api), a_key()
    body = referral_body(person, today(wired.api))
    wired.wire.cut(key["X-Correlation-ID"], "before the commit")
    lost = await wired.api.post("/referrals", body, headers=key)
    assert (lost.status_code, wired.wire.cuts) == (503, 1)
    assert await referrals_of(wired.api, person) == []

    again = await wired.api.post("/referrals", body, headers=key)
    assert again.status_code == 201
    assert "idempotent-replayed" not in again.headers
    assert await referrals_of(wired.api, person) == [again.json()["referral"]]


@pytest.mark.parametrize("moment", ["before the commit", "after the commit"])
async def test_with_the_key_a_step_in_a_case_is_answered_201_in_the_end_and_taken_once(wired: Wired, moment: Moment) -> None:
    case, key = await a_waiting_case(wired.api), a_key()
    wired.wire.cut(key["X-Correlation-ID"], moment)
    statuses = [(await start(wired.api, case, key)).status_code for _ in range(3)]
    assert statuses == [503, 201, 201]
    assert await types_of(wired.api, f"case-{case}") == ["CaseOpened", "CaseStarted"]


async def test_without_a_key_the_second_try_is_told_that_it_is_already_so(wired: Wired) -> None:
    case = await a_waiting_case(wired.api)
    wired.wire.cut("cut-here", "after the commit")
    assert (await start(wired.api, case, by="cut-here")).status_code == 503
    again = await start(wired.api, case, by="cut-here")
    assert (again.status_code, again.json()["code"]) == (409, "case-not-waiting")
    assert await types_of(wired.api, f"case-{case}") == ["CaseOpened", "CaseStarted"]
