"""The search for traces of personal data can fail: what is planted is found, wherever it stands and however it is spelled."""

import json
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from datetime import date
from urllib.parse import quote

import asyncpg
import pytest

from deploy.issuer import Issuer
from shared.bus.local import LocalBus
from shared.clock import MovableClock, stockholm
from shared.contracts.catalogue import TOPICS
from shared.testing.numbers import personal_number
from tests.contracts.traces import Place, found, needles, of_number, stored
from tests.harness import Api, Databases, served
from tests.intake.journey import a_started_case, ok

NUMBER = personal_number(date(1961, 7, 23), 77)

PLANTED = {
    "public.events.data": "update events set data = jsonb_build_object('reason', $1::text) where version = 2",
    "public.events.meta": "update events set meta = jsonb_build_object($1::text, 1) where version = 2",
    "public.access_log.who": "update access_log set who = $1",
    "public.idempotency.body": """insert into idempotency (principal, key, fingerprint, status, headers, body, at)
                           values ('p', 'k', '', 201, '{}', convert_to('x' || $1, 'UTF8'), now())""",
    "read.persons.name": "update read.persons set name = encode(convert_to('{' || $1 || '}', 'UTF8'), 'base64')",
    "read.referrals.return_reasons": "update read.referrals set return_reasons = array['incomplete', $1]",
}


@pytest.fixture(scope="module")
async def intake_with_a_case(databases: Databases, issuer: Issuer) -> AsyncIterator[Api]:
    async with served("intake", await databases.of("intake"), bus=LocalBus(TOPICS), clock=MovableClock(), issuer=issuer) as api:
        case = await a_started_case(api, stockholm(api.clock.now()), note="Anteckning.")
        ok(await api.get(f"/cases/{case}"), 200)  # one row in the access log
        yield api


@pytest.fixture
async def planting(intake_with_a_case: Api) -> AsyncIterator[asyncpg.Connection]:
    """The owner's connection, in a transaction that is rolled back."""
    owner = await asyncpg.connect(intake_with_a_case.settings.migration_url)
    transaction = owner.transaction()
    await transaction.start()
    yield owner
    await transaction.rollback()
    await owner.close()


@pytest.mark.parametrize("place", PLANTED)
@pytest.mark.parametrize("written", range(4))
async def test_the_search_finds_a_number_that_is_planted_in_one_row(
    planting: asyncpg.Connection, place: str, written: int
) -> None:
    number = of_number(NUMBER)
    assert found(needles(*number), await stored(planting, "intake")) == []
    await planting.execute(PLANTED[place], f"a {number[written]}!")
    assert set(found(needles(*number), await stored(planting, "intake"))) == {f"intake {place}"}


@pytest.mark.parametrize("text", ["Åke Ögonblick-Ærø", 'Sa "nej"\noch gick', "日本語の名前です"])
@pytest.mark.parametrize("spelled", [str, json.dumps, ascii, quote, lambda text: b64encode(f"..{text}".encode()).decode()])
def test_the_search_finds_a_text_however_a_program_spelled_it(text: str, spelled: Callable[[str], str]) -> None:
    assert found(needles(text), [Place("here", f"before {spelled(text)} after".encode()), Place("there", b"nothing")]) == ["here"]
