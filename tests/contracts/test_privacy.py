"""Identity numbers, names and notes are kept nowhere in clear: no store, no message, no log line and no error holds one.

A case is told through all services over HTTP; then every byte that they kept or said is searched. Only the answer to a GET of
one thing shows a name or a note, to those who may see it.
"""

import itertools
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import date

import asyncpg
import httpx
import pytest
import structlog
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from deploy.issuer import Issuer
from deploy.postgres import Cluster
from shared.bus import Received
from shared.bus.local import LocalBus
from shared.clock import MovableClock, stockholm
from shared.contracts.catalogue import TOPICS
from shared.logging import configure
from shared.testing.numbers import personal_number
from tests.contracts.story import ended, told
from tests.contracts.traces import Place, found, needles, of_number, stored
from tests.contracts.whole import NOW
from tests.faults.parts import Listener, all_published, listening
from tests.harness import SERVICES, Api, Databases, served
from tests.intake.everywhere import NOTES, everything
from tests.intake.journey import ok, person_body
from tests.placement.journey import employer_body

BORN = date(1961, 7, 23)
SPY = "spy"
_serials = itertools.count(100)


@dataclass
class House:
    """All services, and everything that they keep and say."""

    apis: dict[str, Api]
    listeners: list[Listener]
    cluster: Cluster
    refusals: list[Place] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    capture: pytest.CaptureFixture[str] | None = None

    async def places(self) -> list[Place]:
        kept = []
        for name, api in self.apis.items():
            connection = await asyncpg.connect(api.settings.migration_url)
            kept += await stored(connection, name)
            await connection.close()
        return [*kept, *self.said()]

    def said(self) -> Iterator[Place]:
        for listener in self.listeners:
            for one in listener.heard:
                yield Place(f"message on {one.topic}", (one.value or b"") + (one.key or "").encode())
                yield Place(f"headers on {one.topic}", "\n".join([*one.headers, *one.headers.values()]).encode())
        yield Place("log lines", self.logged().encode())
        yield Place("PostgreSQL's log", self.cluster.log.read_bytes())
        yield from self.refusals

    def logged(self) -> str:
        """Everything written on standard output and standard error so far."""
        if self.capture is not None:
            self.lines += self.capture.readouterr()
        return "".join(self.lines)

    async def remember(self, response: httpx.Response) -> None:
        """Keep every refusal and error."""
        if response.status_code >= 400:
            content = await response.aread()
            headers = "\n".join(response.headers.values()).encode()
            self.refusals.append(Place(f"answer {response.status_code} of {response.url.path}", content + b"\n" + headers))


@pytest.fixture(autouse=True)
def logging_everything(house: House, capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Logging as a service's process does it, at the most talkative level."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configure("privacy", "DEBUG")
    house.capture = capsys
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture(scope="module")
async def house(cluster: Cluster, databases: Databases, issuer: Issuer) -> AsyncIterator[House]:
    clock = MovableClock()
    clock.move_to(NOW)
    bus = LocalBus([replace(topic, readers=(*topic.readers, SPY)) for topic in TOPICS])
    await bus.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(bus.stop)
        listeners = [await stack.enter_async_context(listening(bus, SPY, topic.name)) for topic in TOPICS]
        apis = {}
        for service in SERVICES:
            running = served(service, await databases.of(service), bus=bus, clock=clock, issuer=issuer)
            apis[service] = await stack.enter_async_context(running)
        made = House(apis, listeners, cluster)
        for api in apis.values():
            api.client.event_hooks = {"response": [made.remember]}
        yield made


def a_number() -> str:
    return personal_number(BORN, next(_serials))


async def searched(house: House, *secrets: str) -> list[str]:
    for service in ("intake", "placement", "followup"):
        await all_published(house.apis[service])
    return found(needles(*secrets), await house.places())


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), min_size=8, max_size=40).map(str.strip)
TEXTS = WORDS.filter(lambda text: len(text) >= 8 and any(character.isalpha() for character in text))


@settings(max_examples=4, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(name=TEXTS, note=TEXTS)
@example(name="Åke 'Drop' Ögonblick-Ærø \\ \"", note="Mår dåligt efter operationen; bor på Hemlig väg 7.\nRing 070-000 00 00.")
async def test_a_whole_case_leaves_no_number_no_name_and_no_note_in_clear(house: House, name: str, note: str) -> None:
    mark = f"qzx{next(_serials)}wvk"  # short texts stand in many places by chance: these do not
    name, note, number = f"{mark} {name}", f"{note} {mark}", a_number()
    story = await told(house.apis, note, name=name, identity_number=number)
    assert ok(await house.apis["intake"].get(f"/persons/{story.person}"), 200)["name"] == name
    contact = await house.apis["followup"].get(f"/supports/{story.case}/contacts/{story.contact}")
    assert ok(contact, 200)["note"] == note
    await ended(house.apis, story, note)
    assert await searched(house, *of_number(number), name, note, mark) == []


async def refused(house: House, number: str, name: str) -> list[httpx.Response]:
    """Requests that hold personal data where it does not belong, or that are refused for another reason."""
    intake, placement = house.apis["intake"], house.apis["placement"]
    body = person_body(identity_number=number, name=name)
    ok(await intake.post("/persons", body))
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    long_name = name * 60
    return [
        await intake.post("/persons", body),
        await intake.post("/persons", {**body, "identity_number": wrong}),
        await intake.post("/persons", {**body, number: name}),
        await intake.post("/persons", {**body, "name": long_name, "sex": name, "birth_date": number}),
        await intake.post("/persons", [number, name]),
        await intake.post("/persons", body, "analyst"),
        await intake.post("/persons/searches", {"identity_number": wrong}),
        await intake.get(f"/persons/{number}"),
        await intake.get(f"/persons/{number[:8]}-{number[8:]}"),
        await intake.get(f"/nowhere/{number}"),
        await intake.get("/cases", params={"status": number}),
        await placement.get("/employers", params={"name": number}),
        await placement.post("/employers", employer_body(name=f"Firma {number}")),
        await placement.post("/employers", employer_body(organisation_number=number[2:])),
        await intake.client.post("/persons", content=f'{{"identity_number": "{number}", "name": "{name}"'),
        await intake.client.post("/persons", content=f"{number} {name}", headers=intake.bearer()),
    ]


async def test_no_refusal_repeats_what_was_sent(house: House) -> None:
    number, name = a_number(), "Mqzx Hemligsson"
    wrong = of_number(number[:-1] + str((int(number[-1]) + 1) % 10))
    answers = await refused(house, number, name)
    assert [answer.status_code for answer in answers if not 400 <= answer.status_code < 500] == []
    assert await searched(house, *of_number(number), *wrong, name) == []


@pytest.mark.parametrize("header", ["Idempotency-Key", "X-Correlation-ID"])
async def test_a_number_sent_as_the_requests_own_mark_is_not_kept(house: House, header: str) -> None:
    number = a_number()
    answer = await house.apis["intake"].post("/persons", person_body(), headers={header: number})
    assert answer.status_code in {201, 422}
    case = await told(house.apis, "Anteckning.")
    body = {"reason": "Rättelse.", "on": "2026-01-13"}
    await house.apis["intake"].post(f"/cases/{case.case}/start-corrections", body, headers={header: number})
    assert await searched(house, *of_number(number)) == []


@pytest.mark.parametrize("field_name", ["source_unit", "unit"])
async def test_a_number_is_refused_where_a_code_belongs(house: House, field_name: str) -> None:
    number, intake = a_number(), house.apis["intake"]
    person = ok(await intake.post("/persons", person_body()))["person"]
    body = {"person": person, "source": "region", "unit": "stockholm", "channel": "digital", "on": "2026-08-31"}
    answer = await intake.post("/referrals", {**body, field_name: number})
    assert answer.status_code in {403, 422}
    assert await searched(house, *of_number(number)) == []


async def test_a_fault_of_the_service_says_and_logs_nothing_of_what_was_sent(house: House) -> None:
    number, name, intake = a_number(), "Vqzx Hemligsson", house.apis["intake"]
    owner = await asyncpg.connect(intake.settings.migration_url)
    try:
        await owner.execute("alter table identities rename to away")
        answer = await intake.post("/persons", person_body(identity_number=number, name=name))
        assert answer.status_code == 500
        assert answer.json()["correlation"] in house.logged()
    finally:
        await owner.execute("alter table away rename to identities")
        await owner.close()
    assert await searched(house, *of_number(number), name) == []


async def test_the_search_looks_at_messages_log_lines_and_refusals(house: House) -> None:
    secret = a_number()
    before = len(house.refusals)
    sys.stdout.write(f'{{"event": "seen {secret}"}}\n')
    house.listeners[0].heard.append(Received(topic="t", partition=0, offset=0, key=None, value=secret[2:].encode()))
    house.refusals.append(Place("answer", of_number(secret)[1].encode()))
    assert found(needles(*of_number(secret)), house.said()) == ["message on t", "log lines", "answer"]
    house.listeners[0].heard.pop()
    del house.refusals[before:]


async def test_whatever_intake_can_be_told_is_kept_and_sent_without_numbers_names_and_notes(house: House) -> None:
    intake = house.apis["intake"]
    today = stockholm(intake.clock.now())
    told = await everything(intake, today)
    numbers = [spelling for number in told.numbers for spelling in of_number(number)]
    assert await searched(house, *numbers, *NOTES, "Exempelsson") == []
