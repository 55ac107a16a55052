"""How every Kafka client of one process connects, and how long it waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiokafka.helpers import create_ssl_context

from shared.settings import KafkaSettings


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Seconds. The defaults suit production; tests make some of them shorter."""

    delivery: float = 30.0
    """Longest that one `publish` tries before it raises."""
    request: float = 15.0
    """Longest wait for one answer; more than `session`, because joining a group waits for its dead members."""
    heartbeat: float = 1.0
    """Between heartbeats: how soon a member learns that another joined or left."""
    session: float = 10.0
    """Silence after which a member is dead and its partitions go to the others."""
    patience: float = 30.0
    """How long a partition with messages left may stand still before its consumer is restarted."""
    probe: float = 3.0
    """Longest that `ready` and one look at the ends of the logs take."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """Addresses (host:port, separated by commas), the client's name, and aiokafka's own security options."""

    bootstrap: str
    client_id: str
    timing: Timing = field(default_factory=Timing)
    security: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def options(self, *, request: float | None = None) -> dict[str, Any]:
        """The arguments that every aiokafka client takes."""
        return {
            "bootstrap_servers": self.bootstrap,
            "client_id": self.client_id,
            "request_timeout_ms": milliseconds(request or self.timing.request),
            **self.security,
        }


def security_of(settings: KafkaSettings) -> dict[str, Any]:
    """Aiokafka's security options, as the settings say."""
    if settings.kafka_security == "PLAINTEXT":
        return {}
    options: dict[str, Any] = {
        "security_protocol": settings.kafka_security,
        "ssl_context": create_ssl_context(cafile=settings.kafka_ca_file),
    }
    if settings.kafka_security == "SASL_SSL" and settings.kafka_password is not None:
        options |= {
            "sasl_mechanism": "SCRAM-SHA-512",
            "sasl_plain_username": settings.kafka_username,
            "sasl_plain_password": settings.kafka_password.get_secret_value(),
        }
    return options


def milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
