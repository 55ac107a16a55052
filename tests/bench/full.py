"""A service for the benchmark, as uvicorn's factory: the real application with settings from the environment."""

from shared.bus.local import LocalBus
from shared.clock import SystemClock
from shared.contracts.catalogue import TOPICS
from shared.http.mount import Root, mount
from shared.logging import configure
from shared.settings import Settings
from tests.harness import create_app_of


def create() -> Root:
    """The service named by SIUS_SERVICE, under its prefix."""
    settings = Settings()  # from the environment
    configure(settings.service, settings.log_level)
    return mount({settings.service: create_app_of(settings.service)(settings, bus=LocalBus(TOPICS), clock=SystemClock())})
