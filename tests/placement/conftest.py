"""Placement running on a real database, on 10 March 2026."""

from datetime import UTC, datetime

import pytest

from tests.conftest import ServiceApi
from tests.harness import Api


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    running = await api_of("placement")
    running.clock.move_to(datetime(2026, 3, 10, 8, tzinfo=UTC))
    return running
