"""A real broker: it keeps what it acknowledged, and ends when its owner does."""

import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from deploy.kafka import Broker
from deploy.postgres.server_process import FolderInUseError, ServerFailedError, running_in
from tests.deploy.owner import start_in_an_owner_that_is_killed

TOPIC = "letters"


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    broker = Broker.start(tmp_path_factory.mktemp("broker"))
    yield broker
    broker.stop()


@pytest.fixture
async def topic(broker: Broker) -> AsyncIterator[str]:
    admin = AIOKafkaAdminClient(bootstrap_servers=broker.bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic(name=TOPIC, num_partitions=1, replication_factor=1)])
    yield TOPIC
    await admin.delete_topics([TOPIC])
    await admin.close()


@asynccontextmanager
async def producing(broker: Broker) -> AsyncIterator[AIOKafkaProducer]:
    producer = AIOKafkaProducer(bootstrap_servers=broker.bootstrap, enable_idempotence=True)
    await producer.start()
    try:
        yield producer
    finally:
        await producer.stop()


async def read(broker: Broker, count: int) -> list[bytes]:
    consumer = AIOKafkaConsumer(bootstrap_servers=broker.bootstrap, auto_offset_reset="earliest", enable_auto_commit=False)
    await consumer.start()
    try:
        consumer.assign([TopicPartition(TOPIC, 0)])
        return [(await consumer.getone()).value for _ in range(count)]
    finally:
        await consumer.stop()


async def test_what_was_acknowledged_survives_a_killed_broker(broker: Broker, topic: str) -> None:
    async with producing(broker) as producer:
        await producer.send_and_wait(topic, b"before")
    address, first = broker.bootstrap, broker.pid
    broker.kill()
    assert not broker.running
    broker.restart()
    async with producing(broker) as producer:
        await producer.send_and_wait(topic, b"after")
    assert await read(broker, 2) == [b"before", b"after"]
    assert broker.bootstrap == address
    assert broker.pid != first


async def test_a_broker_started_anew_in_its_folder_has_its_data(tmp_path: Path) -> None:
    first = Broker.start(tmp_path)
    admin = AIOKafkaAdminClient(bootstrap_servers=first.bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic(name=TOPIC, num_partitions=1, replication_factor=1)])
    await admin.close()
    async with producing(first) as producer:
        await producer.send_and_wait(TOPIC, b"kept")
    first.stop()
    second = Broker.start(tmp_path)
    try:
        assert await read(second, 1) == [b"kept"]
    finally:
        second.stop()


def test_a_folder_has_one_broker(broker: Broker) -> None:
    with pytest.raises(FolderInUseError, match=str(broker.folder)):
        Broker.start(broker.folder)


def test_a_broker_that_cannot_start_says_why(broker: Broker, tmp_path: Path) -> None:
    with pytest.raises(ServerFailedError, match=f"Port {broker.port} on 127.0.0.1 cannot be had"):
        Broker.start(tmp_path, port=broker.port)


def test_a_broker_that_ends_while_starting_shows_its_log(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "meta.properties").write_text("version=1\n")
    with pytest.raises(ServerFailedError, match=r"(?s)ended with code 1.*Last lines of .*node\.id"):
        Broker.start(tmp_path)
    assert running_in(tmp_path, "java") == []


def test_a_broker_whose_owner_was_killed_ends_and_the_next_start_recovers(tmp_path: Path) -> None:
    orphan = start_in_an_owner_that_is_killed("deploy.kafka", "Broker", tmp_path)
    broker = Broker.start(tmp_path)
    try:
        assert [process.pid for process in running_in(tmp_path, "java")] == [broker.pid]
        assert broker.pid != orphan
    finally:
        broker.stop()


def test_stopping_leaves_nothing_behind_and_it_can_start_again(tmp_path: Path) -> None:
    broker = Broker.start(tmp_path)
    pid = broker.pid
    broker.stop()
    broker.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)
    broker.restart()
    assert broker.running
    broker.stop()
