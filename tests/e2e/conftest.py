"""The suite is started once for all tests here; they leave it running, as they found it."""

from collections.abc import AsyncIterator

import pytest

from deploy.postgres import Cluster
from tests.e2e.suite import Suite, running_suite


@pytest.fixture(scope="package")
async def suite(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Suite]:
    async with running_suite(cluster, tmp_path_factory.mktemp("suite")) as running:
        yield running
