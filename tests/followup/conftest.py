"""Followup running on real PostgreSQL, with a bus that only it and the test use."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from shared.bus.local import LocalBus
from shared.clock import MovableClock
from shared.contracts.catalogue import FOLLOWUP, INTAKE, PLACEMENT
from tests.conftest import ServiceApi
from tests.followup import deliveries as d
from tests.harness import Api

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
LISTENER = "listener"


@pytest.fixture
async def bus(clock: MovableClock) -> AsyncIterator[LocalBus]:
    clock.move_to(NOW)
    followed = [replace(topic, readers=("followup",)) for topic in (INTAKE, PLACEMENT)]
    started = LocalBus([*followed, replace(FOLLOWUP, readers=(LISTENER,))])
    await started.start()
    yield started
    await started.stop()


@pytest.fixture
async def api(bus: LocalBus, api_of: ServiceApi) -> Api:
    return await api_of("followup", bus=bus)


@pytest.fixture
def sender(api: Api, bus: LocalBus) -> d.Sender:
    return d.Sender(bus, api.clock)
