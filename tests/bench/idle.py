"""Memory of each service as a process of its own that has nothing to do, on Kafka, 5 s after it is ready; limit 150 MB."""

import asyncio
from contextlib import AsyncExitStack

import psutil

from deploy.postgres import Cluster
from tests.bench import processes, setting
from tests.harness import SERVICES, Databases

SECONDS, LIMIT = 5, 150
MEGABYTE = 1_000_000


async def main(cluster: Cluster) -> None:
    databases = Databases(cluster)
    async with AsyncExitStack() as stack:
        issuer = await stack.enter_async_context(setting.issuer())
        broker = await stack.enter_async_context(processes.broker())
        ready = [
            await stack.enter_async_context(processes.serving(await databases.of(service), issuer, broker))
            for service in SERVICES
        ]
        await asyncio.sleep(SECONDS)
        for serving in ready:
            resident = psutil.Process(serving.process).memory_info().rss / MEGABYTE
            print(f"  {serving.service:10} {resident:5.0f} MB resident   {resident / LIMIT:4.2f} of the limit ({LIMIT} MB)")
