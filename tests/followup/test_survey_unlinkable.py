"""Nothing that is kept leads from an answer to a person: no key, no time, no transaction, no order, no length."""

import asyncio
import itertools
from datetime import UTC, datetime
from typing import Any

import asyncpg

from services.followup.questionnaire.held import Safe
from services.followup.rules import survey_practice_on
from tests.followup import deliveries as d
from tests.followup.conftest import NOW
from tests.followup.surveys import answer, code_of
from tests.followup.test_api import ok
from tests.harness import Api

APRIL = datetime(2027, 4, 2, 12, tzinfo=UTC)
SCALE = ["never", "seldom", "sometimes", "often", "mostly", "always"]
_numbers = itertools.count(1000)


async def rows(api: Api, query: str) -> list[asyncpg.Record]:
    async with api.app.state.service.database.connection() as connection:
        found: list[asyncpg.Record] = await connection.fetch(query)
        return found


async def codes(api: Api, sender: d.Sender, how_many: int) -> list[str]:
    return [await code_of(api, sender, next(_numbers)) for _ in range(how_many)]


async def six_answers(api: Api, sender: d.Sender) -> None:
    """Told apart by their answer, in the order of the scale."""
    for code, said in zip(await codes(api, sender, 6), SCALE, strict=True):
        assert (await answer(api, code, q1=said, q8=f"Jag sade {said}.")).status_code == 204


def unsealed(api: Api, held: list[asyncpg.Record]) -> list[Any]:
    safe = Safe(api.app.state.service.settings.master_key_bytes)
    return [safe.unseal(row["sealed"]) for row in held]


async def test_held_answers_share_one_transaction_and_no_other_table_has_it(api: Api, sender: d.Sender) -> None:
    await six_answers(api, sender)
    for table in ("survey_held", "survey_held_texts"):
        transactions = await rows(api, f"select distinct xmin::text as xmin from {table}")
        assert len(transactions) == 1
    logged = {row["txid"] for row in await rows(api, "select txid::text as txid from events")}
    held = {row["xmin"] for row in await rows(api, "select xmin::text as xmin from survey_held")}
    assert logged
    assert not held & logged


async def test_answering_leaves_nothing_in_any_log(api: Api, sender: d.Sender) -> None:
    wanted = await codes(api, sender, 1)
    logs = ("events", "access_log", "idempotency")
    before = [await rows(api, f"select count(*) from {log}") for log in logs]
    assert (await answer(api, wanted[0], q1="often", q8="Tack.")).status_code == 204
    assert [await rows(api, f"select count(*) from {log}") for log in logs] == before


async def test_what_is_held_has_no_time_and_says_nothing_without_the_services_key(api: Api, sender: d.Sender) -> None:
    await six_answers(api, sender)
    kinds = await rows(
        api,
        """select distinct data_type from information_schema.columns
           where table_name in ('survey_held', 'survey_held_texts', 'survey_texts')""",
    )
    assert {row["data_type"] for row in kinds} == {"uuid", "text", "bytea", "smallint"}
    for table in ("survey_held", "survey_held_texts"):
        held = await rows(api, f"select * from {table}")
        assert len({len(row["sealed"]) for row in held}) == 1
        assert not any(said.encode() in row["sealed"] for row in held for said in SCALE)
        assert {row["key"].version for row in held} == {4}


async def test_every_answer_writes_its_pool_anew(api: Api, sender: d.Sender) -> None:
    """So nobody who looks now and then can follow a row, by its key or by its sealed bytes."""
    seen: set[Any] = set()
    for code in await codes(api, sender, 3):
        assert (await answer(api, code, q1="often")).status_code == 204
        now = await rows(api, "select key, sealed from survey_held")
        keys = {row["key"] for row in now} | {row["sealed"] for row in now}
        assert not seen & keys
        seen |= keys


async def test_neither_the_table_nor_the_log_has_the_order_of_the_answers(api: Api, sender: d.Sender) -> None:
    """By chance one order in 720 is the right one; three times in a row it is not."""
    in_order = []
    for _ in range(3):
        await six_answers(api, sender)
        held = await rows(api, "select sealed from survey_held order by ctid")
        in_order.append([one["q1"] for one in unsealed(api, held)][-6:] == SCALE)
    assert not all(in_order)
    api.clock.move_to(APRIL)
    assert ok(await api.post("/survey-releases", {}, "operator"), 200)["answers"] == 18
    logged = await rows(api, "select data->>'q1' as q1 from events where type = 'SurveyAnswered' order by txid, position")
    assert [row["q1"] for row in logged] != SCALE * 3


async def test_an_answer_comes_into_the_log_at_the_release_and_with_nothing_of_its_own(api: Api, sender: d.Sender) -> None:
    await six_answers(api, sender)
    assert await rows(api, "select 1 from events where type = 'SurveyAnswered'") == []
    api.clock.move_to(APRIL)
    ok(await api.post("/survey-releases", {}, "operator"), 200)
    logged = await rows(api, "select * from events where type = 'SurveyAnswered'")
    assert len({(row["txid"], row["recorded_at"], str(row["meta"])) for row in logged}) == 1
    assert {row["stream"] for row in logged} == {f"survey-answer-{row['data']['answer']}" for row in logged}
    assert {row["on"] for row in logged} == {None}
    fields = {"answer", "unit", "form", "wording", "first_month", "month", "sex", "plan_follows"}
    assert all(row["data"].keys() == fields | {f"q{number}" for number in range(1, 8)} for row in logged)
    invitations = await rows(
        api, "select data->>'invitation' as key, data->>'case' as case_id from events where type = 'SurveyInvited'"
    )
    told = str([dict(row) for row in logged])
    assert not any(row["key"] in told or row["case_id"] in told for row in invitations)
    assert await rows(api, "select 1 from survey_held union all select 1 from survey_held_texts") == []


async def test_released_texts_stand_alone(api: Api, sender: d.Sender) -> None:
    await six_answers(api, sender)
    api.clock.move_to(APRIL)
    ok(await api.post("/survey-releases", {}, "operator"), 200)
    texts = {row["text"] for row in await rows(api, "select text from survey_texts")}
    answers = {row["answer"] for row in await rows(api, "select answer from survey_answers")}
    assert len(texts) == len(answers) == 6
    assert not texts & answers


async def test_one_code_sent_at_once_by_many_is_used_once(api: Api, sender: d.Sender) -> None:
    [code] = await codes(api, sender, 1)
    sent = await asyncio.gather(*(answer(api, code, q1="often") for _ in range(6)))
    assert sorted(one.status_code for one in sent) == [204, *[409] * 5]
    assert len(await rows(api, "select * from survey_held")) == 1


async def test_answers_sent_at_once_are_all_held(api: Api, sender: d.Sender) -> None:
    sent = await asyncio.gather(*(answer(api, code, q1="often", q8="Tack.") for code in await codes(api, sender, 8)))
    assert {one.status_code for one in sent} == {204}
    assert len(await rows(api, "select * from survey_held")) == len(await rows(api, "select * from survey_held_texts")) == 8
    assert await rows(api, "select * from survey_codes") == []
    assert len(await rows(api, "select distinct xmin::text from survey_held")) == 1


async def test_a_code_is_not_used_up_when_the_answer_could_not_be_held(api: Api, sender: d.Sender) -> None:
    [code] = await codes(api, sender, 1)
    owner = await asyncpg.connect(api.settings.migration_url)
    try:
        await owner.execute("alter table survey_held_texts rename to away")
        assert (await answer(api, code, q1="often")).status_code == 500
        await owner.execute("alter table away rename to survey_held_texts")
    finally:
        await owner.close()
    assert await rows(api, "select * from survey_held") == []
    assert (await answer(api, code, q1="often")).status_code == 204


async def test_releasing_at_once_releases_each_answer_once(api: Api, sender: d.Sender) -> None:
    await six_answers(api, sender)
    api.clock.move_to(APRIL)
    done = await asyncio.gather(*(api.post("/survey-releases", {}, "operator") for _ in range(3)))
    assert {one.status_code for one in done} <= {200, 409}
    assert len(await rows(api, "select * from survey_answers")) == 6


def test_at_least_five_is_what_is_promised() -> None:
    assert survey_practice_on(NOW.date()).at_least == 5
