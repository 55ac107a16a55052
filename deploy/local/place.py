"""Where a local run keeps its things and where it answers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import SecretStr

from deploy.local.databases import DatabaseServer
from deploy.local.keys import Keys
from deploy.process import SERVICES
from shared.migrations import app_role
from shared.settings import PREFIX, Settings

HOST = "127.0.0.1"
AUDIENCE = "sius"

BusKind = Literal["local", "kafka"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """One local run: its bus, its folder (`data`/local or `data`/kafka) and its first port.

    With the local bus everything answers on `port`; with Kafka the issuer does, and the services on the ports after it.
    """

    bus: BusKind
    data: Path
    port: int

    @property
    def folder(self) -> Path:
        return self.data.resolve() / self.bus

    def port_of(self, service: str) -> int:
        return self.port if self.bus == "local" else self.port + 1 + SERVICES.index(service)

    @property
    def ports(self) -> list[int]:
        """Every port that the run listens on."""
        return sorted({self.port, *(self.port_of(service) for service in SERVICES)})

    @property
    def issuer(self) -> str:
        return f"http://{HOST}:{self.port}/issuer"

    def origin(self, service: str) -> str:
        """Where the service answers."""
        return f"http://{HOST}:{self.port_of(service)}"

    def address(self, service: str) -> str:
        """The service's API, without a slash at the end."""
        return f"{self.origin(service)}/{service}/v1"

    @property
    def dashboard(self) -> str:
        """Where a browser opens the figures."""
        return f"{self.address('metrics')}/dashboard"

    @property
    def addresses(self) -> dict[str, str]:
        return {service: self.address(service) for service in SERVICES}

    @property
    def clocks(self) -> list[str]:
        """Where each process's clock is moved."""
        return [f"http://{HOST}:{port}/clock" for port in sorted({self.port_of(service) for service in SERVICES})]

    def database(self, service: str) -> str:
        """The name says the bus too: on a given server the two kinds of run lie side by side."""
        return f"sius_{self.bus}_{service}"

    def settings(self, service: str, server: DatabaseServer, keys: Keys, *, kafka: str | None = None) -> Settings:
        """The service's settings; what they leave open can be set by variables, such as SIUS_LOG_LEVEL."""
        return Settings(
            service=service,
            mode="local",
            database_url=server.url(self.database(service), app_role(service)),
            migration_url=server.url(self.database(service)),
            bus=self.bus,
            kafka_bootstrap=kafka,
            issuer=self.issuer,
            audience=AUDIENCE,
            jwks_url=f"{self.issuer}/jwks",
            master_key=SecretStr(keys.master_key),
            index_key=SecretStr(keys.index_key),
            host=HOST,
            port=self.port_of(service),
        )


def environment(settings: Settings) -> dict[str, str]:
    """The settings as the variables of a process, secrets too."""
    values = {name: getattr(settings, name) for name in Settings.model_fields}
    texts = {name: value.get_secret_value() if isinstance(value, SecretStr) else value for name, value in values.items()}
    return {f"{PREFIX}{name.upper()}": str(text) for name, text in texts.items() if text is not None}
