"""PostgreSQL is killed while commands are being posted, and comes back: nothing that was answered is lost."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field, replace

import asyncpg
import pytest

from deploy.issuer import Issuer
from deploy.postgres import Cluster
from services.intake.projections import read_model
from shared.bus import Message
from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.contracts.catalogue import FOLLOWUP, INTAKE
from shared.contracts.followup import SupportCompleted
from shared.db import prepare_connection
from shared.ids import new_id
from shared.migrations import app_role
from shared.projections import Rebuild
from tests.faults.parts import a_key, a_waiting_case, all_published, listening, log_of, start, today, types_of, until
from tests.harness import Api, Databases, served

CASES = 24
WORKERS = 4
BEFORE = 6
LISTENER = "listener"
UNAVAILABLE = 503


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster that these tests may kill."""
    running = Cluster.start(tmp_path_factory.mktemp("killed"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def own_databases(own: Cluster) -> Databases:
    return Databases(own)


@pytest.fixture
async def bus() -> AsyncIterator[LocalBus]:
    local = LocalBus([replace(INTAKE, readers=(LISTENER,)), replace(FOLLOWUP, readers=("intake",))])
    await local.start()
    yield local
    await local.stop()


@pytest.fixture
async def api(own_databases: Databases, bus: LocalBus, clock: MovableClock, issuer: Issuer) -> AsyncIterator[Api]:
    async with served("intake", await own_databases.of("intake"), bus=bus, clock=clock, issuer=issuer) as running:
        yield running


@dataclass
class Posting:
    """Starts of cases, one request each, and what came back."""

    api: Api
    keys: Mapping[str, Mapping[str, str]]
    acknowledged: set[str] = field(default_factory=set)
    statuses: list[int] = field(default_factory=list)
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    async def work(self, cases: asyncio.Queue[str]) -> None:
        while not cases.empty():
            case = cases.get_nowait()
            answer = await start(self.api, case, self.keys[case])
            self.statuses.append(answer.status_code)
            if answer.status_code == 201:
                self.acknowledged.add(case)
            if len(self.acknowledged) >= BEFORE:
                self.enough.set()

    async def all_once(self) -> None:
        queue: asyncio.Queue[str] = asyncio.Queue()
        for case in self.keys:
            queue.put_nowait(case)
        await asyncio.gather(*(self.work(queue) for _ in range(WORKERS)))


async def killed_while_posting(own: Cluster, posting: Posting) -> None:
    """Kill when a few are acknowledged and others are on their way; the rest is posted to a service without a database."""
    work = asyncio.create_task(posting.all_once())
    await posting.enough.wait()
    await asyncio.to_thread(own.kill)
    await work


async def answers(api: Api) -> None:
    """Wait until the service is ready again, by itself."""

    async def ready() -> bool:
        return (await api.client.get("/readyz")).status_code == 200

    await until(ready)


async def starts_in_the_log(api: Api) -> dict[str, int]:
    """Case → how many times its log says that it has started."""
    rows = await log_of(api, "type = 'CaseStarted'")
    counted: dict[str, int] = {}
    for row in rows:
        case = str(row["data"]["case"])
        counted[case] = counted.get(case, 0) + 1
    return counted


async def test_no_acknowledged_command_is_lost_and_every_command_takes_effect_once(own: Cluster, api: Api) -> None:
    posting = Posting(api, {await a_waiting_case(api): a_key() for _ in range(CASES)})
    await killed_while_posting(own, posting)
    assert set(posting.statuses) == {201, UNAVAILABLE}
    assert len(posting.acknowledged) < CASES

    await asyncio.to_thread(own.restart)
    await answers(api)
    started = await starts_in_the_log(api)
    assert posting.acknowledged <= started.keys()
    assert set(started.values()) == {1}

    for case, key in posting.keys.items():
        assert (await start(api, case, key)).status_code == 201
    assert await starts_in_the_log(api) == dict.fromkeys(posting.keys, 1)


async def test_meanwhile_every_answer_is_503_and_afterwards_the_service_recovers_by_itself(own: Cluster, api: Api) -> None:
    case = await a_waiting_case(api)
    await asyncio.to_thread(own.kill)
    for answer in [await start(api, case), await api.get(f"/cases/{case}"), await api.get("/cases", units=["malmo"])]:
        assert answer.status_code == UNAVAILABLE
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["retry-after"]
    assert (await api.client.get("/readyz")).status_code == UNAVAILABLE
    assert (await api.client.get("/healthz")).status_code == 200
    await asyncio.to_thread(own.restart)
    await answers(api)
    assert (await start(api, case)).status_code == 201


async def test_the_relay_publishes_every_started_case_once_the_database_is_back(own: Cluster, api: Api, bus: LocalBus) -> None:
    posting = Posting(api, {await a_waiting_case(api): a_key() for _ in range(CASES // 2)})
    async with listening(bus, LISTENER, INTAKE.name) as listener:
        await killed_while_posting(own, posting)
        await asyncio.to_thread(own.restart)
        await answers(api)
        for case in posting.keys.keys() - posting.acknowledged:
            assert (await start(api, case, posting.keys[case])).status_code == 201
        await all_published(api)
    for case in posting.keys:
        assert [kind for kind, _ in listener.of(case)].count("sius.intake.case-started.v1") == 1


async def test_the_subscription_handles_what_came_while_the_database_was_away(own: Cluster, api: Api, bus: LocalBus) -> None:
    case = await a_waiting_case(api)
    async with listening(bus, LISTENER, INTAKE.name):
        assert (await start(api, case)).status_code == 201
        await asyncio.to_thread(own.kill)
        telling = asyncio.create_task(bus.publish([completed(api, case)]))
        await asyncio.sleep(0.3)
        assert not telling.done()
        await asyncio.to_thread(own.restart)
        await asyncio.wait_for(telling, 40)
        assert await types_of(api, f"case-{case}") == ["CaseOpened", "CaseStarted", "CaseEndProposed"]


async def test_commands_work_after_a_crash_right_after_the_read_models_were_switched(own: Cluster, api: Api) -> None:
    case = await a_waiting_case(api)
    owner = await asyncpg.connect(api.settings.migration_url)
    await prepare_connection(owner)
    rebuild = Rebuild(owner, read_model(api.app.state.service.store), role=app_role("intake"))
    await rebuild.start(afresh=True)
    await rebuild.replay()
    await rebuild.switch()
    await asyncio.to_thread(own.kill)
    owner.terminate()
    await asyncio.to_thread(own.restart)
    await answers(api)
    assert (await start(api, case)).status_code == 201
    assert (await api.get(f"/cases/{case}")).json()["status"] == "ongoing"


def completed(api: Api, case: str) -> Message:
    """Followup says that the support is completed."""
    contract = SupportCompleted.model_validate({"case": case, "person": str(new_id()), "on": today(api).isoformat()})
    headers = {
        "ce_id": str(new_id()),
        "ce_type": contract.type,
        "ce_time": api.clock.now().isoformat(),
        "ce_subject": f"support-{case}",
        "ce_sequence": "1",
        "ce_previous": "0",
    }
    return Message(topic=FOLLOWUP.name, key=contract.key, value=contract.model_dump_json().encode(), headers=headers)
