"""`python -m deploy.topics`: the catalogue's topics on a real broker."""

import os
import subprocess
import sys

from aiokafka.admin import AIOKafkaAdminClient

from deploy.kafka import Broker
from shared.contracts.catalogue import TOPICS
from tests.deploy.owner import PROJECT


def run(**variables: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SIUS_")}
    return subprocess.run(
        [sys.executable, "-m", "deploy.topics"],
        cwd=PROJECT,
        env={**inherited, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


async def test_every_topic_is_made_and_made_again(broker: Broker) -> None:
    for _ in range(2):
        done = run(SIUS_KAFKA_BOOTSTRAP=broker.bootstrap)
        assert (done.returncode, done.stderr) == (0, "")
    admin = AIOKafkaAdminClient(bootstrap_servers=broker.bootstrap)
    await admin.start()
    try:
        made = {topic["topic"]: len(topic["partitions"]) for topic in await admin.describe_topics([t.name for t in TOPICS])}
    finally:
        await admin.close()
    assert made == {topic.name: topic.partitions for topic in TOPICS}


def test_without_an_address_it_says_what_is_missing() -> None:
    done = run()
    assert (done.returncode, done.stderr.split(":")[0]) == (1, "SIUS_KAFKA_BOOTSTRAP is missing")
