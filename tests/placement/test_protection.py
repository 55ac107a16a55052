"""Protected identities, as intake tells of them: placement hides the person's rows from all but named officers."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from shared.bus import Topic
from shared.bus.local import LocalBus
from shared.contracts import intake
from shared.contracts.catalogue import PLACEMENT
from shared.ids import new_id
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.placement.journey import HEARD, NOW, a_job, case_started, employment_body, ok
from tests.placement.test_on_the_bus import message

NAMED = "caseworker+protected-identity"


@pytest.fixture
async def bus() -> AsyncIterator[LocalBus]:
    local = LocalBus((*HEARD, Topic(PLACEMENT.name, 6, readers=())))
    await local.start()
    yield local
    await local.stop()


@pytest.fixture
async def api(api_of: ServiceApi, bus: LocalBus) -> Api:
    running = await api_of("placement", bus=bus)
    running.clock.move_to(NOW)
    return running


async def total(api: Api, path: str, role: str = "caseworker") -> int:
    found: int = ok(await api.get(path, role), 200)["total"]
    return found


async def test_a_protected_persons_search_and_employments_are_hidden_until_it_is_lifted(api: Api, bus: LocalBus) -> None:
    case, person = new_id(), new_id()
    await bus.publish([message(case_started(case, person=person), 1)])
    employment = await a_job(api, str(case))
    await bus.publish([message(intake.PersonProtected(person=person), 1)])
    await hidden(api, case, employment)
    refused = await api.post("/employments", employment_body(str(case), str(new_id())))
    assert (refused.status_code, refused.json()["code"]) == (403, "protected-identity")
    await bus.publish([message(intake.PersonProtectionLifted(person=person), 2)])
    assert [await total(api, path) for path in ("/searches", "/employments")] == [1, 1]


async def hidden(api: Api, case: UUID, employment: str) -> None:
    for listed, single in (("/searches", f"/searches/{case}"), ("/employments", f"/employments/{employment}")):
        refused = await api.get(single)
        assert (refused.status_code, refused.json()["code"]) == (403, "protected-identity")
        assert (await total(api, listed), await total(api, listed, NAMED)) == (0, 1)
        ok(await api.get(single, NAMED), 200)
